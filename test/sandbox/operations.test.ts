/** What holds for every operation of the sandbox: success, signing in, permissions, and the usual refusals. */
import { describe, expect, test } from "vitest";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import {
  bearer,
  GOOD,
  isJson,
  keysOf,
  NOWHERE,
  operations,
  permissionsOf,
  start,
  statusesOf,
  takesBody,
} from "./helpers.ts";

/** The operations that ask about the API key alone. */
const BY_API_KEY = ["GET /api/v1/validate", "GET /api/v2/validate"];
/** The operations that make application keys, which no token can. */
const NO_TOKEN = ["createV1ApplicationKey", "createCurrentUserApplicationKey", "createServiceAccountApplicationKey"];

describe.each(operations)("%s", (id, operation) => {
  const documented = statusesOf(operation);
  const success = documented.find((each) => each < 300);
  const good = async (options?: SandboxOptions) => {
    const world = start(options);
    return { ...world, asked: await GOOD[id](world.ask, world.sandbox) };
  };
  const byAPIKey = BY_API_KEY.includes(operation);

  test("succeeds with the documented status and body", async () => {
    const { ask, asked, sandbox } = await good();
    const { status } = await ask(operation, asked);
    expect(status).toBe(success);
    expect(sandbox.requests.at(-1)).toMatchObject({ operation, method: operation.split(" ")[0], status });
  });

  test("refuses who does not sign in: without keys, with half of them, or with DD-APP-KEY", async () => {
    const { ask, asked, sandbox } = await good();
    const { apiKey, appKey } = sandbox.credentials;
    const missing: Record<string, string>[] = [{}, { "DD-APPLICATION-KEY": appKey }];
    if (!byAPIKey) missing.push({ "DD-API-KEY": apiKey }, { "DD-API-KEY": apiKey, "DD-APP-KEY": appKey });
    for (const headers of missing) {
      const { status, body } = await ask(operation, { ...asked, headers });
      if (operation === "GET /api/v1/validate") expect([status, body]).toEqual([403, { errors: ["API key required"] }]);
      else expect(status).toBe(401);
    }
  });

  test("refuses keys and tokens that nobody knows", async () => {
    const { ask, asked, sandbox } = await good();
    const { apiKey, appKey } = sandbox.credentials;
    const unknown = [keysOf({ apiKey: appKey, appKey }), bearer("ddpat_x"), keysOf({ apiKey, appKey: "ddpat_x" })];
    if (!byAPIKey) unknown.push(keysOf({ apiKey, appKey: apiKey }));
    for (const headers of unknown) {
      const { status, body, headers: shown } = await ask(operation, { ...asked, headers });
      expect(status).toBe(403);
      expect(body.errors[0].detail ?? body.errors[0]).toBe("Forbidden");
      expect([...shown.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
    }
  });

  test("takes a token, as a bearer or in the application key's place", async () => {
    const { ask, asked, sandbox } = await good();
    const expected = NO_TOKEN.includes(id) ? 403 : success;
    expect((await ask(operation, { ...asked, headers: bearer(sandbox.token) })).status).toBe(expected);
    const again = await good();
    const headers = { "DD-APPLICATION-KEY": again.sandbox.token, "DD-API-KEY": "ignored" };
    expect((await again.ask(operation, { ...again.asked, headers })).status).toBe(expected);
  });

  const permissions = permissionsOf(id);
  if (permissions.length > 0)
    test("needs one of its permissions, by the key's scopes and by its owner's roles", async () => {
      const narrow = { id: "10000000-0000-4000-8000-000000000000", key: "a".repeat(40), name: "narrow" };
      const withScopes = async (scopes: string[], roles?: string[]) => {
        const world = await good({
          state: {
            roles: [{ name: "narrow", permissions: ["metrics_read", ...permissions] }],
            users: [{ name: "Sam", email: "sam@example.com", roles: roles ?? ["narrow"] }],
            applicationKeys: [{ ...narrow, scopes, owned_by: "sam@example.com" }],
            registrations: [narrow.id],
          },
        });
        const headers = keysOf({ ...world.sandbox.credentials, appKey: narrow.key });
        return world.ask(operation, { ...world.asked, headers });
      };
      for (const refused of [await withScopes(["metrics_read"]), await withScopes([...permissions], [])]) {
        expect(refused.status).toBe(403);
        expect(refused.body.errors[0].detail ?? refused.body.errors[0]).toBe("Forbidden");
      }
      for (const permission of permissions) expect((await withScopes([permission])).status).not.toBe(403);
    });

  test("429 above the rate limit", async () => {
    const { ask } = start({ rateLimit: { limit: 0, period: 60 } });
    const { status, headers, body } = await ask(operation, { id: [NOWHERE, NOWHERE] });
    expect(status).toBe(429);
    expect(headers.get("x-ratelimit-remaining")).toBe("0");
    expect(body.errors).toHaveLength(1);
  });

  if (documented.includes(404) && operation.endsWith("}"))
    test("404 for what is not there, whatever the id", async () => {
      const { ask, asked } = await good();
      const sent = isJson(asked.body) && isJson(asked.body.data) ? asked.body.data : undefined;
      const body = sent?.id ? { data: { ...sent, id: NOWHERE } } : asked.body;
      const at = (last: string) => (Array.isArray(asked.id) ? [asked.id[0], last] : last);
      expect((await ask(operation, { ...asked, id: at(NOWHERE), body })).status).toBe(404);
      const isAction = operation.includes("/actions/");
      expect((await ask(operation, { ...asked, id: at("no-uuid"), body })).status).toBe(isAction ? 400 : 404);
    });

  if (takesBody(operation))
    test("400 for a body that is missing, no JSON or no object", async () => {
      const { ask, asked } = await good();
      for (const body of ["", "{", "[]", "null", '"text"', "1"]) {
        expect((await ask(operation, { ...asked, body })).status, body).toBe(400);
      }
    });

  if (documented.includes(400) && /^GET .*s$/.test(operation) && !operation.endsWith("/permissions"))
    test("400 for a page that cannot be, naming it", async () => {
      const { ask, asked } = await good();
      const { status, body } = await ask(operation, { ...asked, query: { "page[number]": "-1" } });
      expect(status).toBe(400);
      expect(body.errors[0].detail ?? body.errors[0]).toContain("page[number]");
    });

  if (operation.startsWith("DELETE"))
    test("a second DELETE is a 404, but of tokens and users a success", async () => {
      const { ask, asked, sandbox } = await good();
      const headers = bearer(sandbox.token); // the key may be the one that goes
      await ask(operation, { ...asked, headers });
      const expected = /token_id|user_id/.test(operation) ? 204 : 404;
      expect((await ask(operation, { ...asked, headers })).status).toBe(expected);
    });
});
