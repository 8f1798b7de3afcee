/** Application keys in version 1, where the secret is in the path: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import * as applicationKeys from "../src/v1/application-keys.ts";
import { client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const hash = "76543210fedcba9876543210fedcba9876543210";
const answer = { application_key: { hash, name: "terraform", owner: "jo@example.com" } };

test("list answers all keys at once", async () => {
  datadog()
    .get("/api/v1/application_key")
    .reply(200, { application_keys: [answer.application_key] });
  expect(await applicationKeys.list(client)).toEqual({ application_keys: [answer.application_key] });
});

test("create sends the body as it is", async () => {
  datadog().post("/api/v1/application_key", { name: "terraform" }).reply(200, answer);
  expect(await applicationKeys.create(client, { name: "terraform" })).toEqual(answer);
});

test("get asks by the secret", async () => {
  datadog().get(`/api/v1/application_key/${hash}`).reply(200, answer);
  expect(await applicationKeys.get(client, hash)).toEqual(answer);
});

test("update is a PUT of the body as it is", async () => {
  datadog().put(`/api/v1/application_key/${hash}`, { name: "tf" }).reply(200, answer);
  expect(await applicationKeys.update(client, hash, { name: "tf" })).toEqual(answer);
});

test("delete answers the key that is gone", async () => {
  datadog().delete(`/api/v1/application_key/${hash}`).reply(200, answer);
  expect(await applicationKeys.delete(client, hash)).toEqual(answer);
});

test("a name that is taken is a 409", async () => {
  datadog()
    .post("/api/v1/application_key")
    .reply(409, { errors: ["the name is taken"] });
  expect(await thrown(applicationKeys.create(client, { name: "terraform" }))).toMatchObject({
    message: "POST /api/v1/application_key: 409 Conflict: the name is taken",
    status: 409,
    outcomeUnknown: false,
  });
});
