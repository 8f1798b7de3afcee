/**
 * Datadog's own client against the sandbox over HTTP: every operation succeeds, the usual refusals are refusals, and the
 * client recognizes all that it is given. `npm run test:official`
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { client, logger, v1, v2 } from "@datadog/datadog-api-client";
import { serve } from "@hono/node-server";
import * as constants from "../../generated/operations.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { integrations } from "../sandbox/samples.ts";

const NOWHERE = "00000000-0000-4000-8000-000000000000";

/** The client's view of everything that it calls. */
interface Official {
  keys: v2.KeyManagementApi;
  v1Keys: v1.KeyManagementApi;
  pagerDuty: v1.PagerDutyIntegrationApi;
  v1Validation: v1.AuthenticationApi;
  connections: v2.ActionConnectionApi;
  accounts: v2.ServiceAccountsApi;
  users: v2.UsersApi;
  roles: v2.RolesApi;
}

logger.setLevel("error"); // it warns of previews

function connect(url: string, apiKey: string, appKey: string): Official {
  const configuration = client.createConfiguration({
    baseServer: new client.BaseServerConfiguration(url, {}),
    authMethods: { apiKeyAuth: apiKey, appKeyAuth: appKey },
    enableRetry: false,
  });
  configuration.unstableOperations = { "v2.validate": true };
  return {
    keys: new v2.KeyManagementApi(configuration),
    v1Keys: new v1.KeyManagementApi(configuration),
    pagerDuty: new v1.PagerDutyIntegrationApi(configuration),
    v1Validation: new v1.AuthenticationApi(configuration),
    connections: new v2.ActionConnectionApi(configuration),
    accounts: new v2.ServiceAccountsApi(configuration),
    users: new v2.UsersApi(configuration),
    roles: new v2.RolesApi(configuration),
  };
}

const problems: string[] = [];
let calls = 0;

/** Where in a result the client found something that it does not know. */
function unparsed(value: unknown, at = "body"): string[] {
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  if (value.constructor.name === "UnparsedObject" || (value as { _unparsed?: unknown })._unparsed) return [at];
  return Object.entries(value).flatMap(([name, inner]) => unparsed(inner, `${at}.${name}`));
}

/** Calls, and notes down what the client did not recognize. */
async function succeeds<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
  calls += 1;
  try {
    const result = await call();
    problems.push(...unparsed(result).map((at) => `${name}: ${at} is not recognized`));
    return result;
  } catch (error) {
    throw new Error(`${name} failed: ${error instanceof client.ApiException ? JSON.stringify(error.body) : error}`, {
      cause: error,
    });
  }
}

/** Calls what has to be refused, and notes down a refusal of another kind, or one that the client does not recognize. */
async function fails(name: string, status: number, call: () => Promise<unknown>): Promise<void> {
  calls += 1;
  try {
    await call();
    problems.push(`${name}: succeeded in place of a ${status}`);
  } catch (error) {
    if (!(error instanceof client.ApiException)) problems.push(`${name}: ${error}`);
    else if (error.code !== status) problems.push(`${name}: ${error.code} in place of ${status}`);
    else if (typeof error.body !== "object" || unparsed(error.body).length > 0) {
      problems.push(`${name}: ${JSON.stringify(error.body)} is not recognized`);
    }
  }
}

/** The text, which has to be there. */
function must(text: string | undefined | null): string {
  if (!text) throw new Error("something that is always there is missing");
  return text;
}

/** A value with the names that the client has for fields: `account_id` is `accountId`. */
function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== "object" || value === null) return value;
  const renamed = Object.entries(value).map(([name, inner]) => [
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    camelCase(inner),
  ]);
  return Object.fromEntries(renamed);
}

async function apiKeys({ keys }: Official): Promise<void> {
  const body = { data: { type: "api_keys", attributes: { name: "official", category: "ci" } } } as const;
  const { data } = await succeeds("createAPIKey", () => keys.createAPIKey({ body }));
  const apiKeyId = must(data?.id);
  await succeeds("listAPIKeys", () => keys.listAPIKeys({ include: "created_by,modified_by", sort: "-name" }));
  await succeeds("getAPIKey", () => keys.getAPIKey({ apiKeyId, include: "created_by" }));
  const update = { data: { type: "api_keys", id: apiKeyId, attributes: { name: "renamed" } } } as const;
  await succeeds("updateAPIKey", () => keys.updateAPIKey({ apiKeyId, body: update }));
  await succeeds("deleteAPIKey", () => keys.deleteAPIKey({ apiKeyId }));
  await fails("deleteAPIKey", 404, () => keys.deleteAPIKey({ apiKeyId }));
  await fails("getAPIKey", 404, () => keys.getAPIKey({ apiKeyId: "x" }));
  await fails("updateAPIKey", 404, () => keys.updateAPIKey({ apiKeyId, body: update }));
  await fails("listAPIKeys", 400, () => keys.listAPIKeys({ pageNumber: -1 }));
}

async function applicationKeys({ keys }: Official, sandbox: Sandbox): Promise<void> {
  const attributes = { name: "official", scopes: ["metrics_read"] };
  const body = { data: { type: "application_keys", attributes } } as const;
  const { data } = await succeeds("createCurrentUserApplicationKey", () =>
    keys.createCurrentUserApplicationKey({ body }),
  );
  const appKeyId = must(data?.id);
  const update = { data: { type: "application_keys", id: appKeyId, attributes: { name: "renamed" } } } as const;
  await succeeds("listCurrentUserApplicationKeys", () => keys.listCurrentUserApplicationKeys({ include: "owned_by" }));
  await succeeds("getCurrentUserApplicationKey", () => keys.getCurrentUserApplicationKey({ appKeyId }));
  await succeeds("updateCurrentUserApplicationKey", () =>
    keys.updateCurrentUserApplicationKey({ appKeyId, body: update }),
  );
  await succeeds("deleteCurrentUserApplicationKey", () => keys.deleteCurrentUserApplicationKey({ appKeyId }));
  await fails("deleteCurrentUserApplicationKey", 404, () => keys.deleteCurrentUserApplicationKey({ appKeyId }));
  await fails("getCurrentUserApplicationKey", 404, () => keys.getCurrentUserApplicationKey({ appKeyId }));
  const other = sandbox.addUser("Sam Other").ids.appKey;
  const rename = { data: { type: "application_keys", id: other, attributes: { name: "theirs" } } } as const;
  await succeeds("listApplicationKeys", () =>
    keys.listApplicationKeys({ include: "owned_by", filterOwnedBy: sandbox.ids.user }),
  );
  await succeeds("getApplicationKey", () => keys.getApplicationKey({ appKeyId: other, include: "owned_by" }));
  await succeeds("updateApplicationKey", () => keys.updateApplicationKey({ appKeyId: other, body: rename }));
  await succeeds("deleteApplicationKey", () => keys.deleteApplicationKey({ appKeyId: other }));
  await fails("deleteApplicationKey", 404, () => keys.deleteApplicationKey({ appKeyId: other }));
  await fails("getApplicationKey", 404, () => keys.getApplicationKey({ appKeyId: other }));
  await fails("listApplicationKeys", 400, () => keys.listApplicationKeys({ pageSize: 0 }));
}

async function v1Keys({ v1Keys }: Official): Promise<void> {
  const apiKey = await succeeds("createV1APIKey", () => v1Keys.createAPIKey({ body: { name: "official" } }));
  const key = must(apiKey.apiKey?.key);
  await succeeds("listV1APIKeys", () => v1Keys.listAPIKeys());
  await succeeds("getV1APIKey", () => v1Keys.getAPIKey({ key }));
  await succeeds("updateV1APIKey", () => v1Keys.updateAPIKey({ key, body: { name: "renamed" } }));
  await fails("updateV1APIKey", 400, () => v1Keys.updateAPIKey({ key, body: {} }));
  await succeeds("deleteV1APIKey", () => v1Keys.deleteAPIKey({ key }));
  await fails("deleteV1APIKey", 404, () => v1Keys.deleteAPIKey({ key }));
  const body = { name: "official v1" };
  const appKey = await succeeds("createV1ApplicationKey", () => v1Keys.createApplicationKey({ body }));
  const hash = must(appKey.applicationKey?.hash);
  await fails("createV1ApplicationKey", 409, () => v1Keys.createApplicationKey({ body }));
  await succeeds("listV1ApplicationKeys", () => v1Keys.listApplicationKeys());
  await succeeds("getV1ApplicationKey", () => v1Keys.getApplicationKey({ key: hash }));
  await succeeds("updateV1ApplicationKey", () => v1Keys.updateApplicationKey({ key: hash, body: { name: "renamed" } }));
  await succeeds("deleteV1ApplicationKey", () => v1Keys.deleteApplicationKey({ key: hash }));
  await fails("deleteV1ApplicationKey", 404, () => v1Keys.deleteApplicationKey({ key: hash }));
}

async function pagerDuty({ pagerDuty }: Official): Promise<void> {
  const serviceName = "on call";
  const body = { serviceName, serviceKey: "1" };
  await succeeds("createPagerDutyService", () => pagerDuty.createPagerDutyIntegrationService({ body }));
  await succeeds("getPagerDutyService", () => pagerDuty.getPagerDutyIntegrationService({ serviceName }));
  await succeeds("updatePagerDutyService", () =>
    pagerDuty.updatePagerDutyIntegrationService({ serviceName, body: { serviceKey: "2" } }),
  );
  await fails("updatePagerDutyService", 400, () =>
    pagerDuty.updatePagerDutyIntegrationService({ serviceName, body: { serviceKey: "" } }),
  );
  await succeeds("deletePagerDutyService", () => pagerDuty.deletePagerDutyIntegrationService({ serviceName }));
  await fails("deletePagerDutyService", 404, () => pagerDuty.deletePagerDutyIntegrationService({ serviceName }));
  await fails("getPagerDutyService", 404, () => pagerDuty.getPagerDutyIntegrationService({ serviceName }));
}

async function registrations({ connections }: Official, { ids }: Sandbox): Promise<void> {
  const appKeyId = ids.appKey;
  await fails("getAppKeyRegistration", 404, () => connections.getAppKeyRegistration({ appKeyId }));
  await fails("registerAppKey", 400, () => connections.registerAppKey({ appKeyId: "x" }));
  await fails("getActionConnection", 403, () => connections.getActionConnection({ connectionId: NOWHERE }));
  await succeeds("registerAppKey", () => connections.registerAppKey({ appKeyId }));
  await succeeds("getAppKeyRegistration", () => connections.getAppKeyRegistration({ appKeyId }));
  await succeeds("listAppKeyRegistrations", () => connections.listAppKeyRegistrations());
  await succeeds("unregisterAppKey", () => connections.unregisterAppKey({ appKeyId }));
  await fails("unregisterAppKey", 404, () => connections.unregisterAppKey({ appKeyId }));
  await succeeds("registerAppKey", () => connections.registerAppKey({ appKeyId }));
}

async function actionConnections({ connections }: Official): Promise<void> {
  for (const sample of integrations) {
    const integration = camelCase(sample) as v2.ActionConnectionIntegration;
    const name = `ActionConnection (${sample.type})`;
    const attributes = { name: sample.type, integration };
    const body = { data: { type: "action_connection", attributes } } as const;
    const { data } = await succeeds(`create${name}`, () => connections.createActionConnection({ body }));
    const connectionId = must(data?.id);
    await succeeds(`get${name}`, () => connections.getActionConnection({ connectionId }));
    const update = { data: { type: "action_connection", attributes: { name: "renamed" } } } as const;
    await succeeds(`update${name}`, () => connections.updateActionConnection({ connectionId, body: update }));
    await succeeds(`delete${name}`, () => connections.deleteActionConnection({ connectionId }));
    await fails(`delete${name}`, 404, () => connections.deleteActionConnection({ connectionId }));
    await fails(`get${name}`, 404, () => connections.getActionConnection({ connectionId }));
  }
  await fails("getActionConnection", 400, () => connections.getActionConnection({ connectionId: "x" }));
  const credentials = { type: "AWSAssumeRole", accountId: "1", role: "r" } as const;
  const integration = { type: "AWS", credentials } as const;
  const body = { data: { type: "action_connection", attributes: { name: "wrong", integration } } } as const;
  await fails("createActionConnection", 400, () => connections.createActionConnection({ body }));
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

async function personalAccessTokens({ keys }: Official): Promise<void> {
  const attributes = { name: "official", scopes: ["user_app_keys"], expiresAt: inDays(30) };
  const body = { data: { type: "personal_access_tokens", attributes } } as const;
  const { data } = await succeeds("createPersonalAccessToken", () => keys.createPersonalAccessToken({ body }));
  const tokenId = must(data?.id);
  const update = { data: { type: "personal_access_tokens", id: tokenId, attributes: { name: "renamed" } } } as const;
  await succeeds("listPersonalAccessTokens", () => keys.listPersonalAccessTokens({ sort: "-created_at" }));
  await succeeds("getPersonalAccessToken", () => keys.getPersonalAccessToken({ tokenId }));
  await succeeds("updatePersonalAccessToken", () => keys.updatePersonalAccessToken({ tokenId, body: update }));
  await succeeds("revokePersonalAccessToken", () => keys.revokePersonalAccessToken({ tokenId }));
  await succeeds("revokePersonalAccessToken", () => keys.revokePersonalAccessToken({ tokenId }));
  await fails("getPersonalAccessToken", 404, () => keys.getPersonalAccessToken({ tokenId }));
  const short = { data: { ...body.data, attributes: { ...attributes, expiresAt: inDays(0.5) } } };
  await fails("createPersonalAccessToken", 400, () => keys.createPersonalAccessToken({ body: short }));
}

async function serviceAccounts(official: Official): Promise<void> {
  const { accounts, users, roles, keys } = official;
  await succeeds("listPermissions", () => roles.listPermissions());
  const attributes = { email: "official@example.com", name: "official", serviceAccount: true };
  const body = { data: { type: "users", attributes } } as const;
  const { data } = await succeeds("createServiceAccount", () => accounts.createServiceAccount({ body }));
  const serviceAccountId = must(data?.id);
  await succeeds("listUsers", () => users.listUsers({ filter: "official", filterStatus: "Active" }));
  await succeeds("listUsers", () => users.listUsers());
  await serviceAccountKeys(official, serviceAccountId);
  await serviceAccountTokens(official, serviceAccountId);
  await succeeds("listPersonalAccessTokens", () =>
    keys.listPersonalAccessTokens({ filterOwnedBy: [serviceAccountId] }),
  );
  await succeeds("getUser", () => users.getUser({ userId: serviceAccountId }));
  await succeeds("disableUser", () => users.disableUser({ userId: serviceAccountId }));
  await succeeds("getUser", () => users.getUser({ userId: serviceAccountId }));
  await fails("getUser", 404, () => users.getUser({ userId: NOWHERE }));
  await fails("disableUser", 404, () => users.disableUser({ userId: NOWHERE }));
}

async function serviceAccountKeys({ accounts }: Official, serviceAccountId: string): Promise<void> {
  const body = { data: { type: "application_keys", attributes: { name: "official" } } } as const;
  const { data } = await succeeds("createServiceAccountApplicationKey", () =>
    accounts.createServiceAccountApplicationKey({ serviceAccountId, body }),
  );
  const at = { serviceAccountId, appKeyId: must(data?.id) };
  const update = { data: { type: "application_keys", id: at.appKeyId, attributes: { name: "renamed" } } } as const;
  await succeeds("listServiceAccountApplicationKeys", () =>
    accounts.listServiceAccountApplicationKeys({ serviceAccountId }),
  );
  await succeeds("getServiceAccountApplicationKey", () => accounts.getServiceAccountApplicationKey(at));
  await succeeds("updateServiceAccountApplicationKey", () =>
    accounts.updateServiceAccountApplicationKey({ ...at, body: update }),
  );
  await succeeds("deleteServiceAccountApplicationKey", () => accounts.deleteServiceAccountApplicationKey(at));
  await fails("deleteServiceAccountApplicationKey", 404, () => accounts.deleteServiceAccountApplicationKey(at));
}

async function serviceAccountTokens({ accounts }: Official, serviceAccountId: string): Promise<void> {
  const attributes = { name: "official", scopes: ["metrics_read"] };
  const body = { data: { type: "service_access_tokens", attributes } } as const;
  const { data } = await succeeds("createServiceAccountAccessToken", () =>
    accounts.createServiceAccountAccessToken({ serviceAccountId, body }),
  );
  const at = { serviceAccountId, tokenId: must(data?.id) };
  const update = { data: { type: "service_access_tokens", id: at.tokenId, attributes: { name: "renamed" } } } as const;
  await succeeds("listServiceAccountAccessTokens", () => accounts.listServiceAccountAccessTokens({ serviceAccountId }));
  await succeeds("getServiceAccountAccessToken", () => accounts.getServiceAccountAccessToken(at));
  await succeeds("updateServiceAccountAccessToken", () =>
    accounts.updateServiceAccountAccessToken({ ...at, body: update }),
  );
  await succeeds("revokeServiceAccountAccessToken", () => accounts.revokeServiceAccountAccessToken(at));
  await fails("getServiceAccountAccessToken", 404, () => accounts.getServiceAccountAccessToken(at));
}

async function validation({ keys, v1Validation }: Official, stranger: Official): Promise<void> {
  await succeeds("validateV1APIKey", () => v1Validation.validate());
  await succeeds("validateAPIKey", () => keys.validateAPIKey());
  await succeeds("validateV2APIKey", () => keys.validate());
  await fails("validateV1APIKey", 403, () => stranger.v1Validation.validate());
  await fails("validateAPIKey", 403, () => stranger.keys.validateAPIKey());
  await fails("validateV2APIKey", 403, () => stranger.keys.validate());
  await fails("listAPIKeys", 403, () => stranger.keys.listAPIKeys());
  await fails("listV1APIKeys", 403, () => stranger.v1Keys.listAPIKeys());
  await fails("listUsers", 403, () => stranger.users.listUsers());
  await fails("listPersonalAccessTokens", 403, () => stranger.keys.listPersonalAccessTokens());
  await fails("listAppKeyRegistrations", 403, () => stranger.connections.listAppKeyRegistrations());
  await fails("getPagerDutyService", 403, () =>
    stranger.pagerDuty.getPagerDutyIntegrationService({ serviceName: "x" }),
  );
}

const sandbox = createSandbox({
  state: {
    apiKeys: [{ name: "leaked", leak: { leak_source: "github" } }],
    applicationKeys: [{ name: "leaked", leak: {} }],
  },
});
const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1" });
try {
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { apiKey, appKey } = sandbox.credentials;
  const official = connect(url, apiKey, appKey);
  await apiKeys(official);
  await applicationKeys(official, sandbox);
  await v1Keys(official);
  await pagerDuty(official);
  await registrations(official, sandbox);
  await actionConnections(official);
  await personalAccessTokens(official);
  await serviceAccounts(official);
  await validation(official, connect(url, "0".repeat(32), "0".repeat(40)));
  sandbox.fail({ status: 429, times: 2 });
  await fails("listAPIKeys", 429, () => official.keys.listAPIKeys());
  await fails("listUsers", 429, () => official.users.listUsers());
} finally {
  server.close();
}
const succeeded = new Set(sandbox.requests.filter(({ status = 0 }) => status < 300).map(({ operation }) => operation));
for (const { method, path } of Object.values(constants)) {
  if (!succeeded.has(`${method} ${path}` as never)) problems.push(`${method} ${path} was not called`);
}
for (const problem of problems) console.error(problem);
console.log(`${calls} calls of ${succeeded.size} operations by Datadog's own client, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
