/** Application keys of the organization: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import * as applicationKeys from "../src/v2/application-keys.ts";
import { client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const id = "4c5e9a20-7b1d-4e88-93fa-d06b2c8e1f57";
const key = { id, type: "application_keys", attributes: { name: "terraform", last4: "uvwx", last_used_at: null, scopes: null } };

test("list asks for 100 a page and yields the keys, nulls as they are", async () => {
  const body = { data: [key], meta: { max_allowed_per_user: 1000, page: { total_filtered_count: 1 } } };
  datadog().get("/api/v2/application_keys").query({ "page[size]": "100", "page[number]": "0" }).reply(200, body);
  expect(await applicationKeys.list(client).toArray()).toEqual([key]);
});

test("list sends the whole query under the wire's names", async () => {
  const query = { sort: "-last4", filter: "terra", include: "owned_by", "filter[created_at][end]": "2026-06-30T23:59:59+00:00" } as const;
  const body = { data: [key], meta: { page: { total_filtered_count: 1 } } };
  datadog()
    .get("/api/v2/application_keys")
    .query({ ...query, "page[size]": "100", "page[number]": "0" })
    .reply(200, body);
  const bodies = [];
  for await (const page of applicationKeys.list(client, query).pages()) bodies.push(page);
  expect(bodies).toEqual([body]);
});

test("get answers the key with what was included", async () => {
  const body = { data: key, included: [{ id: "u", type: "users" }] };
  datadog().get(`/api/v2/application_keys/${id}`).query({ include: "owned_by" }).reply(200, body);
  expect(await applicationKeys.get(client, id, { include: "owned_by" })).toEqual(body);
});

test("update repeats the id and the type in the body, and can lift the scopes", async () => {
  const body = { data: { type: "application_keys", id, attributes: { scopes: null } } };
  datadog().patch(`/api/v2/application_keys/${id}`, body).reply(200, { data: key });
  expect(await applicationKeys.update(client, id, { scopes: null })).toEqual({ data: key });
});

test("delete answers nothing", async () => {
  datadog().delete(`/api/v2/application_keys/${id}`).reply(204);
  expect(await applicationKeys.delete(client, id)).toBeUndefined();
});

test("deleting a key that is gone already is a 404", async () => {
  datadog()
    .delete(`/api/v2/application_keys/${id}`)
    .reply(404, { errors: ["Application key not found"] });
  expect(await thrown(applicationKeys.delete(client, id))).toMatchObject({
    message: "DELETE /api/v2/application_keys/{app_key_id}: 404 Not Found: Application key not found",
    outcomeUnknown: false,
  });
});
