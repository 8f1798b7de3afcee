/** What a TypeScript project does with the types, right and wrong. */
import { ApiError, type CreatedAPIKey, createDatadog, fromEnv } from "datadog-fetch";
import * as actionConnections from "datadog-fetch/action-connections";
import * as apiKeys from "datadog-fetch/api-keys";
import * as appKeyRegistrations from "datadog-fetch/app-key-registrations";
import * as applicationKeys from "datadog-fetch/application-keys";
import { type Client, createClient } from "datadog-fetch/client";
import * as currentUserApplicationKeys from "datadog-fetch/current-user-application-keys";
import { find } from "datadog-fetch/jobs";
import * as permissions from "datadog-fetch/permissions";
import * as personalAccessTokens from "datadog-fetch/personal-access-tokens";
import { createSandbox } from "datadog-fetch/sandbox";
import * as serviceAccountAccessTokens from "datadog-fetch/service-account-access-tokens";
import * as serviceAccountApplicationKeys from "datadog-fetch/service-account-application-keys";
import * as serviceAccounts from "datadog-fetch/service-accounts";
import * as users from "datadog-fetch/users";
import * as v1ApiKeys from "datadog-fetch/v1/api-keys";
import * as v1ApplicationKeys from "datadog-fetch/v1/application-keys";
import * as pagerDutyServices from "datadog-fetch/v1/pagerduty-services";
import * as v1Validation from "datadog-fetch/v1/validation";
import * as validation from "datadog-fetch/validation";

const sandbox = createSandbox();
const dd = createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch });

const { data } = await dd.apiKeys.create({ name: "consumer" });
const name: string = data.attributes.name;
const key: CreatedAPIKey = data;
console.log(`created ${name}`);

try {
  await dd.apiKeys.get("no such key");
} catch (error) {
  if (error instanceof ApiError)
    console.log(error.status.toFixed(), error.errors[0]?.detail, error.headers.get("content-type"));
}

export async function everywhere(client: Client, signal: AbortSignal): Promise<unknown[]> {
  for await (const { id, attributes } of apiKeys.list(client, { "page[size]": 10, sort: "-name" }, { signal })) {
    const text: [string, string] = [id, attributes.last4];
    console.log(text.join());
  }
  const { data: connection } = await actionConnections.get(client, "id");
  const integration = connection.attributes.integration;
  if (integration.type === "AWS") console.log(integration.credentials.account_id);
  return [
    await find(client, { type: "api_keys", name: "consumer" }),
    await appKeyRegistrations.register(client, "id"),
    await applicationKeys.get(client, "id", { include: "owned_by" }),
    await currentUserApplicationKeys.create(client, { name: "a", scopes: null }),
    await v1ApiKeys.list(client),
    await v1ApplicationKeys.list(client),
    await pagerDutyServices.get(client, "on call"),
    await personalAccessTokens.get(client, "id"),
    await serviceAccounts.create(client, { email: "ops@example.com" }),
    await serviceAccountAccessTokens.get(client, "account", "id"),
    await serviceAccountApplicationKeys.get(client, "account", "id"),
    await users.get(client, "id"),
    await permissions.list(client),
    await find(client, { type: "api_keys", name: "ci" }),
    await validation.keys(client),
    await v1Validation.apiKey(client),
    createClient(fromEnv({ DD_API_KEY: "a", DD_APP_KEY: "b" })),
    key,
  ];
}

// Each of these is wrong; were a type lost on the way, it would be `any` and the line would compile.
// @ts-expect-error a misspelt attribute
void (() => dd.apiKeys.create({ nmae: "consumer" }));
// @ts-expect-error a misspelt query parameter
void (() => dd.apiKeys.list({ "page[siz]": 10 }));
// @ts-expect-error no such attribute in the response
void (() => data.attributes.nmae);
// @ts-expect-error a number where an id belongs
void ((client: Client) => applicationKeys.get(client, 1));
// @ts-expect-error credentials of two kinds
void (() => createDatadog({ apiKey: "a", token: "b" }));
// @ts-expect-error a path that the API does not have
void (() => dd.http.GET("/api/v2/no_such_path"));
