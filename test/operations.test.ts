/** Every operation of the spec is reached by exactly one function, with the request that the spec describes. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { operations } from "../generated/operations.ts";
import { type Client, createClient, createDatadog, type Paged } from "../src/index.ts";
import * as v1ApiKeys from "../src/v1/api-keys.ts";
import * as v1ApplicationKeys from "../src/v1/application-keys.ts";
import * as v1PagerDutyServices from "../src/v1/pagerduty-services.ts";
import * as actionConnections from "../src/v2/action-connections.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
import * as appKeyRegistrations from "../src/v2/app-key-registrations.ts";
import * as applicationKeys from "../src/v2/application-keys.ts";
import * as currentUserApplicationKeys from "../src/v2/current-user-application-keys.ts";
import { apiKey, appKey } from "./datadog.ts";

type Operation = keyof typeof operations;
type Function = (client: Client, ...rest: unknown[]) => unknown;

/** What the document says of an operation. */
interface Described {
  parameters?: { name: string; in: "path" | "query"; schema: { type?: string } }[];
  requestBody?: { content: { "application/json": { example: unknown } } };
  responses: Record<string, { content?: { "application/json": { example: unknown } } }>;
}

const document: { paths: Record<string, Record<string, Described>> } = JSON.parse(
  readFileSync(new URL("../generated/openapi.json", import.meta.url), "utf8"),
);

/** The modules, under the names that the client binds them to. */
const modules: Record<string, object> = {
  apiKeys,
  applicationKeys,
  "currentUser.applicationKeys": currentUserApplicationKeys,
  actionConnections,
  appKeyRegistrations,
  "v1.apiKeys": v1ApiKeys,
  "v1.applicationKeys": v1ApplicationKeys,
  "v1.pagerDutyServices": v1PagerDutyServices,
};

const functions = Object.entries(modules).flatMap(([module, exports]) =>
  Object.entries(exports).map(([name, call]) => ({ name: `${module}.${name}`, call: call as Function })),
);

/** The arguments of a function as the spec has them: ids, then the attributes or the body, then the query. */
function argumentsOf(described: Described): unknown[] {
  const { parameters = [], requestBody } = described;
  const path = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `${name} of/it`);
  const query = queryOf(described);
  const body = requestBody?.content["application/json"].example as { data?: { attributes: unknown } } | undefined;
  return [...path, ...(body ? [body.data?.attributes ?? body] : []), ...(Object.keys(query).length > 0 ? [query] : [])];
}

/** A value for every query parameter. */
function queryOf({ parameters = [] }: Described): Record<string, unknown> {
  const values: Record<string, unknown> = { boolean: false, integer: 3, undefined: "-name", string: "a b&c" };
  const query = parameters.filter((parameter) => parameter.in === "query");
  return Object.fromEntries(query.map(({ name, schema }) => [name, values[String(schema.type)]]));
}

/** The body that the spec describes, with the id that the path names where the body repeats it. */
function bodyOf({ parameters = [], requestBody }: Described): unknown {
  const body =
    requestBody && structuredClone(requestBody.content["application/json"].example as { data?: { id?: string } });
  const [id] = parameters.filter((parameter) => parameter.in === "path");
  if (body?.data?.id && id) body.data.id = `${id.name} of/it`;
  return body;
}

/** Calls a function and tells what it requested. */
async function requestOf(call: Function, args: unknown[], answer: Response) {
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push({ url, init });
    return answer;
  };
  const result = call(createClient({ apiKey, appKey, fetch, maxRetries: 0 }), ...args);
  const body = "pages" in (result as object) ? await (result as Paged<unknown, unknown>).page(7) : await result;
  expect(requests).toHaveLength(1);
  const { url, init } = requests[0] as (typeof requests)[0];
  return {
    url: new URL(url),
    method: init.method,
    sent: init.body,
    headers: Object.fromEntries(new Headers(init.headers)),
    body,
  };
}

const byOperation = Object.entries(operations).map(([id, operation]) => {
  const [method = "", path = ""] = operation.split(" ");
  const described = document.paths[path]?.[method.toLowerCase()] as Described;
  return { id: id as Operation, operation, method, path, described };
});

/** Which operation a function requests, found out by calling it with every operation's arguments. */
async function operationOf(call: Function): Promise<string> {
  const client = createClient({ apiKey, appKey, fetch: async () => new Response(null, { status: 400 }) });
  const args = ["x", { name: "x" }].slice(0, call.length - 2);
  const failed = async (...rest: unknown[]) => {
    try {
      const result = call(client, ...rest);
      await ("page" in (result as object) ? (result as Paged<unknown, unknown>).page(0) : result);
    } catch (error) {
      return (error as { operation: string }).operation;
    }
    throw new Error("a 400 was no error");
  };
  return failed(...args);
}

const named = await Promise.all(
  functions.map(async ({ name, call }) => ({ name, call, operation: await operationOf(call) })),
);

test("there are 36 operations", () => expect(byOperation).toHaveLength(36));

test("each is reached by exactly one function, and every function reaches one", () => {
  expect(named.map(({ operation }) => operation).sort()).toEqual(Object.values(operations).sort());
});

test("they are these", () => {
  const table = byOperation.map(({ id, operation }) => [id, named.find((each) => each.operation === operation)?.name]);
  expect(Object.fromEntries(table)).toMatchInlineSnapshot(`
    {
      "createAPIKey": "apiKeys.create",
      "createActionConnection": "actionConnections.create",
      "createCurrentUserApplicationKey": "currentUser.applicationKeys.create",
      "createPagerDutyService": "v1.pagerDutyServices.create",
      "createV1APIKey": "v1.apiKeys.create",
      "createV1ApplicationKey": "v1.applicationKeys.create",
      "deleteAPIKey": "apiKeys.delete",
      "deleteActionConnection": "actionConnections.delete",
      "deleteApplicationKey": "applicationKeys.delete",
      "deleteCurrentUserApplicationKey": "currentUser.applicationKeys.delete",
      "deletePagerDutyService": "v1.pagerDutyServices.delete",
      "deleteV1APIKey": "v1.apiKeys.delete",
      "deleteV1ApplicationKey": "v1.applicationKeys.delete",
      "getAPIKey": "apiKeys.get",
      "getActionConnection": "actionConnections.get",
      "getAppKeyRegistration": "appKeyRegistrations.get",
      "getApplicationKey": "applicationKeys.get",
      "getCurrentUserApplicationKey": "currentUser.applicationKeys.get",
      "getPagerDutyService": "v1.pagerDutyServices.get",
      "getV1APIKey": "v1.apiKeys.get",
      "getV1ApplicationKey": "v1.applicationKeys.get",
      "listAPIKeys": "apiKeys.list",
      "listAppKeyRegistrations": "appKeyRegistrations.list",
      "listApplicationKeys": "applicationKeys.list",
      "listCurrentUserApplicationKeys": "currentUser.applicationKeys.list",
      "listV1APIKeys": "v1.apiKeys.list",
      "listV1ApplicationKeys": "v1.applicationKeys.list",
      "registerAppKey": "appKeyRegistrations.register",
      "unregisterAppKey": "appKeyRegistrations.unregister",
      "updateAPIKey": "apiKeys.update",
      "updateActionConnection": "actionConnections.update",
      "updateApplicationKey": "applicationKeys.update",
      "updateCurrentUserApplicationKey": "currentUser.applicationKeys.update",
      "updatePagerDutyService": "v1.pagerDutyServices.update",
      "updateV1APIKey": "v1.apiKeys.update",
      "updateV1ApplicationKey": "v1.applicationKeys.update",
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
  const query = queryOf(described);
  const paged = "page[number]" in query ? { ...query, "page[number]": 7 } : query;
  expect(Object.fromEntries(request.url.searchParams)).toEqual(
    Object.fromEntries(Object.entries(paged).map(([name, value]) => [name, String(value)])),
  );
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
  const flat = (object: object, prefix = ""): string[] =>
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === "function" ? [prefix + name] : flat(value, `${prefix}${name}.`),
    );
  expect(flat(bound).sort()).toEqual(functions.map(({ name }) => name).sort());
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
  const result = bound?.(...["x", { name: "x" }].slice(operation.includes("{") ? 0 : 1));
  await expect(
    "page" in (result as object) ? (result as Paged<unknown, unknown>).page(0) : result,
  ).rejects.toHaveProperty("operation", operation);
  expect(requested).toEqual([operation.replace(/\{\w+\}/, "x")]);
});

test("bound functions need no `this`", async () => {
  const fetch = async () => new Response('{"api_keys":[]}');
  const { list } = createDatadog({ apiKey, appKey, fetch }).v1.apiKeys;
  expect(await list()).toEqual({ api_keys: [] });
});
