/** App key registrations: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import * as registrations from "../src/v2/app-key-registrations.ts";
import { client, datadog, jsonApi, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const id = "b7feea52-994e-4714-a100-1bd9eff5aee1";
const url = "/api/v2/actions/app_key_registrations";
const registration = { id, type: "app_key_registration" };

test("list ends at the filtered total", async () => {
  const body = { data: [registration], meta: { total: 9, total_filtered: 1 } };
  datadog().get(url).query({ "page[size]": "100", "page[number]": "0" }).reply(200, body, jsonApi);
  expect(await registrations.list(client).toArray()).toEqual([registration]);
});

test("register sends no body", async () => {
  datadog()
    .put(`${url}/${id}`, (body) => !body)
    .reply(201, { data: registration }, jsonApi);
  expect(await registrations.register(client, id)).toEqual({ data: registration });
});

test("get answers the registration", async () => {
  datadog().get(`${url}/${id}`).reply(200, { data: registration }, jsonApi);
  expect(await registrations.get(client, id)).toEqual({ data: registration });
});

test("get answers 404 where there is none", async () => {
  datadog()
    .get(`${url}/${id}`)
    .reply(404, { errors: [{ title: "Not Found", detail: "app key registration not found" }] }, jsonApi);
  expect(await thrown(registrations.get(client, id))).toMatchObject({
    message: "GET /api/v2/actions/app_key_registrations/{app_key_id}: 404 Not Found: app key registration not found",
    errors: [{ title: "Not Found", detail: "app key registration not found" }],
  });
});

test("unregister answers nothing", async () => {
  datadog().delete(`${url}/${id}`).reply(204);
  expect(await registrations.unregister(client, id)).toBeUndefined();
});
