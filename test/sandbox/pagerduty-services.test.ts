/** PagerDuty services, known by name, changed one at a time. */
import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/sandbox/index.ts";
import { service, start } from "./helpers.ts";

describe("PagerDuty services", () => {
  const create = "POST /api/v1/integration/pagerduty/configuration/services";
  const at = (method: "GET" | "PUT" | "DELETE") =>
    `${method} /api/v1/integration/pagerduty/configuration/services/{service_name}` as Operation;

  test.each(["a b", "a/b", "a.b", "50%", "%2F", "ü?#&+", "a%20b", "services"])(
    "may be called %j",
    async (service_name) => {
      const { ask, sandbox } = start();
      expect((await ask(create, { body: { service_name, service_key: "k1" } })).body).toEqual({ service_name });
      expect((await ask(at("GET"), { id: service_name })).body).toEqual({ service_name });
      const put = await ask(at("PUT"), { id: service_name, body: { service_key: "k2" } });
      expect(put).toMatchObject({ status: 200, body: { service_name } });
      expect(sandbox.state().pagerDutyServices).toEqual([{ service_name, service_key: "k2" }]);
      expect((await ask(at("DELETE"), { id: service_name })).status).toBe(204);
      expect(sandbox.state().pagerDutyServices).toEqual([]);
    },
  );

  test("a second one of the same name is refused", async () => {
    const { ask, sandbox } = start();
    await ask(create, { body: service });
    expect((await ask(create, { body: { ...service, service_key: "k2" } })).status).toBe(400);
    expect(sandbox.state().pagerDutyServices).toEqual([service]);
  });

  test("changes that overlap are refused, reading at the same time is not", async () => {
    const { ask, sandbox } = start({ latency: 5 });
    const body = (service_name: string) => ({ body: { service_name, service_key: "k" } });
    await ask(create, { body: service });
    const answers = await Promise.all([
      ask(create, body("a")),
      ask(create, body("b")),
      ask(at("DELETE"), { id: "a" }),
      ask(at("GET"), { id: service.service_name }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 409, 200]);
    expect(sandbox.state().pagerDutyServices.map(({ service_name }) => service_name)).toEqual([
      service.service_name,
      "a",
    ]);
    expect((await ask(create, body("b"))).status).toBe(201);
    sandbox.fail({ drop: true });
    await expect(ask(create, body("c"))).rejects.toThrow(TypeError);
    expect((await ask(create, body("c"))).status).toBe(201);
  });
});
