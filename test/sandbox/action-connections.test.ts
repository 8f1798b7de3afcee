/** Action connections, their secrets, and the registrations that give access to them. */
import { describe, expect, test } from "vitest";
import type { ActionConnectionIntegration, ActionConnectionIntegrationUpdate } from "../../generated/types.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { AWS, appKey, change, connection, type Json, NOWHERE, register, start } from "./helpers.ts";
import { integrations, SECRET } from "./samples.ts";

describe("app key registrations", () => {
  test("are kept per application key, and go with it", async () => {
    const { ask, sandbox } = start();
    const { data } = (await ask("POST /api/v2/current_user/application_keys", { body: appKey({ name: "k" }) })).body;
    expect((await ask("GET /api/v2/actions/app_key_registrations/{app_key_id}", { id: data.id })).status).toBe(404);
    await register(ask, sandbox.ids.appKey);
    await register(ask, data.id);
    expect((await register(ask, data.id)).status).toBe(201);
    const list = (query = {}) => ask("GET /api/v2/actions/app_key_registrations", { query });
    const both = [sandbox.ids.appKey, data.id].map((id) => ({ id, type: "app_key_registration" }));
    expect((await list()).body).toEqual({ data: both, meta: { total: 2, total_filtered: 2 } });
    expect((await list({ "page[size]": "1", "page[number]": "1" })).body.data).toEqual(both.slice(1));
    await ask("DELETE /api/v2/application_keys/{app_key_id}", { id: data.id });
    expect(sandbox.state().registrations).toEqual([sandbox.ids.appKey]);
    expect((await register(ask, data.id)).status).toBe(400);
    expect((await register(ask, "nonsense")).body.errors[0]).toMatchObject({ title: "Invalid Parameter" });
  });
});

describe("action connections", () => {
  const one = { id: NOWHERE };
  async function registered(options?: SandboxOptions) {
    const world = start(options);
    await register(world.ask, world.sandbox.ids.appKey);
    const create = (integration: ActionConnectionIntegration) =>
      world.ask("POST /api/v2/actions/connections", { body: connection(integration) });
    const patch = (id: string, integration: ActionConnectionIntegrationUpdate) =>
      world.ask("PATCH /api/v2/actions/connections/{connection_id}", { id, body: change(integration) });
    return { ...world, create, patch };
  }

  test("need an application key that is registered", async () => {
    const { ask, sandbox } = start();
    const create = () => ask("POST /api/v2/actions/connections", { body: connection(AWS) });
    expect(await create()).toMatchObject({ status: 403, body: { errors: [{ title: "Forbidden", status: "403" }] } });
    expect((await ask("GET /api/v2/actions/connections/{connection_id}", one)).status).toBe(403);
    expect(
      (await ask("PATCH /api/v2/actions/connections/{connection_id}", { ...one, body: change({ type: "AWS" }) }))
        .status,
    ).toBe(403);
    expect((await ask("DELETE /api/v2/actions/connections/{connection_id}", one)).status).toBe(403);
    await register(ask, sandbox.ids.appKey);
    expect((await create()).status).toBe(201);
    await ask("DELETE /api/v2/actions/app_key_registrations/{app_key_id}", { id: sandbox.ids.appKey });
    expect((await create()).status).toBe(403);
  });

  test("keep the secrets of all 24 integrations to themselves", async () => {
    const { create, ask, sandbox } = await registered();
    expect(integrations.length).toBeGreaterThanOrEqual(25);
    for (const integration of integrations) {
      const { data } = (await create(integration)).body;
      const stored = sandbox.state().connections.at(-1);
      expect(stored).toMatchObject({ id: data.id, integration });
      const got = await ask("GET /api/v2/actions/connections/{connection_id}", { id: data.id });
      expect(got.body.data).toMatchObject(data);
      const blank = JSON.parse(JSON.stringify(integration).replaceAll(SECRET, ""));
      const made = { external_id: expect.any(String), principal_id: expect.any(String) };
      if (integration.type === "AWS") Object.assign(blank.credentials, made);
      expect(data.attributes.integration).toEqual(blank);
    }
    expect(new Set(integrations.map(({ type }) => type)).size).toBe(24);
  });

  test("AWS gets an external id, and another one when asked", async () => {
    const { create, patch } = await registered();
    const asked = structuredClone(AWS) as unknown as { credentials: Json };
    Object.assign(asked.credentials, { external_id: "mine", unheard_of: "s3cr3t" });
    const { data } = (await create(asked as unknown as ActionConnectionIntegration)).body;
    const { external_id, ...rest } = data.attributes.integration.credentials;
    expect(external_id).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({ ...AWS.credentials, principal_id: expect.stringMatching(/^\d{12}$/) });
    const role = (await patch(data.id, { type: "AWS", credentials: { type: "AWSAssumeRole", role: "other" } })).body
      .data;
    expect(role.attributes.integration.credentials).toEqual({ ...rest, external_id, role: "other" });
    const fresh = (
      await patch(data.id, { type: "AWS", credentials: { type: "AWSAssumeRole", generate_new_external_id: true } })
    ).body.data;
    expect(fresh.attributes.integration.credentials).toEqual({
      ...rest,
      external_id: expect.stringMatching(new RegExp(`^(?!${external_id})[0-9a-f]{32}$`)),
      role: "other",
    });
  });

  test("HTTP lists are merged by name, and only `deleted` removes", async () => {
    const { create, patch, sandbox } = await registered();
    const header = (name: string, value: string) => ({ name, value });
    const { data } = (
      await create({
        type: "HTTP",
        base_url: "https://example.com",
        credentials: {
          type: "HTTPTokenAuth",
          headers: [header("A", "1"), header("B", "2")],
          tokens: [{ name: "t", type: "SECRET", value: "s3cr3t" }],
          url_parameters: [header("u", "1")],
          body: { content: "x", content_type: "text/plain" },
        },
      })
    ).body;
    const credentials = {
      type: "HTTPTokenAuth" as const,
      headers: [{ name: "A", deleted: true }, { name: "B", value: "3", deleted: false }, header("C", "4")],
      tokens: [{ name: "new", type: "SECRET" as const, value: "s3cr3t2" }],
      url_parameters: [{ name: "u", deleted: true }],
      body: { content: "y" },
    };
    const changed = (await patch(data.id, { type: "HTTP", credentials })).body.data;
    expect(changed.attributes.integration).toEqual({
      type: "HTTP",
      base_url: "https://example.com",
      credentials: {
        type: "HTTPTokenAuth",
        headers: [header("B", "3"), header("C", "4")],
        tokens: ["t", "new"].map((name) => ({ name, type: "SECRET", value: "" })),
        url_parameters: [],
        body: { content: "y", content_type: "text/plain" },
      },
    });
    expect(sandbox.state().connections[0]?.integration).toMatchObject({
      credentials: { tokens: [{ value: "s3cr3t" }, { value: "s3cr3t2" }] },
    });
    const halfNew = await patch(data.id, {
      type: "HTTP",
      credentials: { type: "HTTPTokenAuth", headers: [{ name: "D" }] },
    });
    expect(halfNew.status).toBe(400);
    expect(halfNew.body.errors[0].detail).toContain(
      "data.attributes.integration.credentials.headers.2.value: field required",
    );
  });

  test("a change keeps the integration, credentials of another type replace the old ones", async () => {
    const { create, patch, sandbox, ask } = await registered();
    const { data } = (
      await create({ type: "Cloudflare", credentials: { type: "CloudflareAPIToken", api_token: "s3cr3t" } })
    ).body;
    const wrong = await patch(data.id, { type: "AWS" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors[0].detail).toMatch(/desc = data.attributes.integration.type: must stay "Cloudflare"$/);
    const half = await patch(data.id, {
      type: "Cloudflare",
      credentials: { type: "CloudflareGlobalAPIToken", auth_email: "jo@example.com" },
    });
    expect(half.body.errors[0].detail).toContain("credentials.global_api_key: field required");
    const credentials = {
      type: "CloudflareGlobalAPIToken" as const,
      auth_email: "jo@example.com",
      global_api_key: "s3cr3t2",
    };
    expect((await patch(data.id, { type: "Cloudflare", credentials })).status).toBe(200);
    expect(sandbox.state().connections[0]?.integration).toEqual({ type: "Cloudflare", credentials });
    const body = { data: { type: "action_connection", attributes: { name: "renamed" } } };
    const renamed = (await ask("PATCH /api/v2/actions/connections/{connection_id}", { id: data.id, body })).body.data
      .attributes;
    expect(renamed).toEqual({
      name: "renamed",
      integration: { type: "Cloudflare", credentials: { ...credentials, global_api_key: "" } },
      acting_user_can_resolve: true,
      external_secrets_manager: null,
      is_favorite: false,
    });
  });

  test("a refusal names the field that is wrong, not the branches of a choice", async () => {
    const { ask } = await registered();
    const wrong = async (integration: unknown) => {
      const answered = await ask("POST /api/v2/actions/connections", {
        body: connection(integration as ActionConnectionIntegration),
      });
      expect(answered.status).toBe(400);
      expect(answered.body.errors).toHaveLength(1);
      const [, reason] = answered.body.errors[0].detail.split("desc = data.attributes.");
      return reason;
    };
    expect(await wrong({ type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "1" } })).toBe(
      "integration.credentials.role: field required",
    );
    expect(await wrong({ credentials: {} })).toBe("integration.type: field required");
    expect(await wrong({ type: "Nope" })).toMatch(/^integration.type: must be one of "AWS", "Anthropic",/);
    expect(await wrong("AWS")).toBe("integration: must be an object");
    const tokens = [{ name: "t", type: "PLAIN", value: 1 }];
    const credentials = { type: "HTTPTokenAuth", tokens };
    expect(await wrong({ type: "HTTP", base_url: "https://x", credentials })).toBe(
      'integration.credentials.tokens.0.type: must be "SECRET"',
    );
  });

  test("a secret that is not sent stays, and one that is sent empty is blank", async () => {
    const { create, patch, sandbox } = await registered();
    const { data } = (
      await create({
        type: "Datadog",
        credentials: { type: "DatadogAPIKey", api_key: "a", app_key: "b", datacenter: "us1" },
      })
    ).body;
    await patch(data.id, { type: "Datadog", credentials: { type: "DatadogAPIKey", app_key: "", datacenter: "eu" } });
    expect(sandbox.state().connections[0]?.integration.credentials).toEqual({
      type: "DatadogAPIKey",
      api_key: "a",
      app_key: "",
      datacenter: "eu",
    });
  });

  test("tags come back where they were given", async () => {
    const { ask } = await registered();
    const create = async (more: Json) =>
      (await ask("POST /api/v2/actions/connections", { body: connection(AWS, "c", more) })).body.data;
    const { id, attributes } = await create({ tags: ["team:one"] });
    expect(attributes.tags).toEqual(["team:one"]);
    const patch = "PATCH /api/v2/actions/connections/{connection_id}";
    const body = { data: { type: "action_connection", attributes: { tags: [] } } };
    expect((await ask(patch, { id, body })).body.data.attributes.tags).toEqual([]);
    expect((await create({})).attributes).not.toHaveProperty("tags");
  });
});
