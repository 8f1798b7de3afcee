/** find, ensure and waitUntilActive: exact names, one credential or none, and nothing made twice. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient, DatadogError, InputError, TimeoutError } from "../../src/core.ts";
import { ensure, find, type Target, type Wanted, waitUntilActive } from "../../src/jobs/index.ts";
import { thrown } from "../datadog.ts";
import { CI, DAY, MINUTE, START, scene } from "./scene.ts";

const BOT = "22222222-2222-4222-8222-222222222222";
const users = [{ id: BOT, name: "bot", service_account: true, roles: ["Datadog Admin Role"] }];

/** A wanted credential of each kind. */
const WANTED: readonly [string, Wanted, object][] = [
  ["an API key", { type: "api_keys", name: "new", category: "c", remote_config_read_enabled: false }, { scopes: null }],
  [
    "an application key",
    { type: "application_keys", name: "new", scopes: ["metrics_read"] },
    { scopes: ["metrics_read"] },
  ],
  [
    "a service account's application key",
    { type: "application_keys", name: "new", serviceAccountId: BOT },
    { scopes: null },
  ],
  [
    "a personal access token",
    {
      type: "personal_access_tokens",
      name: "new",
      scopes: ["metrics_read"],
      expires_at: new Date(START + 9 * DAY).toISOString(),
    },
    { scopes: ["metrics_read"], expiresAt: new Date(START + 9 * DAY) },
  ],
  [
    "a service access token",
    { type: "service_access_tokens", name: "new", serviceAccountId: BOT, scopes: [] },
    { scopes: [], expiresAt: null },
  ],
];

describe("find", () => {
  test("finds exactly the name, and flat values", async () => {
    const created_at = new Date(START - 9 * DAY);
    const { client } = scene({
      users: [{ id: BOT, name: null, email: "bot@example.com", service_account: true, disabled: true }],
      apiKeys: [
        { name: "ci" },
        { name: "ci 2" },
        {
          id: "77777777-7777-4777-8777-777777777777",
          name: "leaving",
          key: "ab".repeat(16),
          created_at,
          date_last_used: null,
          created_by: BOT,
        },
      ],
    });
    expect(await find(client, CI)).toMatchObject({ name: "ci" });
    expect(await find(client, { type: "api_keys", name: "c" })).toBeUndefined();
    expect(await find(client, { type: "api_keys", name: "leaving" })).toEqual({
      type: "api_keys",
      id: "77777777-7777-4777-8777-777777777777",
      name: "leaving",
      createdAt: created_at,
      lastUsedAt: null,
      expiresAt: null,
      scopes: null,
      last4: "abab",
      owner: { id: BOT, name: null, email: "bot@example.com", disabled: true, serviceAccount: true },
    });
  });

  test("takes no service account's token for a personal one", async () => {
    const { client } = scene({ users, tokens: [{ name: "ci", scopes: [], owned_by: BOT }] });
    expect(await find(client, { type: "personal_access_tokens", name: "ci" })).toBeUndefined();
    expect(await find(client, { type: "service_access_tokens", name: "ci", serviceAccountId: BOT })).toMatchObject({
      name: "ci",
    });
  });

  test("tells the ids of several", async () => {
    const ids = ["a", "b"].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`);
    const { client } = scene({ apiKeys: ids.map((id) => ({ id, name: "ci" })) });
    const error = await thrown(find(client, CI));
    expect(error).toBeInstanceOf(DatadogError);
    expect((error as Error).message).toContain(`find: 2 API keys have the name "ci": ${ids.join(", ")}`);
  });

  test.each([undefined, {}, { type: "api_keys", name: 1 }, { type: "toString", name: "ci" }])(
    "refuses %j",
    async (target) => {
      expect(await thrown(find(scene().client, target as unknown as Target))).toBeInstanceOf(InputError);
    },
  );
});

describe("ensure", () => {
  test.each(WANTED)("makes %s once", async (_, wanted, expected) => {
    const { client, clock } = scene({ users });
    const now = () => clock.time;
    const first = await ensure(client, wanted, { now });
    expect(first).toMatchObject({ created: true, credential: { type: wanted.type, name: "new", ...expected } });
    expect(first.secret).toMatch(/^([\da-f]{32}|dd(app|pat|sat)_\w+)$/);
    const second = await ensure(client, wanted, { now });
    expect(second).toEqual({ created: false, credential: { ...first.credential, lastUsedAt: null } });
  });

  test("gives the settings to the key", async () => {
    const { client, sandbox, clock } = scene();
    await ensure(
      client,
      { type: "api_keys", name: "new", category: "c", remote_config_read_enabled: false },
      { now: () => clock.time },
    );
    const made = sandbox.state().apiKeys.find(({ name }) => name === "new");
    expect(made).toMatchObject({ category: "c", remote_config_read_enabled: false });
  });

  test("of two at once, one makes it and the other says so", async () => {
    const { client, clock, names } = scene();
    const wanted: Wanted = { type: "api_keys", name: "new" };
    const ended = await Promise.allSettled([1, 2].map(() => ensure(client, wanted, { now: () => clock.time++ })));
    expect(names().filter((name) => name.startsWith("new"))).toEqual(
      ended.some(({ status }) => status === "fulfilled") ? ["new"] : [],
    );
    const failed = ended.flatMap((each) => (each.status === "rejected" ? [each.reason.message] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const message of failed) expect(message).toContain("another run is at work");
  });

  test("leaves nothing behind when the response to its create is lost", async () => {
    const { client, sandbox, clock, names } = scene();
    sandbox.fail({ method: "POST", drop: true, after: true });
    const error = await thrown(ensure(client, { type: "api_keys", name: "new" }, { now: () => clock.time }));
    expect(error).toMatchObject({ message: expect.stringMatching(/^ensure: .*What it had made is deleted/) });
    expect(names().filter((name) => name.startsWith("new"))).toEqual([]);
  });

  test("leaves nothing behind when it cannot give the name", async () => {
    const { client, sandbox, clock, names } = scene();
    sandbox.fail({ method: "PATCH", status: 403 });
    const error = await thrown(ensure(client, { type: "api_keys", name: "new" }, { now: () => clock.time }));
    expect(error).toMatchObject({ message: expect.stringMatching(/^ensure: .*is deleted again/) });
    expect(names().filter((name) => name.startsWith("new"))).toEqual([]);
  });

  test("deletes what an earlier one has left behind, once nobody can be at work on it", async () => {
    const { client, clock, names } = scene({
      apiKeys: [{ name: "new (rotation 0123abcd, being made)", created_at: new Date(START) }],
    });
    const again = () => ensure(client, { type: "api_keys", name: "new" }, { now: () => clock.time });
    clock.time += 9 * MINUTE;
    expect(await thrown(again())).toMatchObject({ message: expect.stringContaining("another run began at") });
    clock.time += MINUTE;
    expect((await again()).created).toBe(true);
    expect(names().filter((name) => name.startsWith("new"))).toEqual(["new"]);
  });

  test("does not put a second one beside a rotation that has broken off", async () => {
    const name = "new (rotation 0123abcd, in doubt)";
    const { client, names } = scene({ apiKeys: [{ name }] });
    const error = await thrown(ensure(client, { type: "api_keys", name: "new" }));
    expect(error).toMatchObject({ message: expect.stringContaining("call rotate") });
    expect(names().filter((each) => each.startsWith("new"))).toEqual([name]);
  });

  test.each([
    [{ type: "api_keys", name: "new", scopes: [] }, 'api_keys have no setting "scopes"'],
    [{ type: "personal_access_tokens", name: "new", scopes: [] }, "expires_at is missing"],
    [{ type: "api_keys" }, "name must be"],
  ])("refuses %j", async (wanted, message) => {
    const { client, sandbox } = scene();
    const error = await thrown(ensure(client, wanted as Wanted));
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(message);
    expect(sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

describe("waitUntilActive", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  test.each([
    ["keys", false],
    ["a token", true],
  ])("waits as long as %s are refused", async (_, byToken) => {
    const { sandbox } = scene();
    const credentials = byToken ? { token: sandbox.token } : sandbox.credentials;
    const client = createClient({ ...credentials, fetch: sandbox.fetch });
    sandbox.fail({ status: 403, times: 2 });
    sandbox.fail({ status: 401, times: 1 });
    const waits = waitUntilActive(client);
    await vi.advanceTimersByTimeAsync(250 + 500 + 1000);
    await waits;
    expect(sandbox.requests.map(({ status }) => status)).toEqual([403, 403, 401, 200]);
  });

  test("gives up after its time", async () => {
    const { sandbox, client } = scene();
    sandbox.fail({ status: 403, times: 99 });
    const error = thrown(waitUntilActive(client, { timeout: 3000 }));
    await vi.advanceTimersByTimeAsync(3000);
    expect(await error).toBeInstanceOf(TimeoutError);
    expect(await error).toMatchObject({
      timeout: 3000,
      message: expect.stringContaining("still refused after 3000 ms"),
    });
  });

  test("ends with the signal's own reason", async () => {
    const { sandbox, client } = scene();
    sandbox.fail({ status: 403, times: 99 });
    const controller = new AbortController();
    const error = thrown(waitUntilActive(client, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(300);
    controller.abort("enough");
    expect(await error).toBe("enough");
  });

  test.each([{ timeOut: 1 }, { timeout: -1 }, { signal: true }, 7])("refuses %j", async (options) => {
    const { sandbox, client } = scene();
    expect(await thrown(waitUntilActive(client, options as object))).toBeInstanceOf(InputError);
    expect(sandbox.requests).toEqual([]);
  });

  test("throws what has nothing to do with it", async () => {
    const { sandbox, client } = scene();
    sandbox.fail({ status: 404 });
    expect(await thrown(waitUntilActive(client))).toMatchObject({ status: 404 });
  });
});
