/** What a call throws: one class a kind, one message a reason, and nothing in it that should not be logged. */
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { ApiError, ConnectionError, createClient, DatadogError, InputError, TimeoutError } from "../src/client.ts";
import * as connections from "../src/v2/action-connections.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
import { apiKey, appKey, client, datadog, jsonApi, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const fetches = (fetch: (url: string, init: RequestInit) => Promise<Response>) => createClient({ apiKey, appKey, fetch, maxRetries: 0 });

/** What a call throws when the API answers so. */
async function refused(status: number, body: string | object, headers: Record<string, string> = {}): Promise<ApiError> {
  datadog().get("/api/v2/api_keys/x").reply(status, body, headers);
  const own = createClient({ apiKey, appKey, maxRetries: 0 }); // one for all would wait after a 429
  const error = await thrown(apiKeys.get(own, "x"));
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

const operation = "GET /api/v2/api_keys/{api_key_id}";
const html = { "content-type": "text/html" };

test.each([
  ["strings", 404, { errors: ["API key not found"] }, "404 Not Found: API key not found"],
  ["several strings", 400, { errors: ["one", "two"] }, "400 Bad Request: one; two"],
  ["objects", 400, { errors: [{ title: "Generic Error", detail: "no such id" }] }, "400 Bad Request: Generic Error: no such id"],
  ["a title that repeats the status", 400, { errors: [{ title: "Bad Request", detail: "no such id" }] }, "400 Bad Request: no such id"],
  ["a detail alone", 400, { errors: [{ detail: "no such id" }] }, "400 Bad Request: no such id"],
  ["a title alone", 400, { errors: [{ title: "Generic Error" }] }, "400 Bad Request: Generic Error"],
  ["the status as its reason", 429, { errors: ["Too Many Requests"] }, "429 Too Many Requests"],
  ["nothing", 500, "", "500 Internal Server Error"],
  ["no errors", 500, {}, "500 Internal Server Error"],
  ["an empty list", 500, { errors: [] }, "500 Internal Server Error"],
  ["no list", 500, { errors: "broken" }, "500 Internal Server Error"],
  ["other things in the list", 500, { errors: [null, 7, ["x"], "real"] }, "500 Internal Server Error: real"],
])("the message of a body with %s", async (_, status, body, message) => {
  expect((await refused(status, body)).message).toBe(`${operation}: ${message}`);
});

test("a gateway's HTML is not quoted, and is there to be read", async () => {
  const error = await refused(502, "<html><h1>hunter2</h1></html>", html);
  expect(error.message).toBe(`${operation}: 502 Bad Gateway`);
  expect(error.errors).toEqual([]);
  expect(error.body).toBe("<html><h1>hunter2</h1></html>");
});

test("a long reason is cut, in the message alone", async () => {
  const detail = "x".repeat(5000);
  const error = await refused(400, { errors: [detail] });
  expect(error.message.length).toBeLessThan(600);
  expect(error.errors).toEqual([{ detail }]);
});

test("a status without a known name is shown as it is", async () => {
  expect((await refused(418, "")).message).toMatch(/^GET \S+: 418/);
  const own = fetches(async () => new Response("", { status: 499 }));
  expect(await thrown(apiKeys.get(own, "x"))).toHaveProperty("message", `${operation}: 499`);
});

test("HTTP/2, which has no reason phrases, makes no difference", async () => {
  const own = fetches(async () => new Response('{"errors":["nope"]}', { status: 404 }));
  expect(await thrown(apiKeys.get(own, "x"))).toHaveProperty("message", `${operation}: 404 Not Found: nope`);
});

test("401 and 403 say what usually lies behind them", async () => {
  expect((await refused(401, { errors: ["Unauthorized"] })).message).toBe(
    `${operation}: 401 Unauthorized (the credentials are incomplete or expired)`,
  );
  expect((await refused(403, { errors: ["Forbidden"] })).message).toBe(
    `${operation}: 403 Forbidden (usual causes: keys of another site, a key's id in place of the key, a missing permission)`,
  );
});

test("a redirect is not followed", async () => {
  const error = await refused(307, "", { location: "https://evil.example/?hunter2" });
  expect(error).toMatchObject({
    status: 307,
    message: `${operation}: 307 Temporary Redirect (redirects are not followed, because the credentials would go along; check site or baseUrl)`,
  });
});

test("an ApiError tells what the answer told", async () => {
  const headers = {
    "x-ratelimit-limit": "100",
    "x-ratelimit-period": "60",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "17",
    "x-ratelimit-name": "api_keys",
    "x-request-id": "r1",
  };
  const error = await refused(429, { errors: ["Too Many Requests"] }, headers);
  expect(error).toMatchObject({
    operation,
    status: 429,
    errors: [{ detail: "Too Many Requests" }],
    rateLimit: { limit: 100, period: 60, remaining: 0, reset: 17, name: "api_keys" },
    retryAfter: 17,
    outcomeUnknown: false,
    body: { errors: ["Too Many Requests"] },
  });
  expect(error.headers.get("x-request-id")).toBe("r1");
});

test("source and meta of an error are kept", async () => {
  const item = { title: "Invalid", detail: "no such role", status: "400", source: { pointer: "/data/attributes" }, meta: { n: 1 } };
  datadog()
    .post("/api/v2/actions/connections")
    .reply(400, { errors: [item] }, jsonApi);
  const attributes = {
    name: "n",
    integration: { type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "111222333444", role: "r" } },
  } as const;
  expect(await thrown(connections.create(client, attributes))).toHaveProperty("errors", [item]);
});

test("body and headers can be read and are neither enumerable nor printed", async () => {
  const error = await refused(400, { errors: ["seen"], secret: "hunter2" }, { "x-secret": "hunter3" });
  expect(error.body).toEqual({ errors: ["seen"], secret: "hunter2" });
  expect(error.headers.get("x-secret")).toBe("hunter3");
  expect(Object.keys(error).sort()).toEqual(["errors", "operation", "outcomeUnknown", "rateLimit", "retryAfter", "status"]);
  expect({ ...error }).not.toHaveProperty("body");
  for (const shown of [inspect(error, { depth: 9 }), JSON.stringify(error), String(error), String(error.stack)]) {
    expect(shown).not.toMatch(/hunter[23]/);
  }
});

test("JSON.stringify gives what a log needs", async () => {
  const error = await refused(404, { errors: ["API key not found"] });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    operation,
    outcomeUnknown: false,
    status: 404,
    errors: [{ detail: "API key not found" }],
    rateLimit: {},
  });
});

test.each([DatadogError, InputError, ConnectionError, TimeoutError, ApiError])("%o has its name on its prototype", (kind) => {
  const error = new (kind as typeof ApiError)("GET /x", "broken", { status: 500, headers: new Headers() });
  expect(error).toBeInstanceOf(DatadogError);
  expect(error).toBeInstanceOf(Error);
  expect(Object.hasOwn(error, "name")).toBe(false);
  expect(Object.hasOwn(kind.prototype, "name")).toBe(true);
  expect(error.name).toBe(kind.name);
  expect(String(error)).toBe(`${kind.name}: GET /x: broken`);
  expect(inspect(error)).toMatch(new RegExp(`^${kind.name}: GET /x: broken`));
});

test("a broken connection is a ConnectionError with the system's code", async () => {
  const own = fetches(async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });
  });
  const error = await thrown(apiKeys.get(own, "x"));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ operation, message: `${operation}: the connection failed (ECONNRESET)`, outcomeUnknown: false });
  expect((error as ConnectionError).cause).toMatchObject({ name: "Error", code: "ECONNRESET", message: "read ECONNRESET" });
});

test("a change whose connection broke may have been carried out, and says so", async () => {
  const own = fetches(async () => {
    throw new TypeError("fetch failed");
  });
  expect(await thrown(apiKeys.create(own, { name: "ci" }))).toMatchObject({
    outcomeUnknown: true,
    message: "POST /api/v2/api_keys: the connection failed (TypeError); it may have been carried out: look before you send it again",
  });
});

test("a change that never left is known not to have been carried out", async () => {
  const own = fetches(async () => {
    throw Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) });
  });
  expect(await thrown(apiKeys.create(own, { name: "ci" }))).toMatchObject({
    outcomeUnknown: false,
    message: "POST /api/v2/api_keys: the connection failed (ECONNREFUSED)",
  });
});

test("no answer in time is a TimeoutError that names the option", async () => {
  const never = () => new Promise<Response>(() => {});
  const attempt = createClient({ apiKey, appKey, fetch: never, attemptTimeout: 5, maxRetries: 0 });
  const error = await thrown(apiKeys.get(attempt, "x"));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ operation, timeout: 5, message: `${operation}: no answer within 5 ms (attemptTimeout)` });
  expect(await thrown(apiKeys.get(fetches(never), "x", {}, { timeout: 6 }))).toMatchObject({
    timeout: 6,
    message: `${operation}: no answer within 6 ms (timeout)`,
  });
});

test("the caller's own reason passes through as it is", async () => {
  const reason = { mine: true };
  const never = fetches(() => new Promise<Response>(() => {}));
  const controller = new AbortController();
  const call = apiKeys.get(never, "x", {}, { signal: controller.signal });
  controller.abort(reason);
  expect(await thrown(call)).toBe(reason);
  expect(await thrown(apiKeys.get(never, "x", {}, { signal: AbortSignal.abort(reason) }))).toBe(reason);
});
