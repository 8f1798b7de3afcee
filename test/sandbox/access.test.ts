/** Who is let in: keys, tokens, scopes, roles, and what stops working. */
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { apiKey, appKey, bearer, inDays, keysOf, personalToken, start, withAccount } from "./helpers.ts";

describe("credentials", () => {
  test("look like Datadog's and come from the seed", () => {
    const [one, same, other] = [createSandbox(), createSandbox({ seed: 1 }), createSandbox({ seed: 2 })];
    expect(one.credentials.apiKey).toMatch(/^[0-9a-f]{32}$/);
    expect(one.credentials.appKey).toMatch(/^ddapp_[0-9A-Za-z]{34}$/);
    expect(one.token).toMatch(/^ddpat_[0-9A-Za-z]{22}_[0-9A-Za-z]{36}$/);
    expect(Object.keys(one.credentials)).toEqual(["apiKey", "appKey"]);
    for (const id of Object.values(one.ids))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(same.credentials).toEqual(one.credentials);
    expect(other.credentials).not.toEqual(one.credentials);
  });

  test("keys that are created work, keys that are deleted do not", async () => {
    const { ask, sandbox } = start();
    const made = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body.data;
    const own = (await ask("POST /api/v1/application_key", { body: { name: "a" } })).body.application_key;
    const headers = keysOf({ apiKey: made.attributes.key, appKey: own.hash });
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(200);
    await ask("DELETE /api/v2/api_keys/{api_key_id}", { id: made.id });
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(403);
    const { appKey } = sandbox.credentials;
    await ask("DELETE /api/v1/application_key/{key}", { id: appKey });
    expect((await ask("GET /api/v2/api_keys")).status).toBe(403);
  });

  test("use is noted on both keys", async () => {
    const { ask } = start({ now: () => Date.UTC(2026, 4, 4, 10, 15, 0, 302) });
    const [api] = (await ask("GET /api/v2/api_keys")).body.data;
    expect(api.attributes).toMatchObject({
      created_at: "2026-05-04T10:15:00.302000+00:00",
      date_last_used: "2026-05-04T10:15:00.302000+00:00",
      used_in_last_24_hours: true,
      last_used_date: { timestamp: "2026-05-04T10:15:00.302000+00:00", description: "Used in the last 24 hours" },
    });
    const unused = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body.data;
    const [, shown] = (await ask("GET /api/v2/api_keys", { query: { sort: "-name" } })).body.data;
    expect(shown).toMatchObject({ id: unused.id, attributes: { date_last_used: null, used_in_last_24_hours: false } });
    const [app] = (await ask("GET /api/v2/application_keys")).body.data;
    expect(app.attributes.last_used_at).toBe("2026-05-04T10:15:00.302000+00:00");
  });
});

describe("what stops working", () => {
  const list = "GET /api/v2/application_keys";
  const status = async ({ ask }: ReturnType<typeof start>, headers: Record<string, string>) =>
    (await ask(list, { headers })).status;

  test("the keys and tokens of a user who is disabled", async () => {
    const world = start();
    const other = world.sandbox.addUser("Sam Other");
    const token = personalToken({ name: "t", scopes: ["org_app_keys_read"], expires_at: inDays(30) });
    const made = await world.ask("POST /api/v2/personal_access_tokens", {
      body: token,
      headers: keysOf(other.credentials),
    });
    const signedIn = [keysOf(other.credentials), bearer(other.token), bearer(made.body.data.attributes.key)];
    for (const headers of signedIn) expect(await status(world, headers)).toBe(200);
    await world.ask("DELETE /api/v2/users/{user_id}", { id: other.ids.user });
    for (const headers of signedIn) expect(await status(world, headers)).toBe(403);
    expect(world.sandbox.state().users.find(({ id }) => id === other.ids.user)).toMatchObject({ disabled: true });
  });

  test("a token that has expired, and one that was revoked", async () => {
    let time = Date.UTC(2026, 0, 1);
    const world = start({ now: () => time });
    const scopes = ["org_app_keys_read"];
    const token = personalToken({ name: "t", scopes, expires_at: inDays(30, time) });
    const [first, second] = [
      (await world.ask("POST /api/v2/personal_access_tokens", { body: token })).body.data,
      (await world.ask("POST /api/v2/personal_access_tokens", { body: token })).body.data,
    ];
    expect(await status(world, bearer(first.attributes.key))).toBe(200);
    await world.ask("DELETE /api/v2/personal_access_tokens/{token_id}", { id: first.id });
    expect(await status(world, bearer(first.attributes.key))).toBe(403);
    time += 29 * 86_400_000;
    expect(await status(world, bearer(second.attributes.key))).toBe(200);
    time += 86_400_000;
    expect(await status(world, bearer(second.attributes.key))).toBe(403);
  });
});

describe("scopes", () => {
  const createToken = "POST /api/v2/personal_access_tokens";

  test("narrow what a token may do, and what tokens it may make", async () => {
    const { ask } = start();
    const scopes = ["user_app_keys"];
    const body = (wanted: string[]) => personalToken({ name: "t", scopes: wanted, expires_at: inDays(30) });
    const headers = bearer((await ask(createToken, { body: body(scopes) })).body.data.attributes.key);
    expect((await ask("GET /api/v2/current_user/application_keys", { headers })).status).toBe(200);
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(403);
    expect((await ask(createToken, { headers, body: body(scopes) })).status).toBe(201);
    expect((await ask(createToken, { headers, body: body([...scopes, "api_keys_read"]) })).status).toBe(403);
    const [{ id }] = (await ask("GET /api/v2/personal_access_tokens", { headers })).body.data;
    const change = (wanted: string[]) =>
      ask("PATCH /api/v2/personal_access_tokens/{token_id}", {
        id,
        headers,
        body: personalToken({ scopes: wanted }, id),
      });
    expect((await change(["api_keys_read"])).status).toBe(403);
    expect((await change(scopes)).status).toBe(200);
  });

  test("narrow an application key from the moment they are changed, and null takes them back", async () => {
    const { ask } = start();
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    const { apiKey } = createSandbox().credentials;
    const headers = keysOf({ apiKey, appKey: data.attributes.key });
    const change = (scopes: string[] | null) =>
      ask("PATCH /api/v2/application_keys/{app_key_id}", { id: data.id, body: appKey({ scopes }, data.id) });
    const status = async () => (await ask("GET /api/v2/users", { headers })).status;
    expect(await status()).toBe(200);
    await change(["api_keys_read"]);
    expect(await status()).toBe(403);
    await change(["user_access_read"]);
    expect(await status()).toBe(200);
    await change(null);
    expect(await status()).toBe(200);
  });

  test("a service account may do what its roles allow, nothing without any", async () => {
    const { ask, sandbox } = start();
    const { id } = await withAccount(ask);
    const create = "POST /api/v2/service_accounts/{service_account_id}/application_keys";
    const { data } = (await ask(create, { id, body: appKey({ name: "k" }) })).body;
    const headers = keysOf({ ...sandbox.credentials, appKey: data.attributes.key });
    expect((await ask("GET /api/v2/validate_keys", { headers })).status).toBe(200);
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(403);
  });

  test("validation of an API key tells its id and scopes, of a token the token's", async () => {
    const { ask, sandbox } = start();
    const { apiKey } = sandbox.credentials;
    const { data } = (await ask("GET /api/v2/validate", { headers: { "DD-API-KEY": apiKey } })).body;
    expect(data).toEqual({
      id: sandbox.state().organization.id,
      type: "validate_v2",
      attributes: { valid: true, api_key_id: sandbox.ids.apiKey, api_key_scopes: ["remote_config_read"] },
    });
    const body = personalToken({ name: "t", scopes: ["metrics_read"], expires_at: inDays(30) });
    const token = (await ask(createToken, { body })).body.data;
    const asked = (await ask("GET /api/v2/validate", { headers: bearer(token.attributes.key) })).body.data;
    expect(asked.attributes).toEqual({ valid: true, api_key_id: token.id, api_key_scopes: ["metrics_read"] });
  });
});
