/** `datadog-fetch find` and `datadog-fetch validate`. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { organization, type Scene, scene } from "./scene.ts";

let there: Scene;
beforeAll(async () => {
  const state = organization(Date.now());
  there = await scene({
    state: { ...state, apiKeys: [...(state.apiKeys ?? []), { name: "twice" }, { name: "twice" }] },
  });
});
afterAll(() => there.close());

describe("find", () => {
  test("shows what there is to know of the one of exactly this name", async () => {
    const { code, out, err } = await there.run(["find", "api_keys", "mobile app"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { id, key } = there.sandbox.state().apiKeys.find(({ name }) => name === "mobile app") ?? { id: "", key: "" };
    expect(out).toMatch(new RegExp(`^id         ${id}$`, "m"));
    expect(out).toMatch(/^created {4}20.*Z \(1\.1 years ago\)$/m);
    expect(out).toMatch(/^last used {2}20.*Z \(35 days ago\)$/m);
    expect(out).toMatch(/^owner {6}Mara Lindqvist <mara\.lindqvist@example\.com>$/m);
    expect(out).not.toContain(key);
  });

  test("as JSON, for programs", async () => {
    const { code, out } = await there.run(["find", "personal_access_tokens", "dashboards export", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      type: "personal_access_tokens",
      scopes: ["dashboards_read", "monitors_read"],
    });
    const own = await there.run(["find", "application_keys", "sandbox", "--format", "json"]);
    expect(JSON.parse(own.out)).toMatchObject({ type: "application_keys", name: "sandbox", scopes: null });
  });

  test("of a service account", async () => {
    const { id } = there.sandbox.state().users.find(({ name }) => name === "ci bot") ?? { id: "" };
    const { code, out } = await there.run(["find", "application_keys", "terraform", "--service-account", id]);
    expect(code).toBe(0);
    expect(out).toMatch(/^scopes {5}dashboards_read$/m);
    const token = await there.run(["find", "service_access_tokens", "nightly sync", "--service-account", id]);
    expect(token.out).toMatch(/^expires {4}20.*\(in 299 days\)$/m);
  });

  test("no credential, or several, is a failure that says what there is", async () => {
    const none = await there.run(["find", "api_keys", "mobile"]);
    expect({ code: none.code, out: none.out }).toEqual({ code: 3, out: "" });
    expect(none.err).toContain('there is no API key with the name "mobile" on 127.0.0.1');
    const several = await there.run(["find", "api_keys", "twice"]);
    expect(several.code).toBe(3);
    for (const { id } of there.sandbox.state().apiKeys.filter(({ name }) => name === "twice"))
      expect(several.err).toContain(id);
  });
});

describe("validate", () => {
  test("tells that both keys work, which they are, and what they may do", async () => {
    const { code, out } = await there.run(["validate"]);
    const { ids } = there.sandbox;
    expect(code).toBe(0);
    expect(out).toContain(`DD_API_KEY: API key works; id ${ids.apiKey}`);
    expect(out).toContain(
      `DD_APP_KEY: application key works; "sandbox"; id ${ids.appKey}; all of its owner's permissions`,
    );
  });

  test.each([
    [{ DD_APP_KEY: "0".repeat(40) }, ["DD_API_KEY: API key works", "DD_APP_KEY: application key is refused"]],
    [
      { DD_API_KEY: "0".repeat(32) },
      ["DD_API_KEY: API key is refused", "DD_APP_KEY: application key cannot be checked; it is accepted only together"],
    ],
  ])("tells which one is wrong, without repeating it: %j", async (env: Record<string, string>, lines) => {
    const { code, out, err } = await there.run(["validate"], { env });
    expect(code).toBe(3);
    for (const line of lines) expect(out).toContain(line);
    expect(out).toContain("DD_SITE");
    expect(out + err).not.toContain("0000000");
  });

  test("a bearer token comes before the keys", async () => {
    const sync = there.sandbox.state().tokens.find(({ name }) => name === "dashboards export");
    const { code, out } = await there.run(["validate"], { env: { DD_BEARER_TOKEN: there.sandbox.token } });
    expect(code).toBe(0);
    expect(out).toMatch(/^DD_BEARER_TOKEN: .*token works; /);
    expect(out).toContain("DD_API_KEY and DD_APP_KEY are not used beside it");
    const scoped = await there.run(["validate"], { env: { DD_BEARER_TOKEN: sync?.key ?? "" } });
    expect(scoped.out).toMatch(/^DD_BEARER_TOKEN: personal access token works; /);
    expect(scoped.out).not.toContain(sync?.key.slice(-20));
    const wrong = await there.run(["validate"], {
      env: { DD_BEARER_TOKEN: `ddpat_${"a".repeat(22)}_${"b".repeat(36)}` },
    });
    expect(wrong.code).toBe(3);
    expect(wrong.out).toContain("DD_BEARER_TOKEN: personal access token is refused");
    expect(wrong.out).not.toContain("bbbb");
  });

  test("a narrow application key is told with its scopes, where it may be looked up", async () => {
    const key = "ddapp_own0000000000000000000000000000wxyz";
    const other = await scene({
      state: {
        users: [{ email: "mara@example.com" }],
        applicationKeys: [
          { name: "own", owned_by: "mara@example.com", key, scopes: ["user_app_keys", "monitors_read"] },
        ],
      },
    });
    const { out } = await other.run(["validate"], { env: { DD_APP_KEY: key } });
    await other.close();
    expect(out).toContain('application key works; "own"; id ');
    expect(out).toContain("scopes user_app_keys, monitors_read");
  });
});
