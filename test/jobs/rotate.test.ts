/** Rotations: what they carry over, what they refuse, what they tell, and how they deal with what is slow or fails. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient, DatadogError, InputError } from "../../src/core.ts";
import { rotate, type Target } from "../../src/jobs/index.ts";
import { thrown } from "../datadog.ts";
import { CI, DAY, HOUR, MINUTE, START, scene } from "./scene.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Lets time pass until a promise is settled. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  while (!settled) await vi.advanceTimersByTimeAsync(250);
  return promise;
}

const ID = expect.stringMatching(/^[\da-f-]{36}$/);

describe("a rotation", () => {
  test("tells what it did, in words without secrets", async () => {
    const { rotate, store, names, sandbox } = scene();
    const told: string[] = [];
    const result = await rotate({ onStep: (step) => told.push(step) });
    const { id = "", secret = "" } = store.written[0] ?? {};
    expect(result).toMatchObject({ state: "rotated", current: { id, name: "ci", type: "api_keys" } });
    expect(result.previous?.id).toBe("33333333-3333-4333-8333-333333333333");
    expect(result.deleteAfter).toBeUndefined();
    expect(told).toEqual([
      `made the API key ${id}`,
      `the API key ${id} works`,
      `wrote the API key ${id} to the store`,
      "marked the API key 33333333-3333-4333-8333-333333333333 as replaced",
      `gave the API key ${id} the name "ci"`,
      "deleted the API key 33333333-3333-4333-8333-333333333333",
    ]);
    expect(result.steps).toEqual(told);
    expect(told.join()).not.toContain(secret.slice(0, 6));
    expect(store.written).toEqual([{ id: ID, name: "ci", secret: expect.stringMatching(/^[\da-f]{32}$/) }]);
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
    expect(sandbox.state().apiKeys.find(({ name }) => name === "ci")?.category).toBe("ci");
  });

  test("is not disturbed by an observer that fails", async () => {
    const fails = (): never => {
      throw new Error("no");
    };
    expect((await scene().rotate({ onStep: fails })).state).toBe("rotated");
    expect((await scene().rotate({ onStep: (async () => fails()) as () => void })).state).toBe("rotated");
  });

  test("keeps the old one for the time that it promised, whatever later runs are told", async () => {
    const { rotate, clock, names, store } = scene();
    const first = await rotate({ overlap: HOUR });
    expect(first).toMatchObject({ state: "overlapping", deleteAfter: new Date(START + HOUR), current: { name: "ci" } });
    clock.time += HOUR - 1;
    const second = await rotate({ overlap: 0 });
    expect(second).toMatchObject({
      state: "overlapping",
      deleteAfter: first.deleteAfter,
      current: { id: store.held?.id },
    });
    const marked = /^ci \(rotation [\da-f]{8}, replaced, delete after 2026-03-01T09:00:00\.000Z\)$/;
    expect(names().filter((name) => marked.test(name))).toHaveLength(1);
    clock.time += 1;
    expect((await rotate({ overlap: HOUR })).state).toBe("rotated");
    expect(store.written).toHaveLength(1);
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test.each([0, HOUR])("only looks in a dry run, with an overlap of %d ms", async (overlap) => {
    const { rotate, sandbox, store, clock } = scene();
    const before = JSON.stringify(sandbox.state().apiKeys.map(({ name, key }) => [name, key]));
    const plan = await rotate({ dryRun: true, overlap });
    expect(plan.state).toBe("planned");
    expect(plan.steps).toEqual([
      'make an API key with the settings of "ci" (33333333-3333-4333-8333-333333333333)',
      "wait until it works",
      "write it to the store",
      overlap > 0
        ? "keep 33333333-3333-4333-8333-333333333333 until 2026-03-01T09:00:00.000Z, then delete it"
        : "delete 33333333-3333-4333-8333-333333333333",
    ]);
    expect(JSON.stringify(sandbox.state().apiKeys.map(({ name, key }) => [name, key]))).toBe(before);
    expect(store.written).toEqual([]);
    expect(sandbox.requests.every(({ method }) => method === "GET")).toBe(true);

    await rotate({ overlap: HOUR });
    const later = await rotate({ dryRun: true });
    expect(later).toMatchObject({
      state: "planned",
      current: { id: store.held?.id },
      deleteAfter: new Date(START + HOUR),
    });
    expect(later.steps).toEqual([
      "keep the API key 33333333-3333-4333-8333-333333333333 until 2026-03-01T09:00:00.000Z",
    ]);
    clock.time += HOUR;
    expect((await rotate({ dryRun: true })).steps).toEqual(["delete the API key 33333333-3333-4333-8333-333333333333"]);
  });

  test.each([
    ["60 days", 60 * DAY, 60 * DAY],
    ["the least that is allowed", DAY, DAY + 5 * MINUTE],
    ["a year", 365 * DAY, 365 * DAY],
  ])("gives a personal token a new life of the same length: %s", async (_, life, next) => {
    const target: Target = { type: "personal_access_tokens", name: "deploy" };
    const made = {
      name: "deploy",
      scopes: ["metrics_read"],
      created_at: new Date(START),
      expires_at: new Date(START + life),
    };
    const { rotate, sandbox, clock, store } = scene({ tokens: [made] });
    clock.time += DAY / 2;
    store.held = undefined;
    const { current } = await rotate({ target });
    expect(current).toMatchObject({ name: "deploy", scopes: ["metrics_read"], expiresAt: new Date(clock.time + next) });
    expect(sandbox.state().tokens.filter(({ revoked }) => !revoked)).toHaveLength(1);
  });

  test("replaces an API key that somebody else has made", async () => {
    const eve = "77777777-7777-4777-8777-777777777777";
    const { rotate, sandbox, store } = scene({
      users: [{ id: eve, name: "Eve", disabled: true }],
      apiKeys: [{ name: "ci", created_by: eve }],
    });
    store.held = undefined;
    expect((await rotate()).state).toBe("rotated");
    expect(sandbox.state().apiKeys.find(({ name }) => name === "ci")?.created_by).toBe(sandbox.ids.user);
  });

  test("does not shorten lives little by little", async () => {
    const target: Target = { type: "personal_access_tokens", name: "deploy" };
    const token = {
      name: "deploy",
      scopes: [],
      created_at: new Date(START + 700),
      expires_at: new Date(START + 60 * DAY),
    };
    const { rotate, clock, store } = scene({ tokens: [token] });
    store.held = undefined;
    for (let round = 0; round < 3; round++) {
      clock.time += DAY + 345;
      const { current } = await rotate({ target });
      expect(Math.abs(Number(current.expiresAt) - clock.time - 60 * DAY)).toBeLessThan(1000);
    }
  });

  test.each([undefined, "22222222-2222-4222-8222-222222222222"])(
    "registers a successor for actions: account %s",
    async (account) => {
      const [old, other] = ["a", "b"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`) as [
        string,
        string,
      ];
      const owned_by = account === undefined ? {} : { owned_by: account };
      const { rotate, sandbox, store } = scene({
        users: account === undefined ? [] : [{ id: account, name: "bot", service_account: true }],
        applicationKeys: [
          { id: old, name: "ci", ...owned_by },
          { id: other, name: "other", ...owned_by },
        ],
        registrations: [old],
      });
      store.held = undefined;
      const type = "application_keys";
      const inAccount = account === undefined ? {} : { serviceAccountId: account };
      const { current } = await rotate({ target: { type, name: "ci", ...inAccount } });
      expect(sandbox.state().registrations).toContain(current.id);
      store.held = undefined;
      const { current: unregistered } = await rotate({ target: { type, name: "other", ...inAccount } });
      expect(sandbox.state().registrations).not.toContain(unregistered.id);
    },
  );

  test("goes on with the new key where the old one was what it signed in with, even if the response to the deletion is lost", async () => {
    const { rotate, sandbox, names } = scene();
    const { appKey } = sandbox.credentials;
    const client = createClient({ apiKey: "c1".repeat(16), appKey, fetch: sandbox.fetch });
    sandbox.fail({ method: "DELETE", drop: true, after: true });
    expect((await inTime(rotate({ client }))).state).toBe("rotated");
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("waits until the new key works", async () => {
    const { rotate, sandbox } = scene();
    sandbox.fail({ operation: "GET /api/v1/validate", status: 403, times: 5 });
    expect((await inTime(rotate())).state).toBe("rotated");
    expect(sandbox.requests.filter(({ path }) => path === "/api/v1/validate")).toHaveLength(6);
  });

  test("takes back a new key that never works", async () => {
    const { rotate, sandbox, store, names } = scene();
    sandbox.fail({ operation: "GET /api/v1/validate", status: 403, times: 1000 });
    const error = await thrown(inTime(rotate()));
    expect(error).toBeInstanceOf(DatadogError);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^rotate: the credentials are still refused after 60000 ms \(status 403\)\. The new one, .*, is deleted again/,
      ),
    });
    expect(store.written).toEqual([]);
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("waits for a list that is behind", async () => {
    const { sandbox, names, store, clock } = scene();
    let behind = 2;
    const client = createClient({
      ...sandbox.credentials,
      async fetch(url, init) {
        const response = await sandbox.fetch(url, init);
        if (!url.includes("/api_keys?filter") || !names().join().includes("being made") || behind-- <= 0)
          return response;
        const body = (await response.json()) as {
          data: { attributes: { name: string } }[];
          meta: { page: { total_filtered_count: number } };
        };
        body.data = body.data.filter(({ attributes }) => !attributes.name.includes("being made"));
        body.meta.page.total_filtered_count = body.data.length;
        return Response.json(body);
      },
    });
    expect((await inTime(rotate(client, CI, { store, now: () => clock.time }))).state).toBe("rotated");
    expect(behind).toBeLessThan(0);
  });

  test("gives up what it could not hand over in time", async () => {
    const { rotate, sandbox, clock, store, names } = scene();
    sandbox.fail((request) => {
      if (request.operation === "GET /api/v1/validate") clock.time += 6 * MINUTE;
      return undefined;
    });
    expect(await thrown(rotate())).toMatchObject({ message: expect.stringContaining("it took more than 5 minutes") });
    expect(store.written).toEqual([]);
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });
});

describe("what stops a rotation before anything is changed", () => {
  const refused = async (
    work: (s: ReturnType<typeof scene>) => Promise<unknown>,
    state?: Parameters<typeof scene>[0],
  ): Promise<DatadogError> => {
    const s = scene(state);
    const before = s.names();
    const error = await thrown(inTime(work(s)));
    expect(error).toBeInstanceOf(DatadogError);
    expect(s.names()).toEqual(before);
    expect(s.sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
    expect(s.store.written).toEqual([]);
    return error as DatadogError;
  };

  test("no credential of that name, several of them", async () => {
    expect((await refused(({ rotate }) => rotate({ target: { type: "api_keys", name: "c" } }))).message).toBe(
      'rotate: there is no API key with the name "c". Nothing was changed',
    );
    const two = ["a", "b"].map((digit) => ({ id: `${digit.repeat(8)}-0000-4000-8000-000000000000`, name: "ci" }));
    expect((await refused(({ rotate }) => rotate(), { apiKeys: two })).message).toBe(
      'rotate: 2 API keys have the name "ci": aaaaaaaa-0000-4000-8000-000000000000, bbbbbbbb-0000-4000-8000-000000000000. Nothing was changed; give them different names',
    );
  });

  test("no place for a second one", async () => {
    const state = { organization: { max_api_keys: 2 }, apiKeys: [{ name: "ci" }] };
    expect((await refused(({ rotate }) => rotate({ dryRun: true }), state)).message).toBe(
      "rotate: there is no place for a second API key: 2 of 2 are taken. Nothing was changed; delete one first",
    );
    await refused(({ rotate, store }) => {
      store.held = undefined;
      return rotate();
    }, state);
  });

  test("a store that holds something else, or cannot be read", async () => {
    const other = { id: "99999999-9999-4999-8999-999999999999", name: "production" };
    const state = { apiKeys: [{ name: "ci" }, other] };
    const foreign = await refused(({ rotate, store }) => {
      store.held = { ...other, secret: "" };
      return rotate();
    }, state);
    expect(foreign.message).toContain(`the store holds ${other.id}, which is not the API key "ci" but "production"`);
    const unreadable = await refused(({ rotate, store }) => {
      store.read = async () => {
        throw Object.assign(new Error("vault sealed"), { code: "ESEALED" });
      };
      return rotate();
    });
    expect(unreadable.message).toMatch(/^rotate: the store could not be read.*vault sealed.*\. Nothing was changed\.$/);
  });

  test("a store that holds what is long gone is no hindrance", async () => {
    const { rotate, store } = scene();
    store.held = { id: "99999999-9999-4999-8999-999999999999", secret: "" };
    expect((await rotate()).state).toBe("rotated");
  });

  test("a list that may not be seen, or an outage", async () => {
    const forbidden = await refused(({ rotate, sandbox }) => {
      sandbox.fail({ status: 403, times: 99 });
      return rotate();
    });
    expect(forbidden.message).toMatch(/^rotate: GET \/api\/v2\/api_keys: 403 Forbidden.*\. Nothing was changed\.$/);
    expect(forbidden.cause).toMatchObject({ name: "ApiError", status: 403 });
  });

  test.each<[string, unknown, unknown]>([
    ["type", { type: "keys", name: "ci" }, {}],
    ["name", { type: "api_keys", name: "" }, {}],
    ["name", { type: "api_keys" }, {}],
    ["serviceAccountId", { type: "service_access_tokens", name: "ci" }, {}],
    ["serviceAccountId", { type: "application_keys", name: "ci", serviceAccountId: "" }, {}],
    ["a name that a rotation gives", { type: "api_keys", name: "ci (rotation 0123abcd, in doubt)" }, {}],
    ["type", undefined, {}],
    [
      'no field "serviceAccountID"; they have type, name and serviceAccountId',
      { type: "application_keys", name: "ci", serviceAccountID: "x" },
      {},
    ],
    [
      'no field "serviceAccountId"; they have type and name',
      { type: "api_keys", name: "ci", serviceAccountId: "x" },
      {},
    ],
    ["overlap", CI, { overlap: -1 }],
    ["overlap", CI, { overlap: "1h" }],
    ["onStep", CI, { onStep: "log" }],
    ["signal", CI, { signal: true }],
    ["store", CI, { store: { read: () => {} } }],
    ["store", CI, { store: null }],
    ["now", CI, { now: () => "soon" }],
    ['no option "dryrun"', CI, { dryrun: true }],
  ])("a mistake in %s", async (what, target, options) => {
    const { client, store, sandbox } = scene();
    const error = await thrown(rotate(client, target as Target, { store, ...(options as object) }));
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(what);
    if (what !== "now") expect(sandbox.requests).toEqual([]);
  });

  test("a client that cannot try out what it makes", async () => {
    const { sandbox, store } = scene();
    const target: Target = { type: "application_keys", name: "ci" };
    const byToken = createClient({ token: sandbox.token, fetch: sandbox.fetch });
    expect(await thrown(rotate(byToken, target, { store }))).toBeInstanceOf(InputError);
    expect(await thrown(rotate({} as typeof byToken, CI, { store }))).toBeInstanceOf(InputError);
    expect(sandbox.requests).toEqual([]);
  });

  test("another user's token of that name", async () => {
    const { sandbox, rotate, store } = scene({
      users: [{ id: "77777777-7777-4777-8777-777777777777", name: "Eve" }],
      tokens: [
        {
          name: "ci",
          scopes: [],
          owned_by: "77777777-7777-4777-8777-777777777777",
          expires_at: new Date(START + 30 * DAY),
        },
      ],
    });
    store.held = undefined;
    const error = await thrown(rotate({ target: { type: "personal_access_tokens", name: "ci" } }));
    expect(error).toMatchObject({
      message: expect.stringContaining("belongs to another user (77777777-7777-4777-8777-777777777777)"),
    });
    expect(sandbox.state().tokens.filter(({ revoked }) => !revoked)).toHaveLength(1);
  });
});

describe("what breaks off a rotation", () => {
  test("a lost response to the create leaves nothing behind, and the next run need not wait", async () => {
    const { rotate, sandbox, names } = scene();
    sandbox.fail({ method: "POST", drop: true, after: true });
    const error = await thrown(rotate());
    expect(error).toMatchObject({
      message: expect.stringContaining("What it had made is deleted; the next run begins anew"),
    });
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
    expect((await rotate()).state).toBe("rotated");
  });

  test("a refused create changes nothing", async () => {
    const { rotate, sandbox } = scene();
    sandbox.fail({ method: "POST", status: 403 });
    const error = await thrown(rotate());
    expect(error).toMatchObject({ message: expect.stringMatching(/403 Forbidden.*\. Nothing was changed\.$/) });
    expect(sandbox.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("another run at work is left alone until it counts as left behind", async () => {
    const { rotate, sandbox, clock, names } = scene();
    const never = rotate({ store: { read: async () => undefined, write: () => new Promise(() => {}) } });
    never.catch(() => {});
    await vi.waitFor(() => expect(names().join()).toContain("being handed over"));
    const { length } = sandbox.requests;
    const error = await thrown(rotate());
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^rotate: another run began at 2026-03-01T08:00:00.000Z and may still be at work: it is handing over .{36}\. Nothing was changed; run it again after 2026-03-01T08:10:00.000Z/,
      ),
    });
    expect(sandbox.requests.slice(length).map(({ method }) => method)).toEqual(["GET"]);
    clock.time += 10 * MINUTE;
    expect((await rotate()).state).toBe("rotated");
  });

  test.each(["read", "write"] as const)(
    "a %s of the store that never ends has no timer, and ends by an abort",
    async (what) => {
      const { rotate, store } = scene();
      const never = vi.fn(() => new Promise<never>(() => {}));
      const controller = new AbortController();
      const result = thrown(rotate({ store: { ...store, [what]: never }, signal: controller.signal }));
      await vi.waitFor(() => expect(never).toHaveBeenCalled());
      expect(vi.getTimerCount()).toBe(0); // a timer keeps Node alive
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await result).toBe(reason);
      expect((await rotate()).state).toBe("rotated");
    },
  );

  test("a store that fails leaves both, and the next run asks the store without waiting", async () => {
    const { rotate, store, names, clock } = scene();
    const { write } = store;
    store.write = async () => {
      throw new Error("exit code 1");
    };
    const error = await thrown(rotate());
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /the store could not be written.*exit code 1\. Whether the store holds the new one, .*, is in doubt/,
      ),
    });
    expect(names().filter((name) => /^ci \(rotation [\da-f]{8}, in doubt\)$/.test(name))).toHaveLength(1);
    Object.assign(store, { write });
    clock.time += 1;
    expect((await rotate()).state).toBe("rotated");
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("a store that reports a failure, but holds the new one, is believed", async () => {
    const { rotate, store, names } = scene();
    const { write } = store;
    store.write = async (issued) => {
      await write(issued);
      throw new Error("broken pipe");
    };
    const { state, steps } = await rotate();
    expect(state).toBe("rotated");
    expect(steps.join()).toContain("the store reported a failure, but holds the API key");
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("a store that says that nothing was written, but holds the new one, has it nevertheless", async () => {
    const { rotate, store, names } = scene();
    const { write } = store;
    store.write = async (issued) => {
      await write(issued);
      throw new InputError("createClient", "the token function failed");
    };
    expect((await rotate()).state).toBe("rotated");
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("a store that says that nothing was written leaves everything as it was", async () => {
    const { rotate, store, names } = scene();
    store.write = async () => {
      throw new InputError("rotate", "the command is not there");
    };
    const error = await thrown(rotate());
    expect(error).toMatchObject({
      message: expect.stringMatching(/not there.* is deleted again, and all else is as it was/),
    });
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("no secret of a failing store is shown", async () => {
    const { rotate, store } = scene();
    let secret = "";
    store.write = async (issued) => {
      secret = issued.secret;
      throw new Error(`cannot write ${issued.secret} to the vault, nor ${issued.secret.slice(3, 30)}`);
    };
    const error = (await thrown(rotate())) as Error;
    for (const text of [error.message, error.stack, JSON.stringify(error), `${error.cause}`]) {
      expect(text).not.toContain(secret.slice(4, 12));
    }
    expect(secret).not.toBe("");
  });

  test("an abort passes its reason through, and the next run goes on", async () => {
    const { rotate, store, names } = scene();
    const controller = new AbortController();
    const { write } = store;
    store.write = async (issued) => {
      await write(issued);
      controller.abort("enough");
    };
    expect(await thrown(rotate({ signal: controller.signal }))).toBe("enough");
    Object.assign(store, { write });
    expect((await rotate()).state).toBe("rotated");
    expect(store.written).toHaveLength(1);
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("a store that was set back to the old one keeps that alive, and gets a new one", async () => {
    const { rotate, store, clock, names } = scene();
    const old = store.held;
    await rotate({ overlap: HOUR });
    store.held = old;
    clock.time += HOUR;
    expect((await rotate({ overlap: HOUR })).state).toBe("overlapping");
    expect(store.held?.id).not.toBe(old?.id);
    expect(names().filter((name) => name.includes("replaced"))).toHaveLength(2);
    clock.time += HOUR;
    expect((await rotate()).state).toBe("rotated");
    expect(names().filter((name) => name.startsWith("ci"))).toEqual(["ci"]);
  });

  test("a store that takes nothing, though it says so, keeps the old one alive", async () => {
    const { rotate, store, names } = scene();
    store.write = async () => {};
    const error = await thrown(rotate());
    expect(error).toMatchObject({
      message: expect.stringContaining("the store holds 33333333-3333-4333-8333-333333333333, which was replaced"),
    });
    expect(names().filter((name) => name.includes("replaced"))).toHaveLength(1);
  });
});
