/** What the types refuse and how the compiler's message reads, what they accept, and what narrows. */
import ts from "typescript";
import { expect, test } from "vitest";
import { languageService, root } from "./typescript.ts";

const PRELUDE = `
import { ApiError, createDatadog, createClient, fromEnv, type Datadog, type FullAPIKey, type ActionConnectionIntegration } from "../src/index.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
declare const dd: Datadog;
const secret = "";
const same = <T>() => <U extends T>(value: U & ([T] extends [U] ? unknown : never)): U => value;
`;

/** Code that must not compile. */
const wrong: Record<string, string> = {
  "an API key alone": `createDatadog({ apiKey: secret });`,
  "an application key alone": `createDatadog({ appKey: secret });`,
  "no credentials": `createDatadog({});`,
  "no options": `createDatadog();`,
  "a token with an API key": `createDatadog({ token: secret, apiKey: secret });`,
  "a token with both keys": `createDatadog({ token: secret, apiKey: secret, appKey: secret });`,
  "a misspelt client option": `createDatadog({ apiKey: secret, appKey: secret, timout: 1 });`,
  "a client option of another type": `createDatadog({ apiKey: secret, appKey: secret, timeout: "1s" });`,
  "a site that is no string": `createDatadog({ apiKey: secret, appKey: secret, site: 1 });`,

  "a missing path argument": `dd.apiKeys.get();`,
  "a missing path argument of a module's function": `apiKeys.get(createClient({ token: secret }));`,
  "a module's function without its client": `apiKeys.get("id");`,
  "a path argument that is no string": `dd.apiKeys.get(7);`,
  "a path argument that may be undefined": `const key: FullAPIKey = {};\ndd.apiKeys.get(key.id);`,
  "a query where options are": `dd.actionConnections.get("id", { include: "x" });`,
  "options where the query is": `dd.apiKeys.get("id", { timeout: 1 });`,
  "a misspelt call option": `dd.apiKeys.get("id", {}, { timout: 1 });`,
  "an AbortController for a signal": `dd.apiKeys.get("id", {}, { signal: new AbortController() });`,
  "concurrency where nothing is paged": `dd.v1.apiKeys.list({ concurrency: 2 });`,
  "a misspelt query": `dd.apiKeys.list({ "page[sise]": 5 });`,
  "a query in camel case": `dd.apiKeys.list({ pageSize: 5 });`,
  "a sort that does not exist": `dd.applicationKeys.list({ sort: "last_used_at" });`,
  "a query where there is none": `dd.currentUser.applicationKeys.get("id", { include: "owned_by" });`,

  "a missing attribute": `dd.apiKeys.create({});`,
  "a misspelt attribute": `dd.apiKeys.create({ name: "ci", categroy: "x" });`,
  "an attribute of another type": `dd.currentUser.applicationKeys.create({ name: "ci", scopes: "dashboards_read" });`,
  "the envelope in place of the attributes": `dd.apiKeys.create({ data: { type: "api_keys", attributes: { name: "ci" } } });`,
  "an update without attributes": `dd.apiKeys.update("id");`,
  "a missing body field": `dd.v1.pagerDutyServices.create({ service_name: "x" });`,

  "an integration that does not exist": `dd.actionConnections.create({ name: "x", integration: { type: "Aws", credentials: { type: "AWSAssumeRole", account_id: "1", role: "r" } } });`,
  "credentials of another integration": `dd.actionConnections.create({ name: "x", integration: { type: "OpenAI", credentials: { type: "AnthropicAPIKey", api_token: secret } } });`,
  "a misspelt credential": `dd.actionConnections.create({ name: "x", integration: { type: "OpenAI", credentials: { type: "OpenAIAPIKey", apiToken: secret } } });`,
  "a missing credential": `dd.actionConnections.create({ name: "x", integration: { type: "GCP", credentials: { type: "GCPServiceAccount", service_account_email: "a@b.c" } } });`,
  "another form of credential's field": `dd.actionConnections.create({ name: "x", integration: { type: "Cloudflare", credentials: { type: "CloudflareAPIToken", global_api_key: secret } } });`,
  "an integration without its type": `dd.actionConnections.create({ name: "x", integration: { credentials: { type: "OpenAIAPIKey", api_token: secret } } });`,
  "an update without the integration's type": `dd.actionConnections.update("id", { integration: { credentials: { api_token: secret } } });`,

  "an operation that does not exist": `dd.actionConnections.list();`,
  "an attribute that may be missing": `const { data } = await dd.apiKeys.get("id");\nconst name: string = data.attributes.name;`,
  "an answer where there is none": `(await dd.apiKeys.delete("id")).data;`,
  "a list that is awaited": `for (const key of await dd.apiKeys.list()) key.id;`,
  "a misspelt option of dd.http": `dd.http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { key_id: "x" } } });`,
  "a path that dd.http does not have": `dd.http.GET("/api/v2/api_key");`,
  "an environment of another kind": `fromEnv({ DD_API_KEY: 7 });`,
};

/** Code that must compile. */
const right: Record<string, string> = {
  "every kind of credentials": `
    createDatadog({ apiKey: secret, appKey: () => secret });
    createDatadog({ token: async () => secret, site: "datadoghq.eu" });
    createClient({ apiKey: secret, appKey: secret, site: secret as string, fetch: (url, init) => fetch(url, init) });
    createDatadog(fromEnv());
    createDatadog({ ...fromEnv({ DD_API_KEY: "a", DD_APP_KEY: "b", OTHER: {} } as { DD_API_KEY: string; DD_APP_KEY: string }), timeout: 5 });
    const conditional: { apiKey: string; appKey: string; site?: string | undefined } = { apiKey: secret, appKey: secret };
    createDatadog(conditional);`,
  "a bound client where a client is wanted": `apiKeys.get(dd, "id");`,
  "the global fetch as fetch": `createDatadog({ token: secret, fetch });`,
  "options after everything else": `
    const signal = AbortSignal.timeout(1);
    dd.apiKeys.get("id", { include: "created_by" }, { signal, timeout: 1, maxRetries: 0, headers: { a: "b" } });
    dd.apiKeys.get("id", undefined, { signal: undefined });
    dd.apiKeys.list({ sort: "-name" }, { concurrency: 3 });
    dd.actionConnections.delete("id", { signal });`,
  "a list, item by item, page by page and at once": `
    for await (const key of dd.apiKeys.list()) same<string | undefined>()(key.attributes?.last4);
    for await (const body of dd.applicationKeys.list().pages()) same<number | undefined>()(body.meta?.max_allowed_per_user);
    same<string | undefined>()((await dd.appKeyRegistrations.list().toArray())[0]!.id);
    same<number | undefined>()((await dd.apiKeys.list().page(0)).meta?.max_allowed);`,
  "an answer without a body is void": `const nothing: void = await dd.apiKeys.delete("id");\nsame<void>()(nothing);`,
  "null where Datadog sends null": `
    const { data } = await dd.applicationKeys.get("id");
    same<string[] | null | undefined>()(data?.attributes?.scopes);
    same<string | null | undefined>()(data?.attributes?.last_used_at);`,
  "an integration narrows by its type": `
    const { data } = await dd.actionConnections.get("id");
    const integration = data?.attributes.integration;
    if (integration?.type === "AWS") same<string | undefined>()(integration.credentials.external_id);
    if (integration?.type === "HTTP") same<string>()(integration.base_url);
    if (integration?.type === "Cloudflare" && integration.credentials.type === "CloudflareGlobalAPIToken") integration.credentials.auth_email;`,
  "a switch over the integrations is exhaustive": `
    const types = (integration: ActionConnectionIntegration): string => {
      switch (integration.type) {
        case "AWS": case "Anthropic": case "Asana": case "Azure": case "CircleCI": case "Clickup": case "Cloudflare": case "ConfigCat":
        case "Datadog": case "Fastly": case "Freshservice": case "GCP": case "Gemini": case "Gitlab": case "GreyNoise": case "HTTP":
        case "LaunchDarkly": case "Notion": case "Okta": case "OpenAI": case "ServiceNow": case "Split": case "Statsig": case "VirusTotal":
          return integration.type;
      }
    };
    types;`,
  "included narrows by its type": `
    for (const item of (await dd.apiKeys.get("id", { include: "created_by" })).included ?? []) {
      if (item.type === "users") same<string | undefined>()(item.attributes?.email);
      if (item.type === "leaked_keys") same<string>()(item.attributes.date);
    }
    for (const item of (await dd.applicationKeys.get("id")).included ?? []) {
      if (item.type === "roles") same<number | undefined>()(item.attributes?.user_count);
      if (item.type === "users") same<boolean | undefined>()(item.attributes?.verified);
    }`,
  "an update of a connection, in part": `
    dd.actionConnections.update("id", { name: "x" });
    dd.actionConnections.update("id", { integration: { type: "AWS", credentials: { type: "AWSAssumeRole", generate_new_external_id: true } } });
    dd.actionConnections.update("id", { integration: { type: "HTTP", base_url: "https://x" } });`,
  "errors by kind": `
    try { await dd.apiKeys.get("id"); } catch (error) {
      if (error instanceof ApiError) same<string | undefined>()(error.errors[0]!.source?.pointer);
    }`,
  "dd.http": `
    const { data, error } = await dd.http.GET("/api/v2/api_keys", { params: { query: { filter: "x" } } });
    if (data) same<string | undefined>()(data.data?.[0]?.id); else error.errors.join();
    dd.http.POST("/api/v1/api_key", { body: { name: "x" } });`,
};

const cases = [...Object.entries(wrong), ...Object.entries(right)].map(([name, code], index) => ({
  name,
  code,
  file: `test/case-${index}.ts`,
}));
const service = languageService(
  Object.fromEntries(cases.map(({ file, code }) => [file, `${PRELUDE}${code}\nexport {};\n`])),
);

/** The first line of each message that the compiler has, by the name of the code. All at once, since earlier ones shape later ones. */
const messages = Object.fromEntries(
  cases.map(({ name, file }) => {
    const found = [...service.getSyntacticDiagnostics(root + file), ...service.getSemanticDiagnostics(root + file)];
    const lines = found.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, "\n").split("\n")[0]?.replaceAll(root, ""),
    );
    return [name, lines.join("\n")];
  }),
);

test.each(Object.keys(right))("compiles: %s", (name) => {
  expect(messages[name]).toBe("");
});

test.each(Object.keys(wrong))("does not compile: %s", (name) => {
  expect(messages[name]).not.toBe("");
});

test("the compiler's messages say what is wrong", () => {
  const found = Object.fromEntries(Object.keys(wrong).map((name) => [name, messages[name]]));
  expect(found).toMatchInlineSnapshot(`
    {
      "a client option of another type": "Type 'string' is not assignable to type 'number'.",
      "a list that is awaited": "Type 'Paged<APIKeysResponse, PartialAPIKey>' must have a '[Symbol.iterator]()' method that returns an iterator.",
      "a missing attribute": "Argument of type '{}' is not assignable to parameter of type 'APIKeyCreateAttributes'.",
      "a missing body field": "Argument of type '{ service_name: string; }' is not assignable to parameter of type 'PagerDutyService'.",
      "a missing credential": "Type '{ type: "GCPServiceAccount"; service_account_email: string; }' is not assignable to type 'AWSAssumeRole | AnthropicAPIKey | AsanaAccessToken | AzureTenant | CircleCIAPIKey | ClickupAPIKey | ... 17 more ... | VirusTotalAPIKey'.",
      "a missing path argument": "Expected 1-3 arguments, but got 0.",
      "a missing path argument of a module's function": "Expected 2-4 arguments, but got 1.",
      "a misspelt attribute": "Object literal may only specify known properties, but 'categroy' does not exist in type 'APIKeyCreateAttributes'. Did you mean to write 'category'?",
      "a misspelt call option": "Object literal may only specify known properties, but 'timout' does not exist in type 'CallOptions'. Did you mean to write 'timeout'?",
      "a misspelt client option": "Object literal may only specify known properties, but 'timout' does not exist in type 'KeyCredentials & ConnectionOptions'. Did you mean to write 'timeout'?",
      "a misspelt credential": "Object literal may only specify known properties, but 'apiToken' does not exist in type 'OpenAIAPIKey'. Did you mean to write 'api_token'?",
      "a misspelt option of dd.http": "Object literal may only specify known properties, and 'key_id' does not exist in type '{ api_key_id: string; }'.",
      "a misspelt query": "Object literal may only specify known properties, and '"page[sise]"' does not exist in type 'ListAPIKeysQuery'.",
      "a module's function without its client": "Expected 2-4 arguments, but got 1.",
      "a path argument that is no string": "Argument of type 'number' is not assignable to parameter of type 'string'.",
      "a path argument that may be undefined": "Argument of type 'string | undefined' is not assignable to parameter of type 'string'.",
      "a path that dd.http does not have": "Expected 2 arguments, but got 1.",
      "a query in camel case": "Object literal may only specify known properties, but 'pageSize' does not exist in type 'ListAPIKeysQuery'. Did you mean to write 'page[size]'?",
      "a query where options are": "Object literal may only specify known properties, and 'include' does not exist in type 'CallOptions'.",
      "a query where there is none": "Object literal may only specify known properties, and 'include' does not exist in type 'CallOptions'.",
      "a site that is no string": "Type 'number' is not assignable to type 'DatadogSite | (string & {}) | undefined'.",
      "a sort that does not exist": "Type '"last_used_at"' is not assignable to type 'ApplicationKeysSort | undefined'.",
      "a token with an API key": "Argument of type '{ token: string; apiKey: string; }' is not assignable to parameter of type 'ClientOptions'.",
      "a token with both keys": "Argument of type '{ token: string; apiKey: string; appKey: string; }' is not assignable to parameter of type 'ClientOptions'.",
      "an API key alone": "Argument of type '{ apiKey: string; }' is not assignable to parameter of type 'ClientOptions'.",
      "an AbortController for a signal": "Type 'AbortController' is missing the following properties from type 'AbortSignal': aborted, onabort, reason, throwIfAborted, and 3 more.",
      "an answer where there is none": "Property 'data' does not exist on type 'void'.",
      "an application key alone": "Argument of type '{ appKey: string; }' is not assignable to parameter of type 'ClientOptions'.",
      "an attribute of another type": "Type 'string' is not assignable to type 'string[]'.",
      "an attribute that may be missing": "Type 'string | undefined' is not assignable to type 'string'.
    'data' is possibly 'undefined'.
    'data.attributes' is possibly 'undefined'.",
      "an environment of another kind": "Type 'number' is not assignable to type 'string'.",
      "an integration that does not exist": "Type '"Aws"' is not assignable to type '"AWS" | "Anthropic" | "Asana" | "Azure" | "CircleCI" | "Clickup" | "Cloudflare" | "ConfigCat" | "Datadog" | "Fastly" | "Freshservice" | "GCP" | "Gemini" | "Gitlab" | "GreyNoise" | ... 8 more ... | "VirusTotal"'. Did you mean '"AWS"'?",
      "an integration without its type": "Type '{ credentials: { type: "OpenAIAPIKey"; api_token: string; }; }' is not assignable to type 'ActionConnectionIntegration'.",
      "an operation that does not exist": "Property 'list' does not exist on type 'ActionConnections'.",
      "an update without attributes": "Expected 2-3 arguments, but got 1.",
      "an update without the integration's type": "Object literal may only specify known properties, and 'api_token' does not exist in type 'VirusTotalAPIKeyUpdate'.",
      "another form of credential's field": "Object literal may only specify known properties, and 'global_api_key' does not exist in type 'CloudflareAPIToken'.",
      "concurrency where nothing is paged": "Object literal may only specify known properties, and 'concurrency' does not exist in type 'CallOptions'.",
      "credentials of another integration": "Type '{ type: "OpenAI"; credentials: { type: "AnthropicAPIKey"; api_token: string; }; }' is not assignable to type 'ActionConnectionIntegration'.",
      "no credentials": "Argument of type '{}' is not assignable to parameter of type 'ClientOptions'.",
      "no options": "Expected 1 arguments, but got 0.",
      "options where the query is": "Object literal may only specify known properties, and 'timeout' does not exist in type 'GetAPIKeyQuery'.",
      "the envelope in place of the attributes": "Object literal may only specify known properties, and 'data' does not exist in type 'APIKeyCreateAttributes'.",
    }
  `);
});
