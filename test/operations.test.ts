/** Every operation of the spec is reached by exactly one function, with the request that the spec describes. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as operations from "../generated/operations.ts";
import { type Client, createClient, createDatadog, type Paged } from "../src/index.ts";
import { nameOf } from "../src/operation.ts";
import { resources } from "../src/resources.ts";
import { apiKey, appKey } from "./datadog.ts";

type Call = (client: Client, ...rest: unknown[]) => unknown;

/** What the document says of an operation. */
interface Described {
  parameters?: { name: string; in: "path" | "query"; schema: { type?: string } }[];
  requestBody?: { content: { "application/json": { example: unknown } } };
  responses: Record<string, { content?: { "application/json": { example: unknown } } }>;
}

const document: { paths: Record<string, Record<string, Described>> } = JSON.parse(
  readFileSync(new URL("../generated/openapi.json", import.meta.url), "utf8"),
);

/** The functions of an object and of those in it, by where they are. */
function functionsIn(object: object, prefix = ""): { name: string; call: Call }[] {
  return Object.entries(object).flatMap(([name, value]) =>
    typeof value === "function" ? [{ name: prefix + name, call: value }] : functionsIn(value, `${prefix}${name}.`),
  );
}

const functions = functionsIn(resources);

/** The arguments of a function as the spec has them: ids, then the attributes or the body, then the query. */
function argumentsOf(described: Described): unknown[] {
  const { parameters = [], requestBody } = described;
  const path = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `${name} of/it`);
  const query = queryOf(described);
  const body = requestBody?.content["application/json"].example as { data?: Record<string, unknown> } | undefined;
  const { attributes = body, relationships } = body?.data ?? {};
  return [...path, attributes, relationships, Object.keys(query).length > 0 ? query : undefined].filter(Boolean);
}

/** A value for every query parameter. */
function queryOf({ parameters = [] }: Described): Record<string, unknown> {
  const values: Record<string, unknown> = {
    array: ["a b&c", "d"],
    boolean: false,
    integer: 3,
    undefined: "-name",
    string: "a b&c",
  };
  const query = parameters.filter((parameter) => parameter.in === "query");
  return Object.fromEntries(query.map(({ name, schema }) => [name, values[String(schema.type)]]));
}

/** The body that the spec describes, with the id that the path ends with where the body repeats it. */
function bodyOf({ parameters = [], requestBody }: Described): unknown {
  const example = requestBody?.content["application/json"].example as { data?: { id?: string } } | undefined;
  const body = structuredClone(example);
  const id = parameters.filter((parameter) => parameter.in === "path").at(-1);
  if (body?.data?.id && id) body.data.id = `${id.name} of/it`;
  return body;
}

/** Calls a function and tells what it requested. */
async function requestOf(call: Call, args: unknown[], response: Response) {
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push({ url, init });
    return response;
  };
  const result = call(createClient({ apiKey, appKey, fetch, maxRetries: 0 }), ...args);
  const body = "pages" in (result as object) ? await (result as Paged<unknown, unknown>).page() : await result;
  expect(requests).toHaveLength(1);
  const { url, init } = requests[0] as (typeof requests)[0];
  const headers = Object.fromEntries(new Headers(init.headers));
  return { url: new URL(url), method: init.method, sent: init.body, headers, body };
}

const byOperation = Object.entries(operations).map(([id, operation]) => {
  const { method, path } = operation;
  const described = document.paths[path]?.[method.toLowerCase()] as Described;
  return { id, operation: nameOf(operation), method, path, described };
});

/** Which operation a function requests, found out by calling it: without arguments, or with a 400 in response, it fails. */
async function operationOf(call: Call): Promise<string> {
  const client = createClient({ apiKey, appKey, fetch: async () => new Response(null, { status: 400 }) });
  try {
    const result = call(client);
    await ("page" in (result as object) ? (result as Paged<unknown, unknown>).page() : result);
  } catch (error) {
    return (error as { operation: string }).operation;
  }
  throw new Error("a 400 was no error");
}

const named = await Promise.all(
  functions.map(async ({ name, call }) => ({ name, call, operation: await operationOf(call) })),
);

test("there are 59 operations", () => expect(byOperation).toHaveLength(59));

test("each is reached by exactly one function, and every function reaches one", () => {
  expect(named.map(({ operation }) => operation).sort()).toEqual(byOperation.map(({ operation }) => operation).sort());
});

test("they are these", () => {
  const table = byOperation.map(({ id, operation }) => [id, named.find((each) => each.operation === operation)?.name]);
  expect(Object.fromEntries(table)).toMatchInlineSnapshot(`
    {
      "createAPIKey": "apiKeys.create",
      "createActionConnection": "actionConnections.create",
      "createCurrentUserApplicationKey": "currentUser.applicationKeys.create",
      "createPagerDutyService": "v1.pagerDutyServices.create",
      "createPersonalAccessToken": "personalAccessTokens.create",
      "createServiceAccount": "serviceAccounts.create",
      "createServiceAccountAccessToken": "serviceAccounts.accessTokens.create",
      "createServiceAccountApplicationKey": "serviceAccounts.applicationKeys.create",
      "createV1APIKey": "v1.apiKeys.create",
      "createV1ApplicationKey": "v1.applicationKeys.create",
      "deleteAPIKey": "apiKeys.delete",
      "deleteActionConnection": "actionConnections.delete",
      "deleteApplicationKey": "applicationKeys.delete",
      "deleteCurrentUserApplicationKey": "currentUser.applicationKeys.delete",
      "deletePagerDutyService": "v1.pagerDutyServices.delete",
      "deleteServiceAccountApplicationKey": "serviceAccounts.applicationKeys.delete",
      "deleteV1APIKey": "v1.apiKeys.delete",
      "deleteV1ApplicationKey": "v1.applicationKeys.delete",
      "disableUser": "users.disable",
      "getAPIKey": "apiKeys.get",
      "getActionConnection": "actionConnections.get",
      "getAppKeyRegistration": "appKeyRegistrations.get",
      "getApplicationKey": "applicationKeys.get",
      "getCurrentUserApplicationKey": "currentUser.applicationKeys.get",
      "getPagerDutyService": "v1.pagerDutyServices.get",
      "getPersonalAccessToken": "personalAccessTokens.get",
      "getServiceAccountAccessToken": "serviceAccounts.accessTokens.get",
      "getServiceAccountApplicationKey": "serviceAccounts.applicationKeys.get",
      "getUser": "users.get",
      "getV1APIKey": "v1.apiKeys.get",
      "getV1ApplicationKey": "v1.applicationKeys.get",
      "listAPIKeys": "apiKeys.list",
      "listAppKeyRegistrations": "appKeyRegistrations.list",
      "listApplicationKeys": "applicationKeys.list",
      "listCurrentUserApplicationKeys": "currentUser.applicationKeys.list",
      "listPermissions": "permissions.list",
      "listPersonalAccessTokens": "personalAccessTokens.list",
      "listServiceAccountAccessTokens": "serviceAccounts.accessTokens.list",
      "listServiceAccountApplicationKeys": "serviceAccounts.applicationKeys.list",
      "listUsers": "users.list",
      "listV1APIKeys": "v1.apiKeys.list",
      "listV1ApplicationKeys": "v1.applicationKeys.list",
      "registerAppKey": "appKeyRegistrations.register",
      "revokePersonalAccessToken": "personalAccessTokens.revoke",
      "revokeServiceAccountAccessToken": "serviceAccounts.accessTokens.revoke",
      "unregisterAppKey": "appKeyRegistrations.unregister",
      "updateAPIKey": "apiKeys.update",
      "updateActionConnection": "actionConnections.update",
      "updateApplicationKey": "applicationKeys.update",
      "updateCurrentUserApplicationKey": "currentUser.applicationKeys.update",
      "updatePagerDutyService": "v1.pagerDutyServices.update",
      "updatePersonalAccessToken": "personalAccessTokens.update",
      "updateServiceAccountAccessToken": "serviceAccounts.accessTokens.update",
      "updateServiceAccountApplicationKey": "serviceAccounts.applicationKeys.update",
      "updateV1APIKey": "v1.apiKeys.update",
      "updateV1ApplicationKey": "v1.applicationKeys.update",
      "validateAPIKey": "validation.keys",
      "validateV1APIKey": "v1.validation.apiKey",
      "validateV2APIKey": "validation.apiKey",
    }
  `);
});

test.each(byOperation)("$id", async ({ operation, method, path, described }) => {
  const { call } = named.find((each) => each.operation === operation) as (typeof named)[0];
  const [status = "", answer] = Object.entries(described.responses).find(([status]) => status < "300") ?? [];
  const example = answer?.content?.["application/json"].example;
  const json = example === undefined ? null : JSON.stringify(example);
  const request = await requestOf(call, argumentsOf(described), new Response(json, { status: Number(status) }));

  expect(request.method).toBe(method);
  expect(`${request.url.origin}${request.url.pathname}`).toBe(
    `https://api.datadoghq.com${path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(`${name} of/it`))}`,
  );
  const query = Object.entries(queryOf(described)).flatMap(([name, value]) =>
    [value].flat().map((each) => [name, String(each)]),
  );
  expect([...request.url.searchParams].sort()).toEqual(query.sort());
  const body = bodyOf(described);
  expect(request.sent == null ? undefined : JSON.parse(String(request.sent))).toEqual(body);
  expect(request.headers).toEqual({
    accept: "application/json",
    "dd-api-key": apiKey,
    "dd-application-key": appKey,
    ...(body !== undefined && { "content-type": "application/json" }),
  });
  expect(request.body).toEqual(example);
});

test("the bound client has exactly the modules' functions", () => {
  const { http, ...bound } = createDatadog({ apiKey, appKey });
  const names = (object: object) => functionsIn(object).map(({ name }) => name);
  expect(names(bound).sort()).toEqual(names(resources).sort());
  expect(http.GET).toBeTypeOf("function");
});

test.each(named)("dd.$name is the module's function", async ({ name, operation }) => {
  const requested: string[] = [];
  const fetch = async (url: string, { method }: RequestInit) => {
    requested.push(`${method} ${new URL(url).pathname}`);
    return new Response(null, { status: 400 });
  };
  const [method, ...namespaces] = name.split(".").reverse() as [string, ...string[]];
  const dd = createDatadog({ apiKey, appKey, fetch }) as unknown as Record<string, unknown>;
  const resource = namespaces.reduceRight<unknown>((object, key) => (object as Record<string, unknown>)[key], dd);
  const bound = (resource as Record<string, (...args: unknown[]) => unknown>)[method];
  const ids = operation.match(/\{/g)?.map(() => "x") ?? [];
  const result = bound?.(...ids, { name: "x" });
  await expect(
    "page" in (result as object) ? (result as Paged<unknown, unknown>).page(0) : result,
  ).rejects.toHaveProperty("operation", operation);
  expect(requested).toEqual([operation.replace(/\{\w+\}/g, "x")]);
});

test("bound functions need no `this`", async () => {
  const fetch = async () => new Response('{"api_keys":[]}');
  const { list } = createDatadog({ apiKey, appKey, fetch }).v1.apiKeys;
  expect(await list()).toEqual({ api_keys: [] });
});
