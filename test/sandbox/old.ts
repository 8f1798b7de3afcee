/** The sandbox answers every operation as the spec and Datadog do: each answer is held against the spec, whatever else a test looks at. */
import { Validator } from "@cfworker/json-schema";
import { describe, expect, test, vi } from "vitest";
import openapi from "../generated/openapi.json" with { type: "json" };
import { operations } from "../generated/operations.ts";
import type { ActionConnectionIntegration, ActionConnectionIntegrationUpdate } from "../generated/types.ts";
import { createSandbox, type Operation, type Sandbox, type SandboxOptions } from "../src/sandbox/index.ts";

type Json = { [name: string]: unknown };
const SITE = "https://api.datadoghq.com";
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** A schema for answers: nothing that is not described, and write-only fields may be missing, but must not be there. */
function forAnswers(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forAnswers);
  if (!isJson(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, forAnswers(value)]));
  const properties = isJson(node.properties) ? Object.entries(node.properties) : undefined;
  if (!properties || node.type !== "object") return copy;
  const secret = properties.filter(([, property]) => isJson(property) && property.writeOnly).map(([name]) => name);
  return {
    ...copy,
    additionalProperties: false,
    properties: { ...(copy.properties as Json), ...Object.fromEntries(secret.map((name) => [name, false])) },
    required: ((node.required as string[]) ?? []).filter((name) => !secret.includes(name)),
  };
}
const components = forAnswers(openapi.components);

function expectToMeet(body: unknown, schema: unknown): void {
  const result = new Validator({ ...(schema as Json), components }, "2020-12", false).validate(body);
  expect(result.errors, JSON.stringify(body)).toEqual([]);
}

type Documented = { responses: { [status: string]: { content?: { "application/json": { schema: unknown } } } } };

const paths = openapi.paths as unknown as Record<string, Record<string, Documented>>;
const responsesOf = (method: string, path: string) => paths[path]?.[method.toLowerCase()]?.responses ?? {};

/** Holds an answer against the spec; where that does not know the status, against the error form of the family. */
async function conform(operation: Operation, response: Response): Promise<unknown> {
  const [method = "", path = ""] = operation.split(" ");
  const responses = responsesOf(method, path);
  const isAction = path.startsWith("/api/v2/actions");
  const text = await response.text();
  const documented = responses[response.status];
  if (documented && !documented.content) {
    expect(text).toBe("");
    return undefined;
  }
  const type = isAction ? "application/vnd.api+json" : "application/json";
  expect(response.headers.get("content-type")).toBe(type);
  const body: unknown = JSON.parse(text);
  if (!documented) expect([400, 401, 409]).toContain(response.status);
  const error = `#/components/schemas/${isAction ? "JSONAPIErrorResponse" : "APIErrorResponse"}`;
  expectToMeet(body, documented?.content?.["application/json"].schema ?? { $ref: error });
  return body;
}

interface Asked {
  id?: string | undefined;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}
// biome-ignore lint/suspicious/noExplicitAny: the spec has vouched for its form, and a test that reads a field that is not there fails
type Answered = { status: number; body: any; headers: Headers };
type Ask = (operation: Operation, asked?: Asked) => Promise<Answered>;

const keysOf = ({ apiKey, appKey }: Sandbox["credentials"]) => ({ "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey });

/** A sandbox, and a way to call it that holds every answer against the spec. */
function start(options: SandboxOptions = {}): {
  sandbox: Sandbox;
  ask: Ask;
  send: (operation: Operation, asked?: Asked) => Promise<Response>;
} {
  const sandbox = createSandbox(options);
  const send = (
    operation: Operation,
    { id = "", query = {}, body, headers = keysOf(sandbox.credentials) }: Asked = {},
  ) => {
    const [method = "", template = ""] = operation.split(" ");
    const url = new URL(SITE + template.replace(/\{\w+\}/, encodeURIComponent(id)));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const text = typeof body === "string" ? body : body === undefined ? null : JSON.stringify(body);
    return sandbox.fetch(new Request(url, { method, headers, body: text }));
  };
  const ask: Ask = async (operation, asked) => {
    const response = await send(operation, asked);
    return { status: response.status, body: await conform(operation, response.clone()), headers: response.headers };
  };
  return { sandbox, ask, send };
}

const apiKey = (attributes: Json, id?: string) => ({ data: { type: "api_keys", attributes, ...(id && { id }) } });
const appKey = (attributes: Json, id?: string) => ({
  data: { type: "application_keys", attributes, ...(id && { id }) },
});
const connection = (integration: ActionConnectionIntegration, name = "c") => ({
  data: { type: "action_connection", attributes: { name, integration } },
});
const change = (integration: ActionConnectionIntegrationUpdate) => ({
  data: { type: "action_connection", attributes: { integration } },
});
const AWS: ActionConnectionIntegration = {
  type: "AWS",
  credentials: { type: "AWSAssumeRole", account_id: "111222333444", role: "r" },
};
const register = (ask: Ask, id: string) => ask("PUT /api/v2/actions/app_key_registrations/{app_key_id}", { id });
const service = { service_name: "on-call / eu. 50%", service_key: "k1" };

/** What each operation needs to succeed: made with the sandbox's own calls. */
const GOOD: Record<keyof typeof operations, (ask: Ask, sandbox: Sandbox) => Asked | Promise<Asked>> = {
  listV1APIKeys: () => ({}),
  createV1APIKey: () => ({ body: { name: "new" } }),
  getV1APIKey: (_, { credentials }) => ({ id: credentials.apiKey }),
  updateV1APIKey: (_, { credentials }) => ({ id: credentials.apiKey, body: { name: "new" } }),
  deleteV1APIKey: (_, { credentials }) => ({ id: credentials.apiKey }),
  listV1ApplicationKeys: () => ({}),
  createV1ApplicationKey: () => ({ body: { name: "new" } }),
  getV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey }),
  updateV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey, body: { name: "new" } }),
  deleteV1ApplicationKey: (_, { credentials }) => ({ id: credentials.appKey }),
  createPagerDutyService: () => ({ body: service }),
  getPagerDutyService: withService,
  updatePagerDutyService: async (ask) => ({ ...(await withService(ask)), body: { service_key: "k2" } }),
  deletePagerDutyService: withService,
  listAPIKeys: () => ({ query: { include: "created_by,modified_by" } }),
  createAPIKey: () => ({ body: apiKey({ name: "new", category: "ci", remote_config_read_enabled: true }) }),
  getAPIKey: (_, { ids }) => ({ id: ids.apiKey, query: { include: "modified_by" } }),
  updateAPIKey: (_, { ids }) => ({ id: ids.apiKey, body: apiKey({ name: "new" }, ids.apiKey) }),
  deleteAPIKey: (_, { ids }) => ({ id: ids.apiKey }),
  listApplicationKeys: () => ({ query: { include: "owned_by" } }),
  getApplicationKey: (_, { ids }) => ({ id: ids.appKey, query: { include: "owned_by" } }),
  updateApplicationKey: (_, { ids }) => ({ id: ids.appKey, body: appKey({ name: "new" }, ids.appKey) }),
  deleteApplicationKey: (_, { ids }) => ({ id: ids.appKey }),
  listCurrentUserApplicationKeys: () => ({ query: { include: "owned_by" } }),
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
};
async function withService(ask: Ask): Promise<Asked> {
  await ask("POST /api/v1/integration/pagerduty/configuration/services", { body: service });
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

const table = Object.entries(operations) as [keyof typeof operations, Operation][];
const statuses = (operation: Operation): number[] => {
  const [method = "", path = ""] = operation.split(" ");
  return Object.keys(responsesOf(method, path)).map(Number);
};

describe.each(table)("%s", (id, operation) => {
  const documented = statuses(operation);
  const good = async (options?: SandboxOptions) => {
    const world = start(options);
    return { ...world, asked: await GOOD[id](world.ask, world.sandbox) };
  };

  test("succeeds with the documented status and body", async () => {
    const { ask, asked, sandbox } = await good();
    const { status, headers } = await ask(operation, asked);
    expect(status).toBe(documented.find((each) => each < 300));
    expect(headers.get("content-type")?.startsWith("text/html")).toBe(status === 204);
    expect(sandbox.requests.at(-1)).toMatchObject({ operation, method: operation.split(" ")[0], status });
  });

  test("401 without keys, with half of them, or with DD-APP-KEY", async () => {
    const { ask, asked, sandbox } = await good();
    const { apiKey, appKey } = sandbox.credentials;
    for (const headers of [
      {},
      { "DD-API-KEY": apiKey },
      { "DD-APPLICATION-KEY": appKey },
      { "DD-API-KEY": apiKey, "DD-APP-KEY": appKey },
    ]) {
      expect((await ask(operation, { ...asked, headers })).status).toBe(401);
    }
  });

  test("403 with keys or a token that nobody knows", async () => {
    const { ask, asked, sandbox } = await good();
    const { apiKey, appKey } = sandbox.credentials;
    for (const headers of [
      keysOf({ apiKey, appKey: apiKey }),
      keysOf({ apiKey: appKey, appKey }),
      { authorization: "Bearer ddpat_x" },
    ]) {
      expect((await ask(operation, { ...asked, headers })).status).toBe(403);
    }
  });

  test("takes a token in place of the keys", async () => {
    const { ask, asked, sandbox } = await good();
    const { status } = await ask(operation, { ...asked, headers: { authorization: `Bearer ${sandbox.token}` } });
    expect(status).toBe(documented.find((each) => each < 300));
  });

  test("429 above the rate limit", async () => {
    const { ask } = start({ rateLimit: { limit: 0, period: 60 } });
    const { status, headers, body } = await ask(operation, { id: NOWHERE });
    expect(status).toBe(429);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(body.errors).toHaveLength(1);
  });

  if (operation.includes("{") && documented.includes(404))
    test("404 for what is not there, and for what is no id", async () => {
      const { ask, asked } = await good();
      const isAction = operation.includes("/actions/");
      const body =
        isJson(asked.body) && isJson(asked.body.data) && asked.body.data.id
          ? { data: { ...asked.body.data, id: NOWHERE } }
          : asked.body;
      const { status, body: error } = await ask(operation, { ...asked, id: NOWHERE, body });
      expect(status).toBe(404);
      const message = {
        connections: "connection not found",
        app_key_registrations: "app key registration not found",
        services: "Service not found",
      };
      const kind = operation.split("/").at(-2) as keyof typeof message;
      const expected = message[kind] ?? (/api_key/.test(kind) ? "API key not found" : "Application key not found");
      expect(isAction ? error.errors[0].detail : error.errors[0]).toBe(expected);
      const noId = await ask(operation, { ...asked, id: "not-an-id" });
      expect(noId.status).toBe(isAction ? 400 : 404);
      if (isAction) expect(noId.body.errors[0].detail).toContain('expected type "uuid"');
      else expect(noId.body).toEqual({ errors: [expected] });
    });

  if (/^(POST|PATCH|PUT) (?!.*registrations)/.test(operation))
    test("400 for a body that is missing, no JSON or no object", async () => {
      const { ask, asked } = await good();
      for (const body of ["", "{", "[]", "null", '"text"']) {
        const answered = await ask(operation, { ...asked, body });
        expect(answered.status, body).toBe(400);
        const message = answered.body.errors[0].detail ?? answered.body.errors[0];
        expect(message).toMatch(
          body === "" ? /^body: field required$|^the body is required$/ : /body:? must be a JSON object$/,
        );
      }
    });

  if (documented.includes(400) && /^GET .*s$/.test(operation))
    test("400 for a page that cannot be", async () => {
      const { ask } = await good();
      expect((await ask(operation, { query: { "page[number]": "-1" } })).status).toBe(400);
    });

  if (operation.startsWith("DELETE"))
    test("a second DELETE is a 404", async () => {
      const { ask, asked, sandbox } = await good();
      const headers = { authorization: `Bearer ${sandbox.token}` }; // the key may be the one that goes
      await ask(operation, { ...asked, headers });
      expect((await ask(operation, { ...asked, headers })).status).toBe(404);
    });
});

describe("credentials", () => {
  test("look like Datadog's and come from the seed", () => {
    const [one, same, other] = [createSandbox(), createSandbox({ seed: 1 }), createSandbox({ seed: 2 })];
    expect(one.credentials.apiKey).toMatch(/^[0-9a-f]{32}$/);
    expect(one.credentials.appKey).toMatch(/^ddapp_[0-9A-Za-z]{34}$/);
    expect(one.token).toMatch(/^ddpat_[0-9A-Za-z]{22}_[0-9A-Za-z]{36}$/);
    expect(Object.keys(one.credentials)).toEqual(["apiKey", "appKey"]);
    for (const id of Object.values(one.ids))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(same.credentials).toEqual(one.credentials);
    expect(other.credentials).not.toEqual(one.credentials);
  });

  test("keys that are created work, keys that are deleted do not", async () => {
    const { ask, sandbox } = start();
    const made = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body.data;
    const own = (await ask("POST /api/v1/application_key", { body: { name: "a" } })).body.application_key;
    const headers = keysOf({ apiKey: made.attributes.key, appKey: own.hash });
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(200);
    await ask("DELETE /api/v2/api_keys/{api_key_id}", { id: made.id });
    expect((await ask("GET /api/v2/api_keys", { headers })).status).toBe(403);
    const { appKey } = sandbox.credentials;
    await ask("DELETE /api/v1/application_key/{key}", { id: appKey });
    expect((await ask("GET /api/v2/api_keys")).status).toBe(403);
  });

  test("use is noted on both keys, with a Z", async () => {
    const { ask } = start({ now: () => Date.UTC(2026, 4, 4, 10, 15, 0, 302) });
    const [api] = (await ask("GET /api/v2/api_keys")).body.data;
    expect(api.attributes).toMatchObject({
      created_at: "2026-05-04T10:15:00.302000+00:00",
      date_last_used: "2026-05-04T10:15:00.302000000Z",
    });
    const unused = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body.data;
    expect(unused.attributes.date_last_used).toBeNull();
    const [app] = (await ask("GET /api/v2/application_keys")).body.data;
    expect(app.attributes.last_used_at).toBe("2026-05-04T10:15:00.302000000Z");
  });
});

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
    expect(sandbox.state.apiKeys.map(({ name }) => name)).toEqual(["sandbox", "two again"]);
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
        body: apiKey({ name: "n", remote_config_read_enabled: true, key: "x" }, id),
        headers,
      })
    ).body.data;
    expect(changed.attributes).toEqual({
      ...data.attributes,
      name: "n",
      remote_config_read_enabled: true,
      modified_at: "2026-01-01T00:01:00.000000+00:00",
    });
    expect(changed.relationships).toEqual({
      ...data.relationships,
      modified_by: { data: { id: sandbox.state.users[1]?.id, type: "users" } },
    });
    const include = { include: "created_by,modified_by" };
    const one = (await ask("GET /api/v2/api_keys/{api_key_id}", { id, query: include })).body;
    expect(one.included.map((user: { attributes: Json }) => user.attributes.name)).toEqual(["Jo Example", "Sam Other"]);
    expect((await ask("GET /api/v2/api_keys/{api_key_id}", { id })).body).not.toHaveProperty("included");
    const wrong = await ask("PATCH /api/v2/api_keys/{api_key_id}", { id, body: apiKey({ name: "n" }, NOWHERE) });
    expect(wrong).toMatchObject({ status: 400, body: { errors: ["data.id: is not the id in the path"] } });
  });
});

describe("lists", () => {
  const names = (answered: Answered) => answered.body.data.map((key: { attributes: Json }) => key.attributes.name);
  /** A sandbox with 120 more API keys, a minute apart. */
  async function many() {
    let time = Date.UTC(2026, 0, 1);
    const world = start({ now: () => time });
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

  test("page from 0, ten by default, a hundred at most", async () => {
    const { list } = await many();
    expect(names(await list({}))).toHaveLength(10);
    expect((await list({})).body.meta).toEqual({ max_allowed: 1000, page: { total_filtered_count: 121 } });
    expect(names(await list({ "page[number]": "12" }))).toEqual(["key 120"]);
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
    expect(body.errors[0]).toMatchObject({ status: "400", source: { parameter: "page[size]" } });
    expect((await ask("GET /api/v2/api_keys", { query: { unheard_of: "1" } })).status).toBe(200);
  });

  test("filter by name, category, Remote Configuration and time", async () => {
    const { list, tick, ask, sandbox } = await many();
    const count = async (query: Record<string, string>) => (await list(query)).body.meta.page.total_filtered_count;
    expect(names(await list({ filter: "y 12" }))).toEqual(["key 120"]);
    expect(await count({ filter: "nothing" })).toBe(0);
    expect(await count({ "filter[category]": "odd" })).toBe(60);
    expect(await count({ "filter[remote_config_read_enabled]": "true" })).toBe(60);
    expect(await count({ "filter[remote_config_read_enabled]": "false" })).toBe(61);
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
    expect(own.body.included.map(({ id }: Json) => id)).toEqual([sandbox.ids.user]);
    const all = await ask("GET /api/v2/application_keys", { query: { filter: "sandbox", include: "owned_by" } });
    expect(all.body.data.map(({ id }: Json) => id)).toEqual([sandbox.ids.appKey, other.ids.appKey]);
    expect(all.body.meta).toEqual({ max_allowed_per_user: 1000, page: { total_filtered_count: 2 } });
    expect(all.body.included).toHaveLength(2);
    const id = other.ids.appKey;
    expect((await ask("GET /api/v2/current_user/application_keys/{app_key_id}", { id })).status).toBe(404);
    expect((await ask("DELETE /api/v2/current_user/application_keys/{app_key_id}", { id })).status).toBe(404);
    expect((await ask("GET /api/v2/application_keys/{app_key_id}", { id })).status).toBe(200);
    expect((await ask("DELETE /api/v2/application_keys/{app_key_id}", { id })).status).toBe(204);
    expect((await ask("GET /api/v2/api_keys", { headers: keysOf(other.credentials) })).status).toBe(403);
  });
});

describe("application keys", () => {
  test.each([false, true])("show their secret where One-Time Read mode (%s) lets them", async (oneTimeRead) => {
    const { ask, sandbox } = start({ oneTimeRead });
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    const { key, ...shown } = data.attributes;
    expect(key).toMatch(/^ddapp_/);
    expect(shown).toMatchObject({ last4: key.slice(-4), scopes: null, last_used_at: null });
    const asked = { id: data.id };
    const body = appKey({ scopes: ["a"] }, data.id);
    const own = (await ask("GET /api/v2/current_user/application_keys/{app_key_id}", asked)).body.data.attributes;
    expect(own.key).toBe(oneTimeRead ? undefined : key);
    for (const answered of [
      await ask("GET /api/v2/application_keys/{app_key_id}", asked),
      await ask("PATCH /api/v2/application_keys/{app_key_id}", { ...asked, body }),
      await ask("PATCH /api/v2/current_user/application_keys/{app_key_id}", { ...asked, body }),
      await ask("GET /api/v2/application_keys"),
      await ask("GET /api/v2/current_user/application_keys"),
    ]) {
      expect(JSON.stringify(answered.body)).not.toContain(key);
    }
    expect(sandbox.state.applicationKeys[1]).toMatchObject({ key, name: "k", scopes: ["a"] });
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
    const { application_key } = (await create()).body;
    expect(application_key).toEqual({
      name: "n",
      owner: "jo.example@example.com",
      hash: expect.stringMatching(/^ddapp_/),
    });
    expect(await create()).toMatchObject({
      status: 409,
      body: { errors: ["An application key with this name already exists"] },
    });
    const id = application_key.hash;
    expect((await ask("PUT /api/v1/application_key/{key}", { id, body: { name: "sandbox" } })).status).toBe(409);
    expect((await ask("PUT /api/v1/application_key/{key}", { id, body: { name: "n" } })).status).toBe(200);
    expect((await ask("GET /api/v1/application_key")).body.application_keys).toEqual([
      { name: "sandbox", owner: "jo.example@example.com", hash: sandbox.credentials.appKey },
      application_key,
    ]);
    expect((await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "n" }) })).status).toBe(201);
    expect((await ask("POST /api/v1/application_key", { body: {} })).body.errors).toEqual(["name: field required"]);
    expect((await ask("POST /api/v1/api_key", { body: {} })).body.errors).toEqual(["name: field required"]);
  });
});

describe("app key registrations", () => {
  test("are kept per application key, and go with it", async () => {
    const { ask, sandbox } = start();
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    expect((await ask("GET /api/v2/actions/app_key_registrations/{app_key_id}", { id: data.id })).status).toBe(404);
    await register(ask, sandbox.ids.appKey);
    await register(ask, data.id);
    expect((await register(ask, data.id)).status).toBe(201);
    const list = (query = {}) => ask("GET /api/v2/actions/app_key_registrations", { query });
    const both = [sandbox.ids.appKey, data.id].map((id) => ({ id, type: "app_key_registration" }));
    expect((await list()).body).toEqual({ data: both, meta: { total: 2, total_filtered: 2 } });
    expect((await list({ "page[size]": "1", "page[number]": "1" })).body.data).toEqual(both.slice(1));
    await ask("DELETE /api/v2/application_keys/{app_key_id}", { id: data.id });
    expect(sandbox.state.registrations).toEqual([sandbox.ids.appKey]);
    expect((await register(ask, data.id)).status).toBe(400);
    expect((await register(ask, "nonsense")).body.errors[0]).toMatchObject({
      title: "Bad Request",
      source: { parameter: "app_key_id" },
    });
  });
});

describe("action connections", () => {
  const one = { id: NOWHERE };
  async function registered(options?: SandboxOptions) {
    const world = start(options);
    await register(world.ask, world.sandbox.ids.appKey);
    const create = (integration: ActionConnectionIntegration) =>
      world.ask("POST /api/v2/actions/connections", { body: connection(integration) });
    const patch = (id: string, integration: ActionConnectionIntegrationUpdate) =>
      world.ask("PATCH /api/v2/actions/connections/{connection_id}", { id, body: change(integration) });
    return { ...world, create, patch };
  }

  test("need an application key that is registered", async () => {
    const { ask, sandbox } = start();
    const create = () => ask("POST /api/v2/actions/connections", { body: connection(AWS) });
    expect(await create()).toMatchObject({ status: 403, body: { errors: [{ title: "Forbidden", status: "403" }] } });
    expect((await ask("GET /api/v2/actions/connections/{connection_id}", one)).status).toBe(403);
    expect(
      (await ask("PATCH /api/v2/actions/connections/{connection_id}", { ...one, body: change({ type: "AWS" }) }))
        .status,
    ).toBe(403);
    expect((await ask("DELETE /api/v2/actions/connections/{connection_id}", one)).status).toBe(403);
    await register(ask, sandbox.ids.appKey);
    expect((await create()).status).toBe(201);
    await ask("DELETE /api/v2/actions/app_key_registrations/{app_key_id}", { id: sandbox.ids.appKey });
    expect((await create()).status).toBe(403);
  });

  test("keep the secrets of all 24 integrations to themselves", async () => {
    const { create, ask, sandbox } = await registered();
    const samples = integrations();
    expect(samples.length).toBeGreaterThanOrEqual(25);
    for (const integration of samples) {
      const { data } = (await create(integration)).body;
      const stored = sandbox.state.connections.at(-1);
      expect(stored).toMatchObject({ id: data.id, integration });
      const got = await ask("GET /api/v2/actions/connections/{connection_id}", { id: data.id });
      expect(got.body.data).toEqual(data);
      expect(JSON.stringify(data)).not.toContain("s3cr3t");
      expect(JSON.stringify(stored)).toContain(integration.type === "AWS" ? "external_id" : "s3cr3t");
    }
    expect(new Set(samples.map(({ type }) => type)).size).toBe(24);
  });

  test("AWS gets an external id, and another one when asked", async () => {
    const { create, patch } = await registered();
    const asked = structuredClone(AWS) as unknown as { credentials: Json };
    Object.assign(asked.credentials, { external_id: "mine", unheard_of: "s3cr3t" });
    const { data } = (await create(asked as unknown as ActionConnectionIntegration)).body;
    const { external_id, ...rest } = data.attributes.integration.credentials;
    expect(external_id).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({ ...AWS.credentials, principal_id: expect.stringMatching(/^\d{12}$/) });
    const role = (await patch(data.id, { type: "AWS", credentials: { type: "AWSAssumeRole", role: "other" } })).body
      .data;
    expect(role.attributes.integration.credentials).toEqual({ ...rest, external_id, role: "other" });
    const fresh = (
      await patch(data.id, { type: "AWS", credentials: { type: "AWSAssumeRole", generate_new_external_id: true } })
    ).body.data;
    expect(fresh.attributes.integration.credentials).toEqual({
      ...rest,
      external_id: expect.stringMatching(new RegExp(`^(?!${external_id})[0-9a-f]{32}$`)),
      role: "other",
    });
  });

  test("HTTP lists are merged by name, and only `deleted` removes", async () => {
    const { create, patch, sandbox } = await registered();
    const header = (name: string, value: string) => ({ name, value });
    const { data } = (
      await create({
        type: "HTTP",
        base_url: "https://example.com",
        credentials: {
          type: "HTTPTokenAuth",
          headers: [header("A", "1"), header("B", "2")],
          tokens: [{ name: "t", type: "SECRET", value: "s3cr3t" }],
          url_parameters: [header("u", "1")],
          body: { content: "x", content_type: "text/plain" },
        },
      })
    ).body;
    const credentials = {
      type: "HTTPTokenAuth" as const,
      headers: [{ name: "A", deleted: true }, { name: "B", value: "3", deleted: false }, header("C", "4")],
      tokens: [{ name: "new", type: "SECRET" as const, value: "s3cr3t2" }],
      url_parameters: [{ name: "u", deleted: true }],
      body: { content: "y" },
    };
    const changed = (await patch(data.id, { type: "HTTP", credentials })).body.data;
    expect(changed.attributes.integration).toEqual({
      type: "HTTP",
      base_url: "https://example.com",
      credentials: {
        type: "HTTPTokenAuth",
        headers: [header("B", "3"), header("C", "4")],
        tokens: ["t", "new"].map((name) => ({ name, type: "SECRET" })),
        url_parameters: [],
        body: { content: "y", content_type: "text/plain" },
      },
    });
    expect(sandbox.state.connections[0]?.integration).toMatchObject({
      credentials: { tokens: [{ value: "s3cr3t" }, { value: "s3cr3t2" }] },
    });
    const halfNew = await patch(data.id, {
      type: "HTTP",
      credentials: { type: "HTTPTokenAuth", headers: [{ name: "D" }] },
    });
    expect(halfNew.status).toBe(400);
    expect(halfNew.body.errors[0].source).toEqual({
      pointer: "/data/attributes/integration/credentials/headers/2/value",
    });
  });

  test("a change keeps the integration, credentials of another type replace the old ones", async () => {
    const { create, patch, sandbox, ask } = await registered();
    const { data } = (
      await create({ type: "Cloudflare", credentials: { type: "CloudflareAPIToken", api_token: "s3cr3t" } })
    ).body;
    const wrong = await patch(data.id, { type: "AWS" });
    expect(wrong).toMatchObject({
      status: 400,
      body: { errors: [{ source: { pointer: "/data/attributes/integration/type" } }] },
    });
    const half = await patch(data.id, {
      type: "Cloudflare",
      credentials: { type: "CloudflareGlobalAPIToken", auth_email: "jo@example.com" },
    });
    expect(half.body.errors[0].source.pointer).toBe("/data/attributes/integration/credentials/global_api_key");
    const credentials = {
      type: "CloudflareGlobalAPIToken" as const,
      auth_email: "jo@example.com",
      global_api_key: "s3cr3t2",
    };
    expect((await patch(data.id, { type: "Cloudflare", credentials })).status).toBe(200);
    expect(sandbox.state.connections[0]?.integration).toEqual({ type: "Cloudflare", credentials });
    const body = { data: { type: "action_connection", attributes: { name: "renamed" } } };
    const renamed = (await ask("PATCH /api/v2/actions/connections/{connection_id}", { id: data.id, body })).body.data
      .attributes;
    expect(renamed).toEqual({
      name: "renamed",
      integration: { type: "Cloudflare", credentials: { type: credentials.type, auth_email: "jo@example.com" } },
    });
  });

  test("a refusal names the field that is wrong, not the branches of a choice", async () => {
    const { ask } = await registered();
    const wrong = async (integration: unknown) => {
      const answered = await ask("POST /api/v2/actions/connections", {
        body: connection(integration as ActionConnectionIntegration),
      });
      expect(answered.status).toBe(400);
      return answered.body.errors.map(
        ({ detail, source }: { detail: string; source: { pointer: string } }) => `${source.pointer} ${detail}`,
      );
    };
    const at = "/data/attributes/integration";
    expect(await wrong({ type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "1" } })).toEqual([
      `${at}/credentials/role attribute "role" is required`,
      `${at}/credentials/account_id attribute "account_id" must match ^[0-9]{12}$`,
    ]);
    expect(await wrong({ credentials: {} })).toEqual([`${at}/type attribute "type" is required`]);
    expect((await wrong({ type: "Nope" }))[0]).toMatch(/"type" must be one of "AWS", "Anthropic",/);
    expect(await wrong("AWS")).toEqual([`${at} attribute "integration" must be an object`]);
    const tokens = [{ name: "t", type: "PLAIN", value: 1 }];
    expect(
      await wrong({ type: "HTTP", base_url: "https://x", credentials: { type: "HTTPTokenAuth", tokens } }),
    ).toEqual([
      `${at}/credentials/tokens/0/type attribute "type" must be "SECRET"`,
      `${at}/credentials/tokens/0/value attribute "value" must be a string`,
    ]);
  });
});

/** One example for every credential of every integration, made from the spec; everything secret says so. */
function integrations(): ActionConnectionIntegration[] {
  const all = openapi.components.schemas as unknown as Record<string, Json>;
  const find = (schema: Json): Json =>
    typeof schema.$ref === "string" ? find(all[schema.$ref.split("/").at(-1) ?? ""] as Json) : schema;
  const examples = (given: Json): unknown[] => {
    const schema = find(given);
    if (Array.isArray(schema.oneOf)) return schema.oneOf.flatMap(examples);
    if (schema.const !== undefined) return [schema.const];
    if (schema.type === "array") return [examples(schema.items as Json)];
    if (schema.type !== "object") return [schema.pattern ? "111222333444" : schema.writeOnly ? "s3cr3t" : "text"];
    const properties = Object.entries(schema.properties as Record<string, Json>).filter(
      ([, property]) => !find(property).readOnly,
    );
    return properties.reduce<Json[]>(
      (objects, [name, property]) =>
        objects.flatMap((object) => examples(property).map((value) => ({ ...object, [name]: value }))),
      [{}],
    );
  };
  return examples(all.ActionConnectionIntegration as Json) as ActionConnectionIntegration[];
}

describe("PagerDuty services", () => {
  const create = "POST /api/v1/integration/pagerduty/configuration/services";
  const at = (method: "GET" | "PUT" | "DELETE") =>
    `${method} /api/v1/integration/pagerduty/configuration/services/{service_name}` as Operation;

  test.each(["a b", "a/b", "a.b", "50%", "%2F", "ü?#&+", "a%20b", "services"])(
    "may be called %j",
    async (service_name) => {
      const { ask, sandbox } = start();
      expect((await ask(create, { body: { service_name, service_key: "k1" } })).body).toEqual({ service_name });
      expect((await ask(at("GET"), { id: service_name })).body).toEqual({ service_name });
      const put = await ask(at("PUT"), { id: service_name, body: { service_key: "k2" } });
      expect(put).toMatchObject({ status: 200, body: undefined });
      expect(sandbox.state.pagerDutyServices).toEqual([{ service_name, service_key: "k2" }]);
      expect((await ask(at("DELETE"), { id: service_name })).status).toBe(204);
      expect(sandbox.state.pagerDutyServices).toEqual([]);
    },
  );

  test("a second one of the same name is refused", async () => {
    const { ask, sandbox } = start();
    await ask(create, { body: service });
    expect((await ask(create, { body: { ...service, service_key: "k2" } })).status).toBe(400);
    expect(sandbox.state.pagerDutyServices).toEqual([service]);
  });

  test("changes that overlap are refused, reading at the same time is not", async () => {
    const { ask, sandbox } = start({ latency: 5 });
    const body = (service_name: string) => ({ body: { service_name, service_key: "k" } });
    await ask(create, { body: service });
    const answers = await Promise.all([
      ask(create, body("a")),
      ask(create, body("b")),
      ask(at("DELETE"), { id: "a" }),
      ask(at("GET"), { id: service.service_name }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 409, 200]);
    expect(sandbox.state.pagerDutyServices.map(({ service_name }) => service_name)).toEqual([
      service.service_name,
      "a",
    ]);
    expect((await ask(create, body("b"))).status).toBe(201);
    sandbox.fail({ drop: true });
    await expect(ask(create, body("c"))).rejects.toThrow(TypeError);
    expect((await ask(create, body("c"))).status).toBe(201);
  });
});

describe("what is no operation", () => {
  test("is a 404, or a 405 that says what would do, in the family's form", async () => {
    const { sandbox } = start();
    const to = async (method: string, path: string) => {
      const response = await sandbox.fetch(SITE + path, { method });
      return { status: response.status, allow: response.headers.get("allow"), body: await response.json() };
    };
    expect(await to("GET", "/api/v2/nothing")).toEqual({ status: 404, allow: null, body: { errors: ["Not Found"] } });
    expect(await to("GET", "/api/v2/api_keys/")).toMatchObject({ status: 404 });
    expect(await to("PUT", "/api/v2/api_keys")).toEqual({
      status: 405,
      allow: "GET, POST",
      body: { errors: ["Method Not Allowed"] },
    });
    expect(await to("POST", `/api/v2/actions/connections/${NOWHERE}`)).toMatchObject({
      status: 405,
      allow: "GET, PATCH, DELETE",
      body: { errors: [{ title: "Method Not Allowed", status: "405" }] },
    });
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("rate limits", () => {
  const list = "GET /api/v2/api_keys";
  const limits = ({ headers }: Answered) =>
    ["limit", "period", "remaining", "reset", "name"].map((part) => headers.get(`x-ratelimit-${part}`));

  test("are counted by periods of the calendar", async () => {
    let time = Date.UTC(2026, 0, 1, 0, 0, 47, 500);
    const { ask } = start({ now: () => time, rateLimit: { limit: 2, period: 60, name: "keys" } });
    expect(limits(await ask(list))).toEqual(["2", "60", "1", "13", "keys"]);
    const second = await ask(list);
    expect([second.status, ...limits(second)]).toEqual([200, "2", "60", "0", "13", "keys"]);
    const third = await ask(list);
    expect([third.status, ...limits(third)]).toEqual([429, "2", "60", "0", "13", "keys"]);
    expect(limits(await ask("POST /api/v1/api_key", { headers: {} }))).toEqual(limits(third));
    time += 12_500;
    expect(limits(await ask(list))).toEqual(["2", "60", "1", "60", "keys"]);
  });

  test("may differ by operation, and share a count by name", async () => {
    const { ask } = start({
      rateLimit: (operation) => (operation.includes("/v1/") ? { limit: 1, period: 3600, name: "v1" } : undefined),
    });
    expect((await ask("GET /api/v1/api_key")).headers.get("x-ratelimit-name")).toBe("v1");
    expect((await ask("GET /api/v1/application_key")).status).toBe(429);
    const free = await ask(list);
    expect([free.status, free.headers.get("x-ratelimit-name")]).toEqual([200, null]);
  });
});

describe("browsers", () => {
  test("may ask from any page, and see the rate limit", async () => {
    const { sandbox } = start({ rateLimit: { limit: 1, period: 60 } });
    sandbox.fail({ status: 503 });
    const headers = {
      origin: "https://example.com",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "dd-api-key,authorization",
    };
    const preflight = await sandbox.fetch(`${SITE}/api/v2/api_keys`, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("dd-api-key,authorization");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(sandbox.requests).toEqual([]);
    for (const status of [503, 401, 429]) {
      const response = await sandbox.fetch(`${SITE}/api/v2/api_keys`);
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-expose-headers")).toMatch(/X-RateLimit-Reset.*Retry-After/);
    }
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("faults", () => {
  const list: Operation = "GET /api/v2/api_keys";
  const create: Operation = "POST /api/v2/api_keys";
  const body = apiKey({ name: "new" });
  const count = (sandbox: Sandbox) => sandbox.state.apiKeys.length - 1;

  test("a status is answered instead of carrying the request out, once", async () => {
    const { sandbox, ask } = start();
    sandbox.fail({ status: 429, headers: { "X-RateLimit-Reset": "3" } });
    const failed = await ask(create, { body });
    expect(failed).toMatchObject({ status: 429, body: { errors: ["Too Many Requests"] } });
    expect(failed.headers.get("x-ratelimit-reset")).toBe("3");
    expect(count(sandbox)).toBe(0);
    expect((await ask(create, { body })).status).toBe(201);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([429, 201]);
  });

  test("a body may be anything, headers and body may be all that changes", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ status: 502, body: "<html>", headers: { "content-type": "text/html" } });
    const html = await send(list);
    expect([html.status, html.headers.get("content-type"), await html.text()]).toEqual([502, "text/html", "<html>"]);
    sandbox.fail({ status: 429, body: "" });
    expect(await (await send(list)).text()).toBe("");
    sandbox.fail({ body: { data: [] } });
    const replaced = await send(list);
    expect([replaced.status, await replaced.json()]).toEqual([200, { data: [] }]);
    sandbox.fail({ headers: { "content-type": "text/plain" } });
    const mislabelled = await send(list);
    expect([mislabelled.headers.get("content-type"), (await mislabelled.json()).data.length]).toEqual([
      "text/plain",
      1,
    ]);
    sandbox.fail({ status: 302, headers: { location: "https://evil.example" } });
    expect((await send(list)).headers.get("location")).toBe("https://evil.example");
  });

  test("a dropped connection: before the request is carried out, and after", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ drop: true });
    await expect(send(create, { body })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(0);
    sandbox.fail({ drop: true, after: true });
    await expect(send(create, { body })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(1);
    expect(sandbox.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
  });

  test("a lost answer: carried out, then a gateway's error", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ status: 504, after: true });
    expect((await send(create, { body })).status).toBe(504);
    expect(count(sandbox)).toBe(1);
  });

  test("an answer that breaks off", async () => {
    const { sandbox, send } = start();
    sandbox.fail({ truncate: true, times: 2 });
    const response = await send(create, { body });
    expect(response.status).toBe(201);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^\{"data":/);
    await expect(reader?.read()).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(1);
    const id = sandbox.state.apiKeys[1]?.id;
    await expect(send("DELETE /api/v2/api_keys/{api_key_id}", { id })).rejects.toThrow(TypeError);
    expect(count(sandbox)).toBe(0);
  });

  test("meet requests by method, by operation or by a pattern, as many times as ordered", async () => {
    const { sandbox, send } = start();
    const status = async (operation: Operation) => (await send(operation)).status;
    sandbox.fail({ method: "POST", status: 500 });
    sandbox.fail({ operation: list, status: 501, times: 2 });
    sandbox.fail({ operation: /v1.*api_key$/g, status: 502, times: Number.POSITIVE_INFINITY });
    expect([await status(list), await status(list), await status(list)]).toEqual([501, 501, 200]);
    expect([await status(create), await status(create)]).toEqual([500, 400]);
    for (let index = 0; index < 5; index += 1) expect(await status("GET /api/v1/api_key")).toBe(502);
    expect(await status("GET /api/v1/application_key")).toBe(200);
  });

  test("may be chosen request by request, and taken back", async () => {
    const { sandbox, send } = start();
    const takeBack = sandbox.fail(({ query }) => (query.filter === "bad" ? { status: 500 } : undefined));
    expect((await send(list)).status).toBe(200);
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(500);
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(500);
    takeBack();
    expect((await send(list, { query: { filter: "bad" } })).status).toBe(200);
  });

  test("a delay before the request is carried out, or after it", async () => {
    const { sandbox } = start();
    for (const [after, made] of [
      [false, 0],
      [true, 1],
    ] as const) {
      sandbox.fail({ delay: Number.POSITIVE_INFINITY, after });
      const headers = keysOf(sandbox.credentials);
      const init = { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(20) };
      await expect(sandbox.fetch(`${SITE}/api/v2/api_keys`, init)).rejects.toMatchObject({ name: "TimeoutError" });
      expect(count(sandbox)).toBe(made);
    }
    sandbox.fail({ delay: 30 });
    const begin = performance.now();
    expect((await sandbox.fetch(`${SITE}/api/v2/api_keys`, { headers: keysOf(sandbox.credentials) })).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(25);
  });
});

describe("waiting", () => {
  test("latency holds every request back, as much as a function says", async () => {
    const { ask } = start({ latency: ({ method }) => (method === "GET" ? 30 : 0) });
    const begin = performance.now();
    await ask("POST /api/v1/api_key", { body: { name: "n" } });
    const between = performance.now();
    await ask("GET /api/v1/api_key");
    expect(performance.now() - between).toBeGreaterThan(25);
    expect(between - begin).toBeLessThan(25);
  });

  test("ends with the caller's own reason when the signal aborts", async () => {
    const { sandbox } = start({ latency: 60_000 });
    const headers = keysOf(sandbox.credentials);
    const reason = new Error("enough");
    const controller = new AbortController();
    const init = { method: "POST", headers, body: '{"name":"n"}', signal: controller.signal };
    const calls = [
      sandbox.fetch(`${SITE}/api/v1/api_key`, init),
      sandbox.fetch(new Request(`${SITE}/api/v1/api_key`, init)),
    ];
    setTimeout(() => controller.abort(reason), 10);
    for (const call of calls) await expect(call).rejects.toBe(reason);
    await expect(sandbox.fetch(`${SITE}/api/v1/api_key`, init)).rejects.toBe(reason);
    expect(sandbox.requests).toHaveLength(2);
    expect(sandbox.state.apiKeys).toHaveLength(1);
  });
});

test("nothing goes on waiting after an abort", async () => {
  const { sandbox } = start({ latency: 60_000 });
  vi.useFakeTimers();
  try {
    const controller = new AbortController();
    const call = sandbox.fetch(`${SITE}/api/v1/api_key`, { signal: controller.signal });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

describe("the sandbox", () => {
  test("takes a URL with an init, or a Request with whatever a server passes along, and needs no this", async () => {
    const { fetch, credentials } = createSandbox();
    const init = { method: "POST", headers: keysOf(credentials), body: '{"name":"n"}' };
    const url = `${SITE}/api/v1/api_key`;
    for (const response of [
      await fetch(url, init),
      await fetch(new URL(url), init),
      await fetch(new Request(url, init), { method: "DELETE", env: 1 }),
    ]) {
      expect(response.status).toBe(200);
      expect(response).toBeInstanceOf(Response);
    }
  });

  test("is a handler for servers and a fetch for clients, to the compiler too", () => {
    const { fetch } = createSandbox();
    const server: {
      fetch: (
        request: Request,
        environment: { incoming: object },
        context: { waitUntil: () => void },
      ) => Promise<Response>;
    } = { fetch };
    const client: typeof globalThis.fetch = fetch;
    expect(client).toBe(server.fetch);
  });

  test("notes what it saw", async () => {
    const { sandbox, send } = start();
    await send("POST /api/v1/api_key", { body: { name: "n" }, query: { a: "b c" }, headers: { "X-Test": "1" } });
    expect(sandbox.requests).toEqual([
      {
        method: "POST",
        path: "/api/v1/api_key",
        operation: "POST /api/v1/api_key",
        query: { a: "b c" },
        headers: expect.objectContaining({ "x-test": "1" }),
        body: { name: "n" },
        status: 401,
      },
    ]);
    await send("GET /api/v1/integration/pagerduty/configuration/services/{service_name}", { id: "a/b" });
    expect(sandbox.requests[1]).toMatchObject({
      path: "/api/v1/integration/pagerduty/configuration/services/a%2Fb",
      body: undefined,
    });
  });

  test("its state is a copy", async () => {
    const { sandbox, ask } = start();
    const before = sandbox.state;
    before.apiKeys.length = 0;
    expect((await ask("GET /api/v2/api_keys")).status).toBe(200);
    expect(sandbox.state.apiKeys[0]).toMatchObject({
      id: sandbox.ids.apiKey,
      key: sandbox.credentials.apiKey,
      created_by: sandbox.ids.user,
    });
    expect(sandbox.state.users.map(({ id, token }) => ({ id, token }))).toEqual([
      { id: sandbox.ids.user, token: sandbox.token },
    ]);
  });

  test("returns to the start, and does the same things again", async () => {
    const { sandbox, ask } = start({ now: () => 0, rateLimit: { limit: 2, period: 60 } });
    const { requests } = sandbox;
    const initial = sandbox.state;
    const first = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "n" }) })).body;
    sandbox.addUser("Sam Other");
    sandbox.fail({ status: 500 });
    sandbox.reset();
    expect(sandbox.state).toEqual(initial);
    expect(requests).toEqual([]);
    const again = await ask("POST /api/v2/api_keys", { body: apiKey({ name: "n" }) });
    expect(again.body).toEqual(first);
    expect(again.headers.get("x-ratelimit-remaining")).toBe("1");
    expect(requests).toHaveLength(1);
  });
});
