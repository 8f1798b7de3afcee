/** Attempts: what is repeated after what, how long after, how often, and as what. */
import { describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, InputError, TimeoutError } from "../src/index.ts";
import { answer, broken, fakeClock, hang, outcome, pauses, type Step, scene } from "./transport-scene.ts";

fakeClock();

type Dd = ReturnType<typeof scene>["dd"];
const calls: Record<string, (dd: Dd) => Promise<unknown>> = {
  GET: (dd) => dd.apiKeys.get("1"),
  POST: (dd) => dd.apiKeys.create({ name: "ci" }),
  PATCH: (dd) => dd.apiKeys.update("1", { name: "ci" }),
  PUT: (dd) => dd.v1.apiKeys.update("k1", { name: "ci" }),
  DELETE: (dd) => dd.apiKeys.delete("1"),
};
const methods = Object.keys(calls);
const safe = methods.filter((method) => method !== "POST");
const call = (method: string, dd: Dd): Promise<unknown> => (calls[method] as (dd: Dd) => Promise<unknown>)(dd);

const transient: [string, Step][] = [
  ...[408, 500, 502, 503, 504].map((status): [string, Step] => [String(status), status]),
  ["a lost connection", broken()],
  ["a refused connection", broken("ECONNREFUSED")],
  ["a body that breaks off", () => new Response(new ReadableStream({ start: (it) => it.error(new TypeError("terminated")) }))],
  [
    "a fetch that throws at once",
    () => {
      throw new TypeError("no network");
    },
  ],
  ["an attempt without answer", hang],
];

describe.each(safe)("%s is repeated", (method) => {
  test.each([...transient, ["429", 429] as [string, Step]])("after %s", async (_, step) => {
    const { dd, seen } = scene([step, step, 200]);
    expect(await outcome(call(method, dd))).not.toBeInstanceOf(Error);
    expect(seen).toHaveLength(3);
  });
  test("twice at most", async () => {
    const { dd, seen } = scene([502]);
    expect(await outcome(call(method, dd))).toMatchObject({ status: 502 });
    expect(seen).toHaveLength(3);
  });
});

test.each(methods)("%s is not repeated after any other status", async (method) => {
  for (const status of [301, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 425, 501, 505]) {
    const { dd, seen } = scene([status]);
    expect(await outcome(call(method, dd))).toMatchObject({ status, outcomeUnknown: method !== "GET" && status >= 500 });
    expect(seen).toHaveLength(1);
  }
});

describe("POST", () => {
  test.each(transient)("is not repeated after %s", async (name, step) => {
    const { dd, seen } = scene([step, 200]);
    const error = await outcome(dd.apiKeys.create({ name: "ci" }));
    expect(error).toMatchObject({ outcomeUnknown: name !== "a refused connection" });
    expect(seen).toHaveLength(1);
  });

  test("is repeated after 429, which says that it was not carried out", async () => {
    const { dd, seen } = scene([429, 429, 200]);
    await outcome(dd.apiKeys.create({ name: "ci" }));
    expect(seen).toHaveLength(3);
    const refused = scene([429]);
    expect(await outcome(refused.dd.apiKeys.create({ name: "ci" }))).toMatchObject({ status: 429, outcomeUnknown: false });
  });
});

describe("what became of a failed call is told", () => {
  test.each(safe)("%s: unknown only if it changes something and may have been carried out", async (method) => {
    const unknown = method !== "GET";
    expect(await outcome(call(method, scene([broken()]).dd))).toMatchObject({ outcomeUnknown: unknown });
    expect(await outcome(call(method, scene([hang]).dd))).toMatchObject({ outcomeUnknown: unknown });
    expect(await outcome(call(method, scene([500]).dd))).toMatchObject({ outcomeUnknown: unknown });
    expect(await outcome(call(method, scene([broken(), 400]).dd))).toMatchObject({ status: 400, outcomeUnknown: unknown });
    expect(await outcome(call(method, scene([broken("ENOTFOUND")]).dd))).toMatchObject({ outcomeUnknown: false });
    expect(await outcome(call(method, scene([broken("ECONNREFUSED"), 400]).dd))).toMatchObject({ status: 400, outcomeUnknown: false });
    expect(await outcome(call(method, scene([400]).dd))).toMatchObject({ outcomeUnknown: false });
  });
  test("and never of a GET, not even where a credential function fails between its attempts", async () => {
    let asked = 0;
    const token = () => (++asked > 1 ? Promise.reject(new Error("gone")) : "t0k3n");
    expect(await outcome(scene([503], { token }).dd.apiKeys.get("1"))).toMatchObject({ name: "InputError", outcomeUnknown: false });
  });
  test("in words as well", async () => {
    expect(String(await outcome(scene([broken()]).dd.apiKeys.create({ name: "ci" })))).toMatch(/look before you send it again$/);
    expect(String(await outcome(scene([broken()]).dd.apiKeys.get("1")))).toBe(
      "ConnectionError: GET /api/v2/api_keys/{api_key_id}: the connection failed (ECONNRESET, 3 attempts)",
    );
  });
});

describe("DELETE that finds nothing", () => {
  const answered = ["a refused connection", "408", "500", "503"];
  const lost: [string, Step][] = transient.filter(([name]) => !answered.includes(String(name)));
  test.each(lost)("has succeeded after %s of its own", async (_, step) => {
    expect(await outcome(scene([step, 404]).dd.apiKeys.delete("1"))).toBeUndefined();
    expect(await outcome(scene([step, 404]).dd.v1.apiKeys.delete("k1"))).toEqual({});
    expect(
      await outcome(scene([step, 404]).dd.http.DELETE("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "1" } } })),
    ).toMatchObject({ response: { status: 204 } });
  });
  test("has succeeded although a later attempt never arrived", async () => {
    expect(await outcome(scene([broken(), broken("ECONNREFUSED"), 404]).dd.apiKeys.delete("1"))).toBeUndefined();
  });
  test.each<[string, Step[]]>([
    ["at once", [404]],
    ["after 429", [429, 404]],
    ["after a 503 of the server's own", [503, 404]],
    ["after a 500 of the server's own", [500, 404]],
    ["after a 503 and a connection that never came about", [503, broken("ECONNREFUSED"), 404]],
    ["after a connection that never came about", [broken("ECONNREFUSED"), 404]],
  ])("has failed %s", async (_, steps) => {
    expect(await outcome(scene(steps).dd.apiKeys.delete("1"))).toMatchObject({ status: 404 });
  });
  test("is no success for another method", async () => {
    expect(await outcome(scene([broken(), 404]).dd.apiKeys.update("1", { name: "ci" }))).toMatchObject({ status: 404 });
  });
});

describe("the wait before a repeat", () => {
  test.each([
    [0, [0, 0, 0, 0, 0, 0]],
    [0.5, [250, 500, 1000, 2000, 4000, 4000]],
    [1, [500, 1000, 2000, 4000, 8000, 8000]],
  ])("is %s of 0.5 s, which doubles up to 8 s", async (dice, expected) => {
    vi.mocked(Math.random).mockReturnValue(dice);
    const { dd, seen } = scene([502], { maxRetries: 6 });
    await outcome(dd.apiKeys.get("1"));
    expect(pauses(seen)).toEqual(expected);
  });
  test.each([
    ["3", 3000],
    ["Sat, 21 Nov 2026 10:00:07 GMT", 7000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 250],
    ["0", 250],
    ["soon", 250],
  ])("follows Retry-After: %s", async (value, wait) => {
    vi.setSystemTime("2026-11-21T10:00:00Z");
    vi.mocked(Math.random).mockReturnValue(0.5);
    const { dd, seen } = scene([answer(503, { "retry-after": value }), 200]);
    await outcome(dd.apiKeys.get("1"));
    expect(pauses(seen)).toEqual([wait]);
  });
  test.each([{ maxRetryWait: 2999 }, { timeout: 2999 }])("is not begun if it is longer than %o", async (options) => {
    const { dd, seen } = scene([answer(503, { "retry-after": "3" }), 200], options);
    const started = performance.now();
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 503, retryAfter: 3 });
    expect(seen).toHaveLength(1);
    expect(performance.now()).toBe(started);
  });
});

describe("how often", () => {
  test("the client says, or the call", async () => {
    const { dd, seen } = scene([502], { maxRetries: 1 });
    await outcome(dd.apiKeys.get("1"));
    expect(seen).toHaveLength(2);
    await outcome(dd.apiKeys.get("1", undefined, { maxRetries: 4 }));
    expect(seen).toHaveLength(2 + 5);
    await outcome(dd.apiKeys.get("1", undefined, { maxRetries: 0 }));
    expect(seen).toHaveLength(2 + 5 + 1);
    await outcome(dd.http.GET("/api/v1/api_key", { maxRetries: 0 }));
    expect(seen).toHaveLength(2 + 5 + 1 + 1);
  });

  test("an outage meets 100 repeats of a client, and then one for every five successes", async () => {
    let down = true;
    const { dd, seen } = scene([() => answer(down ? 503 : 200)]);
    const calls = async (count: number): Promise<number> => {
      const before = seen.length;
      for (let call = 0; call < count; call += 1) await outcome(dd.apiKeys.get("1"));
      return seen.length - before - count;
    };
    expect(await calls(300)).toBe(100);
    down = false;
    await calls(10);
    down = true;
    expect(await calls(50)).toBe(2);
    down = false;
    await calls(2000);
    down = true;
    expect(await calls(300), "successes are not saved up beyond the start").toBe(100);
  });

  test("waiting for a rate limit costs nothing of that", async () => {
    let status = 429;
    const { dd, seen } = scene([() => answer(status)]);
    const calls = async (count: number): Promise<number> => {
      const before = seen.length;
      for (let call = 0; call < count; call += 1) await outcome(dd.apiKeys.get("1"));
      return seen.length - before - count;
    };
    expect(await calls(60)).toBe(120);
    status = 503;
    expect(await calls(60)).toBe(100);
  });
});

test("a repeated request is the same, to the byte", async () => {
  for (const method of methods) {
    const { dd, seen } = scene([429, 429, 200]);
    await outcome(call(method, dd));
    const [first, ...others] = seen.map(({ method, url, headers, body, redirect }) => ({ method, url, headers, body, redirect }));
    expect(others).toEqual([first, first]);
    expect(first).toMatchObject({ method, redirect: "manual" });
  }
});

test("the platform's fetch is looked up at each call, and called without `this`", async () => {
  const seen: unknown[] = [];
  const { dd } = scene([200], { fetch: undefined });
  vi.stubGlobal("fetch", function (this: unknown) {
    seen.push(this);
    return Promise.resolve(answer(200));
  });
  await dd.apiKeys.get("1");
  vi.unstubAllGlobals();
  expect(seen).toEqual([undefined]);
});

describe("a fetch that misbehaves", () => {
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "{}"],
    ["an object whose headers cannot be asked", { ok: true, status: 200, headers: { get: "x" }, text: async () => "{}" }],
    ["an object without headers", { ok: true, status: 200, text: async () => "{}" }],
  ])("and gives %s is a typed error", async (_, value) => {
    const { dd } = scene([() => value as Response]);
    const error = await outcome(dd.apiKeys.create({ name: "ci" }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ outcomeUnknown: true, cause: { message: "fetch gave no Response" } });
  });
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["an object without prototype", Object.create(null)],
    ["a symbol", Symbol("x")],
    [
      "an error that cannot be read",
      Object.defineProperty({}, "message", {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
  ])("and rejects with %s is a typed error", async (_, value) => {
    const { dd } = scene([() => Promise.reject(value)]);
    expect(await outcome(dd.apiKeys.get("1"))).toBeInstanceOf(ConnectionError);
  });
  test("and gives an answer that cannot be changed is borne", async () => {
    const { dd } = scene([() => Object.freeze(answer(200))]);
    expect(await outcome(dd.apiKeys.get("1"))).toEqual({ data: { id: "1" } });
    expect(await outcome(dd.http.GET("/api/v1/api_key"))).toMatchObject({ data: { data: { id: "1" } } });
    const empty = scene([() => Object.freeze(new Response(null, { status: 204 }))]);
    expect(await outcome(empty.dd.apiKeys.delete("1"))).toBeUndefined();
  });
});

test("calls through dd.http are refused where their options cannot work, and nothing is sent", async () => {
  const { dd, seen } = scene([200]);
  const bad: [Record<string, unknown>, RegExp][] = [
    [{ timeout: -1 }, /timeout must be/],
    [{ timeout: Number.NaN }, /timeout must be/],
    [{ maxRetries: Number.NaN }, /maxRetries must be/],
    [{ headers: { "dd-API-key": "other" } }, /headers must not set credentials/],
    [{ headers: { "DD-APPLICATION-KEY": "other" } }, /headers must not set credentials/],
    [{ headers: { Authorization: "other" } }, /headers must not set credentials/],
    [{ baseUrl: "https://other.example" }, /baseUrl cannot be changed/],
  ];
  for (const [init, message] of bad) {
    const error = await outcome(dd.http.GET("/api/v1/api_key", init));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain("other");
  }
  expect(seen).toEqual([]);
});

describe("PagerDuty", () => {
  const path = "/api/v1/integration/pagerduty/configuration/services";
  const service = { service_name: "a", service_key: "secret1" };
  /** Answers every request after 100 ms and remembers how many were on their way at once. */
  const slow = (): { step: Step; most: () => number } => {
    let [now, most] = [0, 0];
    const step: Step = async ({ method }) => {
      if (method === "GET") return answer(200, {}, { service_name: "a" });
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 100));
      now -= 1;
      return answer(method === "POST" ? 201 : 200, {}, { service_name: "a" });
    };
    return { step, most: () => most };
  };

  test("writes of one client run one after the other, in the order of the calls, through dd.http as well", async () => {
    const { step, most } = slow();
    const { dd, seen } = scene([step]);
    const params = { path: { service_name: "h" } };
    await outcome(
      Promise.all([
        dd.v1.pagerDutyServices.create(service),
        dd.v1.pagerDutyServices.update("u", { service_key: "secret2" }),
        dd.http.DELETE(`${path}/{service_name}`, { params }),
        dd.v1.pagerDutyServices.delete("d"),
        dd.http.POST(path, { body: service }),
      ]),
    );
    expect(most()).toBe(1);
    expect(seen.map(({ method, url }) => `${method} ${url.slice(url.lastIndexOf("/") + 1)}`)).toEqual([
      "POST services",
      "PUT u",
      "DELETE h",
      "DELETE d",
      "POST services",
    ]);
  });
  test("reads do not wait, nor do other clients or other operations", async () => {
    const { step } = slow();
    const { dd, seen } = scene([step]);
    await outcome(Promise.all([dd.v1.pagerDutyServices.create(service), dd.v1.pagerDutyServices.get("a"), dd.apiKeys.delete("1")]));
    expect(pauses(seen)).toEqual([0, 0]);
  });
  test("a write that fails lets the next one through", async () => {
    const { dd, seen } = scene([broken(), 403, 201]);
    const writes = [1, 2, 3].map(() => dd.v1.pagerDutyServices.create(service));
    expect(await outcome(Promise.allSettled(writes).then((all) => all.map(({ status }) => status)))).toEqual([
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    expect(seen).toHaveLength(3);
  });
  test("a repeat keeps its place: the next write waits until the first is settled", async () => {
    const { dd, seen } = scene([503, 503, 200, 200]);
    await outcome(Promise.all([dd.v1.pagerDutyServices.delete("a"), dd.v1.pagerDutyServices.delete("b")]));
    expect(seen.map(({ url }) => url.slice(-1))).toEqual(["a", "a", "a", "b"]);
  });
});

test("errors are of the kind that they are documented to be", async () => {
  expect(await outcome(scene([400]).dd.apiKeys.get("1"))).toBeInstanceOf(ApiError);
  expect(await outcome(scene([broken()]).dd.apiKeys.get("1"))).toBeInstanceOf(ConnectionError);
  expect(await outcome(scene([hang]).dd.apiKeys.get("1"))).toBeInstanceOf(TimeoutError);
});
