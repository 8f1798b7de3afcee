/** What holds for the sandbox as a whole: routes, browsers, what it saw, its start. */
import { describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/index.ts";
import { apiKey, keysOf, NOWHERE, SITE, start } from "./helpers.ts";

describe("what is no operation", () => {
  test("is a 404, or a 405 that says what would do, in the family's form", async () => {
    const { sandbox } = start();
    const to = async (method: string, path: string) => {
      const response = await sandbox.fetch(SITE + path, { method });
      return { status: response.status, allow: response.headers.get("allow"), body: await response.json() };
    };
    expect(await to("GET", "/api/v2/nothing")).toEqual({ status: 404, allow: null, body: { errors: ["Not Found"] } });
    expect(await to("GET", "/api/v2/api_keys/")).toMatchObject({ status: 404 });
    expect(await to("PUT", "/api/v2/api_keys")).toEqual({
      status: 405,
      allow: "GET, POST",
      body: { errors: ["Method Not Allowed"] },
    });
    expect(await to("POST", `/api/v2/actions/connections/${NOWHERE}`)).toMatchObject({
      status: 405,
      allow: "GET, PATCH, DELETE",
      body: { errors: [{ title: "Method Not Allowed", status: "405" }] },
    });
    expect(sandbox.requests.map(({ operation }) => operation)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("browsers", () => {
  test("may ask from any page, and see the rate limit", async () => {
    const { sandbox } = start({ rateLimit: { limit: 1, period: 60 } });
    sandbox.fail({ status: 503 });
    const headers = {
      origin: "https://example.com",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "dd-api-key,authorization",
    };
    const preflight = await sandbox.fetch(`${SITE}/api/v2/api_keys`, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("dd-api-key,authorization");
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(sandbox.requests).toEqual([]);
    for (const status of [503, 401, 429]) {
      const response = await sandbox.fetch(`${SITE}/api/v2/api_keys`);
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-expose-headers")).toMatch(/X-RateLimit-Reset.*Retry-After/);
    }
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("the sandbox", () => {
  test("takes a URL with an init, or a Request with whatever a server passes along, and needs no this", async () => {
    const { fetch, credentials } = createSandbox();
    const init = { method: "POST", headers: keysOf(credentials), body: '{"name":"n"}' };
    const url = `${SITE}/api/v1/api_key`;
    for (const response of [
      await fetch(url, init),
      await fetch(new URL(url), init),
      await fetch(new Request(url, init), { method: "DELETE", env: 1 }),
    ]) {
      expect(response.status).toBe(200);
      expect(response).toBeInstanceOf(Response);
    }
  });

  test("is a handler for servers and a fetch for clients, to the compiler too", () => {
    const { fetch } = createSandbox();
    const server: {
      fetch: (
        request: Request,
        environment: { incoming: object },
        context: { waitUntil: () => void },
      ) => Promise<Response>;
    } = { fetch };
    const client: typeof globalThis.fetch = fetch;
    expect(client).toBe(server.fetch);
  });

  test("notes what it saw", async () => {
    const { sandbox, send } = start();
    await send("POST /api/v1/api_key", { body: { name: "n" }, query: { a: "b c" }, headers: { "X-Test": "1" } });
    expect(sandbox.requests).toEqual([
      {
        method: "POST",
        path: "/api/v1/api_key",
        operation: "POST /api/v1/api_key",
        query: { a: "b c" },
        headers: expect.objectContaining({ "x-test": "1" }),
        body: { name: "n" },
        status: 401,
      },
    ]);
    await send("GET /api/v1/integration/pagerduty/configuration/services/{service_name}", { id: "a/b" });
    expect(sandbox.requests[1]).toMatchObject({
      path: "/api/v1/integration/pagerduty/configuration/services/a%2Fb",
      body: undefined,
    });
  });

  test("its state is a copy", async () => {
    const { sandbox, ask } = start();
    const before = sandbox.state();
    before.apiKeys.length = 0;
    expect((await ask("GET /api/v2/api_keys")).status).toBe(200);
    expect(sandbox.state().apiKeys[0]).toMatchObject({
      id: sandbox.ids.apiKey,
      key: sandbox.credentials.apiKey,
      created_by: sandbox.ids.user,
    });
    expect(sandbox.state().users.map(({ id, token }) => ({ id, token }))).toEqual([
      { id: sandbox.ids.user, token: sandbox.token },
    ]);
  });

  test("returns to the start, and does the same things again", async () => {
    const { sandbox, ask } = start({ now: () => 0, rateLimit: { limit: 2, period: 60 } });
    const { requests } = sandbox;
    const initial = sandbox.state();
    const first = (await ask("POST /api/v2/api_keys", { body: apiKey({ name: "n" }) })).body;
    sandbox.addUser("Sam Other");
    sandbox.fail({ status: 500 });
    sandbox.reset();
    expect(sandbox.state()).toEqual(initial);
    expect(requests).toEqual([]);
    const again = await ask("POST /api/v2/api_keys", { body: apiKey({ name: "n" }) });
    expect(again.body).toEqual(first);
    expect(again.headers.get("x-ratelimit-remaining")).toBe("1");
    expect(requests).toHaveLength(1);
  });
});
