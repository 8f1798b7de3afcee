/** API keys, the same ones in v1 and v2. */
import { describe, expect, test } from "vitest";
import { apiKey, type Json, NOWHERE, start } from "./helpers.ts";

describe("API keys", () => {
  test("v1 and v2 see the same keys", async () => {
    const { ask, sandbox } = start({ now: () => Date.UTC(2019, 7, 2, 15, 31, 7) });
    const { data } = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "two" }) })).body;
    const { api_key } = (
      await ask("POST /api/v1/api_key", { body: { name: "one", key: "f".repeat(32), created_by: "me" } })
    ).body;
    expect(api_key).toEqual({
      name: "one",
      created: "2019-08-02 15:31:07",
      created_by: "jo.example@example.com",
      key: expect.not.stringContaining("ffff"),
    });
    expect((await ask("GET /api/v1/api_key/{key}", { id: data.attributes.key })).body.api_key.name).toBe("two");
    await ask("PUT /api/v1/api_key/{key}", { id: data.attributes.key, body: { name: "two again" } });
    expect((await ask("GET /api/v2/api_keys/{api_key_id}", { id: data.id })).body.data.attributes.name).toBe(
      "two again",
    );
    expect((await ask("GET /api/v1/api_key")).body.api_keys.map(({ name }: Json) => name)).toEqual([
      "sandbox",
      "two again",
      "one",
    ]);
    expect((await ask("DELETE /api/v1/api_key/{key}", { id: api_key.key })).body).toEqual({ api_key });
    expect(sandbox.state().apiKeys.map(({ name }) => name)).toEqual(["sandbox", "two again"]);
  });

  test("show their secret one at a time, never in a list", async () => {
    const { ask } = start();
    const { data } = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body;
    expect(data.attributes.key).toMatch(/^[0-9a-f]{32}$/);
    expect(data.attributes.last4).toBe(data.attributes.key.slice(-4));
    expect((await ask("GET /api/v2/api_keys/{api_key_id}", { id: data.id })).body.data.attributes.key).toBe(
      data.attributes.key,
    );
    expect(JSON.stringify((await ask("GET /api/v2/api_keys")).body)).not.toContain(data.attributes.key);
  });

  test("change what is sent, and note who changed them when", async () => {
    let time = Date.UTC(2026, 0, 1);
    const { ask, sandbox } = start({ now: () => new Date(time) });
    const { data } = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k", category: "ci" }) })).body;
    time += 60_000;
    const headers = { authorization: `Bearer ${sandbox.addUser("Sam Other").token}` };
    const id = data.id;
    const changed = (
      await ask("PATCH /api/v2/api_keys/{api_key_id}", {
        id,
        body: apiKey({ name: "n", remote_config_read_enabled: false, key: "x" }, id),
        headers,
      })
    ).body.data;
    expect(changed.attributes).toEqual({
      ...data.attributes,
      name: "n",
      remote_config_read_enabled: false,
      modified_at: "2026-01-01T00:01:00.000000+00:00",
    });
    expect(changed.relationships).toEqual({
      ...data.relationships,
      modified_by: { data: { id: sandbox.state().users[1]?.id, type: "users" } },
    });
    const include = { include: "created_by,modified_by" };
    const one = (await ask("GET /api/v2/api_keys/{api_key_id}", { id, query: include })).body;
    expect(one.included.map((user: { attributes: Json }) => user.attributes.name)).toEqual(["Jo Example", "Sam Other"]);
    expect((await ask("GET /api/v2/api_keys/{api_key_id}", { id })).body).not.toHaveProperty("included");
    const wrong = await ask("PATCH /api/v2/api_keys/{api_key_id}", { id, body: apiKey({ name: "n" }, NOWHERE) });
    expect(wrong).toMatchObject({ status: 400, body: { errors: ["data.id: is not the id in the path"] } });
  });

  test("an organization has as many as it may have, and never none", async () => {
    const { ask, sandbox } = start();
    const create = () => ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) });
    for (let count = 1; count < 50; count += 1) expect((await create()).status).toBe(201);
    expect((await ask("GET /api/v2/api_keys")).body.meta).toEqual({
      max_allowed: 50,
      page: { total_filtered_count: 50 },
    });
    expect((await create()).status).toBe(400);
    expect((await ask("POST /api/v1/api_key", { body: { name: "k" } })).status).toBe(400);
    const [last, ...others] = sandbox.state().apiKeys;
    for (const { id } of others) expect((await ask("DELETE /api/v2/api_keys/{api_key_id}", { id })).status).toBe(204);
    expect((await ask("DELETE /api/v2/api_keys/{api_key_id}", { id: last?.id })).status).toBe(403);
    expect((await ask("DELETE /api/v1/api_key/{key}", { id: last?.key })).status).toBe(403);
    expect(sandbox.state().apiKeys).toHaveLength(1);
  });

  test("tell where they were found if they leaked", async () => {
    const state = { apiKeys: [{ name: "lost", leak: { date: "2026-01-02T03:04:05Z", leak_source: "github" } }] };
    const { ask } = start({ state });
    const { data, included } = (await ask("GET /api/v2/api_keys", { query: { include: "created_by" } })).body;
    const leak = data[0].relationships.leak_information.data;
    expect(included.find(({ type }: Json) => type === "leaked_keys")).toEqual({
      ...leak,
      attributes: { date: "2026-01-02T03:04:05.000000+00:00", leak_source: "github" },
    });
    expect(data[1].relationships.leak_information).toEqual({ data: null });
  });
});
