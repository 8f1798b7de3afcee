/** Who is let in: keys, tokens, scopes, roles, and what stops working. */
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { apiKey, keysOf, start } from "./helpers.ts";

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
