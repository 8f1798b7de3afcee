/** Rate limits: the server's word on waiting counts, for every call on the same limit, and a wait is never a hot loop. */
import { describe, expect, test, vi } from "vitest";
import { ApiError, type ResponseEvent } from "../../src/index.ts";
import { createLimits } from "../../src/transport/limits.ts";
import { bodyOf } from "../bodies.ts";
import { fakeClock, ok, outcome, pauses, respond, type Step, scene } from "../scene.ts";

fakeClock();

const limited = (headers: Record<string, string>, body?: unknown): Response => respond(429, headers, body);
/** An answer of the limit "keys" that says when it resets. */
const keys = (reset: string): Record<string, string> => ({ "x-ratelimit-name": "keys", "x-ratelimit-reset": reset });

describe("a 429 is waited out", () => {
  test.each<[string, Record<string, string>, number]>([
    ["X-RateLimit-Reset in seconds", { "x-ratelimit-reset": "7" }, 7000],
    ["part of a second", { "x-ratelimit-reset": "2.5" }, 2500],
    ["Retry-After in seconds", { "retry-after": "9" }, 9000],
    ["Retry-After as a date", { "retry-after": "Sat, 21 Nov 2026 10:00:11 GMT" }, 11_000],
    ["both: X-RateLimit-Reset counts", { "x-ratelimit-reset": "4", "retry-after": "9" }, 4000],
    ["a reset that came twice: Retry-After counts", { "x-ratelimit-reset": "5, 5", "retry-after": "9" }, 9000],
    ["a reset that makes no sense: Retry-After counts", { "x-ratelimit-reset": "later", "retry-after": "9" }, 9000],
    ["the reset as seconds since 1970", { "x-ratelimit-reset": "1795255206" }, 6000],
    ["the reset as milliseconds since 1970", { "x-ratelimit-reset": "1795255208000" }, 8000],
    ["Retry-After as seconds since 1970", { "retry-after": "1795255206" }, 6000],
    ["0, which is no hot loop", { "x-ratelimit-reset": "0" }, 500],
    ["Retry-After: 0", { "retry-after": "0" }, 500],
    ["less than nothing", { "x-ratelimit-reset": "-5" }, 500],
    ["a date in the past", { "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 500],
    ["an epoch in the past", { "x-ratelimit-reset": "1795255100" }, 500],
    ["nothing at all", {}, 500],
  ])("%s", async (_, headers, wait) => {
    vi.setSystemTime("2026-11-21T10:00:00Z");
    const { dd, seen } = scene([limited(headers), 200]);
    expect(await outcome(dd.apiKeys.get("1"))).toEqual(bodyOf("getAPIKey"));
    expect(pauses(seen)).toEqual([wait]);
  });

  test("with backoff where the server does not say how long", async () => {
    vi.mocked(Math.random).mockReturnValue(0.9);
    const { dd, seen } = scene([429], { maxRetries: 4 });
    await outcome(dd.apiKeys.get("1"));
    expect(pauses(seen).map((pause) => Math.round(pause))).toEqual([545, 981, 1962, 3924]); // 0.9 of 0.5, 1, 2, 4 s; 9 % of jitter
  });

  test("with a little jitter, which only adds: a tenth, and a second at most", async () => {
    vi.mocked(Math.random).mockReturnValue(0.5);
    const short = scene([limited({ "x-ratelimit-reset": "4" }), 200]);
    await outcome(short.dd.apiKeys.get("1"));
    expect(pauses(short.seen)).toEqual([4200]);
    const long = scene([limited({ "x-ratelimit-reset": "40" }), 200]);
    await outcome(long.dd.apiKeys.get("1"));
    expect(pauses(long.seen)).toEqual([40_500]);
  });

  test("as often as maxRetries says", async () => {
    const { dd, seen } = scene([limited(keys("1"))]);
    expect(await outcome(dd.apiKeys.get("1"))).toBeInstanceOf(ApiError);
    expect(pauses(seen)).toEqual([1000, 1000]);
  });
});

describe("one wait is shared", () => {
  test("by all calls on the same limit, whose name several operations may share; they go one after the other", async () => {
    const steps: Step[] = [ok(keys("60")), ok(keys("60")), limited(keys("10")), 200];
    const { dd, seen } = scene(steps);
    await dd.apiKeys.get("1");
    await dd.applicationKeys.get("1"); // now both operations are known to count against "keys"
    const first = dd.apiKeys.get("1");
    await vi.advanceTimersByTimeAsync(4000);
    const held = [dd.applicationKeys.get("1"), dd.apiKeys.get("2"), dd.applicationKeys.get("3")];
    await outcome(Promise.all([first, ...held]));
    expect(pauses(seen)).toEqual([0, 0, 10_000, 50, 50, 50]);
    expect(seen.slice(3).map(({ url }) => url.slice(-1))).toEqual(["1", "1", "2", "3"]);
  });

  test("and not by calls on another limit, nor by other clients", async () => {
    const { dd, seen } = scene([ok(keys("60")), limited(keys("10")), 200]);
    await dd.apiKeys.get("1");
    const held = dd.apiKeys.get("1");
    await vi.advanceTimersByTimeAsync(1);
    await dd.actionConnections.get("1");
    const other = scene([200]);
    await other.dd.apiKeys.get("1");
    expect(seen).toHaveLength(3);
    expect(other.seen).toHaveLength(1);
    await outcome(held);
    expect(pauses(seen)).toEqual([0, 1, 9999]);
  });

  test("by the calls of one operation where the server does not name the limit", async () => {
    const { dd, seen } = scene([limited({ "x-ratelimit-reset": "3" }), 200]);
    const first = dd.apiKeys.get("1");
    await vi.advanceTimersByTimeAsync(1000);
    await outcome(Promise.all([first, dd.apiKeys.get("2")]));
    expect(pauses(seen)).toEqual([3000, 50]);
    const elsewhere = dd.apiKeys.update("1", { name: "x" });
    await elsewhere;
    expect(seen.at(-1)?.at).toBe(seen.at(-2)?.at);
  });

  test("and begins anew where the limit is hit again: those who come later still go later", async () => {
    let free = 0; // requests that the limit lets through after a reset
    let reset = 0;
    const { dd, seen } = scene(
      [
        (request) => {
          if (performance.now() >= reset) [free, reset] = [3, performance.now() + 10_000];
          if (free-- > 0) return ok(keys("10"))(request);
          return limited(keys(String(Math.ceil((reset - performance.now()) / 1000))));
        },
      ],
      { maxRetries: 5 },
    );
    const done: number[] = [];
    const calls = Array.from({ length: 10 }, (_, index) => dd.apiKeys.get(String(index)).then(() => done.push(index)));
    await outcome(Promise.all(calls));
    expect(done).toHaveLength(10);
    expect(seen.length).toBeLessThanOrEqual(10 + 7 + 2 * 3); // all at once, and then hardly more than the limit allows
    expect(performance.now()).toBeLessThan(45_000);
  });

  test("also where the name of the limit is learned only while it is waited for", async () => {
    const steps: Step[] = [limited({ "x-ratelimit-reset": "1" }), () => limited(keys("3")), 200];
    const { dd, seen } = scene(steps);
    const first = dd.apiKeys.get("1");
    await vi.advanceTimersByTimeAsync(0);
    const other = dd.apiKeys.get("2"); // waits for the limit without a name
    const named = dd.apiKeys.get("3");
    expect(await outcome(Promise.all([first, other, named]))).toHaveLength(3);
    expect(pauses(seen)).toEqual([1000, 3000, 50, 50]);
  });

  test("and is as long as the longest that was reported", async () => {
    const steps: Step[] = ["10", "2", "6"].map((reset) => () => limited(keys(reset)));
    const { dd, seen } = scene([...steps, 200]);
    await outcome(Promise.all([dd.apiKeys.get("1"), dd.apiKeys.get("2"), dd.apiKeys.get("3")]));
    expect(pauses(seen)).toEqual([0, 0, 10_000, 50, 50]);
  });

  test("and those who wait never go at the same time, even if the limit is reported again meanwhile", async () => {
    const steps: Step[] = [limited(keys("2")), 200, limited(keys("0")), 200];
    const { dd, seen } = scene(steps, { maxRetries: 5 });
    const first = dd.apiKeys.get("0");
    await vi.advanceTimersByTimeAsync(0);
    await outcome(Promise.all([first, ...Array.from({ length: 30 }, (_, index) => dd.apiKeys.get(String(index)))]));
    expect(seen).toHaveLength(1 + 31 + 1);
    expect(Math.min(...pauses(seen))).toBe(50);
  });

  test("a thousand calls wait out a limit without asking again meanwhile", async () => {
    const { dd, seen } = scene([limited(keys("5")), 200], { timeout: 120_000 });
    const first = dd.apiKeys.get("0");
    await vi.advanceTimersByTimeAsync(0);
    await outcome(Promise.all([first, ...Array.from({ length: 999 }, (_, index) => dd.apiKeys.get(String(index)))]));
    expect(seen).toHaveLength(1001);
    expect(pauses(seen.slice(1)).every((pause) => pause === 50)).toBe(true);
  });

  test("a call that ends before its turn gives its place back", async () => {
    const { dd, seen } = scene([limited(keys("5")), 200]);
    const first = dd.apiKeys.get("0");
    await vi.advanceTimersByTimeAsync(0);
    const stop = new AbortController();
    const given = Array.from({ length: 500 }, () =>
      dd.apiKeys.get("x", undefined, { signal: stop.signal }).catch(() => {}),
    );
    await vi.advanceTimersByTimeAsync(1000);
    stop.abort();
    await Promise.all(given);
    const last = dd.apiKeys.get("1");
    await outcome(Promise.all([first, last]));
    expect(pauses(seen)).toEqual([5000, 50]);
  });
});

describe("a wait that is too long fails at once", () => {
  const patience: [string, object, object][] = [
    ["maxRetryWait", { maxRetryWait: 29_000 }, {}],
    ["the client's timeout", { timeout: 29_000 }, {}],
    ["the call's timeout", {}, { timeout: 29_000 }],
  ];
  test.each(patience)("than %s", async (_, options, callOptions) => {
    const { dd, seen } = scene(
      [
        limited({
          ...keys("30"),
          "x-ratelimit-limit": "100",
          "x-ratelimit-period": "60",
          "x-ratelimit-remaining": "0",
        }),
      ],
      options,
    );
    const error = await outcome(dd.apiKeys.get("1", undefined, callOptions));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 429,
      retryAfter: 30,
      rateLimit: { limit: 100, period: 60, remaining: 0, reset: 30, name: "keys" },
      errors: [{ detail: "Forbidden" }],
      outcomeUnknown: false,
    });
    expect(seen).toHaveLength(1);
    expect(performance.now()).toBe(seen[0]?.at);
  });

  test("for calls that are held back as well: they send nothing and know how long is left", async () => {
    const { dd, seen } = scene([limited(keys("30"))], { maxRetryWait: 20_000 });
    await outcome(dd.apiKeys.get("1"));
    await vi.advanceTimersByTimeAsync(5000);
    const error = (await outcome(dd.apiKeys.get("2"))) as ApiError;
    expect(error).toMatchObject({ status: 429, retryAfter: 25, rateLimit: { name: "keys" }, outcomeUnknown: false });
    expect(error.message).toBe(
      "GET /api/v2/api_keys/{api_key_id}: 429 Too Many Requests: not sent, because an earlier request has met this rate limit " +
        "(the server asks to wait 25 s)",
    );
    expect(
      await outcome(dd.http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "2" } } })),
    ).toMatchObject({
      error: { errors: [expect.stringMatching(/^not sent/)] },
      response: { status: 429 },
    });
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5000);
    const third = dd.apiKeys.get("3");
    await vi.advanceTimersByTimeAsync(19_999);
    expect(seen).toHaveLength(1);
    await outcome(third);
    expect(seen.length).toBeGreaterThan(1);
  });

  test("for as long as the longest wait that was reported", async () => {
    const { dd } = scene([() => limited(keys("30")), () => limited(keys("2"))], {
      maxRetries: 0,
      maxRetryWait: 20_000,
    });
    await outcome(Promise.allSettled([dd.apiKeys.get("1"), dd.apiKeys.get("2")]));
    expect(await outcome(dd.apiKeys.get("3"))).toMatchObject({ retryAfter: 30, rateLimit: { reset: 30 } });
  });

  test("but not for those who can wait", async () => {
    const { dd, seen } = scene([limited(keys("30")), 200]);
    expect(await outcome(dd.apiKeys.get("1", undefined, { timeout: 1000 }))).toMatchObject({ status: 429 });
    expect(await outcome(dd.apiKeys.get("2"))).toEqual(bodyOf("getAPIKey"));
    expect(pauses(seen)).toEqual([30_000]);
  });
});

test("the reset counts for a 429 only: other answers report it as well", async () => {
  const { dd, seen } = scene([respond(503, keys("30")), respond(400, keys("30"))]);
  expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({
    status: 400,
    retryAfter: undefined,
    rateLimit: { reset: 30 },
  });
  expect(pauses(seen)).toEqual([0]);
});

test.each([{ "retry-after": "Sat, 21 Nov 1970 09:00:00 GMT" }, { "x-ratelimit-reset": "-5" }])(
  "a wait that is over already is told as 0: %o",
  async (headers) => {
    const { dd } = scene([limited(headers)], { maxRetries: 0 });
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 429, retryAfter: 0 });
  },
);

test("a header without a value says nothing", async () => {
  const { dd } = scene([limited({ "x-ratelimit-limit": "", "x-ratelimit-reset": "", "retry-after": "" })], {
    maxRetries: 0,
  });
  expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 429, retryAfter: undefined, rateLimit: {} });
});

test("a call that was sent and is then held back shows its own answer", async () => {
  const { dd } = scene([respond(503, {}), limited(keys("1"), { errors: ["Forbidden"] })], { maxRetryWait: 900 });
  expect(await outcome(dd.apiKeys.delete("1"))).toMatchObject({
    status: 429,
    retryAfter: 1,
    errors: [{ detail: "Forbidden" }],
    outcomeUnknown: true,
  });
});

test("the rate limit is readable by observers, of every answer", async () => {
  const events: ResponseEvent[] = [];
  const full = { ...keys("30"), "x-ratelimit-limit": "100", "x-ratelimit-period": "60", "x-ratelimit-remaining": "7" };
  const { dd } = scene([ok(full), respond(400, { ...full, "x-ratelimit-remaining": "nonsense" }), 200], {
    onResponse: (event) => events.push(event),
  });
  await dd.apiKeys.get("1");
  await outcome(dd.apiKeys.get("1"));
  await dd.apiKeys.get("1");
  expect(events.map(({ rateLimit }) => rateLimit)).toEqual([
    { limit: 100, period: 60, remaining: 7, reset: 30, name: "keys" },
    { limit: 100, period: 60, reset: 30, name: "keys" },
    {},
  ]);
});

test("a wait as long as maxRetryWait is waited, however the jitter falls", async () => {
  vi.mocked(Math.random).mockReturnValue(0.99);
  const { dd } = scene([limited(keys("2")), 200], { maxRetryWait: 2000 });
  expect(await outcome(dd.apiKeys.get("1"))).toEqual(bodyOf("getAPIKey"));
});

describe("what a client remembers of its limits", () => {
  test("is bounded, however many names a server makes up", () => {
    const limits = createLimits();
    for (let index = 0; index < 250; index += 1) limits.note(`GET /${index}`, limited(keys("9")), 0);
    const known = Array.from({ length: 250 }, (_, index) => limits.known(`GET /${index}`) !== undefined);
    expect(known).toEqual([...Array(150).fill(false), ...Array(100).fill(true)]);
    for (let index = 0; index < 250; index += 1) {
      const response = limited({ "x-ratelimit-name": `name ${index}`, "x-ratelimit-reset": "9" });
      limits.note("GET /one", response, 0);
    }
    expect(limits.known("GET /one")).toBeDefined();
    expect(limits.known("GET /249"), "forgotten for the sake of made-up names").toBeUndefined();
  });
  test("is of the length of a name: what comes after its first 100 characters is cut", () => {
    const limits = createLimits();
    const named = (end: string): Record<string, string> => ({ "x-ratelimit-name": `${"n".repeat(100)}${end}` });
    limits.note("GET /a", respond(200, named("a")), 0);
    limits.note("GET /b", respond(429, named("b")), 0);
    expect(limits.known("GET /a")).toBe(limits.known("GET /b"));
    expect(limits.known("GET /a")).toBeDefined();
  });
});

test("a reset in years to come holds others back for an hour, and then one asks again", async () => {
  const { dd, seen } = scene([limited({ "x-ratelimit-reset": "900000000" }), 200]);
  expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 429, retryAfter: 900_000_000 });
  expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 429, retryAfter: 3600 });
  await vi.advanceTimersByTimeAsync(3_602_000);
  expect(await outcome(dd.apiKeys.get("1"))).toEqual(bodyOf("getAPIKey"));
  expect(seen).toHaveLength(2);
});
