/** Credentials: strings and functions, asked for every attempt, renewed once after a 401, and never shown. */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { createDatadog, InputError } from "../src/index.ts";
import { bodyOf } from "./bodies.ts";
import { apiKey, appKey, broken, fakeClock, hang, ok, outcome, respond, type Seen, type Step, scene } from "./scene.ts";

fakeClock();

/** The credentials that a request carries. */
const carried = ({ headers }: Seen): unknown[] => [
  headers["dd-api-key"],
  headers["dd-application-key"],
  headers.authorization,
];
/** A server that takes one token only. */
const only =
  (good: () => string): Step =>
  (seen) =>
    seen.headers.authorization === `Bearer ${good()}` ? ok()(seen) : respond(401);

describe("are sent in their headers only", () => {
  test("as two keys", async () => {
    const { dd, seen } = scene([200]);
    await dd.apiKeys.create({ name: "ci" });
    expect(seen.map(carried)).toEqual([[apiKey, appKey, undefined]]);
    const { "dd-api-key": _, "dd-application-key": __, ...others } = seen[0]?.headers ?? {};
    expect(JSON.stringify([others, seen[0]?.url, seen[0]?.body])).not.toMatch(`${apiKey}|${appKey}`);
  });
  test("as a token, without any key", async () => {
    const { dd, seen } = scene([200], { token: "ddpat_abc_def" });
    await dd.apiKeys.get("1");
    await dd.http.GET("/api/v1/api_key");
    expect(seen.map(carried)).toEqual(Array(2).fill([undefined, undefined, "Bearer ddpat_abc_def"]));
  });
  test("as an API key alone, which is enough to ask whether it works", async () => {
    const { dd, seen } = scene([200], { appKey: undefined });
    await dd.v1.validation.apiKey();
    expect(seen.map(carried)).toEqual([[apiKey, undefined, undefined]]);
  });
  test("without the white space around them", async () => {
    const { dd, seen } = scene([200], { apiKey: ` ${apiKey}\n`, appKey: async () => `\t${appKey} ` });
    await dd.apiKeys.get("1");
    expect(seen.map(carried)).toEqual([[apiKey, appKey, undefined]]);
  });
});

describe("a function", () => {
  test.each<[string, (count: number) => string | Promise<string>]>([
    ["", (count) => `key${count}`],
    ["that is asynchronous ", async (count) => `key${count}`],
  ])("%sis asked for every attempt", async (_, give) => {
    let count = 0;
    const { dd, seen } = scene([503, broken(), 200], { apiKey: () => give(++count), appKey });
    await outcome(dd.apiKeys.get("1"));
    await dd.apiKeys.get("2");
    expect(seen.map(carried)).toEqual([1, 2, 3, 4].map((each) => [`key${each}`, appKey, undefined]));
  });
  test("is asked when a wait is over, not before it", async () => {
    const asked: number[] = [];
    const token = (): string => {
      asked.push(performance.now());
      return "token1";
    };
    const started = performance.now();
    await outcome(scene([respond(429, { "x-ratelimit-reset": "30" }), 200], { token }).dd.apiKeys.get("1"));
    expect(asked.map((at) => at - started)).toEqual([0, 30_000]);
  });
});

describe("a 401", () => {
  test("has a function asked once more", async () => {
    let token = "expired";
    const { dd, seen } = scene([only(() => "fresh")], {
      token: () => {
        const given = token;
        token = "fresh";
        return given;
      },
    });
    expect(await outcome(dd.apiKeys.create({ name: "ci" }))).toEqual(bodyOf("createAPIKey"));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer expired", "Bearer fresh"]);
  });
  test("and once only, even where repeats are left, and even where none are", async () => {
    for (const maxRetries of [0, 5]) {
      const token = vi.fn(() => "expired");
      const { dd, seen } = scene([401], { token, maxRetries });
      expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 401 });
      expect(seen).toHaveLength(2);
      expect(token).toHaveBeenCalledTimes(2);
    }
  });
  test("is final for strings", async () => {
    const { dd, seen } = scene([401]);
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 401 });
    expect(seen).toHaveLength(1);
  });
  test("of many calls at once has it asked once for all of them", async () => {
    let good = "token0";
    let asked = 0;
    const token = async (): Promise<string> => {
      asked += 1;
      const given = good;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return given;
    };
    const { dd, seen } = scene([only(() => good)], { token });
    const calls = Array.from({ length: 20 }, (_, index) => dd.apiKeys.get(String(index)));
    await vi.advanceTimersByTimeAsync(1);
    good = "token1"; // the token expires while all 20 are on their way
    expect(await outcome(Promise.all(calls))).toHaveLength(20);
    expect(asked).toBe(20 + 1);
    expect(seen).toHaveLength(40);
    asked = 0;
    const later = [1, 2, 3].map((id) => dd.apiKeys.get(String(id)));
    await vi.advanceTimersByTimeAsync(1);
    good = "token2";
    await outcome(Promise.all(later));
    expect(asked, "a renewal does not last for ever").toBe(3 + 1);
  });
  test("that comes after a renewal by another call uses what that brought", async () => {
    let asked = 0;
    const unless = (seen: Seen, refused: string): Response =>
      seen.headers.authorization === `Bearer ${refused}` ? respond(401) : ok()(seen);
    const step: Step = (seen) =>
      seen.url.endsWith("slow")
        ? new Promise((resolve) => setTimeout(() => resolve(unless(seen, "t1")), 5000))
        : unless(seen, "t2");
    const { dd, seen } = scene([step], { token: () => `t${++asked}` });
    const calls = [dd.apiKeys.get("slow"), dd.apiKeys.get("fast")];
    await outcome(Promise.all(calls));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer t1",
      "Bearer t2",
      "Bearer t3",
      "Bearer t3",
    ]);
  });
  test("has it asked again where the renewal of another call failed", async () => {
    let asked = 0;
    const token = (): string => {
      asked += 1;
      if (asked === 3) throw new Error("for a moment");
      return asked < 3 ? "old" : "new";
    };
    const step: Step = (seen) =>
      new Promise((resolve) => {
        const response = seen.headers.authorization === "Bearer new" ? ok()(seen) : respond(401);
        setTimeout(() => resolve(response), seen.url.endsWith("slow") ? 5000 : 0);
      });
    const { dd } = scene([step], { token });
    const [slow, fast] = [dd.apiKeys.get("slow"), dd.apiKeys.get("fast").catch((error) => error)];
    expect(await outcome(slow)).toEqual(bodyOf("getAPIKey"));
    expect(await fast).toBeInstanceOf(InputError);
  });
});

describe("a function that fails", () => {
  const secret = "ddapp_s3cr3t0000000000000000000000000000";
  const unfit = /appKey must be a string of printable ASCII characters$/;
  const failing: [string, () => unknown, string][] = [
    ["vault sealed", () => Promise.reject(new Error("vault sealed")), "Error: vault sealed"],
    ["a code", () => Promise.reject(Object.assign(new Error("gone"), { code: "ENOENT" })), "Error: ENOENT: gone"],
    ["its kind", () => Promise.reject(new RangeError("out of range")), "RangeError: out of range"],
    ["no secret", () => Promise.reject(new Error(`no ${secret} there`)), "Error: no *** there"],
    ["no hex", () => Promise.reject(new Error(`Vault said ${apiKey}, sorry.`)), "Error: Vault said ***, sorry."],
    ["no long number", () => Promise.reject(new Error("code 123456789")), "Error: code ***"],
    [
      "nothing of a parser's",
      () => JSON.parse(`{"key":"${secret}`),
      "with SyntaxError, whose message may quote the secret",
    ],
  ];
  test.each(failing)("keeps its reason, and shows %s", async (_, appKey, reason) => {
    const { dd, seen } = scene([200], { apiKey, appKey } as object);
    const error = (await outcome(dd.apiKeys.delete("1"))) as Error;
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(/^DELETE \/api\/v2\/api_keys\/\{api_key_id\}: the appKey function failed/);
    expect(error.message.endsWith(reason)).toBe(true);
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toMatch(/s3cr3t|a1b2c3d4/);
    expect(seen).toEqual([]);
  });

  const bad: [string, () => unknown, RegExp][] = [
    ["throws the secret itself", () => Promise.reject(secret), /the appKey function failed/],
    ["throws nothing", () => Promise.reject(), /the appKey function failed$/],
    [
      "throws an error all of secrets",
      () => Promise.reject(Object.assign(new Error(secret), { name: secret, code: secret })),
      /failed: \*\*\*$/,
    ],
    ["gives nothing", () => undefined, unfit],
    ["gives null", async () => null, unfit],
    ["gives a number", () => 5, unfit],
    ["gives an object", () => ({ secret }), unfit],
    ["gives an empty text", () => " ", unfit],
    ["gives what no header carries", () => `${secret}\r\nx: y`, unfit],
    ["gives letters beyond ASCII", () => `${secret}é`, unfit],
  ];
  test.each(bad)(
    "because it %s is an InputError that names the option, and nothing is sent",
    async (_, appKey, message) => {
      const { dd, seen } = scene([200], { apiKey, appKey } as object);
      for (const call of [dd.apiKeys.delete, dd.v1.pagerDutyServices.delete]) {
        const error = await outcome(call("1"));
        expect(error).toBeInstanceOf(InputError);
        expect(error).toMatchObject({ message: expect.stringMatching(message), outcomeUnknown: false });
        expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("s3cr3t");
        expect(JSON.stringify(error)).not.toContain("s3cr3t");
      }
      expect(seen).toEqual([]);
    },
  );
  test("after a lost response says that the outcome is unknown", async () => {
    let asked = 0;
    const { dd, seen } = scene([broken()], {
      token: () => (++asked > 1 ? Promise.reject(new Error("gone")) : "token1"),
    });
    const error = await outcome(dd.apiKeys.delete("1"));
    expect(error).toMatchObject({
      name: "InputError",
      operation: "DELETE /api/v2/api_keys/{api_key_id}",
      message: expect.stringMatching(/the token function failed: Error: gone; it may have been carried out/),
      outcomeUnknown: true,
    });
    expect(seen).toHaveLength(1);
  });
  test("because it hangs ends at the deadline, and a shared renewal does so for each call by its own", async () => {
    let asked = 0;
    const { dd, seen } = scene([401], { token: () => (++asked > 2 ? new Promise<string>(() => {}) : "token1") });
    const started = performance.now();
    const endOf = async (timeout: number): Promise<unknown> => {
      const error = await dd.apiKeys.get("1", undefined, { timeout }).catch((error) => error);
      return [error.name, performance.now() - started];
    };
    expect(await outcome(Promise.all([endOf(1000), endOf(3000)]))).toEqual([
      ["TimeoutError", 1000],
      ["TimeoutError", 3000],
    ]);
    expect(asked).toBe(3);
    expect(seen).toHaveLength(2);
  });
});

test("a client shows none of them, however it is printed", async () => {
  const token = "ddpat_s3cr3ts3cr3ts3cr3t_x";
  const clients = [
    scene([hang]).dd,
    scene([200], { token }).dd,
    scene([200], { apiKey: () => apiKey, appKey }).dd,
    createDatadog({ apiKey, appKey }),
  ];
  for (const dd of clients) {
    for (const value of [dd, dd.http, dd.apiKeys, dd.v1]) {
      const shown = `${inspect(value, { showHidden: true, depth: 20, getters: true })}${JSON.stringify(value)}${String(value)}`;
      expect(shown).not.toMatch(new RegExp(`${apiKey}|${appKey}|s3cr3t`));
    }
  }
});
