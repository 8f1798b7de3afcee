/** A sandbox starts from a given state, gives it back, and is the same one when started from that again. */
import { describe, expect, test } from "vitest";
import { createSandbox, type SandboxStateInput } from "../../src/sandbox/index.ts";
import { apiKey, bearer, keysOf, start } from "./helpers.ts";

const GIVEN: SandboxStateInput = {
  roles: [{ name: "narrow", permissions: ["metrics_read"] }],
  users: [
    { name: "Sam Other", roles: ["narrow"], disabled: true },
    { name: "deploy", email: "deploy@example.com", service_account: true },
  ],
  apiKeys: [
    { name: "old", created_at: new Date(Date.UTC(2020, 0, 1)), date_last_used: "2021-01-01T00:00:00Z" },
    { name: "lost", created_by: "sam.other@example.com", leak: { leak_source: "github" } },
  ],
  applicationKeys: [{ name: "theirs", owned_by: "sam.other@example.com", scopes: ["metrics_read"] }],
  tokens: [
    { name: "personal", scopes: ["metrics_read"], expires_at: "2030-01-01T00:00:00Z" },
    { name: "service", owned_by: "deploy@example.com" },
  ],
  connections: [
    { name: "claude", integration: { type: "Anthropic", credentials: { type: "AnthropicAPIKey", api_token: "s" } } },
  ],
  pagerDutyServices: [{ service_name: "a", service_key: "b" }],
};

describe("a given state", () => {
  const now = () => Date.UTC(2026, 0, 1);
  const started = "2026-01-01T00:00:00.000Z";

  test("keeps what it says, and has defaults for the rest", () => {
    const sandbox = createSandbox({ state: GIVEN, now });
    const { users, apiKeys, applicationKeys, tokens, connections, roles, pagerDutyServices } = sandbox.state();
    const [sam, deploy, jo] = users;
    expect([sam, deploy, jo].map((user) => user?.email)).toEqual([
      "sam.other@example.com",
      "deploy@example.com",
      "jo.example@example.com",
    ]);
    expect(sam).toMatchObject({ disabled: true, roles: [roles.find(({ name }) => name === "narrow")?.id] });
    expect(deploy).toMatchObject({ roles: [], service_account: true });
    expect(apiKeys).toMatchObject([
      {
        name: "old",
        created_at: "2020-01-01T00:00:00.000Z",
        date_last_used: "2021-01-01T00:00:00Z",
        created_by: jo?.id,
      },
      { name: "lost", created_at: started, created_by: sam?.id, leak: { leak_source: "github", date: started } },
      { name: "sandbox", id: sandbox.ids.apiKey },
    ]);
    expect(applicationKeys).toMatchObject([
      { name: "theirs", owned_by: sam?.id, scopes: ["metrics_read"], last_used_at: null },
      { name: "sandbox", id: sandbox.ids.appKey, scopes: null },
    ]);
    expect(tokens).toMatchObject([
      { type: "personal_access_tokens", owned_by: jo?.id, key: expect.stringMatching(/^ddpat_/) },
      { type: "service_access_tokens", owned_by: deploy?.id, key: expect.stringMatching(/^ddsat_/), expires_at: null },
    ]);
    expect(connections).toMatchObject([{ name: "claude", created_at: started, created_by: jo?.id }]);
    expect(pagerDutyServices).toEqual([{ service_name: "a", service_key: "b" }]);
  });

  test("is not touched by signing in: the keys that it has stay as unused as they were", async () => {
    const { ask, sandbox } = start({ state: GIVEN, now });
    await ask("GET /api/v2/api_keys");
    expect(sandbox.state().apiKeys.map(({ date_last_used }) => date_last_used)).toEqual([
      "2021-01-01T00:00:00Z",
      null,
      started,
    ]);
    expect(GIVEN.apiKeys?.[1]).not.toHaveProperty("id");
  });

  test.each<[SandboxStateInput, string]>([
    [{ users: [{ name: "x", roles: ["nobody"] }] }, 'There is no role "nobody"'],
    [{ apiKeys: [{ name: "x", created_by: "nobody" }] }, 'There is no user "nobody"'],
    [{ apiKeys: [{ name: "x", created_at: "yesterday" }] }, '"yesterday" in the sandbox\'s state is no time'],
    [{ login: { user: "a", apiKey: "b", appKey: "c" } }, "not in the sandbox's state"],
  ])("%j is refused", (state, message) => {
    expect(() => createSandbox({ state })).toThrow(RangeError);
    expect(() => createSandbox({ state })).toThrow(message);
  });

  test.each<[object, string]>([
    [{ apikeys: [] }, 'There is no "apikeys" in state; there are organization, roles, users, apiKeys,'],
    [{ organization: { maxAPIKeys: 1 } }, 'There is no "maxAPIKeys" in state.organization; there are id, number,'],
    [{ roles: [{ name: "x", permission: "y" }] }, 'There is no "permission" in state.roles; there are id, name,'],
    [{ users: [{ name: "x", active: false }] }, 'There is no "active" in state.users'],
    [{ apiKeys: [{ name: "x", leaked: true }] }, 'There is no "leaked" in state.apiKeys'],
    [{ apiKeys: [{ name: "x", leak: { source: "github" } }] }, 'There is no "source" in leak; there are id, date,'],
    [{ applicationKeys: [{ name: "x", last4: "abcd" }] }, 'There is no "last4" in state.applicationKeys'],
    [{ tokens: [{ name: "x", scope: [] }] }, 'There is no "scope" in state.tokens'],
    [{ connections: [{ name: "x", integration: {}, tag: "y" }] }, 'There is no "tag" in state.connections'],
    [{ login: { user: "a", apiKey: "b", appkey: "c" } }, 'There is no "appkey" in state.login'],
  ])("%j would be ignored in part, and is refused", (state, message) => {
    expect(() => createSandbox({ state })).toThrow(RangeError);
    expect(() => createSandbox({ state })).toThrow(message);
  });

  test("may leave a field undefined", () => {
    const state = { apiKeys: [{ name: "x", leak: undefined }], connections: undefined } as object;
    expect(createSandbox({ state, seed: undefined }).state().apiKeys[0]).toMatchObject({ name: "x", leak: null });
  });
});

test("an option that there is not would be ignored, and is refused", () => {
  const options = { ratelimit: { limit: 1, period: 1 } } as object;
  expect(() => createSandbox(options)).toThrow(RangeError);
  expect(() => createSandbox(options)).toThrow(
    'There is no "ratelimit" in createSandbox\'s options; there are oneTimeRead, rateLimit, seed, now, latency, state.',
  );
});

describe("state()", () => {
  test("makes the same sandbox, which goes on in the same way", async () => {
    const { ask, sandbox } = start({ state: GIVEN, seed: 7 });
    await ask("POST /api/v2/api_keys", { body: apiKey({ name: "made" }) });
    sandbox.addUser("Kim");
    const state = sandbox.state();
    const copy = start({ state });
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(copy.sandbox.state()).toEqual(state);
    expect([copy.sandbox.credentials, copy.sandbox.ids, copy.sandbox.token]).toEqual([
      sandbox.credentials,
      sandbox.ids,
      sandbox.token,
    ]);
    const next = async ({ ask: send }: typeof copy) =>
      (await send("POST /api/v2/api_keys", { body: apiKey({ name: "next" }) })).body.data;
    const [one, other] = [await next({ ask, sandbox, send: copy.send }), await next(copy)];
    expect([one.id, one.attributes.key]).toEqual([other.id, other.attributes.key]);
    expect((await copy.ask("GET /api/v2/users", { headers: bearer(sandbox.token) })).status).toBe(200);
    expect((await copy.ask("GET /api/v2/users", { headers: keysOf(sandbox.credentials) })).status).toBe(200);
  });

  test("is where reset() returns to", async () => {
    const { ask, sandbox } = start({ state: GIVEN });
    const before = sandbox.state();
    await ask("POST /api/v2/api_keys", { body: apiKey({ name: "made" }) });
    sandbox.reset();
    expect(sandbox.state()).toEqual(before);
  });
});
