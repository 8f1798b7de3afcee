/** API keys in version 1, where the secret is in the path: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import * as apiKeys from "../src/v1/api-keys.ts";
import { client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const secret = "fedcba9876543210fedcba9876543210";
const answer = { api_key: { created: "2019-08-02 15:31:07", created_by: "jo@example.com", key: secret, name: "ci" } };

test("list answers all keys at once", async () => {
  datadog()
    .get("/api/v1/api_key")
    .reply(200, { api_keys: [answer.api_key] });
  expect(await apiKeys.list(client)).toEqual({ api_keys: [answer.api_key] });
});

test("create sends the body as it is", async () => {
  datadog().post("/api/v1/api_key", { name: "ci" }).reply(200, answer);
  expect(await apiKeys.create(client, { name: "ci" })).toEqual(answer);
});

test("get asks by the secret", async () => {
  datadog().get(`/api/v1/api_key/${secret}`).reply(200, answer);
  expect(await apiKeys.get(client, secret)).toEqual(answer);
});

test("update is a PUT of the body as it is", async () => {
  datadog().put(`/api/v1/api_key/${secret}`, { name: "ci-2" }).reply(200, answer);
  expect(await apiKeys.update(client, secret, { name: "ci-2" })).toEqual(answer);
});

test("delete answers the key that is gone", async () => {
  datadog().delete(`/api/v1/api_key/${secret}`).reply(200, answer);
  expect(await apiKeys.delete(client, secret)).toEqual(answer);
});

test("an error names the template, not the secret, even where the answer repeats it", async () => {
  datadog()
    .get(`/api/v1/api_key/${secret}`)
    .reply(404, { errors: [`no key ${secret}`] });
  expect(await thrown(apiKeys.get(client, secret))).toMatchObject({
    message: "GET /api/v1/api_key/{key}: 404 Not Found: no key ***",
    errors: [{ detail: "no key ***" }],
  });
});
