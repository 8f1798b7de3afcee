/** Personal access tokens: what the table of all operations cannot say of them. */
import { expect, expectTypeOf, test } from "vitest";
import type { AccessToken, PersonalAccessToken, ServiceAccessToken } from "../../src/index.ts";
import { thrown } from "../datadog.ts";
import { loopback } from "../loopback.ts";

const datadog = loopback();

const attributes = {
  name: "laptop",
  created_at: "2026-03-02T08:15:30.482917Z",
  expires_at: "2026-09-01T00:00:00Z",
  public_portion: "4Kq9ZtB2mW7xR1cV5nYp8L",
  scopes: ["dashboards_read"],
};
const personal = { id: "2b9e4f16-70c3-4d58-8a21-f6d3b07c95e4", type: "personal_access_tokens", attributes };
const service = {
  id: "c7f05d82-1e6b-49a4-b3d9-48a2e17f6c03",
  type: "service_access_tokens",
  attributes: { ...attributes, expires_at: null },
};
const page = (...data: object[]) => ({ data, meta: { page: { total_filtered_count: data.length } } });

test("a list asks for the tokens of several owners by one parameter an owner", async () => {
  datadog.responds(200, page(personal));
  await datadog
    .client()
    .personalAccessTokens.list({ "filter[owned_by]": ["a&b", "c"], sort: "-expires_at" })
    .toArray();
  expect(datadog.requests).toEqual([
    {
      request:
        "GET /api/v2/personal_access_tokens?filter[owned_by]=a&b&filter[owned_by]=c&sort=-expires_at&page[size]=100&page[number]=0",
    },
  ]);
});

test("a list holds both kinds of tokens, and the types tell them apart", async () => {
  datadog.responds(200, page(personal, service));
  const tokens = await datadog.client().personalAccessTokens.list().toArray();
  expect(tokens).toEqual([personal, service]);
  expectTypeOf(tokens).toEqualTypeOf<AccessToken[]>();
  for (const token of tokens) {
    expectTypeOf(token.attributes.expires_at).toEqualTypeOf<string | null>();
    expectTypeOf(token.attributes.scopes).toExtend<readonly string[]>();
    if (token.type === "personal_access_tokens") expectTypeOf(token).toEqualTypeOf<PersonalAccessToken>();
    else expectTypeOf(token).toEqualTypeOf<ServiceAccessToken>();
  }
});

test("the response to a create has to hold the secret", async () => {
  const wanted = { name: "laptop", scopes: ["dashboards_read"], expires_at: "2026-09-01T00:00:00Z" };
  const key = "ddpat_4Kq9ZtB2mW7xR1cV5nYp8L_0123456789abcdefghijklmnopqrstuvwxyz";
  datadog.responds(201, { data: { ...personal, attributes: { ...attributes, key } } });
  const { data } = await datadog.client().personalAccessTokens.create(wanted);
  expect(data.attributes.key).toBe(key);
  expectTypeOf(data.attributes.key).toEqualTypeOf<string>();

  datadog.responds(201, { data: personal });
  expect(await thrown(datadog.client().personalAccessTokens.create(wanted))).toMatchObject({
    name: "ApiError",
    outcomeUnknown: true,
    message: expect.stringContaining("data.attributes.key"),
  });
});

test("a token cannot be made without a time to expire, nor be given another", () => {
  const { personalAccessTokens } = datadog.client();
  expectTypeOf(personalAccessTokens.create).parameter(0).toHaveProperty("expires_at").toEqualTypeOf<string>();
  expectTypeOf(personalAccessTokens.update).parameter(1).not.toHaveProperty("expires_at");
});

test("a token in the place of its id is not sent", async () => {
  const token = "ddpat_4Kq9ZtB2mW7xR1cV5nYp8L_0123456789abcdefghijklmnopqrstuvwxyz";
  const error = await thrown(datadog.client().personalAccessTokens.revoke(token));
  expect(error).toMatchObject({ name: "InputError" });
  expect(String(error)).not.toContain("4Kq9ZtB2mW7xR1cV5nYp8L");
  expect(datadog.requests).toEqual([]);
});

test("a token can be revoked twice", async () => {
  const { personalAccessTokens } = datadog.client();
  for (const status of [204, 204]) {
    datadog.responds(status);
    expect(await personalAccessTokens.revoke(personal.id)).toBeUndefined();
  }
});
