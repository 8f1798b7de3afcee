/** Observers: what they are told, in which order, and that nothing they do touches the call. */
import { expect, test, vi } from "vitest";
import type { RequestEvent, ResponseEvent } from "../../src/index.ts";
import { bodyOf } from "../bodies.ts";
import { broken, fakeClock, hang, late, outcome, respond, type Step, scene } from "../scene.ts";

fakeClock();

/** A client that notes everything it tells its observers. */
function watched(steps: Step[], options: object = {}) {
  const told: (["request", RequestEvent] | ["response", ResponseEvent, RequestEvent])[] = [];
  const onRequest = (event: RequestEvent): void => void told.push(["request", event]);
  const onResponse = (event: ResponseEvent, request: RequestEvent): void =>
    void told.push(["response", event, request]);
  return { ...scene(steps, { onRequest, onResponse, ...options }), told };
}

test("every attempt is told before and after, with the same request event", async () => {
  const { dd, told } = watched([late(120, 503), broken(), late(30)]);
  await outcome(dd.v1.apiKeys.delete("s3cr3t-key"));
  const about = { method: "DELETE", path: "/api/v1/api_key/{key}" };
  expect(told).toEqual([
    ["request", { ...about, attempt: 1 }],
    [
      "response",
      { ...about, attempt: 1, status: 503, error: undefined, duration: 120, rateLimit: {} },
      { ...about, attempt: 1 },
    ],
    ["request", { ...about, attempt: 2 }],
    [
      "response",
      { ...about, attempt: 2, status: undefined, error: "ConnectionError", duration: 0, rateLimit: {} },
      { ...about, attempt: 2 },
    ],
    ["request", { ...about, attempt: 3 }],
    [
      "response",
      { ...about, attempt: 3, status: 200, error: undefined, duration: 30, rateLimit: {} },
      { ...about, attempt: 3 },
    ],
  ]);
  for (const index of [0, 2, 4]) expect(told[index + 1]?.[2], "the very object").toBe(told[index]?.[1]);
  expect(JSON.stringify(told)).not.toContain("s3cr3t");
});

test("the duration ends with the body", async () => {
  const body: Step = () =>
    new Response(
      new ReadableStream({
        start: (it) => {
          setTimeout(() => {
            it.enqueue(new TextEncoder().encode('{"data":{}}'));
            it.close();
          }, 700);
        },
      }),
    );
  const { dd, told } = watched([body]);
  await outcome(dd.apiKeys.get("1"));
  expect(told[1]?.[1]).toMatchObject({ duration: 700, status: 200 });
});

test("an attempt without a complete answer says why", async () => {
  const error = async (step: Step, options: object = {}): Promise<unknown> => {
    const { dd, told } = watched([step], { maxRetries: 0, ...options });
    await outcome(dd.apiKeys.get("1"));
    return told.flatMap(([, event]) => ("error" in event ? [event.error] : []));
  };
  expect(await error(hang)).toEqual(["TimeoutError"]);
  expect(await error(hang, { timeout: 10 })).toEqual(["TimeoutError"]);
  expect(await error(broken())).toEqual(["ConnectionError"]);
  expect(
    await error(() => new Response(new ReadableStream({ start: (it) => it.error(new TypeError("terminated")) }))),
  ).toEqual(["ConnectionError"]);
  expect(await error(403)).toEqual([undefined]);
  const stop = new AbortController();
  const { dd, told } = watched([hang]);
  const call = dd.apiKeys.get("1", undefined, { signal: stop.signal }).catch((reason) => reason);
  await vi.advanceTimersByTimeAsync(1);
  stop.abort("enough");
  expect(await call).toBe("enough");
  expect(told.map(([kind]) => kind)).toEqual(["request", "response"]);
  expect(told[1]?.[1]).toMatchObject({ status: undefined, error: "AbortError" });
});

test("a second attempt after a 401 is told as well; a wait for a limit is not", async () => {
  const { dd, told } = watched([401, respond(429, { "x-ratelimit-reset": "1" }), 200], { apiKey: () => "key1" });
  await outcome(dd.apiKeys.get("1"));
  expect(told.flatMap(([, event]) => ("status" in event ? [[event.attempt, event.status]] : []))).toEqual([
    [1, 401],
    [2, 429],
    [3, 200],
  ]);
});

test("calls through dd.http are told", async () => {
  const { dd, told } = watched([200]);
  await dd.http.GET("/api/v2/api_keys", { params: { query: { filter: "s3cr3t" } } });
  expect(told[0]?.[1]).toEqual({ method: "GET", path: "/api/v2/api_keys", attempt: 1 });
});

const cannotBeRead = {
  // biome-ignore lint/suspicious/noThenProperty: being one that cannot be read is its purpose
  get then() {
    throw new Error("an observer's own affair");
  },
};

test.each<[string, () => unknown]>([
  ["throws", () => cannotBeRead.then],
  ["rejects", () => Promise.reject(new Error("an observer's own affair"))],
  ["gives something that cannot be read", () => cannotBeRead],
  ["never comes back", () => new Promise(() => {})],
])("an observer that %s does not touch the call", async (_, observer) => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const { dd, seen } = scene([503, 200], { onRequest: observer, onResponse: observer } as object);
  expect(await outcome(dd.apiKeys.get("1"))).toEqual(bodyOf("getAPIKey"));
  expect(seen).toHaveLength(2);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
