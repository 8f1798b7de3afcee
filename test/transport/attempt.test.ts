/** One attempt: how fetch is called, what it may give, redirects that are not followed, and a body that leaves once. */
import { createServer, type IncomingMessage } from "node:http";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type ClientOptions, ConnectionError, createDatadog } from "../../src/index.ts";
import { bodyOf, success } from "../bodies.ts";
import { call, methods } from "../calls.ts";
import { apiKey, appKey, fakeClock, notFound, ok, outcome, respond, type Step, scene, thrown } from "../scene.ts";
import { listen, serve } from "../servers.ts";

/** What a client hands to `fetch`. */
async function init(method: string): Promise<RequestInit> {
  let seen: RequestInit = {};
  const fetch = async (url: string, given: RequestInit): Promise<Response> => {
    seen = given;
    return success(method, url);
  };
  await call(method, createDatadog({ apiKey, appKey, fetch }));
  return seen;
}

describe("fetch is called", () => {
  test.each(methods)("with what every platform knows, and nothing else: %s", async (method) => {
    const { signal, headers, body, ...others } = await init(method);
    expect(others).toEqual({ method, redirect: "manual" });
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(typeof body === "string").toBe(["PUT", "PATCH", "POST"].includes(method));
    expect(headers).toEqual({
      accept: "application/json",
      "dd-api-key": apiKey,
      "dd-application-key": appKey,
      ...(typeof body === "string" && { "content-type": "application/json" }),
    });
  });

  test.each(["document", "importScripts"])(
    "without a cache in a browser, where responses with secrets would be kept: %s",
    async (name) => {
      vi.stubGlobal(name, {});
      expect(await init("GET")).toHaveProperty("cache", "no-store");
      vi.unstubAllGlobals();
    },
  );

  test("as the platform has it at the time of the call, and without `this`", async () => {
    const seen: unknown[] = [];
    const { dd } = scene([200], { fetch: undefined });
    vi.stubGlobal("fetch", function (this: unknown, url: string, { method = "" }: RequestInit) {
      seen.push(this);
      return Promise.resolve(success(method, url));
    });
    await dd.apiKeys.get("1");
    vi.unstubAllGlobals();
    expect(seen).toEqual([undefined]);
  });
});

describe("redirects, on real servers,", () => {
  const stolen: IncomingMessage[] = [];
  let status = 302;
  let target = "";
  let baseUrl = "";
  beforeAll(async () => {
    target = await serve((request, response) => {
      stolen.push(request);
      response.end("{}");
    });
    baseUrl = await serve((_, response) => {
      response.writeHead(status, { location: `${target}/api/v2/api_keys` }).end(`moved to ${target}`);
    });
  });

  test.each([301, 302, 303, 307, 308])("are not followed, on any method: %s", async (code) => {
    status = code;
    const dd = createDatadog({ apiKey, appKey, baseUrl });
    const all = [...methods.map((method) => call(method, dd)), dd.http.GET("/api/v1/api_key")];
    for (const { reason } of (await Promise.allSettled(all)) as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ name: "ApiError", status: code, outcomeUnknown: false });
      expect(reason.message).toContain("redirects are not followed");
      expect(reason.message).not.toContain(target.slice(-5));
    }
    expect(stolen).toHaveLength(0);
  });

  test("would have led a fetch that follows them, with its headers, to the other server", async () => {
    await fetch(`${baseUrl}/api/v2/api_keys`, { headers: { "dd-api-key": apiKey } });
    expect(stolen.map(({ headers }) => headers["dd-api-key"])).toEqual([apiKey]);
  });
});

describe("a create on a real server", () => {
  /** A server that responds to creates with one status after the other, and what it has seen. */
  async function creating(statuses: readonly number[], options: Partial<ClientOptions> = {}) {
    const bodies: string[] = [];
    const headers: IncomingMessage["headers"][] = [];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        const status = statuses[Math.min(bodies.length, statuses.length - 1)] ?? 500;
        bodies.push(text);
        headers.push(request.headers);
        response.writeHead(status, { "content-type": "application/json", "x-ratelimit-reset": "0" });
        response.end(JSON.stringify(status === 201 ? bodyOf("createAPIKey") : { errors: [`reason ${status}`] }));
      });
    });
    const baseUrl = `http://127.0.0.1:${await listen(server)}`;
    const keys = options.token === undefined ? { apiKey, appKey } : {};
    const dd = createDatadog({ ...keys, baseUrl, ...options } as ClientOptions);
    return { dd, bodies, headers };
  }

  test.each([0, 2])("leaves once where the server says 421, with maxRetries %i", async (maxRetries) => {
    const { dd, bodies } = await creating([421, 201], { maxRetries });
    const error = await thrown(dd.apiKeys.create({ name: "ci" }));
    expect(error).toMatchObject({ name: "ApiError", status: 421 });
    expect(bodies).toHaveLength(1);
  });

  test("is what Node's own fetch sends twice then, if its body is a string", async () => {
    const { dd, bodies } = await creating([421, 201], { fetch: (url, init) => fetch(url, init) });
    await dd.apiKeys.create({ name: "ci" });
    expect(bodies).toHaveLength(2);
  });

  test("says its length, and is the same after a 401 with renewed credentials", async () => {
    let asked = 0;
    const token = (): string => `t${++asked}`;
    const { dd, bodies, headers } = await creating([401, 201], { token });
    expect(await dd.apiKeys.create({ name: "cï" })).toEqual(bodyOf("createAPIKey"));
    const body = JSON.stringify({ data: { type: "api_keys", attributes: { name: "cï" } } });
    expect(bodies).toEqual([body, body]);
    expect(headers.map((each) => [each.authorization, each["content-length"], each["transfer-encoding"]])).toEqual([
      ["Bearer t1", String(Buffer.byteLength(body)), undefined],
      ["Bearer t2", String(Buffer.byteLength(body)), undefined],
    ]);
  });

  test("tells a 401 that stays, with and without a function to ask", async () => {
    for (const options of [{ token: () => "t" }, { token: "t" }]) {
      const { dd, bodies } = await creating([401], options);
      expect(await thrown(dd.apiKeys.create({ name: "ci" }))).toMatchObject({ status: 401, outcomeUnknown: false });
      expect(bodies).toHaveLength(typeof options.token === "function" ? 2 : 1);
    }
  });
});

describe("a fetch that misbehaves", () => {
  fakeClock();

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "{}"],
    ["headers that cannot be asked", { ok: true, status: 200, headers: { get: "x" }, text: async () => "{}" }],
    ["no headers", { ok: true, status: 200, text: async () => "{}" }],
  ])("and gives %s is a typed error", async (_, value) => {
    const error = await outcome(scene([() => value as Response]).dd.apiKeys.create({ name: "ci" }));
    expect(error).toBeInstanceOf(ConnectionError);
    const cause = { name: "TypeError", message: "fetch gave no Response" };
    expect(error).toMatchObject({ outcomeUnknown: true, cause });
  });

  const unreadable = (name: string): object =>
    Object.defineProperty({}, name, {
      get: () => {
        throw new Error("no");
      },
    });
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["an object without prototype", Object.create(null)],
    ["a symbol", Symbol("x")],
    ["an error whose message cannot be read", unreadable("message")],
    ["an error whose cause cannot be read", unreadable("cause")],
    ["an error whose code is an object", Object.assign(new Error("x"), { code: {} })],
  ])("and rejects with %s is a typed error", async (_, value) => {
    expect(await outcome(scene([() => Promise.reject(value)]).dd.apiKeys.get("1"))).toBeInstanceOf(ConnectionError);
  });

  test("and throws at once is one whose connection failed", async () => {
    const step: Step = () => {
      throw new TypeError("no network");
    };
    const error = await outcome(scene([step]).dd.apiKeys.create({ name: "ci" }));
    expect(error).toMatchObject({ name: "ConnectionError", outcomeUnknown: true });
  });

  test("and gives a response that cannot be changed is borne", async () => {
    const { dd } = scene([(seen) => Object.freeze(ok()(seen))]);
    expect(await outcome(dd.apiKeys.get("1"))).toEqual(bodyOf("getAPIKey"));
    expect(await outcome(dd.http.GET("/api/v1/api_key"))).toMatchObject({ data: bodyOf("listV1APIKeys") });
    expect(await outcome(dd.apiKeys.delete("1"))).toBeUndefined();
  });

  test("and gives every call one and the same object works more than once", async () => {
    const text = async (): Promise<string> => JSON.stringify(bodyOf("getAPIKey"));
    const mock = { ok: true, status: 200, statusText: "OK", headers: new Headers(), text };
    const { dd } = scene([() => mock as Response]);
    expect(await dd.apiKeys.get("1")).toEqual(await dd.apiKeys.get("1"));
  });

  test("and hides a redirect, as browsers do with status 0, is an error that is not repeated", async () => {
    const hidden = Object.defineProperties(new Response(null), {
      status: { value: 0 },
      ok: { value: false },
      type: { value: "opaqueredirect" },
    });
    const { dd, seen } = scene([() => hidden]);
    for (const get of [() => dd.apiKeys.get("1"), () => dd.http.GET("/api/v1/api_key")])
      expect(await outcome(get())).toMatchObject({
        name: "ApiError",
        status: 0,
        message: expect.stringContaining("redirects are not followed"),
      });
    expect(seen).toHaveLength(2);
  });
});

test("the body of a redirect is given up, not read, even where that fails", async () => {
  const cancel = vi.fn();
  const stubborn = { cancel: () => Promise.reject(new Error("no")) };
  for (const source of [{ cancel }, stubborn]) {
    const { dd } = scene([() => new Response(new ReadableStream(source), { status: 302 })]);
    expect(await thrown(dd.apiKeys.get("1"))).toMatchObject({ status: 302 });
  }
  expect(cancel).toHaveBeenCalledOnce();
});

test("a 404 and a 401 carry nothing over to the next call", async () => {
  const { dd, seen } = scene([notFound, respond(401), 200]);
  await dd.apiKeys.delete("1").catch(() => {});
  await dd.apiKeys.delete("1").catch(() => {});
  expect(await dd.apiKeys.delete("1")).toBeUndefined();
  expect(seen).toHaveLength(3);
});
