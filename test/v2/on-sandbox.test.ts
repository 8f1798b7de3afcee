/** Tokens, service accounts, users, permissions and validation, from a create to its end, on the sandbox. */
import { expect, expectTypeOf, test } from "vitest";
import { ApiError, createDatadog, type Datadog } from "../../src/index.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { thrown } from "../datadog.ts";

const now = Date.parse("2026-05-04T10:15:00Z");
const inDays = (days: number): string => new Date(now + days * 24 * 3600_000).toISOString();

function start(): { sandbox: Sandbox; dd: Datadog } {
  const sandbox = createSandbox({ now: () => now });
  return { sandbox, dd: createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch, maxRetries: 0 }) };
}

/** A service account with somebody's roles. */
async function accountOf(dd: Datadog) {
  const [user] = await dd.users.list().toArray();
  const roles = user?.relationships?.roles ?? {};
  return (await dd.serviceAccounts.create({ name: "deploy", email: "ops@example.com" }, { roles })).data;
}

test("a personal access token is made, signs in, is narrowed, and ends when it is revoked", async () => {
  const { sandbox, dd } = start();
  const { personalAccessTokens } = dd;
  const scopes = ["user_access_read", "user_app_keys"] as const;
  const { data: made } = await personalAccessTokens.create({ name: "laptop", scopes, expires_at: inDays(30) });
  expect(made.attributes.key).toMatch(/^ddpat_\w{22}_\w{36}$/);

  const bearer = createDatadog({ token: made.attributes.key, fetch: sandbox.fetch, maxRetries: 0 });
  expect((await bearer.permissions.list()).data.map(({ attributes }) => attributes.name)).toContain("dashboards_read");

  const { data: narrowed } = await personalAccessTokens.update(made.id, { scopes: ["user_app_keys"] });
  expect(narrowed.attributes).toMatchObject({ name: "laptop", scopes: ["user_app_keys"] });
  expect((await personalAccessTokens.get(made.id)).data.attributes.scopes).toEqual(["user_app_keys"]);
  expect(await thrown(bearer.permissions.list())).toMatchObject({ status: 403 });

  await personalAccessTokens.revoke(made.id);
  expect(await personalAccessTokens.revoke(made.id)).toBeUndefined();
  expect(await thrown(bearer.personalAccessTokens.list().toArray())).toBeInstanceOf(ApiError);
});

test("a personal access token has to expire within a day to a year", async () => {
  const { personalAccessTokens } = start().dd;
  for (const days of [0.5, 400])
    expect(
      await thrown(personalAccessTokens.create({ name: "laptop", scopes: [], expires_at: inDays(days) })),
    ).toMatchObject({ status: 400, outcomeUnknown: false });
});

test("the list holds the tokens of both kinds, and those of several owners where it is asked for them", async () => {
  const { dd } = start();
  const account = await accountOf(dd);
  await dd.personalAccessTokens.create({ name: "laptop", scopes: ["dashboards_read"], expires_at: inDays(30) });
  await dd.serviceAccounts.accessTokens.create(account.id, { name: "deploy", scopes: ["dashboards_read"] });

  const all = await dd.personalAccessTokens.list({ sort: "name" }).toArray();
  const kinds = all.map(({ type, attributes }) => [type, attributes.name]);
  expect(kinds).toContainEqual(["service_access_tokens", "deploy"]);
  expect(kinds).toContainEqual(["personal_access_tokens", "laptop"]);
  const owners = [...new Set(all.map((token) => token.relationships?.owned_by?.data.id ?? ""))];
  expect(owners.length).toBeGreaterThan(1);
  const ofOwners = (ids: readonly string[]) => dd.personalAccessTokens.list({ "filter[owned_by]": ids }).toArray();
  expect((await ofOwners(owners)).length).toBe(all.length);
  expect((await ofOwners([account.id])).map(({ attributes }) => attributes.name)).toEqual(["deploy"]);
});

test("a service account gets keys and tokens, and ends when it is disabled", async () => {
  const { sandbox, dd } = start();
  const account = await accountOf(dd);
  expect((await dd.users.list({ filter: "ops@example.com" }).toArray()).map(({ id }) => id)).toEqual([account.id]);

  const { accessTokens, applicationKeys } = dd.serviceAccounts;
  const { data: token } = await accessTokens.create(account.id, { name: "deploy", scopes: ["user_access_read"] });
  expect(token.attributes.expires_at).toBeNull();
  const { data: key } = await applicationKeys.create(account.id, { name: "deploy" });
  expect(key.attributes.key).toHaveLength(40);
  expect((await applicationKeys.list(account.id).toArray()).map(({ id }) => id)).toEqual([key.id]);
  expect((await accessTokens.list(account.id).toArray()).map(({ id }) => id)).toEqual([token.id]);
  expect((await applicationKeys.get(account.id, key.id)).data.attributes.name).toBe("deploy");
  expect((await accessTokens.get(account.id, token.id)).data.attributes.name).toBe("deploy");
  expect((await applicationKeys.update(account.id, key.id, { name: "d" })).data.attributes.name).toBe("d");
  expect((await accessTokens.update(account.id, token.id, { name: "d" })).data.attributes.name).toBe("d");

  const bearer = createDatadog({ token: token.attributes.key, fetch: sandbox.fetch, maxRetries: 0 });
  expect((await bearer.users.get(account.id)).data.attributes).toMatchObject({
    service_account: true,
    disabled: false,
  });

  await applicationKeys.delete(account.id, key.id);
  expect(await thrown(applicationKeys.delete(account.id, key.id))).toMatchObject({ status: 404 });
  await accessTokens.revoke(account.id, token.id);
  await dd.users.disable(account.id);
  expect((await dd.users.get(account.id)).data.attributes).toMatchObject({ disabled: true });
  expect(await thrown(bearer.users.get(account.id))).toBeInstanceOf(ApiError);
});

test("credentials are validated, each by what it looks at", async () => {
  const { sandbox, dd } = start();
  expect(await dd.v1.validation.apiKey()).toEqual({ valid: true });
  expect(await dd.validation.keys()).toEqual({ status: "ok" });
  const { data } = await dd.validation.apiKey();
  expectTypeOf(data.attributes.api_key_id).toEqualTypeOf<string>();
  expect((await dd.apiKeys.get(data.attributes.api_key_id)).data.id).toBe(data.attributes.api_key_id);

  const { apiKey } = sandbox.credentials;
  const halfWrong = createDatadog({ apiKey, appKey: "0".repeat(40), fetch: sandbox.fetch, maxRetries: 0 });
  expect(await halfWrong.v1.validation.apiKey()).toEqual({ valid: true });
  expect(await thrown(halfWrong.validation.keys())).toMatchObject({ status: 403 });
});
