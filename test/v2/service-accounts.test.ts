/** Service accounts with their keys and tokens: what the table of all operations cannot say of them. */
import { expect, expectTypeOf, test } from "vitest";
import { thrown } from "../datadog.ts";
import { loopback } from "../loopback.ts";

const datadog = loopback();

const id = "8d42b7e1-3c95-4f0a-a6d8-51e9c7b30f24";
const account = {
  id,
  type: "users",
  attributes: {
    created_at: "2026-02-03T09:12:44.620518+00:00",
    disabled: false,
    email: "ops@example.com",
    handle: id,
    name: null,
    service_account: true,
    status: "Active",
    title: null,
  },
};
const token = {
  id: "c7f05d82-1e6b-49a4-b3d9-48a2e17f6c03",
  type: "service_access_tokens",
  attributes: {
    name: "deploy",
    created_at: "2026-02-03T09:13:10.118204Z",
    expires_at: null,
    public_portion: "ddsat_7Wm3XcN8vQ2rT6bY1kHs5J",
    scopes: ["dashboards_write"],
  },
};
const key = {
  id: "a40c6e93-5f17-4b2d-9e08-d7b3152f84c6",
  type: "application_keys",
  attributes: { name: "deploy", last4: "uvwx", created_at: "2026-02-03T09:14:01.730118+00:00", scopes: null },
};

test("an account is made as a service account, with the roles that it is given", async () => {
  const roles = { data: [{ type: "roles", id: "7e1d4c52-8b3a-4f96-a0d7-1c2b3a4d5e6f" }] } as const;
  datadog.responds(201, { data: account });
  const { serviceAccounts } = datadog.client();
  const { data } = await serviceAccounts.create({ email: "ops@example.com", name: "deploy" }, { roles });
  expect(data).toEqual(account);
  expectTypeOf(data.id).toEqualTypeOf<string>();
  expectTypeOf(data.attributes.name).toEqualTypeOf<string | null | undefined>();
  expect(datadog.requests[0]?.body).toEqual({
    data: {
      type: "users",
      attributes: { email: "ops@example.com", name: "deploy", service_account: true },
      relationships: { roles },
    },
  });
});

test("an account without roles is sent without relationships, and options still come last", async () => {
  datadog.responds(201, { data: account });
  const given = { email: "ops@example.com", service_account: true } as const;
  await datadog.client().serviceAccounts.create(given, undefined, { headers: { "x-trace": "1" } });
  expect(datadog.requests[0]?.body).toEqual({ data: { type: "users", attributes: given } });
});

test("its keys and tokens are addressed by the account's id first, and what is changed by its own", async () => {
  const { accessTokens, applicationKeys } = datadog.client().serviceAccounts;
  datadog.responds(200, { data: token });
  await accessTokens.update(id, token.id, { scopes: [] });
  datadog.responds(200, { data: key });
  await applicationKeys.update(id, key.id, { name: "deploy-2" });
  expect(datadog.requests).toEqual([
    {
      request: `PATCH /api/v2/service_accounts/${id}/access_tokens/${token.id}`,
      body: { data: { type: "service_access_tokens", id: token.id, attributes: { scopes: [] } } },
    },
    {
      request: `PATCH /api/v2/service_accounts/${id}/application_keys/${key.id}`,
      body: { data: { type: "application_keys", id: key.id, attributes: { name: "deploy-2" } } },
    },
  ]);
});

test("a list of an account's tokens is read to its end", async () => {
  const other = { ...token, id: "d0a1" };
  const meta = { page: { total_filtered_count: 2 } };
  datadog.responds(200, { data: [token], meta });
  datadog.responds(200, { data: [other], meta });
  const tokens = await datadog.client().serviceAccounts.accessTokens.list(id, { "page[size]": 1 }).toArray();
  expect(tokens).toEqual([token, other]);
  expect(datadog.requests.map(({ request }) => request)).toEqual([
    `GET /api/v2/service_accounts/${id}/access_tokens?page[size]=1&page[number]=0`,
    `GET /api/v2/service_accounts/${id}/access_tokens?page[size]=1&page[number]=1`,
  ]);
});

test("the responses to creates have to hold the secrets", async () => {
  const { accessTokens, applicationKeys } = datadog.client().serviceAccounts;
  for (const [create, data] of [
    [() => accessTokens.create(id, { name: "deploy", scopes: ["dashboards_write"] }), token],
    [() => applicationKeys.create(id, { name: "deploy" }), key],
  ] as const) {
    datadog.responds(201, { data: { ...data, attributes: { ...data.attributes, key: "secret" } } });
    const created = await create();
    expect(created.data.attributes.key).toBe("secret");
    expectTypeOf(created.data.attributes.key).toEqualTypeOf<string>();
    datadog.responds(201, { data });
    expect(await thrown(create())).toMatchObject({
      outcomeUnknown: true,
      message: expect.stringContaining("data.attributes.key"),
    });
  }
});

test("getting a key never shows its secret", () => {
  const { applicationKeys } = datadog.client().serviceAccounts;
  type Key = Awaited<ReturnType<typeof applicationKeys.get>>["data"]["attributes"];
  expectTypeOf<Key>().not.toHaveProperty("key");
});
