/** Requests that nobody should send get a refusal: never a 500, never an exception. */
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { GOOD, keysOf, NOWHERE, operations, register, SITE, start } from "./helpers.ts";

const DEEP = 100_000;
const nested = (open: string, inner: string, close: string) => open.repeat(DEEP) + inner + close.repeat(DEEP);
const within = (value: string) => `{"data":{"type":"api_keys","id":"${NOWHERE}","attributes":{"name":${value}}}}`;

const BODIES: Record<string, string> = {
  "deep arrays": nested("[", "", "]"),
  "deep objects": nested('{"data":', "1", "}"),
  "deep in a field": within(nested("[", "1", "]")),
  "deep beside what is known":
    `{"data":{"type":"action_connection","attributes":{"name":"n","integration":{"type":"HTTP","base_url":"x",` +
    `"x":${nested("[", "", "]")},"credentials":{"type":"HTTPTokenAuth"}}}}}`,
  "deep and never closed": '{"data":['.repeat(DEEP),
  "brackets in a string": within(JSON.stringify("[{".repeat(DEEP))),
  "brackets after an escaped quote": within(`"${'\\\\\\"['.repeat(2_000)}"`),
  "900 kB of escapes": within(JSON.stringify("\n".repeat(450_000))),
  "quotes without end": `${'"\\'.repeat(DEEP)}`,
  "2 MB of a name": within(JSON.stringify("x".repeat(2_000_000))),
  "many fields": `{${Array.from({ length: 20_000 }, (_, index) => `"f${index}":${index}`).join(",")}}`,
  "a million items": `[${"1,".repeat(400_000)}1]`,
  "names of prototypes": '{"__proto__":{"name":"x"},"constructor":{"prototype":{}},"data":{"__proto__":{"type":"x"}}}',
  "prototypes inside": within('{"__proto__":1,"toString":2}'),
  "a prototype as data": '{"data":{"type":"__proto__","attributes":{"name":"constructor"}}}',
  "a prototype as integration":
    '{"data":{"type":"action_connection","attributes":{"name":"n","integration":{"type":"__proto__"}}}}',
  "integration of prototypes":
    '{"data":{"type":"action_connection","attributes":{"name":"n","integration":{"type":"HTTP","base_url":"x",' +
    '"credentials":{"type":"HTTPTokenAuth","headers":[{"name":"__proto__","value":"x"}],"__proto__":{"a":1}}}}}}',
  "nulls everywhere": '{"data":{"type":null,"id":null,"attributes":null,"relationships":null}}',
  "arrays for objects": '{"data":[{"type":"api_keys"}]}',
  "numbers that are none": '{"data":1e999}',
  "lone surrogates": within('"\\ud800"'),
  "zero bytes": within('"\\u0000"'),
  "no JSON": "<xml/>",
  "a byte order mark": "\ufeff{}",
  "numbers for texts": '{"name":1,"service_name":2,"service_key":3}',
  "objects for texts": '{"name":{},"service_name":[],"service_key":{}}',
};

const QUERIES = [
  "page[size]=999999999999999999999999",
  "page[size]=-0",
  "page[number]=1e9",
  "page[number]=999999999999999",
  "sort=__proto__",
  "sort=constructor",
  "filter=%",
  "filter=%E0%A4%A",
  "filter=%00",
  "filter[owned_by]=a&filter[owned_by]=b&filter=x&filter=y",
  "include=__proto__,constructor",
  "include=",
  "filter[created_at][start]=99999999999999",
  "filter[status]=__proto__",
  "__proto__=1&constructor=2&toString=3",
  `filter=${"x".repeat(20_000)}`,
  "&&&===",
];

const IDS = [
  "%",
  "%E0%A4%A",
  "%00",
  "__proto__",
  "constructor",
  "..%2F..",
  "%2e%2e",
  "a%2Fb",
  "x".repeat(9000),
  "%F0%9F%92%A9",
  "' OR 1=1",
];

const HEADERS: Record<string, string>[] = [
  { authorization: "Bearer" },
  { authorization: `Bearer ${"x".repeat(100_000)}` },
  { authorization: "Basic __proto__" },
  { "dd-api-key": "__proto__", "dd-application-key": "constructor" },
  { "dd-api-key": " ", "dd-application-key": "ddpat_" },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-type": "text/plain;charset=utf-16" },
  { "content-encoding": "gzip" },
  { "content-length": "99999" },
  { "x-http-method-override": "DELETE" },
];

/** Sends a request as it is, without anything being encoded on the way. */
async function fire(method: string, path: string, init: { headers?: Record<string, string>; body?: BodyInit } = {}) {
  const { sandbox, ask } = start();
  await register(ask, sandbox.ids.appKey);
  const { headers, ...rest } = init;
  const request = { method, headers: { ...keysOf(sandbox.credentials), ...headers }, ...rest };
  const response = await sandbox.fetch(SITE + path, request);
  return { status: response.status, text: await response.text() };
}

function expectHarmless({ status, text }: { status: number; text: string }): void {
  expect(status).toBeLessThan(500);
  if (status >= 400) expect(JSON.parse(text)).toEqual({ errors: expect.any(Array) });
}

const fill = (path: string, id: string) => path.replace(/\{\w+\}/g, id);
const named = operations.map(([, operation]) => operation.split(" ") as [string, string]);
const taking = named.filter(([method]) => method !== "GET" && method !== "DELETE");

describe.each(taking)("%s %s", (method, path) => {
  test.each(Object.keys(BODIES))("a body with %s", async (name) => {
    expectHarmless(await fire(method, fill(path, NOWHERE), { body: BODIES[name] as string }));
  });
});

describe.each(named.filter(([method]) => method === "GET"))("%s %s", (method, path) => {
  test.each(QUERIES)("a query like %.40s", async (query) => {
    expectHarmless(await fire(method, `${fill(path, NOWHERE)}?${query}`));
  });
});

test.each(named.filter(([, path]) => path.includes("{")))("%s %s with odd ids", async (method, path) => {
  for (const id of IDS) expectHarmless(await fire(method, fill(path, id), method === "GET" ? {} : { body: "{}" }));
});

test.each(HEADERS)("headers like %.80j", async (headers) => {
  expectHarmless(await fire("POST", "/api/v2/api_keys", { headers, body: within('"n"') }));
  expectHarmless(await fire("GET", "/api/v2/validate", { headers }));
});

test.each(["HEAD", "PROPFIND", "get", "QUERY"])("the method %s", async (method) => {
  const { status } = await fire(method, "/api/v2/api_keys");
  expect(status).toBeLessThan(500);
});

test("bodies that break off or are no text", async () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x7b]);
  expectHarmless(await fire("POST", "/api/v2/api_keys", { body: bytes }));
  const { fetch, credentials } = createSandbox();
  const broken = new ReadableStream({
    start: (controller) => controller.error(new Error("broken off")),
  });
  const init = { method: "POST", headers: keysOf(credentials), body: broken, duplex: "half" };
  const response = await fetch(new Request(`${SITE}/api/v2/api_keys`, init as RequestInit));
  expect([response.status, await response.json()]).toEqual([400, { errors: ["The body could not be read"] }]);
});

test("nothing of all that gets stuck in the sandbox", async () => {
  const { sandbox, ask } = start();
  const before = sandbox.state();
  for (const body of Object.values(BODIES))
    await ask("POST /api/v1/integration/pagerduty/configuration/services", { body });
  expect({ ...sandbox.state(), apiKeys: [], applicationKeys: [] }).toEqual({
    ...before,
    apiKeys: [],
    applicationKeys: [],
  });
  expect(({} as Record<string, unknown>).name).toBeUndefined();
  for (const [id, operation] of operations.filter(([, name]) => name.startsWith("GET"))) {
    expect((await ask(operation, await GOOD[id](ask, sandbox))).status).toBe(200);
  }
});
