/** PagerDuty services: each function's request, names that need encoding, and writes that wait for each other. */
import { expect, test } from "vitest";
import { createClient } from "../src/client.ts";
import * as services from "../src/v1/pagerduty-services.ts";
import { apiKey, appKey, client, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();

const url = "/api/v1/integration/pagerduty/configuration/services";

test("create sends the body as it is and answers the name", async () => {
  const body = { service_name: "on-call", service_key: "0123456789abcdef" };
  datadog().post(url, body).reply(201, { service_name: "on-call" });
  expect(await services.create(client, body)).toEqual({ service_name: "on-call" });
});

test("get answers the name", async () => {
  datadog().get(`${url}/on-call`).reply(200, { service_name: "on-call" });
  expect(await services.get(client, "on-call")).toEqual({ service_name: "on-call" });
});

test("update sends the key and answers nothing to an empty 200", async () => {
  datadog().put(`${url}/on-call`, { service_key: "fedcba9876543210" }).reply(200, "");
  expect(await services.update(client, "on-call", { service_key: "fedcba9876543210" })).toBeUndefined();
});

test("delete answers nothing", async () => {
  datadog().delete(`${url}/on-call`).reply(204);
  expect(await services.delete(client, "on-call")).toBeUndefined();
});

test.each([
  ["a b/c.d", "a%20b%2Fc.d"],
  ["...", "..."],
  ["é?#%", "%C3%A9%3F%23%25"],
])("the name %s is one path segment", async (name, encoded) => {
  let requested = "";
  const fetch = async (address: string) => {
    requested = address;
    return new Response('{"service_name":"x"}');
  };
  await services.get(createClient({ apiKey, appKey, fetch }), name);
  expect(requested).toBe(`https://api.datadoghq.com${url}/${encoded}`);
});

test("writes of one client run one after the other, in order; reads do not wait", async () => {
  const events: string[] = [];
  const fetch = async (_: string, { method }: RequestInit) => {
    events.push(`${method} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.push(`${method} ends`);
    return new Response('{"service_name":"a"}', { status: method === "POST" ? 201 : 200 });
  };
  const own = createClient({ apiKey, appKey, fetch });
  await Promise.all([
    services.create(own, { service_name: "a", service_key: "k" }),
    services.update(own, "a", { service_key: "l" }),
    services.delete(own, "a"),
    services.get(own, "a"),
  ]);
  const writes = ["POST", "PUT", "DELETE"].flatMap((method) => [`${method} begins`, `${method} ends`]);
  expect(events.filter((event) => !event.startsWith("GET"))).toEqual(writes);
  expect(events.indexOf("GET begins")).toBeLessThan(events.indexOf("POST ends"));
});

test("a service that does not exist is an ApiError", async () => {
  datadog()
    .get(`${url}/nope`)
    .reply(404, { errors: ["Service not found"] });
  expect(await thrown(services.get(client, "nope"))).toHaveProperty(
    "message",
    "GET /api/v1/integration/pagerduty/configuration/services/{service_name}: 404 Not Found: Service not found",
  );
});
