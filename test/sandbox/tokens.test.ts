/** Personal access tokens and those of service accounts. */
import { describe, expect, test } from "vitest";
import { inDays, type Json, NOWHERE, personalToken, serviceToken, start, withAccount } from "./helpers.ts";

const PERSONAL = "/api/v2/personal_access_tokens";
const SERVICE = "/api/v2/service_accounts/{service_account_id}/access_tokens";
const NOW = Date.UTC(2026, 6, 13, 13, 28, 2, 207);
const names = (answered: { body: { data: { attributes: { name: string } }[] } }) =>
  answered.body.data.map(({ attributes }) => attributes.name);

async function world() {
  const { ask, sandbox } = start({ now: () => NOW });
  const { id } = await withAccount(ask);
  const create = async (name: string, more: Json = {}) => {
    const attributes = { name, scopes: ["metrics_read"], expires_at: inDays(30, NOW), ...more };
    return ask(`POST ${PERSONAL}`, { body: personalToken(attributes) });
  };
  const createFor = async (name: string, more: Json = {}) =>
    ask(`POST ${SERVICE}`, { id, body: serviceToken({ name, scopes: ["metrics_read"], ...more }) });
  return { ask, sandbox, account: id, create, createFor };
}

describe("personal access tokens", () => {
  test("show their secret once, and a part of it ever after", async () => {
    const { ask, create, sandbox } = await world();
    const { data } = (await create("t")).body;
    const { key, public_portion } = data.attributes;
    expect(key).toMatch(new RegExp(`^ddpat_${public_portion}_[0-9A-Za-z]{36}$`));
    expect(data.attributes).toMatchObject({
      created_at: "2026-07-13T13:28:02.207000000Z",
      expires_at: "2026-08-12T13:28:02.207Z",
    });
    expect(data.relationships.owned_by.data).toEqual({ id: sandbox.ids.user, type: "users" });
    const read = (await ask(`GET ${PERSONAL}/{token_id}`, { id: data.id })).body.data.attributes;
    expect(read).toMatchObject({ public_portion, created_at: "2026-07-13T13:28:02.207000Z", last_used_at: null });
    expect(read).not.toHaveProperty("key");
    expect(read).not.toHaveProperty("modified_at");
  });

  test.each([
    [{ expires_at: undefined }, "data.attributes.expires_at: field required"],
    [{ scopes: undefined }, "data.attributes.scopes: field required"],
    [{ expires_at: inDays(0.9, NOW) }, "expires_at must be at least 24 hours in the future"],
    [{ expires_at: inDays(367, NOW) }, "expires_at must be at most 1 year in the future"],
    [{ expires_at: inDays(1, NOW) }, undefined],
    [{ expires_at: inDays(365, NOW) }, undefined],
  ])("%j", async (more, error) => {
    const { create } = await world();
    const { status, body } = await create("t", more);
    expect([status, body.errors?.[0]]).toEqual(error === undefined ? [201, undefined] : [400, error]);
  });

  test("change name and scopes, and nothing else", async () => {
    const { ask, create } = await world();
    const { id } = (await create("t")).body.data;
    const body = personalToken({ name: "n", scopes: ["events_read"], expires_at: inDays(99, NOW) }, id);
    const { attributes } = (await ask(`PATCH ${PERSONAL}/{token_id}`, { id, body })).body.data;
    expect(attributes).toMatchObject({
      name: "n",
      scopes: ["events_read"],
      expires_at: "2026-08-12T13:28:02.207Z",
      modified_at: "2026-07-13T13:28:02.207000Z",
    });
    const wrong = await ask(`PATCH ${PERSONAL}/{token_id}`, { id, body: personalToken({ name: "n" }, NOWHERE) });
    expect(wrong).toMatchObject({ status: 400, body: { errors: ["data.id: is not the id in the path"] } });
  });

  test("are listed with those of service accounts, by name, owner and type", async () => {
    const { ask, create, createFor, account, sandbox } = await world();
    await create("b");
    await create("[a]");
    await createFor("c");
    const list = (query: [string, string][] = []) => ask(`GET ${PERSONAL}`, { query });
    const all = await list();
    expect(names(all)).toEqual(["[a]", "b", "c"]);
    expect(all.body.data.map(({ type }: Json) => type)).toEqual([
      "personal_access_tokens",
      "personal_access_tokens",
      "service_access_tokens",
    ]);
    expect(names(await list([["sort", "-name"]]))).toEqual(["c", "b", "[a]"]);
    expect(names(await list([["filter", "c"]]))).toEqual(["c"]);
    expect(names(await list([["filter[owned_by]", account]]))).toEqual(["c"]);
    const both: [string, string][] = [
      ["filter[owned_by]", account],
      ["filter[owned_by]", sandbox.ids.user],
    ];
    expect(names(await list(both))).toEqual(["[a]", "b", "c"]);
    expect((await list([["filter[owned_by]", NOWHERE]])).body.meta).toEqual({ page: { total_filtered_count: 0 } });
  });

  test("that were revoked are in no list and cannot be read", async () => {
    const { ask, create } = await world();
    const { id } = (await create("t")).body.data;
    for (let times = 0; times < 2; times += 1) {
      expect((await ask(`DELETE ${PERSONAL}/{token_id}`, { id })).status).toBe(204);
    }
    expect((await ask(`GET ${PERSONAL}/{token_id}`, { id })).status).toBe(404);
    expect((await ask(`GET ${PERSONAL}`)).body.data).toEqual([]);
    expect((await ask(`DELETE ${PERSONAL}/{token_id}`, { id: NOWHERE })).status).toBe(404);
  });
});

describe("service access tokens", () => {
  test("need not expire, and belong to their account", async () => {
    const { ask, createFor, account } = await world();
    const { data } = (await createFor("t")).body;
    expect(data.attributes.expires_at).toBeNull();
    expect(data.attributes.key).toMatch(/^ddsat_[0-9A-Za-z]{22}_[0-9A-Za-z]{36}$/);
    expect(data.attributes.key.startsWith(`${data.attributes.public_portion}_`)).toBe(true);
    expect(data.relationships.owned_by.data).toEqual({ id: account, type: "service_account" });
    expect((await ask(`GET ${PERSONAL}/{token_id}`, { id: data.id })).status).toBe(404);
    expect((await ask(`GET ${SERVICE}/{token_id}`, { id: [NOWHERE, data.id] })).status).toBe(404);
    expect((await ask(`GET ${SERVICE}`, { id: NOWHERE })).status).toBe(404);
    expect((await createFor("past", { expires_at: inDays(-1, NOW) })).status).toBe(400);
  });
});
