/** API keys: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import { ApiError } from "../src/client.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
import { client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const id = "5f1d7a4e-2c3b-4a68-9e0f-8b7c6d5e4f31";
const listed = { id, type: "api_keys", attributes: { name: "ci", last4: "cdef", date_last_used: null } };
const shown = { id, type: "api_keys", attributes: { name: "ci", key: "fedcba9876543210fedcba9876543210" } };

test("list asks for 100 a page and yields the keys", async () => {
  const body = { data: [listed], meta: { max_allowed: 50, page: { total_filtered_count: 1 } } };
  datadog().get("/api/v2/api_keys").query({ "page[size]": "100", "page[number]": "0" }).reply(200, body);
  expect(await apiKeys.list(client).toArray()).toEqual([listed]);
});

test("list sends the whole query under the wire's names", async () => {
  const query = {
    filter: "c i&d",
    sort: "-created_at",
    include: "created_by,modified_by",
    "page[size]": 5,
    "filter[created_at][start]": "2026-01-01T00:00:00+00:00",
    "filter[remote_config_read_enabled]": false,
    "filter[category]": "agents",
  } as const;
  const wire = { ...query, "page[size]": "5", "page[number]": "3", "filter[remote_config_read_enabled]": "false" };
  const body = { data: [listed], included: [{ id: "u", type: "users" }], meta: { page: { total_filtered_count: 16 } } };
  datadog().get("/api/v2/api_keys").query(wire).reply(200, body);
  expect(await apiKeys.list(client, query).page(3)).toEqual(body);
});

test("list leaves out what is undefined in the query", async () => {
  datadog().get("/api/v2/api_keys?page%5Bsize%5D=100&page%5Bnumber%5D=0").reply(200, { data: [] });
  expect(await apiKeys.list(client, { filter: undefined } as object).toArray()).toEqual([]);
});

test("create wraps the attributes and answers the secret", async () => {
  const body = { data: { type: "api_keys", attributes: { name: "ci", category: "agents" } } };
  datadog().post("/api/v2/api_keys", body).matchHeader("content-type", "application/json").reply(201, { data: shown });
  const { data } = await apiKeys.create(client, { name: "ci", category: "agents" });
  expect(data).toEqual(shown);
});

test("get answers the body as it came, unknown fields included", async () => {
  const body = { data: { ...shown, attributes: { ...shown.attributes, colour: "red" } }, included: [{ id: "x", type: "moons" }] };
  datadog().get(`/api/v2/api_keys/${id}`).query({ include: "created_by" }).reply(200, body);
  expect(await apiKeys.get(client, id, { include: "created_by" })).toEqual(body);
});

test("get without a query asks for none", async () => {
  datadog().get(`/api/v2/api_keys/${id}`).reply(200, { data: shown });
  expect(await apiKeys.get(client, id)).toEqual({ data: shown });
});

test("update repeats the id and the type in the body", async () => {
  const body = { data: { type: "api_keys", id, attributes: { name: "ci-2", remote_config_read_enabled: true } } };
  datadog().patch(`/api/v2/api_keys/${id}`, body).reply(200, { data: shown });
  expect(await apiKeys.update(client, id, { name: "ci-2", remote_config_read_enabled: true })).toEqual({ data: shown });
});

test("delete answers nothing", async () => {
  datadog().delete(`/api/v2/api_keys/${id}`).reply(204);
  expect(await apiKeys.delete(client, id)).toBeUndefined();
});

test("a key that does not exist is an ApiError with Datadog's own words", async () => {
  datadog()
    .get("/api/v2/api_keys/nope")
    .reply(404, { errors: ["API key not found"] });
  const error = await thrown(apiKeys.get(client, "nope"));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    message: "GET /api/v2/api_keys/{api_key_id}: 404 Not Found: API key not found",
    status: 404,
    errors: [{ detail: "API key not found" }],
    outcomeUnknown: false,
  });
});
