/** The client's configuration: where it goes, who it says it is, and what it refuses before anything is sent. */
import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type ClientOptions, createClient, type Environment, fromEnv, InputError } from "../src/client.ts";
import { createDatadog } from "../src/index.ts";
import { bodyOf, operationAt } from "./bodies.ts";
import { apiKey, appKey } from "./scene.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const keys = { apiKey, appKey };

/** Options as a program without types may pass them. */
const untyped = (options: unknown): ClientOptions => options as ClientOptions;

/** Makes a client, has it send one request, and tells where that went and with which headers. */
async function sent(options: object): Promise<{ url: string; headers: Record<string, string> }> {
  const seen = { url: "", headers: {} };
  const fetch = async (url: string, init: RequestInit) => {
    Object.assign(seen, { url, headers: Object.fromEntries(new Headers(init.headers)) });
    return Response.json(bodyOf("listV1APIKeys"));
  };
  await createDatadog(untyped({ ...keys, fetch, ...options })).v1.apiKeys.list();
  return seen;
}

/** What `createClient` throws. */
function refusal(options: unknown): InputError {
  try {
    createClient(untyped(options));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error("the options were taken");
}

test.each([
  [{}, "https://api.datadoghq.com"],
  [{ site: null }, "https://api.datadoghq.com"],
  [{ site: "app.datadoghq.eu" }, "https://api.datadoghq.eu"],
  [{ baseUrl: "http://localhost:3000/x/", site: "datadoghq.eu" }, "http://localhost:3000/x"],
  [{ baseUrl: new URL("https://proxy.example") }, "https://proxy.example"],
])("%o leads to %s", async (options, base) => {
  expect((await sent(options)).url).toBe(`${base}/api/v1/api_key`);
});

test.each([{ site: "datadoghq.co" }, { baseUrl: "http://api.localhost" }, { baseUrl: null }])(
  "%o is refused, because the keys would go there",
  (options) => expect(refusal({ ...keys, ...options }).message).toMatch(/^createClient: (site|baseUrl) must be/),
);

test("the keys travel in their headers", async () => {
  const { headers } = await sent({ apiKey: ` ${apiKey}\n`, appKey });
  expect(headers).toEqual({ accept: "application/json", "dd-api-key": apiKey, "dd-application-key": appKey });
});

test("a token travels alone", async () => {
  const { headers } = await sent({ apiKey: undefined, appKey: undefined, token: "ddpat_x_y" });
  expect(headers).toEqual({ accept: "application/json", authorization: "Bearer ddpat_x_y" });
});

const unfit = "must be a string of printable ASCII characters, and not empty";
const pass = "pass apiKey and appKey, or token alone";
test.each([
  [{}, pass],
  [{ appKey }, `${pass}, not appKey`],
  [{ apiKey: null, appKey }, `${pass}, not appKey`],
  [{ apiKey: "", appKey }, `apiKey ${unfit}`],
  [{ apiKey, appKey: " \n" }, `appKey ${unfit}`],
  [{ apiKey: 7, appKey }, `apiKey ${unfit}`],
  [{ apiKey, appKey: { secret: "hunter2" } }, `appKey ${unfit}`],
  [{ token: "" }, `token ${unfit}`],
  [{ token: null }, pass],
  [{ token: "", appKey: null }, `token ${unfit}`],
  [{ token: "", apiKey: null }, `token ${unfit}`],
  [{ ...keys, token: "t" }, `${pass}, not apiKey and appKey and token`],
  [{ apiKey, token: "t" }, `${pass}, not apiKey and token`],
  [{ appKey, token: "t" }, `${pass}, not appKey and token`],
])("credentials: %j → %s", (options, message) => {
  expect(refusal(options).message).toBe(`createClient: ${message}`);
});

test.each(["hunter2\r\nX-Evil: 1", "hunter2\nx", "hunter2\0", "hünter2", "hunter2\u2028x", "hunter2 ☃"])(
  "the credential %j cannot be a header, and is not echoed",
  (value) => {
    for (const [option, options] of Object.entries({
      apiKey: { apiKey: value, appKey },
      appKey: { apiKey, appKey: value },
      token: { token: value },
    })) {
      const error = refusal(options);
      expect(error.message).toBe(`createClient: ${option} ${unfit}`);
      expect(inspect(error, { depth: 9, showHidden: true }).split("\n    at ")[0]).not.toMatch(/h[uü]nter2/);
    }
  },
);

test.each([undefined, null, {}, [], () => ({ apiKey })])("createClient(%o) is refused", (options) => {
  expect(refusal(options).message).toMatch(/^createClient: (pass apiKey and appKey|options must be an object)/);
});
test.each(["datadoghq.eu", 7, true, Symbol("x"), 1n])("createClient(%o) is refused as no options", (options) => {
  expect(refusal(options).message).toBe("createClient: options must be an object");
});

test.each([
  ...["apiKey", "appKey", "token", "site", "baseUrl", "fetch", "timeout", "attemptTimeout", "maxRetries"],
  ...["maxRetryWait", "maxResponseBytes", "onRequest", "onResponse"],
])("createClient takes or refuses any value of %s, and throws nothing but an InputError", (option) => {
  const circle: unknown[] = [];
  circle.push(circle);
  const odd = [
    null,
    1,
    -0,
    Number.NaN,
    1n,
    Symbol("x"),
    () => 7,
    circle,
    {},
    new Date(Number.NaN),
    new Map(),
    "\ud800",
  ];
  for (const value of odd) {
    const credentials = option === "token" ? {} : keys;
    try {
      createClient(untyped({ ...credentials, [option]: value }));
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  }
});

describe("options that a polluted Object.prototype adds are none", () => {
  const pollute = <Result>(names: Record<string, unknown>, work: () => Result): Result => {
    Object.assign(Object.prototype, names);
    const clean = (): void => {
      for (const name of Object.keys(names)) delete (Object.prototype as Record<string, unknown>)[name];
    };
    try {
      const result = work();
      if (result instanceof Promise) return result.finally(clean) as Result;
      clean();
      return result;
    } catch (error) {
      clean();
      throw error;
    }
  };
  const evil = {
    baseUrl: "https://evil.example",
    site: "evil.example",
    maxRetries: 7,
    timeout: 1,
    headers: { "x-evil": "1" },
  };

  test("for the body of a create, which is sent as a stream", async () => {
    const seen: boolean[] = [];
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      seen.push("dispatcher" in init, "integrity" in init, init.body instanceof ReadableStream);
      return Response.json(bodyOf("createAPIKey"), { status: 201 });
    });
    const create = () => createDatadog(keys).apiKeys.create({ name: "ci" });
    await pollute({ dispatcher: "evil", integrity: "evil" }, create);
    expect(seen).toEqual([false, false, true]);
    vi.unstubAllGlobals();
  });

  test("for a client", async () => {
    expect((await pollute(evil, () => sent({}))).url).toBe("https://api.datadoghq.com/api/v1/api_key");
  });
  test.each([
    ...["middleware", "bodySerializer", "signal", "timeout", "maxRetries", "parseAs", "facts", "throwsRefusals"],
    ...["body", "optionalBody", "queue", "blankSecrets", "apiKeyAlone", "error", "isAlreadyGone"],
    ...["params", "total", "secretInPath", "isOwn", "isObserved", "limited", "refused", "fixed"],
  ])("for any call: %s", async (name) => {
    const fetch = async (url: string, { method = "" }: RequestInit) => {
      const { status, example } = operationAt(method, url);
      const text = async () => (example === undefined ? "" : JSON.stringify(example));
      return { ok: true, status, headers: new Headers(), body: null, text } as Response; // Node's own does not stand it
    };
    const dd = createDatadog({ ...keys, fetch });
    const calls: (() => Promise<unknown>)[] = [
      () => dd.apiKeys.create({ name: "ci" }),
      () => dd.apiKeys.list().page(),
      () => dd.apiKeys.delete("1"),
      () => dd.http.GET("/api/v2/api_keys").then(({ data }) => data),
    ];
    for (const call of calls) {
      const expected = await call();
      for (const value of [7, { evil: "string" }, ["name"], () => "evil"])
        expect(await pollute({ [name]: value }, call)).toEqual(expected);
    }
  });
  test("for credentials: none of them come from there", () => {
    const error = pollute({ token: "t", apiKey: "a", appKey: "b" }, () => refusal({}));
    expect(error.message).toMatch(/pass apiKey and appKey/);
  });
  test("for a call, its headers and its query", async () => {
    const seen: [string, Headers][] = [];
    const fetch = async (url: string, init: RequestInit) => {
      seen.push([url, new Headers({ ...(init.headers as Record<string, string>) })]);
      return Response.json(bodyOf("getAPIKey"));
    };
    const dd = createDatadog({ ...keys, fetch });
    await pollute({ ...evil, query: { include: "evil" }, path: { api_key_id: "evil" } }, () =>
      dd.apiKeys.get("1", {}, {}),
    );
    expect(seen.map(([url]) => url)).toEqual(["https://api.datadoghq.com/api/v2/api_keys/1"]);
    expect(seen[0]?.[1].has("x-evil")).toBe(false);
  });
});

test.each([
  [{ fetch: "fetch" }, "fetch must be a function"],
  [{ onRequest: {} }, "onRequest must be a function"],
  [{ onResponse: null }, "onResponse must be a function"],
  [{ timeout: 0 }, "timeout must be a number of milliseconds from 1 to 2147483647, not 0"],
  [{ timeout: "60" }, "timeout must be a number of milliseconds from 1 to 2147483647, not string"],
  [{ timeout: Number.NaN }, "timeout must be a number of milliseconds from 1 to 2147483647, not NaN"],
  [
    { timeout: Number.POSITIVE_INFINITY },
    "timeout must be a number of milliseconds from 1 to 2147483647, not Infinity",
  ],
  [{ attemptTimeout: -1 }, "attemptTimeout must be a number of milliseconds from 1 to 2147483647, not -1"],
  [{ maxRetryWait: 2 ** 31 }, "maxRetryWait must be a number of milliseconds from 1 to 2147483647, not 2147483648"],
  [{ maxRetries: -1 }, "maxRetries must be a whole number from 0 to 2147483647, not -1"],
  [{ maxRetries: 1.5 }, "maxRetries must be a whole number from 0 to 2147483647, not 1.5"],
])("%o → %s", (options, message) => {
  expect(refusal({ ...keys, ...options }).message).toBe(`createClient: ${message}`);
});

test("fromEnv reads process.env when it is called", () => {
  vi.stubEnv("DD_API_KEY", apiKey);
  vi.stubEnv("DD_APP_KEY", appKey);
  vi.stubEnv("DD_SITE", "datadoghq.eu");
  expect(fromEnv()).toEqual({ apiKey, appKey, site: "datadoghq.eu" });
});

test("fromEnv takes a Worker's bindings, which may hold anything else as well", () => {
  const env = { DD_API_KEY: apiKey, DD_APP_KEY: appKey, BUCKET: { get: () => undefined } };
  vi.stubEnv("DD_SITE", "datadoghq.eu");
  expect(fromEnv(env)).toEqual({ apiKey, appKey });
});

test("fromEnv prefers a bearer token, and then asks for no keys", () => {
  expect(fromEnv({ DD_BEARER_TOKEN: "ddpat_x", DD_API_KEY: apiKey })).toEqual({ token: "ddpat_x" });
  expect(fromEnv({ DD_BEARER_TOKEN: "ddpat_x", DD_SITE: "datadoghq.eu" })).toEqual({
    token: "ddpat_x",
    site: "datadoghq.eu",
  });
  expect(fromEnv({ DD_BEARER_TOKEN: " ", DD_API_KEY: apiKey, DD_APP_KEY: appKey })).toEqual({ apiKey, appKey });
});

test("fromEnv leaves out a site that is set to nothing", () => {
  const options = fromEnv({ DD_API_KEY: apiKey, DD_APP_KEY: appKey, DD_SITE: " " });
  expect(options).toEqual({ apiKey, appKey });
  expect(() => createClient(options)).not.toThrow();
});

test.each([
  [{}, "DD_API_KEY"],
  [{ DD_API_KEY: apiKey }, "DD_APP_KEY"],
  [{ DD_API_KEY: "", DD_APP_KEY: appKey }, "DD_API_KEY"],
  [{ DD_API_KEY: apiKey, DD_APP_KEY: " " }, "DD_APP_KEY"],
])("fromEnv(%j) misses %s", (env, name) => {
  expect(() => fromEnv(env)).toThrow(
    new InputError("fromEnv", `${name} is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN`),
  );
});

test.each([undefined, {}])("fromEnv without an environment (process is %j) says what is missing", (process) => {
  vi.stubGlobal("process", process);
  const failure = (() => {
    try {
      return fromEnv();
    } catch (error) {
      return error;
    }
  })();
  vi.unstubAllGlobals();
  expect(failure).toEqual(
    new InputError("fromEnv", "DD_API_KEY is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN"),
  );
});

test("a client shows no secret, neither by its properties nor when it is printed", () => {
  const dd = createDatadog({ ...keys, timeout: 1000 });
  const token = createDatadog({ token: "ddpat_hunter2" });
  for (const client of [dd, createClient(keys), token]) {
    const shown = `${inspect(client, { depth: 99, showHidden: true, getters: true })}${JSON.stringify(client)}${Object.entries(client)}`;
    for (const secret of [apiKey, appKey, "hunter2"]) expect(shown).not.toContain(secret);
  }
  expect(Object.keys(createClient(keys))).toEqual(["http"]);
});

test("fromEnv refuses a binding that is no string, such as one of a secrets store", () => {
  const env = { DD_API_KEY: { get() {} }, DD_APP_KEY: "x" } as unknown as Environment;
  expect(() => fromEnv(env)).toThrow(
    new InputError("fromEnv", "DD_API_KEY is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN"),
  );
});
