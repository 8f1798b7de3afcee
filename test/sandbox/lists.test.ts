/** Lists: their order, their pages, filters, and what they refuse. */
import { describe, expect, test } from "vitest";
import { type Answered, apiKey, appKey, type Json, keysOf, NOWHERE, start } from "./helpers.ts";

describe("lists", () => {
  const names = (answered: Answered) => answered.body.data.map((key: { attributes: Json }) => key.attributes.name);
  /** A sandbox with 120 more API keys, a minute apart. */
  async function many() {
    let time = Date.UTC(2026, 0, 1);
    const world = start({ now: () => time, state: { organization: { max_api_keys: 1000 } } });
    for (let index = 1; index <= 120; index += 1) {
      time += 60_000;
      const attributes = {
        name: `key ${String(index).padStart(3, "0")}`,
        category: index % 2 ? "odd" : "even",
        remote_config_read_enabled: index > 60,
      };
      await world.ask("POST /api/v2/api_keys", { body: apiKey(attributes) });
    }
    const list = (query: Record<string, string>) => world.ask("GET /api/v2/api_keys", { query });
    return { ...world, list, tick: () => (time += 60_000) };
  }

  test("page from 0, ten by default, a hundred at most, in the order of names", async () => {
    const { list } = await many();
    expect(names(await list({}))).toHaveLength(10);
    expect((await list({})).body.meta).toEqual({ max_allowed: 1000, page: { total_filtered_count: 121 } });
    expect(names(await list({}))[0]).toBe("key 001");
    expect(names(await list({ "page[number]": "12" }))).toEqual(["sandbox"]);
    expect(names(await list({ "page[number]": "13" }))).toEqual([]);
    expect(names(await list({ "page[size]": "1000" }))).toHaveLength(100);
    expect(names(await list({ "page[size]": "1000", "page[number]": "1" }))).toHaveLength(21);
  });

  test("refuse a page, a sort order, a time or an include that cannot be", async () => {
    const { ask } = start();
    for (const [name, value] of [
      ["page[size]", "0"],
      ["page[size]", "ten"],
      ["page[number]", "-1"],
      ["sort", "date_last_used"],
      ["include", "owned_by"],
      ["filter[created_at][start]", "yesterday"],
      ["filter[remote_config_read_enabled]", "yes"],
    ] as const) {
      const { status, body } = await ask("GET /api/v2/api_keys", { query: { [name]: value } });
      expect(status).toBe(400);
      expect(body.errors[0].startsWith(`${name}: must be`), body.errors[0]).toBe(true);
    }
    expect((await ask("GET /api/v2/application_keys", { query: { include: "created_by" } })).status).toBe(400);
    expect(
      (await ask("GET /api/v2/application_keys/{app_key_id}", { id: NOWHERE, query: { include: "roles" } })).status,
    ).toBe(400);
    const { body } = await ask("GET /api/v2/actions/app_key_registrations", { query: { "page[size]": "x" } });
    expect(body.errors).toEqual([
      {
        status: "400",
        title: "Invalid Parameter",
        detail: 'invalid parameter "page[size]" in "query"; expected type "integer"',
      },
    ]);
    expect((await ask("GET /api/v2/api_keys", { query: { unheard_of: "1" } })).status).toBe(200);
  });

  test("filter by name, category, Remote Configuration and time", async () => {
    const { list, tick, ask, sandbox } = await many();
    const count = async (query: Record<string, string>) => (await list(query)).body.meta.page.total_filtered_count;
    expect(names(await list({ filter: "y 12" }))).toEqual(["key 120"]);
    expect(await count({ filter: "nothing" })).toBe(0);
    expect(await count({ "filter[category]": "odd" })).toBe(60);
    expect(await count({ "filter[remote_config_read_enabled]": "true" })).toBe(61);
    expect(await count({ "filter[remote_config_read_enabled]": "false" })).toBe(60);
    expect(await count({ "filter[created_at][start]": "2026-01-01T01:00:00Z" })).toBe(61);
    expect(await count({ "filter[created_at][end]": "2026-01-01T02:00:00+01:00" })).toBe(61);
    tick();
    await ask("PATCH /api/v2/api_keys/{api_key_id}", {
      id: sandbox.ids.apiKey,
      body: apiKey({ name: "late" }, sandbox.ids.apiKey),
    });
    expect(names(await list({ "filter[modified_at][start]": "2026-01-01T02:01:00Z" }))).toEqual(["late"]);
    expect(await count({ "filter[modified_at][end]": "2026-01-01T02:00:59Z" })).toBe(120);
  });

  test.each(["created_at", "last4", "modified_at", "name"])("sort by %s, both ways", async (field) => {
    const { list } = await many();
    const values = async (sort: string) =>
      (await list({ sort, "page[size]": "100" })).body.data.map(
        ({ attributes }: { attributes: Json }) => attributes[field],
      );
    const ascending = await values(field);
    expect(ascending).toEqual([...ascending].sort());
    const descending = await values(`-${field}`);
    expect(descending).toEqual([...descending].sort().reverse());
    expect(descending[0] > ascending[0]).toBe(true);
  });

  test("of application keys: one's own, and everybody's", async () => {
    const { ask, sandbox } = start();
    const other = sandbox.addUser("Sam Other");
    await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "b" }) });
    const own = await ask("GET /api/v2/current_user/application_keys", {
      query: { sort: "name", include: "owned_by" },
    });
    expect(names(own)).toEqual(["b", "sandbox"]);
    expect(own.body.included.map(({ type }: Json) => type)).toEqual(["users", "roles"]);
    expect(own.body.included[0].id).toBe(sandbox.ids.user);
    const all = await ask("GET /api/v2/application_keys", { query: { filter: "sandbox", include: "owned_by" } });
    expect(all.body.data.map(({ id }: Json) => id)).toEqual([sandbox.ids.appKey, other.ids.appKey]);
    expect(all.body.meta).toEqual({ max_allowed_per_user: 1000, page: { total_filtered_count: 2 } });
    expect(all.body.included.map(({ type }: Json) => type)).toEqual(["users", "users", "roles"]);
    const id = other.ids.appKey;
    expect((await ask("GET /api/v2/current_user/application_keys/{app_key_id}", { id })).status).toBe(404);
    expect((await ask("DELETE /api/v2/current_user/application_keys/{app_key_id}", { id })).status).toBe(404);
    expect((await ask("GET /api/v2/application_keys/{app_key_id}", { id })).status).toBe(200);
    expect((await ask("DELETE /api/v2/application_keys/{app_key_id}", { id })).status).toBe(204);
    expect((await ask("GET /api/v2/api_keys", { headers: keysOf(other.credentials) })).status).toBe(403);
  });

  test("of application keys come 100 a page, by name without case and punctuation", async () => {
    const given = ["Application", "anton", "[do not delete]", "dora", "Ziffer", "_beta"].map((name) => ({ name }));
    const more = Array.from({ length: 100 }, (_, index) => ({ name: `x${index}` }));
    const { ask } = start({ state: { applicationKeys: [...given, ...more] } });
    for (const operation of ["GET /api/v2/application_keys", "GET /api/v2/current_user/application_keys"] as const) {
      const first = await ask(operation);
      expect(names(first)).toHaveLength(100);
      expect(names(first).slice(0, 6)).toEqual(["anton", "Application", "_beta", "[do not delete]", "dora", "sandbox"]);
      expect(names(await ask(operation, { query: { "page[number]": "1" } }))).toHaveLength(7);
    }
  });

  test("of a parameter that is repeated take the first value, or all where it is a list", async () => {
    const { ask } = start({ state: { apiKeys: [{ name: "one" }, { name: "two" }] } });
    const query: [string, string][] = [
      ["filter", "one"],
      ["filter", "two"],
    ];
    expect(names(await ask("GET /api/v2/api_keys", { query }))).toEqual(["one"]);
  });
});
