/** What an ApiError says: the reason in any of the API's forms, the ids, the permission, the wait, and what to do. */
import { describe, expect, test } from "vitest";
import type { getAPIKey } from "../generated/operations.ts";
import { saysNotFound } from "../src/api-error.ts";
import { ApiError } from "../src/index.ts";
import { send } from "../src/send.ts";
import { documented } from "./bodies.ts";
import { apiKey, fakeClock, outcome, respond, scene, uuid } from "./scene.ts";

fakeClock();

const operation = "GET /api/v2/api_keys/{api_key_id}";

/** What a call throws where the API responds so. */
async function refusal(status: number, body: unknown, headers: Record<string, string> = {}): Promise<ApiError> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = new Response(text, { status, headers });
  const error = await outcome(scene([() => response], { maxRetries: 0 }).dd.apiKeys.get("x"));
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe("the message", () => {
  const connection = "connection not found";
  test.each<[string, number, unknown, string]>([
    ["strings", 404, { errors: ["API key not found"] }, "404 Not Found: API key not found"],
    [
      "several strings",
      404,
      { errors: ["API key not found", "Forbidden"] },
      "404 Not Found: API key not found; Forbidden",
    ],
    [
      "objects",
      400,
      { errors: [{ title: "Generic Error", detail: connection }] },
      `400 Bad Request: Generic Error: ${connection}`,
    ],
    [
      "a title that repeats the status",
      400,
      { errors: [{ title: "Bad Request", detail: connection }] },
      `400 Bad Request: ${connection}`,
    ],
    ["a detail alone", 400, { errors: [{ detail: connection }] }, `400 Bad Request: ${connection}`],
    ["a title alone", 400, { errors: [{ title: "Generic Error" }] }, "400 Bad Request: Generic Error"],
    ["the status as its reason", 500, { errors: ["Internal Server Error"] }, "500 Internal Server Error"],
    ["nothing", 500, "", "500 Internal Server Error"],
    ["no errors", 500, {}, "500 Internal Server Error"],
    ["an empty list", 500, { errors: [] }, "500 Internal Server Error"],
    ["no list", 500, { errors: "broken" }, "500 Internal Server Error"],
    ["null", 500, null, "500 Internal Server Error"],
    [
      "other things in the list",
      404,
      { errors: [null, 7, ["x"], "API key not found"] },
      "404 Not Found: API key not found",
    ],
    ["HTML", 502, "<html><h1>hunter2</h1></html>", "502 Bad Gateway"],
    ["a status without a known name", 418, "", "418"],
    ["a status that is in no list", 499, "", "499"],
  ])("of a body with %s", async (_, status, body, message) => {
    expect((await refusal(status, body)).message).toBe(`${operation}: ${message}`);
  });

  test("is the same whatever reason phrase the server sends", async () => {
    for (const statusText of ["", "Not Like This", `key ${apiKey} is unknown`]) {
      const { dd } = scene([() => new Response(null, { status: 400, statusText })]);
      expect(await outcome(dd.apiKeys.get("x"))).toHaveProperty("message", `${operation}: 400 Bad Request`);
    }
  });

  test("is short, however long the reasons are, and without control characters", async () => {
    const detail = "not found ".repeat(3000);
    const { message } = await refusal(404, { errors: Array.from({ length: 500 }, () => detail) });
    expect(message.length).toBeLessThan(700);
    const odd = await refusal(404, { errors: ["API key\n\u001b[31m not found"] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(odd.message).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe("the message names", () => {
  test("the id, where it is a UUID", async () => {
    const { dd } = scene([respond(404, {}, { errors: ["API key not found"] })]);
    expect(await outcome(dd.apiKeys.get(uuid))).toHaveProperty(
      "message",
      `${operation}: 404 Not Found: API key not found (api_key_id ${uuid})`,
    );
    const { message } = (await outcome(dd.apiKeys.get("hunter2"))) as Error;
    expect(message).not.toContain("hunter2");
    const raw = await outcome(dd.v1.apiKeys.get(uuid));
    expect((raw as Error).message, "of a path that holds a secret").not.toContain(uuid);
  });

  test("the id of a body that lacks something as well", async () => {
    const { dd } = scene([() => Response.json({ data: null })]);
    expect(await outcome(dd.apiKeys.get(uuid))).toHaveProperty(
      "message",
      `${operation}: 200 OK: the body lacks data (api_key_id ${uuid})`,
    );
  });

  const others =
    "other causes: a wrong or revoked key or token, one of another site, the two keys swapped, an id in place of a key";
  test.each(documented)("a permission that $id needs, on 403", async ({ operation: needed, sent }) => {
    const names = [...needed.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, "x"]);
    const { dd } = scene([respond(403, {}, { errors: ["Forbidden"] })]);
    const input = { path: Object.fromEntries(names), body: sent };
    const { message } = (await outcome(send(dd, needed as typeof getAPIKey, input as never))) as Error;
    const needs = needed.permissions.length > 0 ? `needs the permission ${needed.permissions.join(" or ")}; ` : "";
    expect(message).toContain(`403 Forbidden (${needs}${others}`);
  });
  test("the permission that is needed, on 403, and other causes", async () => {
    const message = async (call: (dd: ReturnType<typeof scene>["dd"]) => Promise<unknown>): Promise<string> =>
      ((await outcome(call(scene([403]).dd))) as Error).message;
    expect(await message((dd) => dd.apiKeys.get("1"))).toBe(
      `${operation}: 403 Forbidden (needs the permission api_keys_read; ${others})`,
    );
    expect(await message((dd) => dd.v1.applicationKeys.delete("1"))).toContain(
      "(needs the permission org_app_keys_write or user_app_keys; ",
    );
    const registration = ", an application key that is not registered for actions";
    expect(await message((dd) => dd.actionConnections.delete("1"))).toContain(`${others}${registration})`);
    expect(await message((dd) => dd.appKeyRegistrations.register("1"))).not.toContain(registration);
  });

  test("what is wrong with the credentials, on 401", async () => {
    const { message } = await refusal(401, { errors: ["Unauthorized"] });
    expect(message).toBe(`${operation}: 401 Unauthorized (the credentials are incomplete, wrong or expired)`);
  });

  test("the wait, on 429 and wherever a server asks for one", async () => {
    const limited = await refusal(429, { errors: ["Too Many Requests"] }, { "x-ratelimit-reset": "17" });
    expect(limited.message).toBe(`${operation}: 429 Too Many Requests (the server asks to wait 17 s)`);
    expect((await refusal(503, "", { "retry-after": "3" })).message).toBe(
      `${operation}: 503 Service Unavailable (the server asks to wait 3 s)`,
    );
  });

  test("nothing of the kind for other refusals", async () => {
    for (const status of [400, 404, 409, 422, 500])
      expect((await refusal(status, "")).message).toMatch(/: \d{3}[A-Za-z ]*$/);
  });

  test("the doubt of a create that met a 500", async () => {
    const error = (await outcome(scene([respond(500, {}, {})]).dd.apiKeys.create({ name: "ci" }))) as Error;
    expect(error.message).toBe(
      "POST /api/v2/api_keys: 500 Internal Server Error; it may have been carried out: look before you send it again",
    );
  });
});

test("the message does not put together, word by word, what was sent", async () => {
  const words = ["access", "key", "lost", "when", "custom"];
  for (const errors of [words, words.map((detail) => ({ status: "400", title: "Bad Request", detail }))]) {
    const { dd } = scene([() => respond(400, {}, { errors })], { maxRetries: 0 });
    const error = await outcome(dd.v1.pagerDutyServices.create({ service_name: "x", service_key: words.join(" ") }));
    expect(String(error)).toMatch(/400 Bad Request: access; \*\*\*; lost; \*\*\*; custom$/);
  }
});

test("the fields of an ApiError tell what the response told", async () => {
  const limit = { limit: "100", period: "60", remaining: "0", reset: "17", name: "api_keys" };
  const headers = Object.fromEntries(Object.entries(limit).map(([name, value]) => [`x-ratelimit-${name}`, value]));
  const error = await refusal(429, { errors: ["Too Many Requests"] }, { ...headers, "x-request-id": "r1" });
  expect(error).toMatchObject({
    operation,
    status: 429,
    errors: [{ detail: "Too Many Requests" }],
    rateLimit: { limit: 100, period: 60, remaining: 0, reset: 17, name: "api_keys" },
    retryAfter: 17,
    outcomeUnknown: false,
  });
  expect(error.body).toEqual({ errors: ["Too Many Requests"] });
  expect(error.headers.get("x-request-id")).toBe("r1");
});

test("a reason keeps its title, status and pointer, and whatever is of the wrong type is no reason", async () => {
  const item = { title: "Invalid Parameter", detail: "app key not found", status: "400", source: { pointer: "/data" } };
  expect((await refusal(400, { errors: [item] })).errors).toEqual([item]);
  expect((await refusal(400, { errors: [{ title: 7, detail: { toString: 1 } }, 5] })).errors).toEqual([{ detail: "" }]);
  for (const more of [{ " title ": { toString: true } }, { " detail ": {} }, { ...Array(200).fill(true) }])
    for (const { detail, title } of (await refusal(400, { errors: [{ ...more, detail: "Forbidden" }] })).errors)
      expect([typeof detail, typeof title]).toEqual(["string", "undefined"]);
});

test.each([
  ['{"errors":["API key not found"]}', true],
  ['{"errors":[{"detail":"app key not found"}]}', true],
  ['{"errors":["x",{"title":"Generic Error","detail":"… desc = connection not found "}]}', true],
  ['{"errors":["Service not found"]}', true],
  ['{"errors":["Route not found"]}', false],
  ['{"errors":["404 page not found"]}', false],
  ['{"errors":[{"title":"Not Found","detail":"The requested resource was not found"}]}', false],
  ['{"errors":["Upstream service not found"]}', false],
  ['{"errors":["host api.example.com not found"]}', false],
  ['{"errors":["Not Found"]}', false],
  ['{"errors":["not found: route"]}', false],
  ['{"errors":[]}', false],
  ['{"errors":"API key not found"}', false],
  ['{"message":"API key not found"}', false],
  ["API key not found", false],
  ["404 page not found", false],
  ["", false],
])("a 404 with %j is the API's own word: %s", (text, isOwn) => expect(saysNotFound(text)).toBe(isOwn));
