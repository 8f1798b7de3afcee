/** The user's own application keys: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import * as keys from "../src/v2/current-user-application-keys.ts";
import { client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const id = "4c5e9a20-7b1d-4e88-93fa-d06b2c8e1f57";
const url = "/api/v2/current_user/application_keys";
const secret = "ddapp_0123456789abcdefghijklmnopqrstuvwx";
const key = { id, type: "application_keys", attributes: { name: "terraform", key: secret, scopes: ["dashboards_read"] } };

test("list asks for 100 a page and yields the keys", async () => {
  const body = { data: [key], meta: { page: { total_filtered_count: 1 } } };
  datadog().get(url).query({ filter: "terra", "page[size]": "100", "page[number]": "0" }).reply(200, body);
  expect(await keys.list(client, { filter: "terra" }).toArray()).toEqual([key]);
});

test("create wraps the attributes and answers the secret", async () => {
  const attributes = { name: "terraform", scopes: ["dashboards_read"] };
  datadog()
    .post(url, { data: { type: "application_keys", attributes } })
    .reply(201, { data: key });
  const { data } = await keys.create(client, attributes);
  expect(data?.attributes?.key).toBe(secret);
});

test("get answers the key, with its secret where the organization shows it", async () => {
  datadog().get(`${url}/${id}`).reply(200, { data: key });
  expect(await keys.get(client, id)).toEqual({ data: key });
});

test("update repeats the id and the type in the body", async () => {
  datadog()
    .patch(`${url}/${id}`, { data: { type: "application_keys", id, attributes: { name: "tf" } } })
    .reply(200, { data: key });
  expect(await keys.update(client, id, { name: "tf" })).toEqual({ data: key });
});

test("delete answers nothing", async () => {
  datadog().delete(`${url}/${id}`).reply(204);
  expect(await keys.delete(client, id)).toBeUndefined();
});

test("a 403 says what usually lies behind it", async () => {
  datadog()
    .post(url)
    .reply(403, { errors: ["Forbidden"] });
  expect(await thrown(keys.create(client, { name: "terraform" }))).toHaveProperty(
    "message",
    "POST /api/v2/current_user/application_keys: 403 Forbidden (usual causes: keys of another site, a key's id in place of the key, a missing permission)",
  );
});
