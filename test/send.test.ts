/** One call: answers of every kind, options that cannot work, and path parameters that would lead elsewhere. */
import { expect, test } from "vitest";
import { ApiError, type CallOptions, createClient, InputError } from "../src/client.ts";
import * as v1ApiKeys from "../src/v1/api-keys.ts";
import * as services from "../src/v1/pagerduty-services.ts";
import * as connections from "../src/v2/action-connections.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
import * as registrations from "../src/v2/app-key-registrations.ts";
import * as applicationKeys from "../src/v2/application-keys.ts";
import * as userKeys from "../src/v2/current-user-application-keys.ts";
import { apiKey, appKey, client, datadog, jsonApi, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

/** A client whose requests are counted and answered with `{}`. */
function counted() {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return new Response("{}");
  };
  return { urls, own: createClient({ apiKey, appKey, fetch }) };
}

/** Options and arguments as a program without types may pass them. */
const untyped = <T>(value: unknown): T => value as T;

test.each([
  ["an empty body", "", "application/json", "0 characters of application/json"],
  ["HTML", "<html>hunter2</html>", "text/html; charset=utf-8", "20 characters of text/html"],
  ["truncated JSON", '{"data":{"id":"hunter2', "application/json", "22 characters of application/json"],
  ["an array", '["hunter2"]', "application/json", "11 characters of application/json"],
  ["null", "null", "application/json", "4 characters of application/json"],
  ["a string", '"hunter2"', "application/vnd.api+json", "9 characters of application/vnd.api+json"],
  ["a number", "7", "application/json", "1 characters of application/json"],
  ["plain text", "ok", "", "2 characters of unknown type"],
])("a 200 with %s is an ApiError that does not quote it", async (_, body, type, found) => {
  datadog().get("/api/v2/api_keys/x").reply(200, body, { "content-type": type });
  const error = (await thrown(apiKeys.get(client, "x"))) as ApiError;
  expect(error).toBeInstanceOf(ApiError);
  expect(error.message).toBe(`GET /api/v2/api_keys/{api_key_id}: 200 OK: the body is not the documented JSON (${found})`);
  expect(error).toMatchObject({ status: 200, body, errors: [], outcomeUnknown: false });
});

test("a create whose answer cannot be read may have been carried out", async () => {
  datadog().post("/api/v2/api_keys").reply(201, "<html></html>", { "content-type": "text/html" });
  expect(await thrown(apiKeys.create(client, { name: "ci" }))).toHaveProperty("outcomeUnknown", true);
});

test.each(["application/json", "application/vnd.api+json", "text/plain", ""])("JSON called %j is read as JSON", async (type) => {
  datadog().get("/api/v2/api_keys/x").reply(200, { data: {} }, { "content-type": type });
  expect(await apiKeys.get(client, "x")).toEqual({ data: {} });
});

test("an object without the documented fields passes: what is there is what came", async () => {
  datadog().get("/api/v2/api_keys/x").reply(200, { surprise: true });
  expect(await apiKeys.get(client, "x")).toEqual({ surprise: true });
});

test("204 where a body is documented is an ApiError", async () => {
  datadog().get("/api/v2/api_keys/x").reply(204);
  expect(await thrown(apiKeys.get(client, "x"))).toHaveProperty(
    "message",
    "GET /api/v2/api_keys/{api_key_id}: 204 No Content: the body is not the documented JSON (0 characters of unknown type)",
  );
});

test.each([
  [204, "", { "content-type": "text/html" }],
  [200, "", {}],
  [200, '{"unexpected":true}', jsonApi],
  [200, "<html></html>", { "content-type": "text/html" }],
  [202, "null", {}],
] as const)("where no body is documented, %i with %j is undefined", async (status, body, headers) => {
  datadog().delete("/api/v2/api_keys/x").reply(status, body, headers);
  expect(await apiKeys.delete(client, "x")).toBeUndefined();
});

test("response.ok decides: a body that looks like data does not make a 500 a success, nor one with errors a 200 a failure", async () => {
  datadog()
    .get("/api/v2/api_keys/x")
    .reply(500, { data: { id: "x" } });
  expect(await thrown(apiKeys.get(client, "x"))).toMatchObject({ status: 500, body: { data: { id: "x" } } });
  datadog()
    .get("/api/v2/api_keys/x")
    .reply(200, { errors: ["partial"], data: {} });
  expect(await apiKeys.get(client, "x")).toEqual({ errors: ["partial"], data: {} });
});

test("headers of one call are sent, trimmed, beside the credentials", async () => {
  datadog().get("/api/v2/api_keys/x").matchHeader("x-trace", "7").matchHeader("user-agent", "ci/1\tx").reply(200, {});
  expect(await apiKeys.get(client, "x", {}, { headers: { "X-Trace": " 7 ", "User-Agent": "ci/1\tx" } })).toEqual({});
});

test.each([
  [{ timeout: 0 }, "timeout must be a number of milliseconds from 1 to 2147483647, not 0"],
  [{ timeout: "1" }, "timeout must be a number of milliseconds from 1 to 2147483647, not string"],
  [{ timeout: null }, "timeout must be a number of milliseconds from 1 to 2147483647, not object"],
  [{ maxRetries: -1 }, "maxRetries must be a whole number from 0 to 2147483647, not -1"],
  [{ maxRetries: Number.NaN }, "maxRetries must be a whole number from 0 to 2147483647, not NaN"],
  [{ signal: {} }, "signal must be an AbortSignal"],
  [{ signal: new AbortController() }, "signal must be an AbortSignal"],
  [{ signal: { addEventListener: () => {} } }, "signal must be an AbortSignal"],
  [{ headers: { "DD-API-KEY": "hunter2" } }, "headers must not set DD-API-KEY: the client does that"],
  [{ headers: { Authorization: "hunter2" } }, "headers must not set Authorization: the client does that"],
  [{ headers: { host: "evil.example" } }, "headers must not set host: the client does that"],
  [{ headers: { "Content-Type": "text/xml" } }, "headers must not set Content-Type: the client does that"],
  [{ headers: { "x y": "hunter2" } }, "headers has a name that no header can have"],
  [{ headers: { "": "hunter2" } }, "headers has a name that no header can have"],
  [{ headers: { "x\r\nhunter2": "1" } }, "headers has a name that no header can have"],
  [{ headers: { "X-Trace": "a\r\nhunter2: 1" } }, 'headers["X-Trace"] must be a string of printable ASCII characters, and not empty'],
  [{ headers: { "X-Trace": " " } }, 'headers["X-Trace"] must be a string of printable ASCII characters, and not empty'],
  [{ headers: { "X-Trace": 7 } }, 'headers["X-Trace"] must be a string of printable ASCII characters, and not empty'],
])("the options %o are refused and nothing is sent", async (options, message) => {
  const { urls, own } = counted();
  const error = (await thrown(apiKeys.get(own, "x", {}, untyped<CallOptions>(options)))) as Error;
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toBe(`GET /api/v2/api_keys/{api_key_id}: ${message}`);
  expect(urls).toEqual([]);
});

/** Every function that puts an argument into the path, called with that argument. */
const inPath: [name: string, call: (client: ReturnType<typeof counted>["own"], value: string) => Promise<unknown>][] = [
  ["api_key_id", apiKeys.get],
  ["api_key_id", (own, id) => apiKeys.update(own, id, { name: "n" })],
  ["api_key_id", apiKeys.delete],
  ["app_key_id", applicationKeys.get],
  ["app_key_id", (own, id) => applicationKeys.update(own, id, { name: "n" })],
  ["app_key_id", applicationKeys.delete],
  ["app_key_id", userKeys.get],
  ["app_key_id", (own, id) => userKeys.update(own, id, { name: "n" })],
  ["app_key_id", userKeys.delete],
  ["connection_id", connections.get],
  ["connection_id", (own, id) => connections.update(own, id, { name: "n" })],
  ["connection_id", connections.delete],
  ["app_key_id", registrations.register],
  ["app_key_id", registrations.get],
  ["app_key_id", registrations.unregister],
  ["key", v1ApiKeys.get],
  ["key", (own, key) => v1ApiKeys.update(own, key, { name: "n" })],
  ["key", v1ApiKeys.delete],
  ["service_name", services.get],
  ["service_name", (own, name) => services.update(own, name, { service_key: "k" })],
  ["service_name", services.delete],
];

const unfit = 'is missing or unfit for a URL: it must be a well-formed string other than "", "." and ".."';
test.each([
  [""],
  [undefined],
  [null],
  [7],
  [["x"]],
  [{ id: "x" }],
  ["."],
  [".."],
  ["%2e"],
  ["%2E"],
  ["%2e%2E"],
  [".%2e"],
  ["%2E."],
  ["\ud800"],
  ["a\udc00b"],
])("the path parameter %j is refused everywhere and nothing is sent", async (value) => {
  const { urls, own } = counted();
  for (const [name, call] of inPath) {
    const error = (await thrown(call(own, untyped<string>(value)))) as InputError;
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(`${error.operation}: ${name} ${unfit}`);
  }
  expect(urls).toEqual([]);
});

test.each([
  ["../../v1/api_key", "..%2F..%2Fv1%2Fapi_key"],
  ["x/../y", "x%2F..%2Fy"],
  ["..\\x", "..%5Cx"],
  ["x?include=y#z", "x%3Finclude%3Dy%23z"],
  ["%2e%2e%2f", "%252e%252e%252f"],
  ["{api_key_id}", "%7Bapi_key_id%7D"],
  ["a=b}c{", "a%3Db%7Dc%7B"],
  ["a;b,c d\t\n", "a%3Bb%2Cc%20d%09%0A"],
  ["...", "..."],
  [".. ", "..%20"],
  ["٠‮😀", "%D9%A0%E2%80%AE%F0%9F%98%80"],
])("the path parameter %j stays one segment: %s", async (value, encoded) => {
  const { urls, own } = counted();
  await apiKeys.get(own, value);
  expect(urls).toEqual([`https://api.datadoghq.com/api/v2/api_keys/${encoded}`]);
  expect(new URL(urls[0] ?? "").pathname).toBe(`/api/v2/api_keys/${encoded}`);
});

test("options that are null are as good as none", async () => {
  const { urls, own } = counted();
  await apiKeys.get(own, "x", undefined, untyped(null));
  expect(urls).toHaveLength(1);
});

test("a Headers object is sent, not dropped", async () => {
  datadog().get("/api/v2/api_keys/x").matchHeader("x-a", "1").reply(200, {});
  expect(await apiKeys.get(client, "x", {}, { headers: new Headers({ "x-a": "1" }) })).toEqual({});
});

test("half a surrogate pair in a query is refused as well", async () => {
  const { urls, own } = counted();
  expect(await thrown(apiKeys.get(own, "x", { include: "\ud800" }))).toHaveProperty(
    "message",
    `GET /api/v2/api_keys/{api_key_id}: include ${unfit}`,
  );
  expect(urls).toEqual([]);
});
