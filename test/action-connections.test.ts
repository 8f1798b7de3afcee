/** Action connections: each function's request and what it makes of the answer. */
import { expect, test } from "vitest";
import type { ActionConnectionIntegrationUpdate } from "../src/index.ts";
import * as connections from "../src/v2/action-connections.ts";
import { client, datadog, jsonApi, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const id = "cb460d51-3c88-4e87-adac-d47131d0423d";
const url = "/api/v2/actions/connections";
const credentials = { type: "AWSAssumeRole", account_id: "111222333444", role: "datadog-actions" } as const;
const attributes = { name: "Production AWS", integration: { type: "AWS", credentials } } as const;
const made = {
  ...attributes,
  integration: { type: "AWS", credentials: { ...credentials, external_id: "33a1", principal_id: "123456789012" } },
};
const answer = { data: { id, type: "action_connection", attributes: made } };

test("create wraps the attributes and answers what Datadog adds", async () => {
  datadog()
    .post(url, { data: { type: "action_connection", attributes } })
    .reply(201, answer, jsonApi);
  expect(await connections.create(client, attributes)).toEqual(answer);
});

test("get answers the connection", async () => {
  datadog().get(`${url}/${id}`).reply(200, answer, jsonApi);
  expect(await connections.get(client, id)).toEqual(answer);
});

test("an integration that Datadog adds later passes through", async () => {
  const later = { data: { id, type: "action_connection", attributes: { name: "n", integration: { type: "Later", credentials: {} } } } };
  datadog().get(`${url}/${id}`).reply(200, later, jsonApi);
  expect(await connections.get(client, id)).toEqual(later);
});

test("update sends the changes alone, without the id", async () => {
  const integration = {
    type: "HTTP",
    credentials: { type: "HTTPTokenAuth", headers: [{ name: "X-Old", deleted: true }] },
  } satisfies ActionConnectionIntegrationUpdate;
  datadog()
    .patch(`${url}/${id}`, { data: { type: "action_connection", attributes: { integration } } })
    .reply(200, answer, jsonApi);
  expect(await connections.update(client, id, { integration })).toEqual(answer);
});

test("delete answers nothing", async () => {
  datadog().delete(`${url}/${id}`).reply(204);
  expect(await connections.delete(client, id)).toBeUndefined();
});

test("errors come with title, source and meta", async () => {
  const errors = [
    { title: "Bad Request", detail: 'expected type "uuid"', status: "400", source: { parameter: "connection_id" }, meta: { hint: "id" } },
    { detail: "and another thing" },
  ];
  datadog().get(`${url}/x`).reply(400, { errors }, jsonApi);
  expect(await thrown(connections.get(client, "x"))).toMatchObject({
    message: 'GET /api/v2/actions/connections/{connection_id}: 400 Bad Request: expected type "uuid"; and another thing',
    errors,
  });
});

test("a 403 reminds of the registration that actions need", async () => {
  datadog()
    .get(`${url}/${id}`)
    .reply(403, { errors: [{ title: "Forbidden", detail: "app key is not registered" }] }, jsonApi);
  expect(await thrown(connections.get(client, id))).toHaveProperty(
    "message",
    "GET /api/v2/actions/connections/{connection_id}: 403 Forbidden: app key is not registered (usual causes: keys of another site, a key's id in place of the key, a missing permission, an application key that is not registered for actions)",
  );
});
