/** Every response of the sandbox is what the real API was seen to respond with, field by field. */
import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/sandbox/index.ts";
import {
  type Ask,
  type Asked,
  AWS,
  account,
  apiKey,
  appKey,
  bearer,
  change,
  connection,
  GOOD,
  keysOf,
  NOWHERE,
  operations,
  register,
  service,
  start,
} from "./helpers.ts";
import { BODIES, differences } from "./recorded.ts";

const POST_SERVICE = "POST /api/v1/integration/pagerduty/configuration/services";

test("what was recorded belongs to operations that there are", () => {
  expect(operations.map(([, operation]) => operation)).toEqual(expect.arrayContaining(Object.keys(BODIES)));
});

test("the comparison sees what is missing, too much and of another format", () => {
  const recorded = { a: "uuid", "b?": "null|text", c: [{ d: "number" }] } as const;
  expect(differences({ a: NOWHERE, b: null, c: [{ d: 1 }] }, recorded)).toEqual([]);
  expect(differences({ a: "x", e: 1, c: [{ d: "1" }, {}] }, recorded)).toEqual([
    "body.a is not uuid",
    "body.e is too much",
    "body.c[0].d is not number",
    "body.c[1].d is missing",
  ]);
  expect(differences({ included: [{ type: "users" }] }, { included: [{ "roles?": "text" }] })).toHaveLength(1);
});

const recordedOperations = operations.filter(([, operation]) => operation in BODIES);

test.each(recordedOperations)("%s: the fields, their formats, and the content type", async (id, operation) => {
  const { ask, sandbox } = start();
  const asked = await GOOD[id](ask, sandbox);
  const { body, headers } = await ask(operation, asked);
  const recorded = BODIES[operation];
  expect(headers.get("content-type")).toBe(recorded?.type);
  expect(headers.has("content-length")).toBe(false);
  if (recorded?.body) expect(differences(body, recorded.body)).toEqual([]);
  else expect(body).toBeUndefined();
});

describe("refusals", () => {
  const texts = (...errors: unknown[]) => ({ type: "application/json", errors });
  const objects = (...errors: unknown[]) => ({ type: "application/vnd.api+json", errors });
  const V1_KEY = "/api/v1/api_key/{key}";
  const V1_APP_KEY = "/api/v1/application_key/{key}";
  const SERVICE = "/api/v1/integration/pagerduty/configuration/services/{service_name}";
  const CONNECTION = "/api/v2/actions/connections/{connection_id}";
  const REGISTRATION = "/api/v2/actions/app_key_registrations/{app_key_id}";
  const ACCOUNT_KEY = "/api/v2/service_accounts/{service_account_id}/application_keys/{app_key_id}";
  const noUUID = objects({
    status: "400",
    title: "Invalid Parameter",
    detail: 'invalid parameter "appKeyId" in "path"; expected type "uuid"',
  });
  const failure = (detail: string) => objects({ title: "Generic Error", detail });
  const noConnection = (doing: string) =>
    failure(`error ${doing} connection: rpc error: code = NotFound desc = connection not found`);
  const wrongAccount = { type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "1", role: "r" } } as const;
  const chain = (...links: string[]) =>
    failure(
      "error creating connection: rpc error: code = InvalidArgument desc = multiple errors: 1 error occurred:\n\t* " +
        `[error_code=8]: ${links.join(": embedded message failed validation | caused by: ")}: ` +
        'value does not match regex pattern "^\\\\d{12}$"\n\n',
    );

  test.each<[number, Operation, Asked | ((ask: Ask) => Promise<Asked>), ReturnType<typeof texts>]>([
    [404, `DELETE ${V1_KEY}`, { id: "x" }, texts("API key not found")],
    [404, `GET ${V1_KEY}`, { id: "x" }, texts("API key not found")],
    [404, `PUT ${V1_KEY}`, { id: "x", body: { name: "n" } }, texts("API key not found")],
    [400, `PUT ${V1_KEY}`, { id: "x", body: {} }, texts("Required parameter 'name' is missing")],
    [400, "POST /api/v1/api_key", { body: {} }, texts("Required parameter 'name' is missing")],
    [404, `DELETE ${V1_APP_KEY}`, { id: "x" }, texts("Application key not found")],
    [404, `GET ${V1_APP_KEY}`, { id: "x" }, texts("Application key not found")],
    [404, `PUT ${V1_APP_KEY}`, { id: "x", body: { name: "n" } }, texts("Application key not found")],
    [400, `PUT ${V1_APP_KEY}`, { id: "x", body: {} }, texts("Required parameter 'name' is missing")],
    [400, "POST /api/v1/application_key", { body: {} }, texts("Required parameter 'name' is missing")],
    [
      409,
      "POST /api/v1/application_key",
      { body: { name: "sandbox" } },
      texts("An application key with the name sandbox already exists"),
    ],
    [
      409,
      `PUT ${V1_APP_KEY}`,
      async (ask) => {
        const { application_key } = (await ask("POST /api/v1/application_key", { body: { name: "n" } })).body;
        return { id: application_key.hash, body: { name: "sandbox" } };
      },
      texts("An application key with the name sandbox already exists"),
    ],
    [403, "GET /api/v1/validate", { headers: {} }, texts("API key required")],
    [403, "GET /api/v1/validate", { headers: { "dd-api-key": "x" } }, texts("Forbidden")],
    [404, `GET ${SERVICE}`, { id: "x" }, texts("Service not found")],
    [404, `DELETE ${SERVICE}`, { id: "x" }, texts("Service not found")],
    [404, `PUT ${SERVICE}`, { id: "x", body: { service_key: "k" } }, texts("Service not found")],
    [400, `PUT ${SERVICE}`, { id: "x", body: { service_key: 1 } }, texts("'service_key' should be string")],
    [400, `PUT ${SERVICE}`, { id: "x", body: { service_key: "" } }, texts("service_key cannot be blank")],
    [400, POST_SERVICE, { body: {} }, texts("'service_name' should be string")],
    [400, POST_SERVICE, { body: { service_name: "n" } }, texts("'service_key' should be string")],
    [400, POST_SERVICE, { body: { ...service, service_key: "" } }, texts("service_key cannot be blank")],
    [404, "GET /api/v2/api_keys/{api_key_id}", { id: "x" }, texts("API key not found")],
    [404, "DELETE /api/v2/api_keys/{api_key_id}", { id: NOWHERE }, texts("API key not found")],
    [404, "GET /api/v2/application_keys/{app_key_id}", { id: NOWHERE }, texts("Application key not found")],
    [404, "GET /api/v2/current_user/application_keys/{app_key_id}", { id: "x" }, texts("Application key not found")],
    [404, "DELETE /api/v2/current_user/application_keys/{app_key_id}", { id: "x" }, texts("Application key not found")],
    [404, `DELETE ${ACCOUNT_KEY}`, { id: [NOWHERE, NOWHERE] }, texts("Application key not found")],
    [404, "GET /api/v2/users/{user_id}", { id: NOWHERE }, texts("user not found")],
    [404, "DELETE /api/v2/users/{user_id}", { id: NOWHERE }, texts(`${NOWHERE} not found`)],
    [400, `GET ${REGISTRATION}`, { id: "x" }, noUUID],
    [400, `PUT ${REGISTRATION}`, { id: "x" }, noUUID],
    [400, `DELETE ${REGISTRATION}`, { id: "x" }, noUUID],
    [404, `GET ${REGISTRATION}`, { id: NOWHERE }, objects({ detail: "app key not found" })],
    [404, `DELETE ${REGISTRATION}`, { id: NOWHERE }, objects({ detail: "app key not found" })],
    [400, `GET ${CONNECTION}`, { id: "x" }, failure("error connectionId not a valid UUID")],
    [404, `GET ${CONNECTION}`, { id: NOWHERE }, noConnection("getting")],
    [404, `DELETE ${CONNECTION}`, { id: NOWHERE }, noConnection("deleting")],
    [404, `PATCH ${CONNECTION}`, { id: NOWHERE, body: change({ type: "AWS" }) }, noConnection("creating")],
    [
      400,
      "POST /api/v2/actions/connections",
      { body: connection(wrongAccount) },
      chain(
        "invalid CreateCustomConnectionRequest.Data",
        "invalid CustomConnectionData.Aws",
        "invalid CustomConnectionData_AwsAuthData.AssumeRole",
        "invalid CustomConnectionData_AwsAuthData_AssumeRole.AccountId",
      ),
    ],
    [
      400,
      `PATCH ${CONNECTION}`,
      async (ask) => ({
        id: (await ask("POST /api/v2/actions/connections", { body: connection(AWS) })).body.data.id,
        body: change(wrongAccount),
      }),
      chain(
        "invalid UpdateCustomConnectionRequest.DataUpdate",
        "invalid CustomConnectionDataUpdate.Aws",
        "invalid CustomConnectionDataUpdate_AwsAuth.AssumeRole",
        "invalid CustomConnectionDataUpdate_AwsAuth_AssumeRole.AccountId",
      ),
    ],
  ])("%i %s %j", async (status, operation, given, expected) => {
    const { ask, sandbox } = start();
    await register(ask, sandbox.ids.appKey);
    const asked = typeof given === "function" ? await given(ask) : given;
    const answered = await ask(operation, asked);
    expect([answered.status, answered.headers.get("content-type")]).toEqual([status, expected.type]);
    expect(answered.body).toEqual({ errors: expected.errors });
  });
});

describe("rate limits", () => {
  const limit = (headers: Headers) => [headers.get("x-ratelimit-limit"), headers.get("x-ratelimit-period")];

  test.each(operations)("%s reports the limit that it has", async (id, operation) => {
    const { ask, sandbox } = start();
    const asked = await GOOD[id](ask, sandbox);
    const expected = operation.includes("/pagerduty/")
      ? ["12000", "60"]
      : /\/application_keys?\b/.test(operation)
        ? ["400", "3600"]
        : [null, null];
    expect(limit((await ask(operation, asked)).headers)).toEqual(expected);
  });

  test("refusals report it too, but not 401 and 403", async () => {
    const { ask, sandbox } = start();
    const get = "GET /api/v2/application_keys/{app_key_id}";
    expect(limit((await ask(get, { id: NOWHERE })).headers)).toEqual(["400", "3600"]);
    expect(limit((await ask(get, { id: NOWHERE, headers: {} })).headers)).toEqual([null, null]);
    const headers = keysOf({ ...sandbox.credentials, apiKey: "x" });
    expect(limit((await ask(get, { id: NOWHERE, headers })).headers)).toEqual([null, null]);
  });

  test("what is reported refuses nothing unless it is asked for", async () => {
    const { send } = start();
    for (let index = 0; index < 401; index += 1) await (await send("GET /api/v1/application_key")).text();
    const { status, headers } = await send("GET /api/v1/application_key");
    expect([status, headers.get("x-ratelimit-remaining")]).toEqual([200, "0"]);
  });
});

describe("what a new thing has unless the request says otherwise", () => {
  test("API keys", async () => {
    const { ask } = start();
    const { data } = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "k" }) })).body;
    expect(data.attributes).toMatchObject({ category: "default", remote_config_read_enabled: true });
    const chosen = apiKey({ name: "k", category: "ci", remote_config_read_enabled: false });
    const other = (await ask("POST /api/v2/api_keys", { body: chosen })).body.data.attributes;
    expect(other).toMatchObject({ category: "ci", remote_config_read_enabled: false });
  });

  test("application keys", async () => {
    const { ask } = start();
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    expect(data.attributes.scopes).toBeNull();
  });

  test("service accounts", async () => {
    const { ask, sandbox } = start();
    const [role] = sandbox.state().roles;
    const body = account({ email: "x@example.com", service_account: true });
    const withRole = { data: { ...body.data, relationships: { roles: { data: [{ id: role?.id, type: "roles" }] } } } };
    const { data } = (await ask("POST /api/v2/service_accounts", { body: withRole })).body;
    expect(data.attributes).toMatchObject({ name: null, title: null, service_account: true, disabled: false });
    expect(data.relationships.roles.data).toEqual([]);
    const read = (await ask("GET /api/v2/users/{user_id}", { id: data.id, headers: bearer(sandbox.token) })).body;
    expect(read.data.relationships.roles.data).toEqual([{ id: role?.id, type: "roles" }]);
    expect(read.included[0]).toMatchObject({ type: "roles", id: role?.id });
  });
});
