/** Application keys: the organization's, one's own, and those of v1. */
import { describe, expect, test } from "vitest";
import { appKey, start, withAccount } from "./helpers.ts";

describe("application keys", () => {
  test.each([false, true])("show their secret where One-Time Read mode (%s) lets them", async (oneTimeRead) => {
    const { ask, sandbox } = start({ oneTimeRead });
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    const { key, ...shown } = data.attributes;
    expect(key).toMatch(/^ddapp_/);
    expect(shown).toMatchObject({ last4: key.slice(-4), scopes: null });
    const asked = { id: data.id };
    const body = appKey({ scopes: ["a"] }, data.id);
    const own = (await ask("GET /api/v2/current_user/application_keys/{app_key_id}", asked)).body.data.attributes;
    expect(own.key).toBe(oneTimeRead ? undefined : key);
    const changed = await ask("PATCH /api/v2/current_user/application_keys/{app_key_id}", { ...asked, body });
    expect(changed.body.data.attributes.key).toBe(oneTimeRead ? undefined : key);
    for (const answered of [
      await ask("GET /api/v2/application_keys/{app_key_id}", asked),
      await ask("PATCH /api/v2/application_keys/{app_key_id}", { ...asked, body }),
      await ask("GET /api/v2/application_keys"),
      await ask("GET /api/v2/current_user/application_keys"),
    ]) {
      expect(JSON.stringify(answered.body)).not.toContain(key);
    }
    expect(sandbox.state().applicationKeys[1]).toMatchObject({ key, name: "k", scopes: ["a"] });
  });

  test("v1 is switched off in One-Time Read mode, for application keys alone", async () => {
    const { ask, sandbox } = start({ oneTimeRead: true });
    const id = sandbox.credentials.appKey;
    expect((await ask("GET /api/v1/application_key")).status).toBe(403);
    expect((await ask("POST /api/v1/application_key", { body: { name: "n" } })).status).toBe(403);
    expect((await ask("GET /api/v1/application_key/{key}", { id })).status).toBe(403);
    expect((await ask("PUT /api/v1/application_key/{key}", { id, body: { name: "n" } })).status).toBe(403);
    expect((await ask("DELETE /api/v1/application_key/{key}", { id })).status).toBe(403);
    expect((await ask("GET /api/v1/api_key")).status).toBe(200);
  });

  test("v1 goes by the secret, and refuses a name that is taken", async () => {
    const { ask, sandbox } = start();
    const create = () => ask("POST /api/v1/application_key", { body: { name: "n" } });
    const org_id = sandbox.state().organization.number;
    const common = { owner: "jo.example@example.com", org_id, revoked: false };
    const { application_key } = (await create()).body;
    expect(application_key).toEqual({
      ...common,
      name: "n",
      hash: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(await create()).toMatchObject({
      status: 409,
      body: { errors: ["An application key with the name n already exists"] },
    });
    const id = application_key.hash;
    expect((await ask("PUT /api/v1/application_key/{key}", { id, body: { name: "sandbox" } })).status).toBe(409);
    expect((await ask("PUT /api/v1/application_key/{key}", { id, body: { name: "n" } })).status).toBe(200);
    expect((await ask("GET /api/v1/application_key")).body.application_keys).toEqual([
      { ...common, name: "sandbox", hash: sandbox.credentials.appKey },
      application_key,
    ]);
    expect((await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "n" }) })).status).toBe(201);
    const removed = await ask("DELETE /api/v1/application_key/{key}", { id });
    expect(removed.body.application_key).toEqual({ ...application_key, revoked: true });
  });

  test("a user has as many as one may have, whichever operation makes them", async () => {
    const { ask } = start({ state: { organization: { max_application_keys_per_user: 2 } } });
    const create = () => ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) });
    expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(400);
    expect((await ask("POST /api/v1/application_key", { body: { name: "n" } })).status).toBe(400);
    const { id } = await withAccount(ask);
    const forAccount = "POST /api/v2/service_accounts/{service_account_id}/application_keys";
    const statuses: number[] = [];
    for (const name of ["a", "b", "c"]) statuses.push((await ask(forAccount, { id, body: appKey({ name }) })).status);
    expect(statuses).toEqual([201, 201, 400]);
  });

  test("of a service account are found there alone", async () => {
    const { ask, sandbox } = start();
    const { id } = await withAccount(ask);
    const at = "/api/v2/service_accounts/{service_account_id}/application_keys";
    const { data } = (await ask(`POST ${at}`, { id, body: appKey({ name: "k" }) })).body;
    expect(data.relationships.owned_by).toEqual({ data: { id, type: "users" } });
    expect((await ask(`GET ${at}`, { id })).body.data).toMatchObject([{ id: data.id }]);
    expect((await ask(`GET ${at}/{app_key_id}`, { id: [id, sandbox.ids.appKey] })).status).toBe(404);
    expect((await ask(`GET ${at}`, { id: sandbox.ids.user })).status).toBe(404);
    const owned = await ask("GET /api/v2/application_keys", { query: { "filter[owned_by]": id } });
    expect(owned.body.data).toMatchObject([{ id: data.id }]);
  });
});
