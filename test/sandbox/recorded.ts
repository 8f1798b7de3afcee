/** What the real API was seen to respond with, by operation and status: media types, every field with its format, error texts. */

/** A field's format; of an object its fields, `?` at the end of those that may be missing; of an array its items. */
export type Recorded = string | readonly [Recorded] | { readonly [field: string]: Recorded };

const JSON_TYPE = "application/json";
const JSON_API = "application/vnd.api+json";
const HTML = "text/html; charset=utf-8";

const reference = { id: "uuid", type: "text" };
const toOne = { data: reference };
const total = { page: { total_filtered_count: "number" } };
const noLeak = { leak_information: { data: "null" } };

const apiKeyAttributes = {
  created_at: "offset",
  last4: "text",
  modified_at: "offset",
  remote_config_read_enabled: "boolean",
  category: "text",
  name: "text",
};
const lastUse = {
  date_last_used: "null|offset",
  used_in_last_24_hours: "boolean",
  last_used_date: { timestamp: "null|offset", description: "text" },
};
const apiKey = (more: Record<string, Recorded>): Recorded => ({
  type: "text",
  id: "uuid",
  attributes: { ...apiKeyAttributes, ...more },
  relationships: { created_by: toOne, modified_by: toOne, ...noLeak },
});

const appKey = (more: Record<string, Recorded>, owned: Record<string, Recorded> = { owned_by: toOne }): Recorded => ({
  type: "text",
  id: "uuid",
  attributes: { name: "text", created_at: "offset", last4: "text", scopes: "null|array", ...more },
  relationships: { ...owned, ...noLeak },
});
const lastUsed = { last_used_at: "null|offset" };

const userAttributes = {
  name: "null|text",
  handle: "text",
  created_at: "offset",
  modified_at: "offset",
  email: "text",
  icon: "text",
  title: "null|text",
  verified: "boolean",
  service_account: "boolean",
  disabled: "boolean",
  allowed_login_methods: "array",
  status: "text",
};
const org = { org: { data: reference } };
const user = (more: Record<string, Recorded>, relationships: Record<string, Recorded> = {}): Recorded => ({
  type: "text",
  id: "uuid",
  attributes: { ...userAttributes, ...more },
  relationships: { roles: { data: [reference] }, ...relationships },
});
const role = { name: "text", managed: "boolean", created_at: "offset", modified_at: "offset" };
const permission = (created: string, more: Record<string, Recorded> = {}): Recorded => ({
  type: "text",
  id: "uuid",
  attributes: {
    name: "text",
    display_name: "text",
    description: "text",
    created,
    group_name: "text",
    display_type: "text",
    restricted: "boolean",
    ...more,
  },
});
const rolesWithPermissions: Recorded = [
  {
    "users?": "never",
    "roles?": {
      type: "text",
      id: "uuid",
      attributes: role,
      relationships: { permissions: { data: [reference] } },
    },
    "permissions?": permission("offset"),
  },
];

const token = (more: Record<string, Recorded>): Recorded => ({
  id: "uuid",
  type: "text",
  attributes: {
    created_at: "micro",
    expires_at: "null|short",
    last_used_at: "null|nano",
    name: "text",
    public_portion: "22|ddsat",
    scopes: ["text"],
    ...more,
  },
  relationships: { owned_by: toOne },
});
const newToken: Recorded = {
  id: "uuid",
  type: "text",
  attributes: {
    created_at: "nano",
    expires_at: "null|short",
    key: "text",
    name: "text",
    public_portion: "22|ddsat",
    scopes: ["text"],
  },
  relationships: { owned_by: toOne },
};

const aws = {
  type: "text",
  credentials: { type: "text", account_id: "text", external_id: "hex32", principal_id: "text", role: "text" },
};
const connection = (more: Record<string, Recorded>, relationships: Record<string, Recorded> = {}): Recorded => ({
  id: "uuid",
  type: "text",
  attributes: {
    integration: aws,
    name: "text",
    acting_user_can_resolve: "boolean",
    external_secrets_manager: "null",
    is_favorite: "boolean",
    ...more,
  },
  ...relationships,
});
const v1AppKey = { owner: "text", org_id: "number", hash: "text", name: "text", revoked: "boolean" };

/** The bodies of successes. `included` is told apart by type. */
export const BODIES: Readonly<Record<string, { type: string | null; body?: Recorded }>> = {
  "DELETE /api/v1/application_key/{key}": { type: JSON_TYPE, body: { application_key: v1AppKey } },
  "POST /api/v1/application_key": {
    type: JSON_TYPE,
    body: { application_key: { ...v1AppKey, hash: "hex40" } },
  },
  "POST /api/v1/integration/pagerduty/configuration/services": { type: JSON_TYPE, body: { service_name: "text" } },
  "GET /api/v1/integration/pagerduty/configuration/services/{service_name}": {
    type: JSON_TYPE,
    body: { service_name: "text" },
  },
  "PUT /api/v1/integration/pagerduty/configuration/services/{service_name}": {
    type: JSON_TYPE,
    body: { service_name: "text" },
  },
  "DELETE /api/v1/integration/pagerduty/configuration/services/{service_name}": { type: null },
  "GET /api/v1/validate": { type: JSON_TYPE, body: { valid: "boolean" } },
  "GET /api/v2/api_keys": {
    type: JSON_TYPE,
    body: { data: [apiKey(lastUse)], meta: { ...total, max_allowed: "number" } },
  },
  "GET /api/v2/api_keys/{api_key_id}": { type: JSON_TYPE, body: { data: apiKey({ key: "hex32", ...lastUse }) } },
  "POST /api/v2/api_keys": { type: JSON_TYPE, body: { data: apiKey({ key: "hex32" }) } },
  "PATCH /api/v2/api_keys/{api_key_id}": { type: JSON_TYPE, body: { data: apiKey({ key: "hex32" }) } },
  "DELETE /api/v2/api_keys/{api_key_id}": { type: HTML },
  "GET /api/v2/application_keys": {
    type: JSON_TYPE,
    body: { data: [appKey(lastUsed)], meta: { ...total, max_allowed_per_user: "number" } },
  },
  "GET /api/v2/application_keys/{app_key_id}": { type: JSON_TYPE, body: { data: appKey(lastUsed) } },
  "PATCH /api/v2/application_keys/{app_key_id}": { type: JSON_TYPE, body: { data: appKey(lastUsed) } },
  "DELETE /api/v2/application_keys/{app_key_id}": { type: HTML },
  "GET /api/v2/current_user/application_keys": {
    type: JSON_TYPE,
    body: { data: [appKey(lastUsed, {})], meta: { ...total, max_allowed_per_user: "number" } },
  },
  "POST /api/v2/current_user/application_keys": { type: JSON_TYPE, body: { data: appKey({ key: "text" }) } },
  "GET /api/v2/current_user/application_keys/{app_key_id}": {
    type: JSON_TYPE,
    body: {
      data: appKey({ key: "text", ...lastUsed }),
      included: [{ "users?": user({}), "roles?": { type: "text", id: "uuid", attributes: role } }],
    },
  },
  "PATCH /api/v2/current_user/application_keys/{app_key_id}": {
    type: JSON_TYPE,
    body: { data: appKey({ key: "text", ...lastUsed }) },
  },
  "DELETE /api/v2/current_user/application_keys/{app_key_id}": { type: HTML },
  "GET /api/v2/actions/app_key_registrations": {
    type: JSON_API,
    body: { data: [reference], meta: { total: "number", total_filtered: "number" } },
  },
  "GET /api/v2/actions/app_key_registrations/{app_key_id}": { type: JSON_API, body: { data: reference } },
  "PUT /api/v2/actions/app_key_registrations/{app_key_id}": { type: JSON_API, body: { data: reference } },
  "DELETE /api/v2/actions/app_key_registrations/{app_key_id}": { type: null },
  "POST /api/v2/actions/connections": { type: JSON_API, body: { data: connection({}) } },
  "GET /api/v2/actions/connections/{connection_id}": {
    type: JSON_API,
    body: {
      data: connection({ created_at: "go", last_updated: "go" }, { relationships: { created_by: toOne } }),
    },
  },
  "PATCH /api/v2/actions/connections/{connection_id}": { type: JSON_API, body: { data: connection({}) } },
  "DELETE /api/v2/actions/connections/{connection_id}": { type: null },
  "GET /api/v2/permissions": { type: JSON_API, body: { data: [permission("micro", { name_aliases: "array" })] } },
  "GET /api/v2/personal_access_tokens": { type: JSON_API, body: { data: [token({})], meta: total } },
  "GET /api/v2/personal_access_tokens/{token_id}": { type: JSON_API, body: { data: token({}) } },
  "POST /api/v2/personal_access_tokens": { type: JSON_API, body: { data: newToken } },
  "PATCH /api/v2/personal_access_tokens/{token_id}": {
    type: JSON_API,
    body: { data: token({ modified_at: "micro" }) },
  },
  "DELETE /api/v2/personal_access_tokens/{token_id}": { type: null },
  "POST /api/v2/service_accounts": {
    type: JSON_TYPE,
    body: { data: user({ uuid: "uuid", last_login_time: "null", handle: "uuid" }, org) },
  },
  "GET /api/v2/service_accounts/{service_account_id}/access_tokens": {
    type: JSON_API,
    body: { data: [token({})], meta: total },
  },
  "GET /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}": {
    type: JSON_API,
    body: { data: token({}) },
  },
  "POST /api/v2/service_accounts/{service_account_id}/access_tokens": { type: JSON_API, body: { data: newToken } },
  "PATCH /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}": {
    type: JSON_API,
    body: { data: token({ modified_at: "micro" }) },
  },
  "DELETE /api/v2/service_accounts/{service_account_id}/access_tokens/{token_id}": { type: null },
  "GET /api/v2/service_accounts/{service_account_id}/application_keys": {
    type: JSON_TYPE,
    body: { data: [appKey(lastUsed)], meta: { ...total, max_allowed_per_user: "number" } },
  },
  "GET /api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}": {
    type: JSON_TYPE,
    body: { data: appKey(lastUsed, {}) },
  },
  "POST /api/v2/service_accounts/{service_account_id}/application_keys": {
    type: JSON_TYPE,
    body: { data: appKey({ key: "text" }) },
  },
  "PATCH /api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}": {
    type: JSON_TYPE,
    body: { data: appKey(lastUsed, {}) },
  },
  "DELETE /api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}": { type: HTML },
  "GET /api/v2/users": {
    type: JSON_TYPE,
    body: {
      data: [user({ "mfa_enabled?": "boolean", "last_login_time?": "null" }, org)],
      "included?": rolesWithPermissions,
      meta: {
        page: { total_count: "number", total_filtered_count: "number", "max_page_size?": "number" },
      },
    },
  },
  "GET /api/v2/users/{user_id}": {
    type: JSON_TYPE,
    body: {
      data: user(
        { uuid: "uuid", "mfa_enabled?": "boolean", last_login_time: "null" },
        { ...org, team_roles: { data: "array" } },
      ),
      "included?": rolesWithPermissions,
    },
  },
  "DELETE /api/v2/users/{user_id}": { type: null },
  // Not recorded; as the pages say.
  "GET /api/v1/api_key": { type: JSON_TYPE, body: { api_keys: [v1APIKey()] } },
  "POST /api/v1/api_key": { type: JSON_TYPE, body: { api_key: v1APIKey() } },
  "GET /api/v1/api_key/{key}": { type: JSON_TYPE, body: { api_key: v1APIKey() } },
  "PUT /api/v1/api_key/{key}": { type: JSON_TYPE, body: { api_key: v1APIKey() } },
  "DELETE /api/v1/api_key/{key}": { type: JSON_TYPE, body: { api_key: v1APIKey() } },
  "GET /api/v1/application_key": { type: JSON_TYPE, body: { application_keys: [v1AppKey] } },
  "GET /api/v1/application_key/{key}": { type: JSON_TYPE, body: { application_key: v1AppKey } },
  "PUT /api/v1/application_key/{key}": { type: JSON_TYPE, body: { application_key: v1AppKey } },
  "GET /api/v2/validate_keys": { type: JSON_TYPE, body: { status: "text" } },
  "GET /api/v2/validate": {
    type: JSON_API,
    body: {
      data: { id: "uuid", type: "text", attributes: { valid: "boolean", api_key_id: "uuid", api_key_scopes: "array" } },
    },
  },
};

function v1APIKey(): Recorded {
  return { created: "plain", created_by: "text", key: "hex32", name: "text" };
}

const FORMATS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string" && value !== "",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  null: (value) => value === null,
  never: () => false,
  uuid: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  hex32: matching(/^[0-9a-f]{32}$/),
  hex40: matching(/^[0-9a-f]{40}$/),
  22: matching(/^[0-9A-Za-z]{22}$/),
  ddsat: matching(/^ddsat_[0-9A-Za-z]{22}$/),
  offset: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
  micro: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
  nano: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
  short: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  go: matching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} \+0000 UTC$/),
  plain: matching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
};
function matching(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

/** What differs between a value and what was recorded: fields that are missing or too many, and wrong formats. */
export function differences(value: unknown, recorded: Recorded, at = "body"): string[] {
  if (typeof recorded === "string") {
    return recorded.split("|").some((format) => FORMATS[format]?.(value)) ? [] : [`${at} is not ${recorded}`];
  }
  if (Array.isArray(recorded)) return itemDifferences(value, recorded[0], at);
  if (typeof value !== "object" || value === null) return [`${at} is no object`];
  const known = Object.entries(recorded).map(([name, field]) => ({ name: name.replace("?", ""), field, raw: name }));
  const missing = known.filter(({ name, raw }) => !raw.endsWith("?") && !Object.hasOwn(value, name));
  return [
    ...missing.map(({ name }) => `${at}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const found = known.find((each) => each.name === name);
      return found ? differences(inner, found.field, `${at}.${name}`) : [`${at}.${name} is too much`];
    }),
  ];
}

function itemDifferences(value: unknown, item: Recorded | undefined, at: string): string[] {
  if (!Array.isArray(value) || item === undefined) return [`${at} is no array`];
  if (!/\.included$/.test(at)) return value.flatMap((each, index) => differences(each, item, `${at}[${index}]`));
  const byType = item as { readonly [type: string]: Recorded };
  return value.flatMap((each: { type: string }) =>
    differences(each, byType[`${each.type}?`] ?? "never", `${at}[${each.type}]`),
  );
}
