/** Answers: redirects are refused, `response.ok` decides, odd bodies are typed errors, and refusals say what usually helps. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, createDatadog, type Datadog } from "../src/index.ts";
import { answer, apiKey, appKey, broken, fakeClock, outcome, scene } from "./transport-scene.ts";

/** Starts a server on this machine and gives its origin. */
function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}

describe("redirects, on real servers", () => {
  const stolen: IncomingMessage[] = [];
  let status = 302;
  let target = "";
  const thief = createServer((request, response) => {
    stolen.push(request);
    response.end("{}");
  });
  const server = createServer((_, response) =>
    response.writeHead(status, { location: `${target}/api/v2/api_keys` }).end(`moved to ${target}`),
  );
  let baseUrl = "";
  beforeAll(async () => {
    target = await listen(thief);
    baseUrl = await listen(server);
  });
  afterAll(() => {
    thief.close();
    server.close();
  });

  test.each([301, 302, 303, 307, 308])("%s is not followed, on any method", async (code) => {
    status = code;
    const dd = createDatadog({ apiKey, appKey, baseUrl });
    const calls = [
      dd.apiKeys.get("1"),
      dd.apiKeys.create({ name: "ci" }),
      dd.apiKeys.delete("1"),
      dd.v1.pagerDutyServices.update("a", { service_key: "s" }),
      dd.http.GET("/api/v1/api_key"),
    ];
    for (const { reason } of (await Promise.allSettled(calls)) as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(ApiError);
      expect(reason).toMatchObject({ status: code, outcomeUnknown: false, message: expect.stringContaining("redirects are not followed") });
      expect(reason.message).not.toContain("127.0.0.1");
    }
    expect(stolen).toHaveLength(0);
  });
  test("the thief would have seen a request that follows", async () => {
    await fetch(`${baseUrl}/api/v2/api_keys`, { headers: { "dd-api-key": apiKey } });
    expect(stolen.map(({ headers }) => headers["dd-api-key"])).toEqual([apiKey]);
  });
});

describe("with scripted answers", () => {
  fakeClock();

  test("a redirect that a browser hides, with status 0, is an error that is not repeated", async () => {
    const hidden = Object.defineProperties(new Response(null), {
      status: { value: 0 },
      ok: { value: false },
      type: { value: "opaqueredirect" },
    });
    const { dd, seen } = scene([() => hidden]);
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({
      name: "ApiError",
      status: 0,
      message: expect.stringContaining("redirects are not followed"),
    });
    expect(await outcome(dd.http.GET("/api/v1/api_key"))).toMatchObject({ name: "ApiError", status: 0 });
    expect(seen).toHaveLength(2);
  });

  test("the body of a redirect is given up, not read", async () => {
    const cancel = vi.fn();
    const { dd } = scene([() => new Response(new ReadableStream({ cancel }), { status: 302 })]);
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 302 });
    expect(cancel).toHaveBeenCalledOnce();
    const stubborn = scene([() => new Response(new ReadableStream({ cancel: () => Promise.reject(new Error("no")) }), { status: 302 })]);
    expect(await outcome(stubborn.dd.apiKeys.get("1"))).toMatchObject({ status: 302 });
  });

  const bodies: [string, Response, string][] = [
    ["an empty body", new Response("", { headers: { "content-type": "application/json" } }), "0 characters of application/json"],
    ["no body", new Response(null), "0 characters of unknown type"],
    ["204", new Response(null, { status: 204 }), "0 characters of unknown type"],
    [
      "HTML",
      new Response("<html>s3cr3t</html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
      "19 characters of text/html",
    ],
    [
      "half of a JSON",
      new Response('{"data":{"id":"s3cr', { headers: { "content-type": "application/json" } }),
      "19 characters of application/json",
    ],
    [
      "a JSON that is no object",
      new Response('["s3cr3t"]', { headers: { "content-type": "application/json" } }),
      "10 characters of application/json",
    ],
    ["null", new Response("null", { headers: { "content-type": "application/json" } }), "4 characters of application/json"],
    ["a text", new Response('"s3cr3t"'), "8 characters of text/plain"],
  ];
  describe.each(bodies)("%s with a good status", (_, response, told) => {
    test("is an error where a body is documented, and is not quoted", async () => {
      const { dd, seen } = scene([response]);
      const reads = [() => dd.apiKeys.get("1"), false] as const;
      const writes = [() => dd.apiKeys.create({ name: "ci" }), true] as const;
      for (const [call, outcomeUnknown] of [reads, writes]) {
        const error = (await outcome(call())) as ApiError;
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({
          status: response.status,
          errors: [],
          outcomeUnknown,
          message: expect.stringContaining(`not the documented JSON (${told})`),
        });
        expect(error.stack).not.toContain("s3cr");
        expect(error.body).toBe(await response.clone().text());
      }
      expect(seen, "never repeated").toHaveLength(2);
    });
    test("is nothing where none is documented", async () => {
      const { dd } = scene([response]);
      expect(await outcome(dd.apiKeys.delete("1"))).toBeUndefined();
      expect(await outcome(dd.v1.pagerDutyServices.update("a", { service_key: "s" }))).toBeUndefined();
    });
  });

  test.each(["application/vnd.api+json", "application/json;charset=UTF-8", "text/plain", "text/html"])(
    "a JSON is read whatever it is called: %s",
    async (type) => {
      const response = new Response('{"data":{"id":"1"}}', { headers: { "content-type": type } });
      expect(await outcome(scene([response]).dd.apiKeys.get("1"))).toEqual({ data: { id: "1" } });
    },
  );

  test("dd.http gives what it can read, and an error that does not quote what it cannot", async () => {
    const get = (step: Response): Promise<unknown> => outcome(scene([step]).dd.http.GET("/api/v1/api_key"));
    expect(await get(answer(200))).toMatchObject({ data: { data: { id: "1" } }, response: { status: 200 } });
    expect(await get(answer(403))).toMatchObject({ error: { errors: ["reason 403"] }, response: { status: 403 } });
    expect(await get(new Response("<html>", { status: 502 }))).toMatchObject({ error: "<html>", response: { status: 502 } });
    expect(await get(new Response(""))).toMatchObject({ data: undefined, response: { status: 200 } });
    const odd = await get(new Response("<html>s3cr3t", { headers: { "content-length": "12" } }));
    expect(odd).toBeInstanceOf(ApiError);
    expect((odd as Error).stack).not.toContain("s3cr3t");
  });

  test("the status decides, not the shape of the body", async () => {
    expect(await outcome(scene([answer(200, {}, { errors: ["none"] })]).dd.apiKeys.get("1"))).toEqual({ errors: ["none"] });
    expect(await outcome(scene([answer(400, {}, { data: { id: "1" } })]).dd.apiKeys.get("1"))).toMatchObject({
      status: 400,
      errors: [],
      body: { data: { id: "1" } },
    });
  });

  test("a 403 says what usually lies behind it", async () => {
    const refused = async (call: (dd: ReturnType<typeof scene>["dd"]) => Promise<unknown>): Promise<string> =>
      String(await outcome(call(scene([403]).dd)));
    const usual = "usual causes: keys of another site, a key's id in place of the key, ";
    expect(await refused((dd) => dd.apiKeys.get("1"))).toBe(
      `ApiError: GET /api/v2/api_keys/{api_key_id}: 403 Forbidden: reason 403 (${usual}a missing permission)`,
    );
    expect(await refused((dd) => dd.actionConnections.get("1"))).toContain(
      `${usual}a missing permission, an application key that is not registered for actions`,
    );
    expect(await refused((dd) => dd.appKeyRegistrations.register("1"))).not.toContain("registered");
  });
  test("a 401 says what is wrong, other refusals nothing of the kind", async () => {
    expect(String(await outcome(scene([401]).dd.apiKeys.get("1")))).toMatch(
      /401 Unauthorized: reason 401 \(the credentials are incomplete or expired\)$/,
    );
    for (const status of [400, 404, 409, 422, 500])
      expect(String(await outcome(scene([status]).dd.apiKeys.create({ name: "ci" })))).toMatch(/: reason \d+$/);
  });

  test("the reason phrase is the server's where it is one, and the usual one elsewhere", async () => {
    const told = async (status: number, statusText: string): Promise<string> =>
      String(await outcome(scene([new Response(null, { status, statusText })]).dd.apiKeys.get("1")));
    expect(await told(400, "Not Like This")).toMatch(/: 400 Not Like This$/);
    expect(await told(400, "")).toMatch(/: 400 Bad Request$/);
    expect(await told(400, "key 0123456789abcdef is unknown")).toMatch(/: 400 Bad Request$/);
    expect(await told(418, "")).toMatch(/: 418$/);
  });

  test("a network failure mentions CORS in browsers and their workers, and nowhere else", async () => {
    const failure = async (): Promise<string> => String(await outcome(scene([new TypeError("Failed to fetch")]).dd.apiKeys.get("1")));
    expect(await failure()).not.toContain("CORS");
    for (const name of ["document", "importScripts"]) {
      vi.stubGlobal(name, {});
      expect(await failure()).toContain("a browser says the same where CORS forbids the call");
      vi.unstubAllGlobals();
    }
  });

  test("a network failure names the system's reason, not its wrapping", async () => {
    const error = (await outcome(
      scene([broken("ENOTFOUND", "getaddrinfo ENOTFOUND api.datadoghq.example")]).dd.apiKeys.get("1"),
    )) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ cause: { name: "Error", code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND api.datadoghq.example" } });
    const dom = new DOMException("The operation was lost", "NetworkError"); // its `code` is a number
    expect(await outcome(scene([dom]).dd.apiKeys.get("1"))).toMatchObject({
      message: expect.stringContaining("(NetworkError, 3 attempts)"),
    });
  });
});

test.each(["it's hunter2", "hunter2 (old)", "it's (a) hunter2"])(
  "a network failure that names the path and the query does not show %j",
  async (filter) => {
    const told = [(url: string) => url, (url: string) => new URL(url).href, (url: string) => new URL(url).search];
    for (const tell of [...told, (url: string) => url.slice("https://api.datadoghq.com".length)]) {
      const fetch = async (url: string): Promise<never> => {
        throw new TypeError(`GET (${tell(url)}) failed`);
      };
      const dd = createDatadog({ apiKey, appKey, maxRetries: 0, fetch });
      const error = await dd.apiKeys
        .list({ filter })
        .page(0)
        .catch((reason) => reason);
      expect(error).toMatchObject({ cause: { name: "TypeError", message: "GET (***) failed" } });
    }
  },
);

test("a network failure that names the path does not show what is asked for", async () => {
  const { dd } = scene([new TypeError("GET /api/v2/api_keys?filter=hunter2&page%5Bsize%5D=100 failed")], { maxRetries: 0 });
  const error = await dd.apiKeys
    .list({ filter: "hunter2" })
    .page(0)
    .catch((reason) => reason);
  expect(error).toMatchObject({ cause: { name: "TypeError", message: "GET *** failed" } });
});

test("a Response whose methods are read-only is handed on all the same", async () => {
  class ServersResponse extends Response {} // @hono/node-server puts such a class in the place of the platform's
  Object.defineProperty(ServersResponse.prototype, "text", { value: Response.prototype.text, writable: false });
  const own = createDatadog({ apiKey, appKey, fetch: async () => new ServersResponse('{"data":[]}') });
  expect((await own.http.GET("/api/v2/api_keys")).data).toEqual({ data: [] });
});

test.each([
  ["blob", (data: unknown) => (data as Blob).text()],
  ["arrayBuffer", async (data: unknown) => new TextDecoder().decode(data as ArrayBuffer)],
  ["stream", (data: unknown) => new Response(data as ReadableStream).text()],
  ["text", async (data: unknown) => data],
] as const)("dd.http reads a body as %s, as openapi-fetch does", async (parseAs, read) => {
  const dd = createDatadog({ apiKey, appKey, fetch: async () => new Response('{"data":[]}') });
  const { data, response } = await dd.http.GET("/api/v2/api_keys", { parseAs });
  expect(await read(data)).toBe('{"data":[]}');
  expect(response.url).toBe("");
});

test("a mock that answers every call with one and the same object works more than once", async () => {
  const mock = { ok: true, status: 200, statusText: "OK", headers: new Headers(), text: async () => '{"data":[]}' };
  const dd = createDatadog({ apiKey, appKey, fetch: async () => mock as Response });
  expect(await dd.apiKeys.list().page(0)).toEqual(await dd.apiKeys.list().page(0));
});

test("middleware of dd.http may set headers", async () => {
  const seen: (string | null)[] = [];
  const fetch = async (_: string, init: RequestInit) => {
    seen.push(new Headers(init.headers).get("x-team"));
    return new Response("{}");
  };
  const dd = createDatadog({ apiKey, appKey, fetch });
  dd.http.use({ onRequest: ({ request }) => request.headers.set("x-team", "sre") });
  await dd.apiKeys.get("1");
  expect(seen).toEqual(["sre"]);
});

describe("middleware of dd.http, which the wrappers pass through as well", () => {
  const own = (answers: Response | (() => Response) = () => Response.json({ data: { id: "server" } })): Datadog =>
    createDatadog({ apiKey, appKey, maxRetries: 0, fetch: async () => (typeof answers === "function" ? answers() : answers) });

  test("may return the request that it was given", async () => {
    const dd = own();
    dd.http.use({ onRequest: ({ request }) => request });
    expect(await dd.apiKeys.get("1")).toEqual({ data: { id: "server" } });
  });
  test.each([
    ["before anything is sent", { onRequest: (): Response => Response.json({ data: { id: "cache" } }) }],
    ["in place of an answer", { onResponse: (): Response => Response.json({ data: { id: "cache" } }) }],
  ])("may answer %s", async (_, middleware) => {
    const dd = own();
    dd.http.use(middleware);
    expect(await dd.apiKeys.get("1")).toEqual({ data: { id: "cache" } });
    expect(await dd.apiKeys.delete("1")).toBeUndefined();
    expect((await dd.http.GET("/api/v1/api_key")).data).toEqual({ data: { id: "cache" } });
  });
  test.each([
    ["is no JSON", new Response("<html>s3cr3t", { headers: { "content-type": "text/html" } })],
    ["is refused", new Response('{"data":{"id":"s3cr3t"}}', { status: 404 })],
  ])("may not give an answer that %s for a good one", async (_, response) => {
    const dd = own();
    dd.http.use({ onResponse: () => response.clone() });
    const error = await dd.apiKeys.get("1").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: response.status, message: expect.not.stringContaining("s3cr3t") });
  });
  test("may read the answer", async () => {
    const dd = own(() => Response.json({ data: {} }, { statusText: "Fine" }));
    const read: unknown[] = [];
    dd.http.use({ onResponse: async ({ response }) => void read.push(response.statusText, response.type, await response.text()) });
    expect(await dd.apiKeys.get("1")).toEqual({ data: {} });
    expect(read).toEqual(["Fine", "default", '{"data":{}}']);
  });
  test("is not needed for a wrong length to be noticed", async () => {
    const dd = own(() => new Response('{"data":{}}', { headers: { "content-length": "0" } }));
    expect(await dd.apiKeys.get("1").catch((reason: unknown) => reason)).toBeInstanceOf(ApiError);
  });
});

test("a refusal is read with care: no control characters, no types that are not documented", async () => {
  const errors = [{ title: 7, detail: { toString: 1 } }, { title: "Odd", detail: "one\n\u001b[31mtwo" }, 5];
  const dd = createDatadog({ apiKey, appKey, fetch: async () => Response.json({ errors }, { status: 400 }) });
  const error = await dd.apiKeys.get("1").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ errors: [{ detail: "" }, { title: "Odd", detail: "one\n\u001b[31mtwo" }] });
  expect((error as ApiError).message).toMatch(/Odd: one \[31mtwo$/);
});

test("a key that a program without types writes into dd.http's path is not shown", async () => {
  const seen: string[] = [];
  const observed = {
    onRequest: ({ path }: { path: string }) => void seen.push(path),
    fetch: async () => new Response("<html>", { status: 200 }),
  };
  const { http } = createDatadog({ apiKey, appKey, ...observed });
  const error = await http.GET("/api/v1/api_key/s3cr3t" as "/api/v1/api_key").catch(String);
  expect(error).toMatch(/^ApiError: GET \/api\/v1\/api_key\/\*\*\*: 200/);
  expect(seen).toEqual(["/api/v1/api_key/***"]);
});
