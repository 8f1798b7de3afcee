/** Bodies: a success is read up to a limit, a refusal up to 64 KiB, and neither costs more memory than that. */
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { type ApiError, createDatadog, type Datadog } from "../../src/index.ts";
import { readBody } from "../../src/transport/body.ts";
import { bodyOf } from "../bodies.ts";
import { apiKey, appKey, scene, thrown } from "../scene.ts";
import { serve } from "../servers.ts";

const KIB = 1024;
const client = (baseUrl: string, maxResponseBytes?: number): Datadog =>
  createDatadog({ apiKey, appKey, baseUrl, maxResponseBytes, maxRetries: 0 });

/** A body that never ends, and how many bytes of it were taken. */
function endless(status: number, headers: Record<string, string> = {}) {
  const counted = { bytes: 0, cancelled: vi.fn() };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        counted.bytes += 4 * KIB;
        controller.enqueue(new Uint8Array(4 * KIB).fill(0x20));
      },
      cancel: counted.cancelled,
    },
    { highWaterMark: 0 },
  );
  return { counted, response: new Response(body, { status, headers }) };
}

describe("a body that never ends", () => {
  test.each([
    ["of a success", 200, 100 * KIB, 100],
    ["of a refusal", 400, 100 * KIB, 64],
    ["of a refusal, whatever the limit of a success", 500, 4 * KIB, 64],
    ["of a success that claims to be short, but is compressed", 200, 100 * KIB, 100],
  ])("%s is read up to its limit and given up", async (what, status, most, kib) => {
    const headers = what.includes("compressed") ? { "content-length": "5", "content-encoding": "gzip" } : {};
    const { counted, response } = endless(status, headers);
    const body = await readBody(response, most);
    expect(body).toEqual({ text: " ".repeat(kib * KIB), isWhole: false });
    expect(counted.bytes).toBe((kib + 4) * KIB);
    expect(counted.cancelled).toHaveBeenCalledOnce();
  });
});

test.each([
  ["", 0],
  ["äöü€😀", 15],
  ["x".repeat(5000), 5000],
])("a body as long as the limit is whole, and letters of several bytes are read across chunks", async (text, most) => {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream({
    start: (controller) => {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await readBody(new Response(body), most)).toEqual({ text, isWhole: true });
});

test("a body without a stream, as mocks have it, is read as text", async () => {
  const mock = { ok: true, status: 200, headers: new Headers(), text: async () => "{}" };
  expect(await readBody(mock as Response, 10)).toEqual({ text: "{}", isWhole: true });
});

test("a success that breaks off is an error of the connection, a refusal that does so is a refusal", async () => {
  const torn = (status: number): Response => {
    let pulls = 0;
    const pull = (controller: ReadableStreamDefaultController): void => {
      if (pulls++ > 0) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode('{"errors":['));
    };
    return new Response(new ReadableStream({ pull }), { status });
  };
  expect(await thrown(readBody(torn(200), 100))).toEqual(new TypeError("terminated"));
  expect(await readBody(torn(404), 100)).toEqual({ text: '{"errors":[', isWhole: false });
});

test("a body whose clone somebody keeps is given up all the same", async () => {
  const { response } = endless(400);
  const kept = response.clone();
  expect(await readBody(response, 0)).toMatchObject({ isWhole: false });
  expect(kept.bodyUsed).toBe(false);
});

test("a body in chunks may be longer than its content-length, which Bun and Deno do not mind", async () => {
  const headers = { "content-length": "5", "transfer-encoding": "chunked" };
  expect(await readBody(new Response("0123456789", { headers }), 8)).toEqual({ text: "01234567", isWhole: false });
});

describe("a success that is longer than maxResponseBytes", () => {
  const longer = { ...bodyOf("getAPIKey"), padding: "x".repeat(5000) };

  test("is an ApiError that says so, and is not repeated", async () => {
    const { dd, seen } = scene([Response.json(longer)], { maxResponseBytes: 5000 });
    expect(await thrown(dd.apiKeys.get("1"))).toMatchObject({
      name: "ApiError",
      status: 200,
      outcomeUnknown: false,
      message: "GET /api/v2/api_keys/{api_key_id}: 200 OK: the body is longer than maxResponseBytes, 5000",
    });
    expect(seen).toHaveLength(1);
  });
  test("leaves a create in doubt", async () => {
    const { dd } = scene([Response.json(longer, { status: 201 })], { maxResponseBytes: 5000 });
    expect(await thrown(dd.apiKeys.create({ name: "ci" }))).toMatchObject({ name: "ApiError", outcomeUnknown: true });
  });
  test("is read where the limit allows it, and by default", async () => {
    for (const options of [{}, { maxResponseBytes: 2 ** 31 - 1 }])
      expect(await scene([Response.json(longer)], options).dd.apiKeys.get("1")).toEqual(longer);
  });
  test("is told of through dd.http as well", async () => {
    const { dd } = scene([Response.json(longer)], { maxResponseBytes: 5000 });
    expect(await thrown(dd.http.GET("/api/v1/api_key"))).toMatchObject({ name: "ApiError", status: 200 });
  });
});

describe("a gzip bomb of a real server", () => {
  const bomb = gzipSync(Buffer.alloc(64 * KIB * KIB, 0x20)); // 64 MiB in 64 KiB
  test.each([200, 503])("with status %i ends as a typed error, and little of it is ever in memory", async (status) => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(status, { "content-encoding": "gzip", "content-type": "application/json" });
      for (let index = 0; index < 8; index += 1) response.write(bomb.subarray(index * KIB, (index + 1) * KIB));
      response.end(bomb.subarray(8 * KIB));
    });
    const error = (await thrown(client(baseUrl, KIB * KIB).apiKeys.get("1"))) as ApiError;
    expect(error).toMatchObject({ name: "ApiError", status });
    expect(String(error.body).length).toBeLessThanOrEqual(64 * KIB);
  });
});

test("a reason at the beginning of a long refusal is read", async () => {
  const text = `{"errors":["API key not found"],"padding":"${"x".repeat(50_000)}"}`;
  const { dd } = scene([() => new Response(text, { status: 404 })]);
  expect(await thrown(dd.apiKeys.get("1"))).toMatchObject({ errors: [{ detail: "API key not found" }] });
});
