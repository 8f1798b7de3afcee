/** Time limits and aborts: every phase of a call ends when it should, for the right reason, and leaves nothing behind. */
import { describe, expect, test, vi } from "vitest";
import { TimeoutError } from "../../src/index.ts";
import { bodyOf } from "../bodies.ts";
import { apiKey, appKey, broken, fakeClock, hang, late, outcome, respond, type Step, scene } from "../scene.ts";

fakeClock();

/** An answer whose head comes at once and whose body never ends. */
const endless: Step = ({ signal }) =>
  new Response(
    new ReadableStream({
      start: (body) => {
        body.enqueue(new TextEncoder().encode("{"));
        signal.addEventListener("abort", () => body.error(signal.reason));
      },
    }),
  );

/** How long a call takes on the fake clock, and what it comes to. */
async function timed(promise: Promise<unknown>): Promise<{ after: number; result: unknown }> {
  const started = performance.now();
  const settled = promise.then(
    (result) => ({ after: performance.now() - started, result }),
    (result) => ({ after: performance.now() - started, result }),
  );
  await vi.runAllTimersAsync();
  return settled;
}

describe("attemptTimeout", () => {
  test.each<[string, Step]>([
    ["an answer that does not come", hang],
    ["a body that does not end", endless],
  ])("ends %s, and the attempt is repeated", async (_, step) => {
    const { dd, seen } = scene([step, 200], { attemptTimeout: 3000 });
    expect(await timed(dd.apiKeys.get("1"))).toEqual({ after: 3000, result: bodyOf("getAPIKey") });
    expect(seen[0]?.signal.aborted).toBe(true);
    expect(seen[1]?.signal.aborted).toBe(false);
  });
  test("holds for each attempt anew, and names itself", async () => {
    const { after, result } = await timed(scene([hang], { attemptTimeout: 3000 }).dd.apiKeys.delete("1"));
    expect(after).toBe(9000);
    expect(result).toBeInstanceOf(TimeoutError);
    expect(result).toMatchObject({
      message:
        "DELETE /api/v2/api_keys/{api_key_id}: no response from api.datadoghq.com within 3000 ms (attemptTimeout, 3 attempts); it may have been carried out: look before you send it again",
      timeout: 3000,
      outcomeUnknown: true,
    });
  });
  test("is 15 s by default", async () => {
    expect((await timed(scene([hang]).dd.apiKeys.create({ name: "ci" }))).after).toBe(15_000);
  });
});

describe("timeout", () => {
  const message = /no response from api.datadoghq.com within 5000 ms \(timeout/;
  test("ends an attempt, which is not repeated then", async () => {
    const { dd, seen } = scene([hang], { timeout: 5000 });
    const { after, result } = await timed(dd.apiKeys.get("1"));
    expect(after).toBe(5000);
    expect(result).toMatchObject({ name: "TimeoutError", timeout: 5000, message: expect.stringMatching(message) });
    expect(seen).toHaveLength(1);
  });
  test("counts attempts and waits together", async () => {
    vi.mocked(Math.random).mockReturnValue(1);
    const { dd, seen } = scene([late(1000, 503), late(1000, 503), hang], { timeout: 5000 });
    expect((await timed(dd.apiKeys.get("1"))).after).toBe(5000);
    expect(seen.map(({ at }) => at - (seen[0]?.at ?? 0))).toEqual([0, 1500, 3500]);
  });
  test("of a call replaces that of the client", async () => {
    const { dd } = scene([hang], { timeout: 5000, attemptTimeout: 90_000 });
    expect((await timed(dd.apiKeys.get("1", undefined, { timeout: 80_000 }))).after).toBe(80_000);
    expect((await timed(dd.http.GET("/api/v1/api_key", { timeout: 70 }))).after).toBe(70);
  });
  test("is 60 s by default", async () => {
    expect((await timed(scene([hang], { attemptTimeout: 90_000 }).dd.apiKeys.get("1"))).after).toBe(60_000);
  });
  test("counts the wait for credentials", async () => {
    const { dd, seen } = scene([200], { apiKey: () => new Promise<string>(() => {}), appKey, timeout: 5000 });
    const { after, result } = await timed(dd.apiKeys.delete("1"));
    expect(after).toBe(5000);
    expect(result).toMatchObject({
      name: "TimeoutError",
      outcomeUnknown: false,
      message: expect.stringMatching(message),
    });
    expect(seen).toEqual([]);
  });
  test("counts the turn that a PagerDuty write waits for", async () => {
    const { dd, seen } = scene([hang], { timeout: 5000 });
    const first = dd.v1.pagerDutyServices.delete("a").catch((error) => error);
    await vi.advanceTimersByTimeAsync(1);
    const { result } = await timed(dd.v1.pagerDutyServices.delete("b", { timeout: 3000 }));
    expect(result).toMatchObject({ name: "TimeoutError", timeout: 3000, outcomeUnknown: false });
    expect(await first).toMatchObject({ name: "TimeoutError", outcomeUnknown: true });
    expect(seen).toHaveLength(1);
  });
  test("is not stretched by timers that fire a little early, as Node's do", async () => {
    const { dd, seen } = scene([hang], { timeout: 5000 });
    const started = Date.now();
    vi.spyOn(performance, "now").mockImplementation(() => (Date.now() - started) * 0.9999);
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ name: "TimeoutError", timeout: 5000 });
    expect(seen).toHaveLength(1);
  });
  test("lets nothing be sent when it is over", async () => {
    const { dd, seen } = scene([200], {
      apiKey: () => {
        vi.setSystemTime(Date.now() + 6000); // a computer that slept: the timers have not noticed yet
        return apiKey;
      },
      appKey,
      timeout: 5000,
    });
    vi.spyOn(performance, "now").mockImplementation(() => Date.now());
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ name: "TimeoutError" });
    expect(seen).toEqual([]);
  });
});

describe("the caller's own reason comes through", () => {
  const reason = { why: "the caller's own" };
  const phases: [string, Step[], object, number][] = [
    ["during fetch", [hang], {}, 1],
    ["while the body is read", [endless], {}, 1],
    ["during a repeat", [500, hang], {}, 2],
    ["while the call waits to be repeated", [respond(503, { "retry-after": "30" })], {}, 1],
    ["while it waits for a rate limit", [respond(429, { "x-ratelimit-reset": "30" })], {}, 1],
    ["while a credential is asked for", [200], { apiKey: () => new Promise<string>(() => {}), appKey }, 0],
    ["from a fetch that knows no signals", [() => new Promise<Response>(() => {})], {}, 1],
  ];
  test.each(phases)("%s", async (_, steps, options, sent) => {
    const { dd, seen } = scene(steps, options);
    const stop = new AbortController();
    const error = dd.apiKeys.delete("1", { signal: stop.signal }).catch((error) => error);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort(reason);
    expect(await error).toBe(reason);
    expect(seen).toHaveLength(sent);
    await vi.runAllTimersAsync();
    expect(seen, "nothing is sent afterwards").toHaveLength(sent);
  });

  test.each<[string, Step]>([
    ["during the fetch", hang],
    ["while the body is read", endless],
  ])("%s of a call that could not be repeated anyway", async (_, step) => {
    const stop = new AbortController();
    const error = scene([step])
      .dd.apiKeys.create({ name: "ci" }, { signal: stop.signal })
      .catch((error) => error);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort(reason);
    expect(await error).toBe(reason);
  });

  test.each([null, "", 0, false])("and be it %j", async (none) => {
    const { dd, seen } = scene([hang]);
    const stop = new AbortController();
    const calls = [
      dd.apiKeys.create({ name: "ci" }, { signal: stop.signal }),
      dd.apiKeys.list({}, { signal: stop.signal }).toArray(),
    ];
    const results = Promise.allSettled(calls);
    await vi.advanceTimersByTimeAsync(5);
    stop.abort(none);
    const rejected = { status: "rejected", reason: none };
    expect(await results).toEqual([rejected, rejected]);
    expect(seen).toHaveLength(2);
    expect(await Promise.allSettled([dd.apiKeys.delete("1", { signal: stop.signal })])).toEqual([rejected]);
    expect(seen).toHaveLength(2);
  });
  test("of a signal that is not the platform's own", async () => {
    const signal = Object.assign(new EventTarget(), { aborted: false, reason: undefined as unknown });
    const { dd } = scene([hang]);
    const call = dd.apiKeys
      .create({ name: "ci" }, { signal: signal as unknown as AbortSignal })
      .catch((error) => error);
    await vi.advanceTimersByTimeAsync(5);
    Object.assign(signal, { aborted: true, reason });
    signal.dispatchEvent(new Event("abort"));
    expect(await outcome(call)).toBe(reason);
    expect(await outcome(dd.apiKeys.get("1", undefined, { signal: signal as unknown as AbortSignal }))).toBe(reason);
  });
  test("before the start, and nothing is asked, told or sent then", async () => {
    const noticed = vi.fn();
    const { dd, seen } = scene([200], {
      apiKey: () => {
        noticed();
        return apiKey;
      },
      appKey,
      onRequest: noticed,
      onResponse: noticed,
    });
    for (const call of [dd.apiKeys.delete, dd.v1.pagerDutyServices.delete]) {
      expect(await outcome(call("1", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    }
    const fixed = scene([200], { onRequest: noticed, onResponse: noticed });
    expect(await outcome(fixed.dd.apiKeys.delete("1", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(await outcome(fixed.dd.http.GET("/api/v1/api_key", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(noticed).not.toHaveBeenCalled();
    expect([...seen, ...fixed.seen]).toEqual([]);
  });

  test("while a PagerDuty write waits for its turn, which then passes to the next", async () => {
    const { dd, seen } = scene([late(1000), 200]);
    const first = dd.v1.pagerDutyServices.delete("a");
    const stop = new AbortController();
    const second = dd.v1.pagerDutyServices.delete("b", { signal: stop.signal }).catch((error) => error);
    const third = dd.v1.pagerDutyServices.delete("c");
    await vi.advanceTimersByTimeAsync(100);
    stop.abort(reason);
    expect(await second).toBe(reason);
    expect(seen).toHaveLength(1);
    await outcome(Promise.all([first, third]));
    expect(seen.map(({ url }) => url.slice(-1))).toEqual(["a", "c"]);
  });

  test("when an observer aborts", async () => {
    const stop = new AbortController();
    const { dd, seen } = scene([500], { onResponse: () => stop.abort(reason) });
    expect(await outcome(dd.apiKeys.get("1", undefined, { signal: stop.signal }))).toBe(reason);
    expect(seen).toHaveLength(1);
    const early = scene([hang], { onRequest: () => again.abort(reason) });
    const again = new AbortController();
    expect(await outcome(early.dd.apiKeys.get("1", undefined, { signal: again.signal }))).toBe(reason);
    expect(early.seen).toEqual([]);
  });

  test("as the platform's AbortError where the caller gives none", async () => {
    const stop = new AbortController();
    const error = outcome(scene([hang]).dd.apiKeys.get("1", undefined, { signal: stop.signal }));
    stop.abort();
    expect(await error).toBe(stop.signal.reason);
    expect(await error).toMatchObject({ name: "AbortError" });
  });
});

describe("nothing is left behind", () => {
  /** A signal that counts its listeners. */
  function counted(): { signal: AbortSignal; count: () => number; most: () => number } {
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    let most = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...[type, listener, options]: Parameters<AbortSignal["addEventListener"]>) => {
      listeners.add(listener);
      most = Math.max(most, listeners.size);
      addEventListener.call(signal, type, listener, options);
    };
    signal.removeEventListener = (...[type, listener, options]: Parameters<AbortSignal["removeEventListener"]>) => {
      listeners.delete(listener);
      removeEventListener.call(signal, type, listener, options);
    };
    return { signal, count: () => listeners.size, most: () => most };
  }

  test("by 10 000 calls on one signal, at any concurrency: no listener, no timer, no warning", async () => {
    const warnings = vi.fn();
    process.on("warning", warnings);
    const { signal, count, most } = counted();
    const { dd } = scene([200, 500, 200, 404, broken(), 200, respond(429), 200], { maxRetries: 1 });
    const mixed: Step[] = [200, 404, 200];
    const other = scene([() => respond(Number(mixed[Math.floor(performance.now()) % 3]))]).dd;
    for (let round = 0; round < 100; round += 1) {
      const calls = Array.from({ length: 100 }, (_, index) =>
        (round % 2 ? dd : other).apiKeys.get(String(index), undefined, { signal }).catch(() => {}),
      );
      await vi.advanceTimersByTimeAsync(1000);
      await Promise.all(calls);
    }
    await vi.runAllTimersAsync();
    expect(most()).toBeGreaterThan(0);
    expect(count()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warnings);
    expect(warnings).not.toHaveBeenCalled();
  });

  test.each<[string, Step, object]>([
    ["an answer", 200, {}],
    ["a refusal", 400, {}],
    ["a lost connection", broken(), {}],
    ["a time-out", hang, { timeout: 1000 }],
    ["a rate limit", 429, {}],
    ["an outage", 503, {}],
    ["a redirect", respond(302, { location: "https://other.example" }), {}],
    ["credentials that fail", 200, { apiKey: () => Promise.reject(new Error("no")), appKey }],
  ])("by %s", async (_, step, options) => {
    const { signal, count, most } = counted();
    const { dd } = scene([step], options);
    for (const call of [dd.apiKeys.delete, dd.v1.pagerDutyServices.delete]) await outcome(call("1", { signal }));
    expect(most()).toBeGreaterThan(0);
    expect(count()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("by an answer that comes too late: its body is given up", async () => {
    const cancelled = vi.fn();
    const { dd } = scene(
      [
        () =>
          new Promise((resolve) =>
            setTimeout(() => resolve(new Response(new ReadableStream({ cancel: cancelled }))), 5000),
          ),
      ],
      {
        timeout: 1000,
      },
    );
    expect(await outcome(dd.apiKeys.get("1"))).toBeInstanceOf(TimeoutError);
    expect(cancelled).toHaveBeenCalledOnce();
  });

  test("by rejections that nobody waits for any more", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const stop = new AbortController();
    const credential = (): Promise<string> => {
      stop.abort("stopped");
      return Promise.reject(new Error("too late"));
    };
    const { dd } = scene([200], { apiKey: credential, appKey });
    expect(await outcome(dd.apiKeys.get("1", undefined, { signal: stop.signal }))).toBe("stopped");
    const slow = scene([() => new Promise((_, reject) => setTimeout(() => reject(new Error("too late")), 5000))], {
      timeout: 1000,
    });
    expect(await outcome(slow.dd.apiKeys.get("1"))).toBeInstanceOf(TimeoutError);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
