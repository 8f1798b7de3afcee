/** Faults that a test orders, and waiting. */
import { describe, expect, test, vi } from "vitest";
import type { Operation, Sandbox } from "../../src/sandbox/index.ts";
import { apiKey, keysOf, SITE, start } from "./helpers.ts";

describe("faults", () => {
  const list: Operation = "GET /api/v2/api_keys";
  const create: Operation = "POST /api/v2/api_keys";
  const body = apiKey({ name: "new" });
  const count = (sandbox: Sandbox) => sandbox.state().apiKeys.length - 1;

  test("a status is answered instead of carrying the request out, once", async () => {
    const { sandbox, ask } = start();
    sandbox.fail({ status: 429, headers: { "X-RateLimit-Reset": "3" } });
    const failed = await ask(create, { body });
    expect(failed).toMatchObject({ status: 429, body: { errors: ["Too Many Requests"] } });
    expect(failed.headers.get("x-ratelimit-reset")).toBe("3");
    expect(count(sandbox)).toBe(0);
    expect((await ask(create, { body })).status).toBe(201);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([429, 201]);
  });

  test("a misspelled operation is refused, which would otherwise never fail", () => {
    const { sandbox } = start();
    const misspelled = "GET /api/v2/apikeys" as Operation;
    expect(() => sandbox.fail({ operation: misspelled, status: 503 })).toThrow(RangeError);
  });

  test("a misspelled field is refused, which would otherwise spoil nothing or everything", () => {
    const { sandbox } = start();
    const misspelled = { statuss: 503 } as object;
    expect(() => sandbox.fail(misspelled)).toThrow(RangeError);
    expect(() => sandbox.fail(misspelled)).toThrow(
      'There is no "statuss" in a fault; there are status, headers, body, drop, truncate, delay, after, method, operation, times.',
    );
  });

  test("a body may be anything, headers and body may be all that changes", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ status: 502, body: "<html>", headers: { "content-type": "text/html" } });
    const html = await send(list);
    expect([html.status, html.headers.get("content-type"), await html.text()]).toEqual([502, "text/html", "<html>"]);
    sandbox.fail({ status: 429, body: "" });
    expect(await (await send(list)).text()).toBe("");
    sandbox.fail({ body: { data: [] } });
    const replaced = await send(list);
    expect([replaced.status, await replaced.json()]).toEqual([200, { data: [] }]);
    sandbox.fail({ headers: { "content-type": "text/plain" } });
    const mislabelled = await send(list);
    expect([mislabelled.headers.get("content-type"), (await mislabelled.json()).data.length]).toEqual([
      "text/plain",
      1,
    ]);
    sandbox.fail({ status: 302, headers: { location: "https://evil.example" } });
    expect((await send(list)).headers.get("location")).toBe("https://evil.example");
  });

  test("a dropped connection: before the request is carried out, and after", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ drop: true });
    await expect(send(create, { body })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(0);
    sandbox.fail({ drop: true, after: true });
    await expect(send(create, { body })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(1);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
  });

  test("a lost answer: carried out, then a gateway's error", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ status: 504, after: true });
    expect((await send(create, { body })).status).toBe(504);
    expect(count(sandbox)).toBe(1);
  });

  test("an answer that breaks off", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ truncate: true, times: 2 });
    const response = await send(create, { body });
    expect(response.status).toBe(201);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^\{"data":/);
    await expect(reader?.read()).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(1);
    const id = sandbox.state().apiKeys[1]?.id;
    await expect(send("DELETE /api/v2/api_keys/{api_key_id}", { id })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(0);
  });

  test("meet requests by method, by operation or by a pattern, as many times as ordered", async () => {
    const { sandbox, send } = start();
    const status = async (operation: Operation) => (await send(operation)).status;
    sandbox.fail({ method: "POST", status: 500 });
    sandbox.fail({ operation: list, status: 501, times: 2 });
    sandbox.fail({ operation: /v1.*api_key$/g, status: 502, times: Number.POSITIVE_INFINITY });
    expect([await status(list), await status(list), await status(list)]).toEqual([501, 501, 200]);
    expect([await status(create), await status(create)]).toEqual([500, 400]);
    for (let index = 0; index < 5; index += 1) expect(await status("GET /api/v1/api_key")).toBe(502);
    expect(await status("GET /api/v1/application_key")).toBe(200);
  });

  test("may be chosen request by request, and taken back", async () => {
    const { sandbox, send } = start();
    const takeBack = sandbox.fail(({ query }) => (query.filter === "bad" ? { status: 500 } : undefined));
    expect((await send(list)).status).toBe(200);
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(500);
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(500);
    takeBack();
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(200);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("a delay that ends with the caller's patience: carried out before it %s", async (after, made) => {
    const { sandbox } = start();
    sandbox.fail({ delay: Number.POSITIVE_INFINITY, after });
    const controller = new AbortController();
    const headers = keysOf(sandbox.credentials);
    const init = { method: "POST", headers, body: JSON.stringify(body), signal: controller.signal };
    const call = sandbox.fetch(`${SITE}/api/v2/api_keys`, init);
    await vi.waitFor(() => expect([sandbox.requests.length, count(sandbox)]).toEqual([1, made]));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(count(sandbox)).toBe(made);
  });

  test("a delay holds a response back, and no longer than it says", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ delay: 30 });
    await expectToTake(30, () => send(list));
  });
});

/** Calls with a clock that stands still but for these milliseconds. */
async function expectToTake(milliseconds: number, call: () => Promise<Response>): Promise<void> {
  vi.useFakeTimers();
  try {
    let status: number | undefined;
    const done = call().then((response) => {
      status = response.status;
    });
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect(status).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(status).toBe(200);
  } finally {
    vi.useRealTimers();
  }
}

describe("waiting", () => {
  test("latency holds every request back, as much as a function says", async () => {
    const { send } = start({ latency: ({ method }) => (method === "GET" ? 30 : 1) });
    await expectToTake(30, () => send("GET /api/v1/api_key"));
    await expectToTake(1, () => send("POST /api/v1/api_key", { body: { name: "n" } }));
  });

  test("ends with the caller's own reason when the signal aborts", async () => {
    const { sandbox } = start({ latency: 60_000 });
    const headers = keysOf(sandbox.credentials);
    const reason = new Error("enough");
    const controller = new AbortController();
    const init = { method: "POST", headers, body: '{"name":"n"}', signal: controller.signal };
    const calls = [
      sandbox.fetch(`${SITE}/api/v1/api_key`, init),
      sandbox.fetch(new Request(`${SITE}/api/v1/api_key`, init)),
    ];
    await vi.waitFor(() => expect(sandbox.requests).toHaveLength(2));
    controller.abort(reason);
    for (const call of calls) await expect(call).rejects.toBe(reason);
    await expect(sandbox.fetch(`${SITE}/api/v1/api_key`, init)).rejects.toBe(reason);
    expect(sandbox.requests).toHaveLength(2);
    expect(sandbox.state().apiKeys).toHaveLength(1);
  });
});

test("nothing goes on waiting after an abort", async () => {
  const { sandbox } = start({ latency: 60_000 });
  vi.useFakeTimers();
  try {
    const controller = new AbortController();
    const call = sandbox.fetch(`${SITE}/api/v1/api_key`, { signal: controller.signal });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
