/** What single wrappers do beyond the table of all operations: unknown values, changes alone, names in paths, lists. */
import { expect, test } from "vitest";
import { InputError } from "../src/index.ts";
import { thrown } from "./datadog.ts";
import { loopback } from "./loopback.ts";

const datadog = loopback();
const id = "cb460d51-3c88-4e87-adac-d47131d0423d";
const SERVICES = "/api/v1/integration/pagerduty/configuration/services";

test("an integration and a field that Datadog adds later pass through", async () => {
  const integration = { type: "Later", credentials: { type: "LaterKey", colour: "red" } };
  const connection = { data: { id, type: "action_connection", attributes: { name: "n", integration, is_new: true } } };
  datadog.responds(200, connection);
  expect(await datadog.client().actionConnections.get(id)).toEqual(connection);
});

test("an update of a connection sends the changes alone, without the id, and may take a token away", async () => {
  const credentials = { type: "HTTPTokenAuth", headers: [{ name: "X-Old", value: "", deleted: true }] } as const;
  const integration = { type: "HTTP", base_url: "https://example.com", credentials: { type: "HTTPTokenAuth" } };
  datadog.responds(200, { data: { id, type: "action_connection", attributes: { name: "n", integration } } });
  await datadog.client().actionConnections.update(id, { integration: { type: "HTTP", credentials } });
  expect(datadog.requests).toEqual([
    {
      request: `PATCH /api/v2/actions/connections/${id}`,
      body: { data: { type: "action_connection", attributes: { integration: { type: "HTTP", credentials } } } },
    },
  ]);
});

test("scopes can be lifted", async () => {
  const attributes = { name: "n", last4: "uvwx", created_at: "2026-01-01T00:00:00.000000+00:00", scopes: null };
  datadog.responds(200, { data: { id, type: "application_keys", attributes } });
  await datadog.client().applicationKeys.update(id, { scopes: null });
  expect(datadog.requests[0]?.body).toEqual({ data: { type: "application_keys", id, attributes: { scopes: null } } });
});

test.each([undefined, { service_name: "on-call" }])(
  "a PagerDuty update gives nothing, whether %j comes or not",
  async (body) => {
    datadog.responds(200, body);
    expect(await datadog.client().v1.pagerDutyServices.update("on-call", { service_key: "k" })).toBeUndefined();
    expect(datadog.requests).toEqual([{ request: `PUT ${SERVICES}/on-call`, body: { service_key: "k" } }]);
  },
);

test("registering sends no body", async () => {
  datadog.responds(201, { data: { id, type: "app_key_registration" } });
  await datadog.client().appKeyRegistrations.register(id);
  expect(datadog.requests).toEqual([{ request: `PUT /api/v2/actions/app_key_registrations/${id}` }]);
});

test("undefined in a query is left out", async () => {
  datadog.responds(200, { data: [], meta: { page: { total_filtered_count: 0 } } });
  await datadog
    .client()
    .apiKeys.list({ filter: undefined } as object)
    .toArray();
  expect(datadog.requests).toEqual([{ request: "GET /api/v2/api_keys?page[size]=100&page[number]=0" }]);
});

test.each<[string, (list: Iterable<unknown>) => unknown]>([
  [
    "for … of",
    (list) => {
      for (const item of list) return item;
    },
  ],
  ["a spread", (list) => [...list]],
  ["Array.from", (list) => Array.from(list)],
])("a list that is read by %s says what to write, and nothing is sent", async (_, read) => {
  const list = datadog.client().apiKeys.list() as unknown as Iterable<unknown>;
  const error = await thrown(Promise.resolve().then(() => read(list)));
  expect(error).toBeInstanceOf(InputError);
  expect(String(error)).toContain("read a list with for await (const item of list), or await its toArray()");
  expect(datadog.requests).toEqual([]);
});
