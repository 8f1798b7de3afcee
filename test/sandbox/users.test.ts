/** Users, service accounts and permissions. */
import { describe, expect, test } from "vitest";
import * as constants from "../../generated/operations.ts";
import { account, type Json, start } from "./helpers.ts";

const users = [
  { name: "Zoe", email: "zoe@example.com", roles: [] },
  { name: "anton", email: "a@example.com", disabled: true },
  { name: null, email: "nameless@example.com", service_account: true },
];
const emails = (answered: { body: { data: { attributes: Json }[] } }) =>
  answered.body.data.map(({ attributes }) => attributes.email);

describe("users", () => {
  const list = (query: Record<string, string> = {}) => start({ state: { users } }).ask("GET /api/v2/users", { query });

  test("are listed by name, filtered by name, address and status", async () => {
    const all = await list();
    expect(emails(all)).toEqual(["a@example.com", "jo.example@example.com", "nameless@example.com", "zoe@example.com"]);
    expect(all.body.meta.page).toEqual({ total_count: 4, total_filtered_count: 4, max_page_size: 100 });
    expect(emails(await list({ sort_dir: "desc" }))[0]).toBe("zoe@example.com");
    expect(emails(await list({ sort: "-name" }))[0]).toBe("zoe@example.com");
    expect(emails(await list({ filter: "ZOE" }))).toEqual(["zoe@example.com"]);
    expect(emails(await list({ "filter[status]": "Disabled" }))).toEqual(["a@example.com"]);
    expect(emails(await list({ "filter[status]": "Active,Disabled" }))).toHaveLength(4);
    expect((await list({ filter: "zoe" })).body.meta.page).toMatchObject({ total_count: 4, total_filtered_count: 1 });
    expect((await list({ sort: "constructor" })).body.errors[0]).toMatch(/^sort: must be one of name,/);
  });

  test("come with their roles and the permissions of those, where they have any", async () => {
    const { ask, sandbox } = start({ state: { users } });
    const zoe = sandbox.state().users.find(({ name }) => name === "Zoe")?.id;
    expect((await ask("GET /api/v2/users/{user_id}", { id: zoe })).body).not.toHaveProperty("included");
    const { data, included } = (await ask("GET /api/v2/users/{user_id}", { id: sandbox.ids.user })).body;
    const types = new Set(included.map(({ type }: Json) => type));
    expect([...types]).toEqual(["roles", "permissions"]);
    expect(included[0]).toMatchObject({
      id: data.relationships.roles.data[0].id,
      attributes: { name: "Datadog Admin Role", managed: true },
    });
    expect(included[0].relationships.permissions.data).toHaveLength(included.length - 1);
  });

  test("who are disabled stay", async () => {
    const { ask, sandbox } = start({ state: { users } });
    const zoe = sandbox.state().users.find(({ name }) => name === "Zoe")?.id;
    await ask("DELETE /api/v2/users/{user_id}", { id: zoe });
    const { attributes } = (await ask("GET /api/v2/users/{user_id}", { id: zoe })).body.data;
    expect(attributes).toMatchObject({ disabled: true, status: "Disabled" });
  });
});

describe("service accounts", () => {
  const create = "POST /api/v2/service_accounts";

  test("are users that programs use", async () => {
    const { ask } = start();
    const attributes = { email: "x@example.com", name: "deploy", title: "CI", service_account: true };
    const { data } = (await ask(create, { body: account(attributes) })).body;
    expect(data.attributes).toMatchObject({ ...attributes, status: "Active" });
    expect((await ask("GET /api/v2/users", { query: { filter: "deploy" } })).body.data).toMatchObject([
      { id: data.id },
    ]);
    expect((await ask(create, { body: account({ ...attributes, service_account: false }) })).status).toBe(400);
    const withRoles = account(attributes);
    Object.assign(withRoles.data, { relationships: { roles: { data: [{ id: "none", type: "roles" }] } } });
    expect((await ask(create, { body: withRoles })).status).toBe(400);
  });
});

test("there is every permission that an operation needs", async () => {
  const { ask } = start();
  const { data } = (await ask("GET /api/v2/permissions")).body;
  const names = data.map(({ attributes }: { attributes: Json }) => attributes.name);
  const needed = Object.values(constants).flatMap(({ permissions }): readonly string[] => permissions);
  expect(names).toEqual(expect.arrayContaining([...needed]));
  expect(new Set(data.map(({ id }: Json) => id)).size).toBe(names.length);
});
