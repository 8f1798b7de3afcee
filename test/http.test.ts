/** dd.http: openapi-fetch over the transport, with a list of options of its own, and middleware that sees no credentials. */
import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { type ClientOptions, createDatadog, type Datadog, InputError } from "../src/index.ts";
import { bodyOf, success } from "./bodies.ts";
import { apiKey, appKey, broken, fakeClock, notFound, outcome, respond, type Seen, scene, thrown } from "./scene.ts";

fakeClock();

const list = "/api/v2/api_keys";
const one = "/api/v2/api_keys/{api_key_id}";
const at = (api_key_id: string) => ({ params: { path: { api_key_id } } });
/** Calls dd.http as a program without types may do. */
const untyped = ({ http }: Datadog) =>
  http as unknown as Record<string, (path: unknown, init?: unknown) => Promise<unknown>>;

describe("a response", () => {
  test("comes as { data, error, response }, and no status is thrown", async () => {
    const { dd } = scene([200, notFound, respond(502, {}, "x"), new Response("<html>", { status: 502 })], {
      maxRetries: 0,
    });
    expect(await dd.http.GET(one, at("a/b"))).toMatchObject({ data: bodyOf("getAPIKey"), response: { status: 200 } });
    const missing = await dd.http.GET(one, at("x"));
    expect(missing).toMatchObject({ error: { errors: ["API key not found"] }, response: { status: 404 } });
    expect(missing.data).toBeUndefined();
    expect(await dd.http.GET(one, at("x"))).toMatchObject({ error: "x", response: { status: 502 } });
    expect(await dd.http.GET(one, at("x"))).toMatchObject({ error: "<html>", response: { status: 502 } });
  });

  test.each([
    ["blob", (data: unknown) => (data as Blob).text()],
    ["arrayBuffer", async (data: unknown) => new TextDecoder().decode(data as ArrayBuffer)],
    ["stream", (data: unknown) => new Response(data as ReadableStream).text()],
    ["text", async (data: unknown) => data],
  ] as const)("is read as %s where that is asked for", async (parseAs, read) => {
    const { data, response } = await scene([Response.json([])]).dd.http.GET(list, { parseAs });
    expect(await read(data)).toBe("[]");
    expect(response.url).toBe("");
  });

  test("is the caller's to judge: every 2xx with JSON or nothing in it passes", async () => {
    const { dd } = scene([Response.json({ errors: ["x"] }), new Response(null, { status: 202 }), new Response("")]);
    expect(await dd.http.GET(list)).toMatchObject({ data: { errors: ["x"] } });
    expect(await dd.http.GET(list)).toMatchObject({ response: { status: 202 } });
    expect(await dd.http.GET(list)).toMatchObject({ data: undefined, response: { status: 200 } });
  });

  test.each<[string, () => Response]>([
    ["no JSON", () => new Response("<html>hunter2", { headers: { "content-length": "13" } })],
    ["half of a JSON", () => new Response('{"data":"hunter2')],
  ])("with %s and a good status is an ApiError that does not quote it", async (_, make) => {
    const error = await thrown(scene([make]).dd.http.GET(list));
    expect(error).toMatchObject({
      name: "ApiError",
      status: 200,
      message: "GET /api/v2/api_keys: 200 OK: the body is not JSON",
    });
    expect(inspect(error, { showHidden: true })).not.toContain("hunter2");
  });

  test.each([199, 600, 777, 999])("with the status %i, which no Response can have, is an ApiError", async (status) => {
    const odd = (): Response =>
      Object.defineProperties(new Response("{}"), { status: { value: status }, ok: { value: false } });
    const { dd } = scene([odd], { maxRetries: 0 });
    expect(await outcome(dd.http.GET(list))).toMatchObject({ name: "ApiError", status });
    expect(await outcome(dd.apiKeys.get("x"))).toMatchObject({ name: "ApiError", status });
  });

  test("with a reason phrase beyond ASCII is handed on", async () => {
    const odd = (): Response =>
      Object.defineProperty(new Response("{}", { status: 400 }), "statusText", { value: "Ungültig \u2028" });
    expect(await scene([odd]).dd.http.GET(list)).toMatchObject({ response: { status: 400 } });
  });

  test("of a class whose methods are read-only is handed on", async () => {
    class ServersResponse extends Response {} // @hono/node-server puts such a class in the place of the platform's
    Object.defineProperty(ServersResponse.prototype, "text", { value: Response.prototype.text, writable: false });
    const { dd } = scene([() => new ServersResponse('{"data":[]}')]);
    expect((await dd.http.GET(list)).data).toEqual({ data: [] });
  });
});

describe("a request", () => {
  test("has its body, its headers and its query where openapi-fetch has them", async () => {
    const { dd, seen } = scene([200]);
    const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
    await dd.http.POST(list, { body, headers: { "X-Trace": "7", "x-many": ["a", "b"], "x-none": null } });
    await dd.http.GET(list, { params: { query: { filter: "a b" } } });
    const [post, get] = seen as [Seen, Seen];
    expect(JSON.parse(String(post.body))).toEqual(body);
    expect(post.headers).toMatchObject({ "x-trace": "7", "x-many": "a, b", "content-type": "application/json" });
    expect(post.headers).not.toHaveProperty("x-none");
    expect(get.url).toBe("https://api.datadoghq.com/api/v2/api_keys?filter=a%20b");
  });
  test("may have a serializer for its body, which cannot lead elsewhere", async () => {
    const { dd, seen } = scene([200]);
    const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
    await dd.http.POST(list, { body, bodySerializer: () => '{"own":true}' });
    expect(seen[0]?.body).toBe('{"own":true}');
    for (const bodySerializer of [() => 7, () => undefined, () => new Blob(["x"])])
      expect(
        await thrown(dd.http.POST(list, { body, bodySerializer: bodySerializer as unknown as () => string })),
      ).toHaveProperty("message", "POST /api/v2/api_keys: the body cannot be written as JSON");
  });
  test("waits in no queue and is judged by no constant: PagerDuty's writes run at once here", async () => {
    const services = "/api/v1/integration/pagerduty/configuration/services/{service_name}";
    const { dd, seen } = scene([() => new Promise(() => {})]);
    const params = { path: { service_name: "a" } };
    const both = [1, 2].map(() => dd.http.DELETE(services, { params, timeout: 10, maxRetries: 0 }).catch(() => {}));
    await outcome(Promise.all(both));
    expect(seen).toHaveLength(2);
  });
});

describe("what cannot work or would lead elsewhere is refused before anything is sent", () => {
  const evil = "https://evil.example";
  test.each<[string, unknown, unknown, RegExp]>([
    ["another baseUrl", list, { baseUrl: evil }, /dd\.http has no option "baseUrl"; it has params, body,/],
    ["an own query serializer", list, { querySerializer: () => "a#@evil.example/" }, /no option "querySerializer"/],
    ["an own path serializer", one, { ...at("1"), pathSerializer: () => evil }, /no option "pathSerializer"/],
    ["an own fetch", list, { fetch: () => new Response() }, /no option "fetch"/],
    ["an own Request", list, { Request }, /no option "Request"/],
    ["a misspelled option", list, { parms: {} }, /no option "parms"/],
    ["credentials", list, { credentials: "include" }, /no option "credentials"/],
    ["redirects", list, { redirect: "follow" }, /no option "redirect"/],
    ["a method", list, { method: "DELETE" }, /no option "method"/],
    ["another key", list, { headers: { "dd-API-key": "evil" } }, /headers must not set dd-API-key/],
    ["a token", list, { headers: new Headers({ Authorization: "evil" }) }, /headers must not set authorization/],
    [
      "a key among pairs",
      list,
      { headers: [["DD-APPLICATION-KEY", "evil"]] },
      /headers must not set DD-APPLICATION-KEY/,
    ],
    ["a key among the parameters", list, { params: { header: { "DD-API-KEY": "evil" } } }, /must not set DD-API-KEY/],
    ["a path that walks up", "/../evil", {}, /the path must be a template/],
    ["a path with a host", "https://evil.example/x", {}, /the path must be a template/],
    ["a path with a query", `${list}?evil`, {}, /the path must be a template/],
    ["a path with a key in it", `/api/v1/api_key/${apiKey}`, {}, /the path must be a template/],
    ["no path", undefined, {}, /the path must be a template/],
    ["a path parameter that walks up", one, at("../evil"), /api_key_id must not hold the steps/],
    ["no path parameter", one, {}, /api_key_id must be a string, and not empty/],
    ["a query that is none", list, { params: { query: { filter: { evil: 1 } } } }, /query\["filter"\] must be/],
    ["parameters that are none", list, { params: 7 }, /options must be an object/],
    ["options that are none", list, "evil", /options must be an object/],
    ["a timeout that is none", list, { timeout: -1 }, /timeout must be/],
    ["retries that are none", list, { maxRetries: Number.NaN }, /maxRetries must be/],
    ["a signal that is none", list, { signal: false }, /signal must be an AbortSignal/],
    ["headers that are none", list, { headers: 7 }, /headers/],
    ["headers of a symbol", list, { headers: { "x-a": Symbol("evil") } }, /headers/],
    ["pairs that are none", list, { headers: [7] }, /headers/],
    ["headers of many symbols", list, { headers: { "x-a": ["a", Symbol("evil")] } }, /headers\["x-a"\] must be/],
    ["headers without a value in them", list, { headers: { "x-a": [] } }, /headers\["x-a"\] must be/],
    ["a body in a circle", list, { body: circle() }, /the body cannot be written as JSON/],
    ["a body of a BigInt", list, { body: 1n }, /the body cannot be written as JSON/],
    ["a serializer that is none", list, { body: {}, bodySerializer: 7 }, /the body cannot be written as JSON/],
    ["middleware that is none", list, { middleware: 7 }, /middleware/],
    ["a signal in name only", list, { signal: Object.create(AbortSignal.prototype) }, /signal must be an AbortSignal/],
    ["parameters of the path that are null", one, { params: { path: null } }, /api_key_id must be a string/],
    ["a secret in the place of an option", list, { a1b2c3d4e5f60718293a4b5c6d7e8f90: 1 }, /has no option "\*\*\*"/],
    ["one in that of a header", list, { headers: { a1b2c3d4e5f60718293a4b5c6d7e8f90: "" } }, /headers\["\*\*\*"\]/],
    ["one in that of a parameter", list, { params: { query: { a1b2c3d4e5f60718293a4b5c6d7e8f90: {} } } }, /"\*\*\*"/],
    ["a way to read that is none", list, { parseAs: "evil" }, /parseAs/],
  ])("%s", async (_, path, init, message) => {
    const { dd, seen } = scene([200]);
    const error = await untyped(dd)
      .GET?.(path, init)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toMatch(/evil\b(?!\.)|a1b2c3d4/);
    expect(seen).toEqual([]);
  });
  function circle(): object {
    const round: { round?: object } = {};
    round.round = round;
    return round;
  }
});

test("an object beside the path's own parameters is not sent, and breaks no error", async () => {
  const { dd } = scene([broken()], { maxRetries: 0 });
  const result = untyped(dd).GET?.(one, { params: { path: { api_key_id: "1", other: Object.create(null) } } });
  await expect(result).rejects.toMatchObject({ name: "ConnectionError" });
});

test.each([7, null, {}, () => {}, { onRequest: 7 }, new Date(0)])(
  "middleware that is none is refused by use(): %o",
  (middleware) => {
    const { dd } = scene([200]);
    expect(() => dd.http.use(middleware as { onRequest: () => undefined })).toThrow(InputError);
  },
);

describe("middleware, which the functions pass through as well,", () => {
  test("may set headers, and return the request that it was given", async () => {
    const { dd, seen } = scene([200]);
    dd.http.use({ onRequest: ({ request }) => request.headers.set("x-team", "sre") });
    dd.http.use({ onRequest: ({ request }) => request });
    await dd.apiKeys.get("1");
    await dd.http.GET(list);
    expect(seen.map(({ headers }) => headers["x-team"])).toEqual(["sre", "sre"]);
  });
  test("may be for one call, and may be taken away", async () => {
    const { dd } = scene([200]);
    const onResponse = vi.fn();
    await dd.http.GET(list, { middleware: [{ onResponse }] });
    expect(onResponse).toHaveBeenCalledOnce();
    dd.http.use({ onResponse });
    const own = { onResponse: vi.fn() };
    dd.http.use(own);
    dd.http.eject(own);
    await dd.http.GET(list);
    expect(onResponse).toHaveBeenCalledTimes(2);
    expect(own.onResponse).not.toHaveBeenCalled();
  });
  test("gets a Response, which it may clone and read, from the functions as from dd.http", async () => {
    const { dd } = scene([200, 200, 200, broken(), notFound, 200]);
    const read: string[] = [];
    dd.http.use({
      onResponse: async ({ response }) =>
        void read.push(`${response.status} ${(await response.clone().text()).length > 0}`),
    });
    await dd.apiKeys.get("1");
    await dd.apiKeys.create({ name: "ci" });
    await dd.apiKeys.delete("1");
    expect(await outcome(dd.v1.apiKeys.delete(apiKey))).toEqual({});
    await dd.http.GET(list);
    expect(read).toEqual(["200 true", "201 true", "204 false", "200 false", "200 true"]);
  });
  test.each(["onRequest", "onResponse"])(
    "may give a response of its own %s, which is checked like the server's",
    async (hook) => {
      const { dd, seen } = scene([200]);
      const given: { response?: Response } = {};
      dd.http.use({ [hook]: () => given.response?.clone() } as { onResponse: () => Response });
      given.response = Response.json(bodyOf("getAPIKey"));
      expect(await dd.apiKeys.get("1")).toEqual(bodyOf("getAPIKey"));
      for (const response of [new Response("<html>hunter2"), Response.json({}), Response.json({}, { status: 404 })]) {
        given.response = response;
        const error = await thrown(dd.apiKeys.get("1"));
        expect(error).toMatchObject({ name: "ApiError", status: response.status });
        expect(String(error)).not.toContain("hunter2");
      }
      expect(seen).toHaveLength(hook === "onRequest" ? 0 : 4);
    },
  );
  type Changed = { [Name in keyof Request]: unknown };
  const root = "https://api.datadoghq.com/";
  test.each<[string, (request: Changed) => unknown]>([
    ["its path", (request) => Object.assign(request, { url: `${root}api/v2/application_keys` })],
    ["steps in its path", (request) => Object.assign(request, { url: `${root}api/../evil` })],
    ["a URL that changes", (request) => alternate(request, [`${root}x`, "https://evil.example"])],
    ["a URL that changes when it is written", (request) => Object.assign(request, { url: turning() })],
    ["its method", (request) => Object.assign(request, { method: "DELETE" })],
    ["its body", (request) => Object.assign(request, { body: Symbol("x") })],
    ["its headers, by something else", (request) => Object.assign(request, { headers: { "x-team": "sre" } })],
    ["its host", (request) => (request.headers as Headers).set("Host", "evil.example")],
    ["its headers, by nothing", (request) => Object.assign(request, { headers: undefined })],
  ])("cannot change of a request %s", async (_, change) => {
    const { dd, seen } = scene([200]);
    dd.http.use({ onRequest: ({ request }) => void change(request) });
    const calls = [dd.http.GET(list), dd.apiKeys.get("1"), dd.apiKeys.create({ name: "ci" })];
    for (const call of calls) expect(await thrown(call)).toBeInstanceOf(InputError);
    expect(seen).toEqual([]);
  });
  function alternate(request: object, [first, second]: string[]): void {
    let count = 0;
    Object.defineProperty(request, "url", { get: () => (count++ === 0 ? first : second) });
  }
  function turning(): object {
    let count = 0;
    return { toString: () => (count++ === 0 ? `${root}x` : "https://evil.example") };
  }
  test("cannot lead a repeat elsewhere, and holds nothing that the client goes by", async () => {
    const { dd, seen } = scene([respond(503, { "retry-after": "3" }), 200]);
    const held: { request?: Request } = {};
    dd.http.use({ onRequest: ({ request }) => void Object.assign(held, { request }) });
    const call = dd.apiKeys.get("1");
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toHaveLength(1);
    expect(Object.keys(held.request ?? {}).sort()).toEqual(["body", "headers", "method", "url"]);
    Object.assign(held.request ?? {}, { url: "https://evil.example/", method: "DELETE" });
    held.request?.headers.set("host", "evil.example");
    expect(await outcome(call)).toEqual(bodyOf("getAPIKey"));
    const sent = seen.map(({ method, url, headers }) => [method, url, headers.host]);
    expect(sent).toEqual(Array(2).fill(["GET", `${root}api/v2/api_keys/1`, undefined]));
  });
  test("may refuse in JSON of any kind", async () => {
    const { dd } = scene([200]);
    dd.http.use({ onRequest: () => Response.json({ toString: 1 }, { status: 400 }) });
    expect(await thrown(dd.apiKeys.get("1"))).toMatchObject({ name: "ApiError", status: 400, body: { toString: 1 } });
  });
  test("cannot lead a request to another URL, neither that of its call nor one of its own", async () => {
    const { dd, seen } = scene([200]);
    const evil = "https://evil.example/";
    const move = { onRequest: ({ request }: { request: Request }) => void Object.assign(request, { url: evil }) };
    const own = {
      onRequest: ({ options }: { options: { fetch: (request: never) => Promise<Response> } }) =>
        options.fetch({
          url: evil,
          method: "GET",
          headers: new Headers(),
          operation: { method: "GET", path: "/" },
        } as never),
    };
    for (const middleware of [move, own])
      await expect(dd.http.GET(list, { middleware: [middleware] })).rejects.toThrow(InputError);
    expect(seen).toEqual([]);
  });
  test("and observers never hold the credentials, neither before, nor after, nor when it fails", async () => {
    const secrets = { apiKey, appKey, token: "ddpat_hunter2" };
    const held: unknown[] = [];
    const hold = (...all: unknown[]): void => void held.push(...all);
    for (const credentials of [{ apiKey, appKey }, { token: secrets.token }, { apiKey: () => apiKey, appKey }]) {
      let count = 0;
      const fetch = async (url: string, { method = "" }: RequestInit): Promise<Response> => {
        if (++count === 2) throw new TypeError("fetch failed");
        return success(method, url);
      };
      const options = { ...credentials, fetch, onRequest: hold, onResponse: hold, maxRetries: 0 } as ClientOptions;
      const dd = createDatadog(options);
      dd.http.use({ onRequest: (it) => hold(it), onResponse: (it) => hold(it), onError: (it) => hold(it) });
      await dd.apiKeys.get("1");
      await dd.apiKeys.get("1").catch(() => {});
      await dd.http.GET(list);
    }
    expect(held.length).toBeGreaterThan(30);
    for (const each of held) {
      const { request, options } = Object(each) as { request?: { headers: Headers; method: string }; options?: object };
      const headers = request?.headers ? JSON.stringify([...request.headers]) : "";
      const printed = inspect([each, request, options], { depth: 12, showHidden: true, getters: true }) + headers;
      for (const secret of Object.values(secrets)) expect(printed.includes(secret)).toBe(false);
    }
  });
});
