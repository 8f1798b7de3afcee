/** Audits: everything that the caller may see with its owner, what is wrong with it, and what stays unseen. */
import { describe, expect, test } from "vitest";
import { ApiError, createClient, InputError } from "../../src/core.ts";
import { type AuditProgress, audit } from "../../src/jobs/index.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { thrown } from "../datadog.ts";
import { DAY, START, scene } from "./scene.ts";

const [ADA, EVE, BOT] = [1, 2, 3].map((digit) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const ago = (days: number): Date => new Date(START - days * DAY);
const fresh = { created_at: ago(50), date_last_used: ago(1) };

const STATE = {
  users: [
    { id: ADA, name: "Ada" },
    { id: EVE, name: "Eve", disabled: true },
    { id: BOT, name: null, email: "bot@example.com", service_account: true },
  ],
  apiKeys: [
    { name: "fine", created_by: ADA, ...fresh },
    { name: "stale", created_by: ADA, created_at: ago(400), date_last_used: ago(91) },
    { name: "not yet stale", created_by: ADA, created_at: ago(400), date_last_used: ago(89) },
    { name: "never", created_by: ADA, created_at: ago(400), date_last_used: null },
    { name: "leaked", created_by: ADA, ...fresh, leak: { date: ago(3) } },
    { name: "left", created_by: EVE, ...fresh },
  ],
  applicationKeys: [
    { name: "narrow", owned_by: ADA, scopes: ["metrics_read"], created_at: ago(50), last_used_at: ago(1) },
    { name: "wide", owned_by: BOT, created_at: ago(50), last_used_at: ago(1) },
  ],
  tokens: [
    { name: "soon", owned_by: ADA, scopes: [], created_at: ago(50), last_used_at: ago(1), expires_at: ago(-29) },
    { name: "later", owned_by: ADA, scopes: [], created_at: ago(50), last_used_at: ago(1), expires_at: ago(-31) },
    { name: "bot's", owned_by: BOT, scopes: [], created_at: ago(50), last_used_at: ago(1), expires_at: null },
  ],
};

describe("audit", () => {
  test("gives every credential with its owner, and what is wrong, the worst first", async () => {
    const { client, clock, sandbox } = scene(STATE);
    const { credentials, findings, unseen } = await audit(client, { now: () => clock.time });
    const others = credentials.filter(({ name }) => name !== "sandbox");
    expect(others.map(({ type, name, owner }) => `${type} ${name}: ${owner?.name ?? owner?.email}`).sort()).toEqual([
      "api_keys fine: Ada",
      "api_keys leaked: Ada",
      "api_keys left: Eve",
      "api_keys never: Ada",
      "api_keys not yet stale: Ada",
      "api_keys stale: Ada",
      "application_keys narrow: Ada",
      "application_keys wide: bot@example.com",
      "personal_access_tokens later: Ada",
      "personal_access_tokens soon: Ada",
      "service_access_tokens bot's: bot@example.com",
    ]);
    expect(others.find(({ name }) => name === "bot's")?.owner).toEqual({
      id: BOT,
      name: null,
      email: "bot@example.com",
      disabled: false,
      serviceAccount: true,
    });
    const told = findings.filter(({ credential }) => credential.name !== "sandbox");
    expect(told.map(({ finding, credential, since }) => [finding, credential.name, since])).toEqual([
      ["leaked", "leaked", ago(3)],
      ["owner-disabled", "left", undefined],
      ["expires-soon", "soon", ago(1)],
      ["stale", "stale", ago(91)],
      ["never-used", "never", ago(400)],
      ["unscoped", "wide", ago(50)],
    ]);
    expect(credentials).toContain(told[0]?.credential);
    expect(unseen).toEqual([]);
    expect(sandbox.requests.map(({ operation }) => operation).sort()).toEqual([
      "GET /api/v2/api_keys",
      "GET /api/v2/application_keys",
      "GET /api/v2/personal_access_tokens",
      "GET /api/v2/users",
    ]);
  });

  test("counts as it is told to", async () => {
    const { client, clock } = scene(STATE);
    const named = async (options: object): Promise<string[]> =>
      (await audit(client, { now: clock.time, ...options })).findings.map(
        ({ finding, credential }) => `${finding} ${credential.name}`,
      );
    expect(await named({ staleAfter: 88 * DAY })).toContain("stale not yet stale");
    expect(await named({ staleAfter: 92 * DAY })).not.toContain("stale stale");
    expect(await named({ expiringWithin: 32 * DAY })).toContain("expires-soon later");
    expect(await named({ now: new Date(START + 40 * DAY) })).not.toContain("expires-soon soon"); // it is over by then
  });

  test("looks at the kinds that are asked for", async () => {
    const { client, clock, sandbox } = scene(STATE);
    const { credentials } = await audit(client, { now: () => clock.time, types: ["service_access_tokens"] });
    expect(credentials.map(({ name }) => name)).toEqual(["bot's"]);
    expect(sandbox.requests.map(({ path }) => path)).toEqual(["/api/v2/personal_access_tokens", "/api/v2/users"]);
  });

  test("does not read the users where nobody is to be looked up", async () => {
    const { client, sandbox } = scene({ apiKeys: [{ name: "ci" }] });
    await audit(client);
    expect(sandbox.requests.map(({ path }) => path)).not.toContain("/api/v2/users");
  });

  test("reports what the caller may not see as unseen, not as empty", async () => {
    const { client, clock, sandbox } = scene(STATE);
    sandbox.fail({ operation: "GET /api/v2/api_keys", status: 403 });
    sandbox.fail({ operation: "GET /api/v2/users", status: 403 });
    const { credentials, unseen } = await audit(client, { now: () => clock.time });
    expect(unseen.map(({ type }) => type).sort()).toEqual(["api_keys", "users"]);
    expect(unseen.find(({ type }) => type === "api_keys")?.reason).toMatch(
      /^GET \/api\/v2\/api_keys: 403 Forbidden.*api_keys_read/,
    );
    expect(credentials.find(({ name }) => name === "soon")?.owner).toBeUndefined();

    sandbox.fail({ operation: "GET /api/v2/personal_access_tokens", status: 403 });
    const { unseen: tokens } = await audit(client, {
      now: () => clock.time,
      types: ["application_keys", "service_access_tokens"],
    });
    expect(tokens.map(({ type }) => type)).toEqual(["service_access_tokens"]);
  });

  test("fails where nothing at all may be seen, or a list is broken", async () => {
    const { client, sandbox } = scene(STATE);
    const takeBack = sandbox.fail({ status: 403, times: 99 });
    expect(await thrown(audit(client))).toMatchObject({ name: "ApiError", status: 403 });
    takeBack();
    sandbox.fail({ operation: "GET /api/v2/users", status: 400 });
    expect(await thrown(audit(client))).toBeInstanceOf(ApiError);
  });

  test("ends with the signal's own reason, and minds no observer that fails", async () => {
    const { client } = scene(STATE);
    expect(await thrown(audit(client, { signal: AbortSignal.abort("enough") }))).toBe("enough");
    const onProgress = (): never => {
      throw new Error("no");
    };
    expect((await audit(client, { onProgress })).unseen).toEqual([]);
  });

  test.each([
    { types: ["keys"] },
    { types: "api_keys" },
    { staleAfter: -1 },
    { expiringWithin: "1" },
    { onProgress: 1 },
    { signal: 1 },
    { olderThan: 1 },
    7,
  ])("refuses %j", async (options) => {
    const { client, sandbox } = scene();
    expect(await thrown(audit(client, options as object))).toBeInstanceOf(InputError);
    expect(sandbox.requests).toEqual([]);
  });

  test("reads 10,000 keys by pages, kinds and pages at once, and tells how far it is", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `key ${index}` }));
    const sandbox = createSandbox({
      state: { organization: { max_api_keys: 1e5 }, apiKeys: many(6000), applicationKeys: many(4000) },
    });
    let [open, most] = [0, 0];
    const client = createClient({
      ...sandbox.credentials,
      async fetch(url, init) {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setImmediate(resolve)); // as long as it takes for all to be sent that may be
        const response = await sandbox.fetch(url, init);
        open -= 1;
        return response;
      },
    });
    const progress: AuditProgress[] = [];
    const { credentials } = await audit(client, { onProgress: (each) => progress.push(each) });
    expect(credentials).toHaveLength(10_002);
    expect(sandbox.requests).toHaveLength(61 + 41 + 1);
    expect(most).toBe(2 * 8 + 1);
    const keys = progress.filter(({ type }) => type === "api_keys");
    expect(keys.map(({ read }) => read)).toEqual([...Array.from({ length: 60 }, (_, page) => (page + 1) * 100), 6001]);
    expect(keys.at(-1)).toEqual({ type: "api_keys", read: 6001, total: 6001 });
  });

  test("waits out a rate limit on the way", async () => {
    const { client, sandbox } = scene(STATE);
    sandbox.fail({ operation: "GET /api/v2/application_keys", status: 429, headers: { "x-ratelimit-reset": "0" } });
    expect((await audit(client)).unseen).toEqual([]);
  });
});
