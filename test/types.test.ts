/** What the types refuse and how the compiler's message reads, what they accept, and what narrows. */
import ts from "typescript";
import { expect, test } from "vitest";
import { languageService, root } from "./typescript.ts";

const PRELUDE = `
import { ApiError, createDatadog, createClient, fromEnv, type Datadog, type FullAPIKey, type ActionConnectionIntegration } from "../src/index.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
declare const dd: Datadog;
declare const env: Record<string, string | undefined>;
const secret = "";
const same = <T>() => <U extends T>(value: U & ([T] extends [U] ? unknown : never)): U => value;
`;

/** Code that must not compile. */
const wrong: Record<string, string> = {
  "an API key alone": `createDatadog({ apiKey: secret });`,
  "an application key alone": `createDatadog({ appKey: secret });`,
  "no credentials": `createDatadog({});`,
  "no options": `createDatadog();`,
  "an API key that may be undefined": `createDatadog({ apiKey: env.DD_API_KEY, appKey: secret });`,
  "an application key that may be undefined": `createDatadog({ apiKey: secret, appKey: env.DD_APP_KEY });`,
  "two keys that may be undefined": `createDatadog({ apiKey: env.DD_API_KEY, appKey: env.DD_APP_KEY, site: env.DD_SITE });`,
  "a token that may be undefined": `createDatadog({ token: env.DD_BEARER_TOKEN });`,
  "a key that is a number": `createDatadog({ apiKey: 1, appKey: secret });`,
  "a key that is undefined beside a token": `createDatadog({ token: secret, appKey: env.DD_APP_KEY });`,
  "a token with an API key": `createDatadog({ token: secret, apiKey: secret });`,
  "a token with both keys": `createDatadog({ token: secret, apiKey: secret, appKey: secret });`,
  "a misspelt client option": `createDatadog({ apiKey: secret, appKey: secret, timout: 1 });`,
  "a client option of another type": `createDatadog({ apiKey: secret, appKey: secret, timeout: "1s" });`,
  "a site that is no string": `createDatadog({ apiKey: secret, appKey: secret, site: 1 });`,

  "a missing path argument": `dd.apiKeys.get();`,
  "a missing path argument of a module's function": `apiKeys.get(createClient({ token: secret }));`,
  "a module's function without its client": `apiKeys.get("id");`,
  "a path argument that is no string": `dd.apiKeys.get(7);`,
  "a path argument that may be undefined": `const ids = new Map([["ci", "id"]]);\ndd.apiKeys.get(ids.get("ci"));`,
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
  "an attribute that may be missing": `const { data } = await dd.apiKeys.get("id");\nconst at: string = data.attributes.modified_at;`,
  "a secret that only a create shows": `const { data } = await dd.apiKeys.get("id");\nconst key: string = data.attributes.key;`,
  "an answer where there is none": `(await dd.apiKeys.delete("id")).data;`,
  "a list without await": `for (const key of dd.apiKeys.list()) key.id;`,
  "a list that is awaited": `for (const key of await dd.apiKeys.list()) key.id;`,
  "a list that is spread": `const keys = [...dd.apiKeys.list()];`,
  "a list that is taken for an array": `dd.apiKeys.list().map((key) => key.id);`,

  "a call of dd.http without its options": `dd.http.GET("/api/v2/api_keys/{api_key_id}");`,
  "a call of dd.http without its parameters": `dd.http.GET("/api/v2/api_keys/{api_key_id}", {});`,
  "a call of dd.http without its path parameter": `dd.http.GET("/api/v2/api_keys/{api_key_id}", { params: {} });`,
  "a misspelt path parameter of dd.http": `dd.http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { key_id: "x" } } });`,
  "a misspelt query parameter of dd.http": `dd.http.GET("/api/v2/api_keys", { params: { query: { "page[sise]": 1 } } });`,
  "a call of dd.http without its body": `dd.http.POST("/api/v1/api_key");`,
  "a misspelt body field of dd.http": `dd.http.POST("/api/v1/api_key", { body: { nme: "x" } });`,
  "a body where dd.http sends none": `dd.http.GET("/api/v2/api_keys", { body: { name: "x" } });`,
  "a misspelt option of dd.http": `dd.http.GET("/api/v2/api_keys", { parms: {} });`,
  "an option that could lead elsewhere": `dd.http.GET("/api/v2/api_keys", { baseUrl: "https://example.com" });`,
  "a form of body that dd.http does not read": `dd.http.GET("/api/v2/api_keys", { parseAs: "xml" });`,
  "a serializer of dd.http that gives no text": `dd.http.POST("/api/v1/api_key", { body: { name: "x" }, bodySerializer: () => new FormData() });`,
  "a path that dd.http does not have": `dd.http.GET("/api/v2/api_key");`,
  "a method that a path does not have": `dd.http.POST("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "x" } } });`,
  "data of dd.http that may be missing": `const { data } = await dd.http.GET("/api/v2/api_keys");\ndata.data;`,
  "an error of dd.http that may be missing": `const { error } = await dd.http.GET("/api/v2/api_keys");\nerror.errors;`,
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
    for await (const key of dd.apiKeys.list()) same<string>()(key.attributes.last4);
    for await (const body of dd.applicationKeys.list().pages()) same<number>()(body.meta.page.total_filtered_count);
    for await (const body of dd.applicationKeys.list().pages()) same<number | undefined>()(body.meta.max_allowed_per_user);
    same<string>()((await dd.appKeyRegistrations.list().toArray())[0]!.id);
    same<number | undefined>()((await dd.apiKeys.list().page(0)).meta.max_allowed);`,
  "what is always there needs no question mark": `
    const created = await dd.apiKeys.create({ name: "ci" });
    same<string>()(created.data.id);
    same<string>()(created.data.attributes.key);
    same<string>()((await dd.currentUser.applicationKeys.create({ name: "ci" })).data.attributes.key);
    same<string>()((await dd.apiKeys.get("id")).data.attributes.name);
    same<string>()((await dd.appKeyRegistrations.register("id")).data.id);
    same<string>()((await dd.v1.applicationKeys.create({ name: "x" })).application_key.hash);
    same<string>()((await dd.v1.pagerDutyServices.get("x")).service_name);`,
  "arrays that are constants": `
    const scopes = ["dashboards_read"] as const;
    dd.currentUser.applicationKeys.create({ name: "ci", scopes });
    dd.applicationKeys.update("id", { scopes });
    const attributes = { name: "x", integration: { type: "HTTP", base_url: "https://x", credentials: { type: "HTTPTokenAuth", tokens: [{ name: "t", type: "SECRET", value: "v" }] } } } as const;
    dd.actionConnections.create(attributes);
    dd.http.POST("/api/v2/current_user/application_keys", { body: { data: { type: "application_keys", attributes: { name: "x", scopes } } } });`,
  "an answer without a body is void": `const nothing: void = await dd.apiKeys.delete("id");\nsame<void>()(nothing);`,
  "null where Datadog sends null": `
    const { data } = await dd.applicationKeys.get("id");
    same<string[] | null | undefined>()(data.attributes.scopes);
    same<string | null | undefined>()(data.attributes.last_used_at);`,
  "an integration narrows by its type": `
    const { data } = await dd.actionConnections.get("id");
    const { integration } = data.attributes;
    if (integration.type === "AWS") same<string | undefined>()(integration.credentials.external_id);
    if (integration.type === "HTTP") same<string>()(integration.base_url);
    if (integration.type === "Cloudflare" && integration.credentials.type === "CloudflareGlobalAPIToken") integration.credentials.auth_email;`,
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
      if (item.type === "users") same<string>()(item.attributes.email);
      if (item.type === "leaked_keys") same<string>()(item.attributes.date);
    }
    for (const item of (await dd.applicationKeys.get("id")).included ?? []) {
      if (item.type === "roles") same<number | undefined>()(item.attributes.user_count);
      if (item.type === "users") same<boolean | undefined>()(item.attributes.verified);
    }`,
  "an update of a connection, in part": `
    dd.actionConnections.update("id", { name: "x" });
    dd.actionConnections.update("id", { integration: { type: "AWS", credentials: { type: "AWSAssumeRole", generate_new_external_id: true } } });
    dd.actionConnections.update("id", { integration: { type: "HTTP", base_url: "https://x" } });`,
  "errors by kind": `
    try { await dd.apiKeys.get("id"); } catch (error) {
      if (error instanceof ApiError) same<string | undefined>()(error.errors[0]!.source?.pointer);
    }`,
  "dd.http knows the data by the path, and the error": `
    const { data, error } = await dd.http.GET("/api/v2/api_keys", { params: { query: { filter: "x" } } });
    if (data) same<string>()(data.data[0]!.id); else same<string[]>()(error.errors);
    const one = await dd.http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "x" }, query: undefined } });
    if (one.error) same<string[]>()(one.error.errors); else same<string>()(one.data.data.attributes.name);
    same<Response>()(one.response);
    same<undefined>()((await dd.http.DELETE("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "x" } } })).data);
    dd.http.GET("/api/v1/api_key");
    dd.http.POST("/api/v1/api_key", { body: { name: "x" } });`,
  "dd.http gives what parseAs asks for": `
    const params = { path: { api_key_id: "x" } };
    same<string | undefined>()((await dd.http.GET("/api/v2/api_keys", { parseAs: "text" })).data);
    same<Blob | undefined>()((await dd.http.GET("/api/v2/api_keys/{api_key_id}", { params, parseAs: "blob" })).data);
    same<ArrayBuffer | undefined>()((await dd.http.POST("/api/v1/api_key", { body: { name: "x" }, parseAs: "arrayBuffer" })).data);
    same<Response["body"] | undefined>()((await dd.http.GET("/api/v2/api_keys", { parseAs: "stream" })).data);
    const { data } = await dd.http.GET("/api/v2/api_keys", { parseAs: "json" });
    if (data) same<string>()(data.data[0]!.id);`,
  "dd.http takes the options of a call": `
    const onRequest = ({ request }: { request: Request }) => void request.url;
    dd.http.GET("/api/v2/api_keys", { signal: null, timeout: 1, maxRetries: 0, headers: { a: 1, b: null, c: ["d"] }, middleware: [{ onRequest }] });
    dd.http.GET("/api/v2/api_keys", { signal: undefined, timeout: undefined, headers: new Headers() });
    dd.http.POST("/api/v1/api_key", { body: { name: "x" }, bodySerializer: (body) => JSON.stringify(body) });
    dd.http.use({ onRequest });
    dd.http.eject({ onRequest });`,
};

const cases = [...Object.entries(wrong), ...Object.entries(right)].map(([name, code], index) => ({
  name,
  code,
  file: `test/case-${index}.ts`,
}));
const files = Object.fromEntries(cases.map(({ file, code }) => [file, `${PRELUDE}${code}\nexport {};\n`]));

/** How a message begins and how it ends, which says most, and what the compiler points to beside it. */
function readable({ messageText, relatedInformation = [] }: ts.Diagnostic): string {
  const linesOf = (text: ts.Diagnostic["messageText"]) => ts.flattenDiagnosticMessageText(text, "\n").split("\n");
  const [first = "", ...rest] = linesOf(messageText);
  const beside = relatedInformation.flatMap(({ messageText }) =>
    linesOf(messageText).filter((line) => line.includes("await")),
  );
  return [first, ...rest.slice(-1), ...beside].map((line) => line.trim().replaceAll(root, "")).join("\n… ");
}

/** What the compiler says, by the name of the code. All at once, since earlier messages shape later ones. */
function messagesWith(options: ts.CompilerOptions): Record<string, string> {
  const service = languageService(files, options);
  const found = cases.map(({ name, file }) => {
    const all = [...service.getSyntacticDiagnostics(root + file), ...service.getSemanticDiagnostics(root + file)];
    return [name, all.map(readable).join("\n")];
  });
  return Object.fromEntries(found);
}

const messages = messagesWith({ exactOptionalPropertyTypes: false });
const exactMessages = messagesWith({ exactOptionalPropertyTypes: true });

test.each(Object.keys(right))("compiles, also with exactOptionalPropertyTypes: %s", (name) => {
  expect([messages[name], exactMessages[name]]).toEqual(["", ""]);
});

test.each(Object.keys(wrong))("does not compile, also with exactOptionalPropertyTypes: %s", (name) => {
  expect(messages[name]).not.toBe("");
  expect(exactMessages[name]).not.toBe("");
});

test.each(Object.keys(wrong).filter((name) => name.includes("may be undefined")))(
  "is told what may be undefined, and of no other credential: %s",
  (name) => {
    for (const message of [messages[name], exactMessages[name]]) {
      expect(message).toContain("'undefined' is not assignable to type");
      expect(message).not.toMatch(/is missing|KeyCredentials/);
    }
  },
);

test("the compiler's messages say what is wrong", () => {
  const found = Object.fromEntries(Object.keys(wrong).map((name) => [name, messages[name]]));
  expect(found).toMatchInlineSnapshot(`
    {
      "a body where dd.http sends none": "Type '{ name: string; }' is not assignable to type 'undefined'.",
      "a call of dd.http without its body": "Expected 2 arguments, but got 1.",
      "a call of dd.http without its options": "Expected 2 arguments, but got 1.",
      "a call of dd.http without its parameters": "Argument of type '{}' is not assignable to parameter of type 'HttpInput<{ parameters: { query?: GetAPIKeyQuery | undefined; path: { api_key_id: string; }; }; responses: { 200: { content: { "application/json": APIKeyResponse; }; }; 403: { ...; }; 404: { ...; }; 429: { ...; }; }; }, "json">'.
    … Property 'params' is missing in type '{}' but required in type '{ params: { query?: GetAPIKeyQuery | undefined; path: { api_key_id: string; }; }; }'.",
      "a call of dd.http without its path parameter": "Property 'path' is missing in type '{}' but required in type '{ query?: GetAPIKeyQuery | undefined; path: { api_key_id: string; }; }'.",
      "a client option of another type": "Type 'string' is not assignable to type 'number'.",
      "a form of body that dd.http does not read": "Type '"xml"' is not assignable to type 'ParseAs | undefined'.",
      "a key that is a number": "Type 'number' is not assignable to type 'Credential'.",
      "a key that is undefined beside a token": "Object literal may only specify known properties, and 'appKey' does not exist in type 'TokenCredentials & ConnectionOptions'.",
      "a list that is awaited": "Type 'Paged<APIKeysResponse, PartialAPIKey>' must have a '[Symbol.iterator]()' method that returns an iterator.
    … Did you forget to use 'await'?
    … Type '(mistake: "Read a list with \`for await (const item of list)\`, or await its toArray()") => never' is not assignable to type '() => Iterator<T, TReturn, TNext>'.",
      "a list that is spread": "Type 'Paged<APIKeysResponse, PartialAPIKey>' must have a '[Symbol.iterator]()' method that returns an iterator.
    … Type '(mistake: "Read a list with \`for await (const item of list)\`, or await its toArray()") => never' is not assignable to type '() => Iterator<T, TReturn, TNext>'.",
      "a list that is taken for an array": "Property 'map' does not exist on type 'Paged<APIKeysResponse, PartialAPIKey>'.
    Parameter 'key' implicitly has an 'any' type.",
      "a list without await": "Type 'Paged<APIKeysResponse, PartialAPIKey>' must have a '[Symbol.iterator]()' method that returns an iterator.
    … Did you forget to use 'await'?
    … Type '(mistake: "Read a list with \`for await (const item of list)\`, or await its toArray()") => never' is not assignable to type '() => Iterator<T, TReturn, TNext>'.",
      "a method that a path does not have": "Argument of type '"/api/v2/api_keys/{api_key_id}"' is not assignable to parameter of type 'PathsWith<"post">'.",
      "a missing attribute": "Argument of type '{}' is not assignable to parameter of type 'APIKeyCreateAttributes'.
    … Property 'name' is missing in type '{}' but required in type 'APIKeyCreateAttributes'.",
      "a missing body field": "Argument of type '{ service_name: string; }' is not assignable to parameter of type 'PagerDutyService'.
    … Property 'service_key' is missing in type '{ service_name: string; }' but required in type 'PagerDutyService'.",
      "a missing credential": "Type '{ type: "GCPServiceAccount"; service_account_email: string; }' is not assignable to type 'AWSAssumeRole | AnthropicAPIKey | AsanaAccessToken | AzureTenant | CircleCIAPIKey | ClickupAPIKey | ... 17 more ... | VirusTotalAPIKey'.
    … Property 'private_key' is missing in type '{ type: "GCPServiceAccount"; service_account_email: string; }' but required in type 'GCPServiceAccount'.",
      "a missing path argument": "Expected 1-3 arguments, but got 0.",
      "a missing path argument of a module's function": "Expected 2-4 arguments, but got 1.",
      "a misspelt attribute": "Object literal may only specify known properties, but 'categroy' does not exist in type 'APIKeyCreateAttributes'. Did you mean to write 'category'?",
      "a misspelt body field of dd.http": "Object literal may only specify known properties, but 'nme' does not exist in type '{ readonly created?: string | undefined; readonly created_by?: string | undefined; readonly key?: string | undefined; name?: string | undefined; } & {}'. Did you mean to write 'name'?",
      "a misspelt call option": "Object literal may only specify known properties, but 'timout' does not exist in type 'CallOptions'. Did you mean to write 'timeout'?",
      "a misspelt client option": "Object literal may only specify known properties, but 'timout' does not exist in type 'ClientOptions'. Did you mean to write 'timeout'?",
      "a misspelt credential": "Object literal may only specify known properties, but 'apiToken' does not exist in type 'OpenAIAPIKey'. Did you mean to write 'api_token'?",
      "a misspelt option of dd.http": "Object literal may only specify known properties, but 'parms' does not exist in type 'HttpInput<{ parameters: { query?: ListAPIKeysQuery | undefined; }; responses: { 200: { content: { "application/json": APIKeysResponse; }; }; 400: { content: { "application/json": APIErrorResponse; }; }; 403: { ...; }; 429: { ...; }; }; }, "json">'. Did you mean to write 'params'?",
      "a misspelt path parameter of dd.http": "Object literal may only specify known properties, and 'key_id' does not exist in type '{ api_key_id: string; }'.",
      "a misspelt query": "Object literal may only specify known properties, and '"page[sise]"' does not exist in type 'ListAPIKeysQuery'.",
      "a misspelt query parameter of dd.http": "Object literal may only specify known properties, and '"page[sise]"' does not exist in type 'ListAPIKeysQuery'.",
      "a module's function without its client": "Expected 2-4 arguments, but got 1.",
      "a path argument that is no string": "Argument of type 'number' is not assignable to parameter of type 'string'.",
      "a path argument that may be undefined": "Argument of type 'string | undefined' is not assignable to parameter of type 'string'.
    … Type 'undefined' is not assignable to type 'string'.",
      "a path that dd.http does not have": "Argument of type '"/api/v2/api_key"' is not assignable to parameter of type 'PathsWith<"get">'.",
      "a query in camel case": "Object literal may only specify known properties, but 'pageSize' does not exist in type 'ListAPIKeysQuery'. Did you mean to write 'page[size]'?",
      "a query where options are": "Object literal may only specify known properties, and 'include' does not exist in type 'CallOptions'.",
      "a query where there is none": "Object literal may only specify known properties, and 'include' does not exist in type 'CallOptions'.",
      "a secret that only a create shows": "Type 'string | undefined' is not assignable to type 'string'.
    … Type 'undefined' is not assignable to type 'string'.",
      "a serializer of dd.http that gives no text": "Type '() => FormData' is not assignable to type '(body: unknown) => string'.
    … Type 'FormData' is not assignable to type 'string'.",
      "a site that is no string": "Type 'number' is not assignable to type 'DatadogSite | (string & {}) | undefined'.",
      "a sort that does not exist": "Type '"last_used_at"' is not assignable to type 'ApplicationKeysSort | undefined'.",
      "a token that may be undefined": "Argument of type '{ token: string | undefined; }' is not assignable to parameter of type 'ClientOptions'.
    … Type 'undefined' is not assignable to type 'Credential'.",
      "a token with an API key": "Object literal may only specify known properties, and 'apiKey' does not exist in type 'TokenCredentials & ConnectionOptions'.",
      "a token with both keys": "Object literal may only specify known properties, and 'apiKey' does not exist in type 'TokenCredentials & ConnectionOptions'.",
      "an API key alone": "Argument of type '{ apiKey: string; }' is not assignable to parameter of type 'ClientOptions'.
    … Property 'appKey' is missing in type '{ apiKey: string; }' but required in type 'KeyCredentials'.",
      "an API key that may be undefined": "Type 'string | undefined' is not assignable to type 'Credential'.
    … Type 'undefined' is not assignable to type 'Credential'.",
      "an AbortController for a signal": "Type 'AbortController' is missing the following properties from type 'AbortSignal': aborted, onabort, reason, throwIfAborted, and 3 more.",
      "an answer where there is none": "Property 'data' does not exist on type 'void'.",
      "an application key alone": "Argument of type '{ appKey: string; }' is not assignable to parameter of type 'ClientOptions'.
    … Property 'apiKey' is missing in type '{ appKey: string; }' but required in type 'KeyCredentials'.",
      "an application key that may be undefined": "Type 'string | undefined' is not assignable to type 'Credential'.
    … Type 'undefined' is not assignable to type 'Credential'.",
      "an attribute of another type": "Type 'string' is not assignable to type 'readonly string[]'.",
      "an attribute that may be missing": "Type 'string | undefined' is not assignable to type 'string'.
    … Type 'undefined' is not assignable to type 'string'.",
      "an environment of another kind": "Type 'number' is not assignable to type 'string'.",
      "an error of dd.http that may be missing": "'error' is possibly 'undefined'.",
      "an integration that does not exist": "Type '"Aws"' is not assignable to type '"AWS" | "Anthropic" | "Asana" | "Azure" | "CircleCI" | "Clickup" | "Cloudflare" | "ConfigCat" | "Datadog" | "Fastly" | "Freshservice" | "GCP" | "Gemini" | "Gitlab" | "GreyNoise" | ... 8 more ... | "VirusTotal"'. Did you mean '"AWS"'?",
      "an integration without its type": "Type '{ credentials: { type: "OpenAIAPIKey"; api_token: string; }; }' is not assignable to type 'ActionConnectionIntegration'.
    … Property 'type' is missing in type '{ credentials: { type: "OpenAIAPIKey"; api_token: string; }; }' but required in type 'VirusTotalIntegration'.",
      "an operation that does not exist": "Property 'list' does not exist on type 'Bound<typeof import("src/v2/action-connections", { with: { "resolution-mode": "import" } })>'.",
      "an option that could lead elsewhere": "Object literal may only specify known properties, and 'baseUrl' does not exist in type 'HttpInput<{ parameters: { query?: ListAPIKeysQuery | undefined; }; responses: { 200: { content: { "application/json": APIKeysResponse; }; }; 400: { content: { "application/json": APIErrorResponse; }; }; 403: { ...; }; 429: { ...; }; }; }, "json">'.",
      "an update without attributes": "Expected 2-3 arguments, but got 1.",
      "an update without the integration's type": "Object literal may only specify known properties, and 'api_token' does not exist in type 'VirusTotalAPIKeyUpdate'.",
      "another form of credential's field": "Object literal may only specify known properties, and 'global_api_key' does not exist in type 'CloudflareAPIToken'.",
      "concurrency where nothing is paged": "Object literal may only specify known properties, and 'concurrency' does not exist in type 'CallOptions'.",
      "credentials of another integration": "Type '{ type: "OpenAI"; credentials: { type: "AnthropicAPIKey"; api_token: string; }; }' is not assignable to type 'ActionConnectionIntegration'.
    … Type '"AnthropicAPIKey"' is not assignable to type '"OpenAIAPIKey"'.",
      "data of dd.http that may be missing": "'data' is possibly 'undefined'.",
      "no credentials": "Argument of type '{}' is not assignable to parameter of type 'ClientOptions'.",
      "no options": "Expected 1 arguments, but got 0.",
      "options where the query is": "Object literal may only specify known properties, and 'timeout' does not exist in type 'GetAPIKeyQuery'.",
      "the envelope in place of the attributes": "Object literal may only specify known properties, and 'data' does not exist in type 'APIKeyCreateAttributes'.",
      "two keys that may be undefined": "Type 'string | undefined' is not assignable to type 'Credential'.
    … Type 'undefined' is not assignable to type 'Credential'.
    Type 'string | undefined' is not assignable to type 'Credential'.
    … Type 'undefined' is not assignable to type 'Credential'.",
    }
  `);
});
