/** Calls a sandbox operation by operation, and holds every response against the spec. */
import { dereference, validate } from "@cfworker/json-schema";
import { expect } from "vitest";
import openapi from "../../generated/openapi.json" with { type: "json" };
import * as constants from "../../generated/operations.ts";
import type { ActionConnectionIntegration } from "../../generated/types.ts";
import { createSandbox, type Operation, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";

export type Json = { [name: string]: unknown };
export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const SITE = "https://api.datadoghq.com";
export const NOWHERE = "00000000-0000-4000-8000-000000000000";

export type OperationId = keyof typeof constants;
/** Every operation by id. */
export const operations: [OperationId, Operation][] = Object.entries(constants).map(([id, { method, path }]) => [
  id as OperationId,
  `${method} ${path}` as Operation,
]);
export const permissionsOf = (id: OperationId): readonly string[] =>
  new Map<string, { permissions: readonly string[] }>(Object.entries(constants)).get(id)?.permissions ?? [];

/** The schemas with their references resolved once; the validator writes into what it is given: a copy. */
const { components } = structuredClone(openapi);
const lookup = dereference({ components } as Json);

type Documented = {
  requestBody?: { content: { "application/json": { example: unknown } } };
  responses: { [status: string]: { content?: { "application/json": { schema: unknown } } } };
};
const paths = openapi.paths as unknown as Record<string, Record<string, Documented>>;

export function responsesOf(operation: Operation): Documented["responses"] {
  const [method = "", path = ""] = operation.split(" ");
  return paths[path]?.[method.toLowerCase()]?.responses ?? {};
}
export const statusesOf = (operation: Operation): number[] => Object.keys(responsesOf(operation)).map(Number);

function expectToMeet(body: unknown, schema: unknown): void {
  const name = (schema as { $ref: string }).$ref.replace(
    "#/components/schemas/",
    "",
  ) as keyof typeof components.schemas;
  const { errors } = validate(body, components.schemas[name] as unknown as Json, "2020-12", lookup, false);
  expect(errors, JSON.stringify(body)).toEqual([]);
}

/** The statuses that the spec does not have everywhere: who is not signed in, and what the pages forget. */
const UNDOCUMENTED = [400, 401, 404, 409, 413];

/** Holds a response against the spec. */
async function conform(operation: Operation, response: Response): Promise<unknown> {
  const documented = responsesOf(operation)[response.status];
  const text = await response.text();
  if (!documented) expect(UNDOCUMENTED).toContain(response.status);
  if (text === "") {
    expect(documented?.content).toBeUndefined();
    return undefined;
  }
  const body: unknown = JSON.parse(text);
  const error = responsesOf(operation)[403]?.content?.["application/json"].schema;
  const schema = documented ? documented.content?.["application/json"].schema : error;
  if (schema) expectToMeet(body, schema);
  return body;
}

export interface Asked {
  /** The path parameters, in order. */
  id?: string | readonly string[] | undefined;
  query?: Record<string, string> | [string, string][];
  body?: unknown;
  headers?: Record<string, string>;
}
// biome-ignore lint/suspicious/noExplicitAny: the spec has vouched for its form, and a test that reads a field that is not there fails
export type Answered = { status: number; body: any; headers: Headers };
export type Ask = (operation: Operation, asked?: Asked) => Promise<Answered>;
export type Send = (operation: Operation, asked?: Asked) => Promise<Response>;

export const keysOf = ({ apiKey, appKey }: Sandbox["credentials"]) => ({
  "DD-API-KEY": apiKey,
  "DD-APPLICATION-KEY": appKey,
});
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A sandbox, and ways to call it: `ask` holds every response against the spec, `send` does not look. */
export function start(options: SandboxOptions = {}): { sandbox: Sandbox; ask: Ask; send: Send } {
  const sandbox = createSandbox(options);
  const send: Send = (operation, { id = [], query = {}, body, headers = keysOf(sandbox.credentials) } = {}) => {
    const [method = "", template = ""] = operation.split(" ");
    const ids = [id].flat();
    const url = new URL(SITE + template.replace(/\{\w+\}/g, () => encodeURIComponent(ids.shift() ?? "")));
    for (const [name, value] of Array.isArray(query) ? query : Object.entries(query))
      url.searchParams.append(name, value);
    const text = typeof body === "string" ? body : body === undefined ? null : JSON.stringify(body);
    return sandbox.fetch(new Request(url, { method, headers, body: text }));
  };
  const ask: Ask = async (operation, asked) => {
    const response = await send(operation, asked);
    return { status: response.status, body: await conform(operation, response.clone()), headers: response.headers };
  };
  return { sandbox, ask, send };
}

const data = (type: string) => (attributes: Json, id?: string) => ({ data: { type, attributes, ...(id && { id }) } });
export const apiKey = data("api_keys");
export const appKey = data("application_keys");
export const personalToken = data("personal_access_tokens");
export const serviceToken = data("service_access_tokens");
export const account = data("users");
export const connection = (integration: ActionConnectionIntegration, name = "c", more: Json = {}) =>
  data("action_connection")({ name, integration, ...more });
export const change = (integration: unknown) => data("action_connection")({ integration });

export const AWS: ActionConnectionIntegration = {
  type: "AWS",
  credentials: { type: "AWSAssumeRole", account_id: "111222333444", role: "r" },
};
export const service = { service_name: "on-call / eu. 50%", service_key: "k1" };
export const inDays = (days: number, from = Date.now()) => new Date(from + days * 86_400_000).toISOString();

const REGISTER = "PUT /api/v2/actions/app_key_registrations/{app_key_id}";
const SERVICES = "POST /api/v1/integration/pagerduty/configuration/services";
const PERSONAL_TOKENS = "POST /api/v2/personal_access_tokens";
const ACCOUNTS = "POST /api/v2/service_accounts";
export const register = (ask: Ask, id: string) => ask(REGISTER, { id });
const newToken = { name: "t", scopes: ["user_app_keys"], expires_at: inDays(30) };

type Good = (ask: Ask, sandbox: Sandbox) => Asked | Promise<Asked>;

/** What operations need to succeed, made with the sandbox's own calls, where the document's example is not enough. */
const FIXTURES: Partial<Record<OperationId, Good>> = {
  listV1APIKeys: () => ({}),
  createV1APIKey: () => ({ body: { name: "new" } }),
  getV1APIKey: (_, { credentials }) => ({ id: credentials.apiKey }),
  updateV1APIKey: (_, { credentials }) => ({ id: credentials.apiKey, body: { name: "new" } }),
  deleteV1APIKey: async (ask) => ({
    id: (await ask("POST /api/v1/api_key", { body: { name: "n" } })).body.api_key.key,
  }),
  listV1ApplicationKeys: () => ({}),
  createV1ApplicationKey: () => ({ body: { name: "new" } }),
  getV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey }),
  updateV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey, body: { name: "new" } }),
  deleteV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey }),
  createPagerDutyService: () => ({ body: service }),
  getPagerDutyService: withService,
  updatePagerDutyService: async (ask) => ({ ...(await withService(ask)), body: { service_key: "k2" } }),
  deletePagerDutyService: withService,
  validateV1APIKey: () => ({}),
  listAPIKeys: () => ({}),
  createAPIKey: () => ({ body: apiKey({ name: "new", category: "ci", remote_config_read_enabled: true }) }),
  getAPIKey: (_, { ids }) => ({ id: ids.apiKey }),
  updateAPIKey: (_, { ids }) => ({ id: ids.apiKey, body: apiKey({ name: "new" }, ids.apiKey) }),
  deleteAPIKey: async (ask) => ({
    id: (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "n" }) })).body.data.id,
  }),
  listApplicationKeys: () => ({}),
  getApplicationKey: (_, { ids }) => ({ id: ids.appKey }),
  updateApplicationKey: (_, { ids }) => ({ id: ids.appKey, body: appKey({ name: "new" }, ids.appKey) }),
  deleteApplicationKey: (_, { ids }) => ({ id: ids.appKey }),
  listCurrentUserApplicationKeys: () => ({}),
  createCurrentUserApplicationKey: () => ({ body: appKey({ name: "new", scopes: ["dashboards_read"] }) }),
  getCurrentUserApplicationKey: (_, { ids }) => ({ id: ids.appKey }),
  updateCurrentUserApplicationKey: (_, { ids }) => ({ id: ids.appKey, body: appKey({ scopes: null }, ids.appKey) }),
  deleteCurrentUserApplicationKey: (_, { ids }) => ({ id: ids.appKey }),
  createActionConnection: async (ask, sandbox) => ({
    ...(await withRegistration(ask, sandbox)),
    body: connection(AWS),
  }),
  getActionConnection: withConnection,
  updateActionConnection: async (ask, sandbox) => ({
    ...(await withConnection(ask, sandbox)),
    body: change({ type: "AWS" }),
  }),
  deleteActionConnection: withConnection,
  listAppKeyRegistrations: withRegistration,
  getAppKeyRegistration: withRegistration,
  registerAppKey: (_, { ids }) => ({ id: ids.appKey }),
  unregisterAppKey: withRegistration,
  validateAPIKey: () => ({}),
  validateV2APIKey: () => ({}),
  listPermissions: () => ({}),
  listUsers: () => ({}),
  getUser: (_, { ids }) => ({ id: ids.user }),
  disableUser: withAccount,
  createServiceAccount: () => ({ body: account({ email: "deploy@example.com", service_account: true }) }),
  listPersonalAccessTokens: withToken,
  createPersonalAccessToken: () => ({ body: personalToken(newToken) }),
  getPersonalAccessToken: withToken,
  updatePersonalAccessToken: async (ask) => {
    const { id } = await withToken(ask);
    return { id, body: personalToken({ name: "new" }, id) };
  },
  revokePersonalAccessToken: withToken,
  listServiceAccountApplicationKeys: withAccountKey,
  createServiceAccountApplicationKey: async (ask) => ({ ...(await withAccount(ask)), body: appKey({ name: "new" }) }),
  getServiceAccountApplicationKey: withAccountKey,
  updateServiceAccountApplicationKey: async (ask) => {
    const { id } = await withAccountKey(ask);
    return { id, body: appKey({ name: "new" }, id[1]) };
  },
  deleteServiceAccountApplicationKey: withAccountKey,
  listServiceAccountAccessTokens: withAccountToken,
  createServiceAccountAccessToken: async (ask) => ({
    ...(await withAccount(ask)),
    body: serviceToken({ name: "new", scopes: ["metrics_read"] }),
  }),
  getServiceAccountAccessToken: withAccountToken,
  updateServiceAccountAccessToken: async (ask) => {
    const { id } = await withAccountToken(ask);
    return { id, body: serviceToken({ name: "new" }, id[1]) };
  },
  revokeServiceAccountAccessToken: withAccountToken,
};

/** The ids of what every sandbox begins with, by the path parameters that take them, and the document's own body. */
const fromDocument =
  (operation: Operation): Good =>
  (_, { ids }) => {
    const known: Record<string, string> = { api_key_id: ids.apiKey, app_key_id: ids.appKey, user_id: ids.user };
    const names = Array.from(operation.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
    const [method = "", path = ""] = operation.split(" ");
    const example = paths[path]?.[method.toLowerCase()]?.requestBody?.content["application/json"].example;
    return { id: names.map((name) => known[name] ?? NOWHERE), ...(example !== undefined && { body: example }) };
  };

/** Whether an operation is documented with a body. */
export function takesBody(operation: Operation): boolean {
  const [method = "", path = ""] = operation.split(" ");
  return paths[path]?.[method.toLowerCase()]?.requestBody !== undefined;
}

/** What each operation needs to succeed. */
export const GOOD = Object.fromEntries(
  operations.map(([id, operation]) => [id, FIXTURES[id] ?? fromDocument(operation)]),
) as Record<OperationId, Good>;

async function withService(ask: Ask): Promise<Asked> {
  await ask(SERVICES, { body: service });
  return { id: service.service_name };
}
async function withRegistration(ask: Ask, { ids }: Sandbox): Promise<Asked> {
  await register(ask, ids.appKey);
  return { id: ids.appKey };
}
async function withConnection(ask: Ask, sandbox: Sandbox): Promise<Asked> {
  await withRegistration(ask, sandbox);
  return { id: (await ask("POST /api/v2/actions/connections", { body: connection(AWS) })).body.data.id };
}
async function withToken(ask: Ask): Promise<{ id: string }> {
  return { id: (await ask(PERSONAL_TOKENS, { body: personalToken(newToken) })).body.data.id };
}
export async function withAccount(ask: Ask): Promise<{ id: string }> {
  const body = account({ email: "ci@example.com", service_account: true });
  return { id: (await ask(ACCOUNTS, { body })).body.data.id };
}
async function withAccountKey(ask: Ask): Promise<{ id: [string, string] }> {
  const { id } = await withAccount(ask);
  const create = "POST /api/v2/service_accounts/{service_account_id}/application_keys";
  return { id: [id, (await ask(create, { id, body: appKey({ name: "k" }) })).body.data.id] };
}
async function withAccountToken(ask: Ask): Promise<{ id: [string, string] }> {
  const { id } = await withAccount(ask);
  const create = "POST /api/v2/service_accounts/{service_account_id}/access_tokens";
  const body = serviceToken({ name: "t", scopes: ["metrics_read"] });
  return { id: [id, (await ask(create, { id, body })).body.data.id] };
}
