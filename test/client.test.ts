/** The client's configuration: where it goes, who it says it is, and what it refuses before anything is sent. */
import { inspect } from "node:util";
import nock from "nock";
import { afterEach, expect, test, vi } from "vitest";
import { type ClientOptions, createClient, type Environment, fromEnv, InputError } from "../src/client.ts";
import { createDatadog } from "../src/index.ts";
import { apiKey, appKey, datadog, thrown, withoutNetwork } from "./datadog.ts";

withoutNetwork();
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
    return new Response("{}");
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
  [undefined, "datadoghq.com"],
  ["datadoghq.com", "datadoghq.com"],
  ["us3.datadoghq.com", "us3.datadoghq.com"],
  ["us5.datadoghq.com", "us5.datadoghq.com"],
  ["datadoghq.eu", "datadoghq.eu"],
  ["ap1.datadoghq.com", "ap1.datadoghq.com"],
  ["ap2.datadoghq.com", "ap2.datadoghq.com"],
  ["uk1.datadoghq.com", "uk1.datadoghq.com"],
  ["ddog-gov.com", "ddog-gov.com"],
  ["us2.ddog-gov.com", "us2.ddog-gov.com"],
  ["app.datadoghq.eu", "datadoghq.eu"],
  ["api.datadoghq.eu", "datadoghq.eu"],
  [" DataDogHQ.EU\n", "datadoghq.eu"],
  ["https://app.datadoghq.com/", "datadoghq.com"],
  ["https://us5.datadoghq.com/organization-settings/api-keys?id=1#x", "us5.datadoghq.com"],
  ["http://app.datadoghq.eu", "datadoghq.eu"],
  ["eu9.datadoghq.example", "eu9.datadoghq.example"],
  [null, "datadoghq.com"],
])("the site %s is reached at api.%s", async (site, host) => {
  expect((await sent({ site })).url).toBe(`https://api.${host}/api/v1/api_key`);
});

test.each(["", " ", "EU", "https://", "datadoghq", "user@datadoghq.com", "datadoghq.com:8443", "a b.com", "evil.com\\.datadoghq.com", 7])(
  "the site %j is refused",
  (site) => {
    const { message } = refusal({ ...keys, site });
    expect(message).toBe('createClient: site must be a host name such as "datadoghq.com" or "us3.datadoghq.com"');
  },
);

test.each([
  ["https://proxy.example.com", "https://proxy.example.com"],
  ["https://proxy.example.com/", "https://proxy.example.com"],
  ["https://proxy.example.com:8443/datadog//", "https://proxy.example.com:8443/datadog"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["http://dd.localhost", "http://dd.localhost"],
  ["http://127.0.0.1:3000/x", "http://127.0.0.1:3000/x"],
  ["http://127.1:3000", "http://127.0.0.1:3000"],
  ["http://[::1]:3000", "http://[::1]:3000"],
])("the baseUrl %s is taken, whatever the site", async (baseUrl, base) => {
  expect((await sent({ baseUrl, site: "datadoghq.eu" })).url).toBe(`${base}/api/v1/api_key`);
});

const badBaseUrl =
  "createClient: baseUrl must be an https:// URL (http:// is for localhost only) without user name, query or fragment: every request carries secrets";
test.each([
  "http://api.datadoghq.com",
  "http://10.0.0.1",
  "http://localhost.example.com",
  "http://127.0.0.1.example.com",
  "http://evil.com/127.0.0.1",
  "http://evillocalhost",
  "http://x.127.0.0.1.example",
  "http://0.0.0.0",
  "ftp://localhost",
  "ws://localhost",
])("the baseUrl %s is refused, because secrets would travel in the clear", (baseUrl) => {
  expect(refusal({ ...keys, baseUrl }).message).toBe(badBaseUrl);
});

test.each(["", "api.datadoghq.com", "//api.datadoghq.com", "/datadog", 7, null, {}])("the baseUrl %j is no URL", (baseUrl) => {
  expect(refusal({ ...keys, baseUrl }).message).toBe(badBaseUrl);
});

test.each(["https://user:hunter2@x.example", "https://user@x.example", "https://x.example/?hunter2", "https://x.example/#hunter2"])(
  "the baseUrl %s says too much, and is not echoed",
  (baseUrl) => {
    const { message } = refusal({ ...keys, baseUrl });
    expect(message).toBe(badBaseUrl);
  },
);

test("the keys travel in their headers", async () => {
  const { headers } = await sent({ apiKey: ` ${apiKey}\n`, appKey });
  expect(headers).toEqual({ accept: "application/json", "dd-api-key": apiKey, "dd-application-key": appKey });
});

test("a token travels alone", async () => {
  const { headers } = await sent({ apiKey: undefined, appKey: undefined, token: "ddpat_x_y" });
  expect(headers).toEqual({ accept: "application/json", authorization: "Bearer ddpat_x_y" });
});

test("credentials may be functions, asked for every call", async () => {
  let asked = 0;
  const seen: (string | null)[] = [];
  const fetch = async (_: string, { headers }: RequestInit) => {
    seen.push(new Headers(headers).get("dd-api-key"));
    return new Response("{}");
  };
  const dd = createDatadog({ apiKey: () => `key-${++asked}`, appKey: async () => appKey, fetch });
  await dd.v1.apiKeys.list();
  await dd.v1.apiKeys.list();
  expect(seen).toEqual(["key-1", "key-2"]);
});

const unfit = "must be a string of printable ASCII characters, and not empty";
const hint = "pass apiKey and appKey, or token; fromEnv() reads DD_API_KEY and DD_APP_KEY";
test.each([
  [{}, `apiKey is missing: ${hint}`],
  [{ apiKey }, `appKey is missing: ${hint}`],
  [{ appKey }, `apiKey is missing: ${hint}`],
  [{ apiKey: null, appKey }, `apiKey is missing: ${hint}`],
  [{ apiKey: "", appKey }, `apiKey ${unfit}`],
  [{ apiKey, appKey: " \n" }, `appKey ${unfit}`],
  [{ apiKey: 7, appKey }, `apiKey ${unfit}`],
  [{ apiKey, appKey: { secret: "hunter2" } }, `appKey ${unfit}`],
  [{ token: "" }, `token ${unfit}`],
  [{ token: null }, `token is missing: ${hint}`],
  [{ token: "", appKey: null }, `token ${unfit}`],
  [{ token: "", apiKey: null }, `token ${unfit}`],
  [{ ...keys, token: "t" }, "pass either token, or apiKey and appKey, not both"],
  [{ apiKey, token: "t" }, "pass either token, or apiKey and appKey, not both"],
  [{ appKey, token: "t" }, "pass either token, or apiKey and appKey, not both"],
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

test.each([undefined, null, "datadoghq.eu", 7])("createClient(%j) is refused", (options) => {
  expect(refusal(options).message).toBe(`createClient: apiKey is missing: ${hint}`);
});

test.each([
  [{ fetch: "fetch" }, "fetch must be a function"],
  [{ onRequest: {} }, "onRequest must be a function"],
  [{ onResponse: null }, "onResponse must be a function"],
  [{ timeout: 0 }, "timeout must be a number of milliseconds from 1 to 2147483647, not 0"],
  [{ timeout: "60" }, "timeout must be a number of milliseconds from 1 to 2147483647, not string"],
  [{ timeout: Number.NaN }, "timeout must be a number of milliseconds from 1 to 2147483647, not NaN"],
  [{ timeout: Number.POSITIVE_INFINITY }, "timeout must be a number of milliseconds from 1 to 2147483647, not Infinity"],
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
  expect(() => fromEnv(env)).toThrow(new InputError("fromEnv", `${name} is not set`));
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
  expect(failure).toEqual(new InputError("fromEnv", "DD_API_KEY is not set"));
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

test("dd.http answers { data, error, response } and throws at no status", async () => {
  const { http } = createDatadog({ ...keys, maxRetries: 0 });
  const missing = { errors: ["API key not found"] };
  datadog()
    .get("/api/v2/api_keys/a%2Fb")
    .query({ include: "created_by" })
    .reply(200, { data: { id: "a/b" } });
  datadog().get("/api/v2/api_keys/none").reply(404, missing);

  const params = { path: { api_key_id: "a/b" }, query: { include: "created_by" } };
  const found = await http.GET("/api/v2/api_keys/{api_key_id}", { params });
  expect(found.data).toEqual({ data: { id: "a/b" } });
  expect(found.response.status).toBe(200);

  const { data, error, response } = await http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: "none" } } });
  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: missing, status: 404 });
});

test("dd.http sends bodies and own headers, and has middleware", async () => {
  const { http } = createClient(keys);
  const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
  datadog()
    .post("/api/v2/api_keys", body)
    .matchHeader("x-trace", "7")
    .reply(201, { data: { id: "1" } });
  const statuses: number[] = [];
  http.use({
    onResponse({ response }) {
      statuses.push(response.status);
    },
  });
  const { data } = await http.POST("/api/v2/api_keys", { body, headers: { "X-Trace": "7" } });
  expect(data).toEqual({ data: { id: "1" } });
  expect(statuses).toEqual([201]);
});

test.each([
  [
    "another baseUrl",
    { baseUrl: "https://evil.example" },
    "GET: baseUrl cannot be changed for one call, and no serializer may lead elsewhere: the credentials would go along",
  ],
  ["another key", { headers: { "dd-API-key": "x" } }, "GET /api/v1/api_key: headers must not set credentials: the client does that"],
  ["a token", { headers: { Authorization: "Bearer x" } }, "GET /api/v1/api_key: headers must not set credentials: the client does that"],
])("dd.http refuses %s for one call", async (_, init, message) => {
  nock("https://evil.example").get(/.*/).reply(200, {});
  const failure = await thrown(createClient(keys).http.GET("/api/v1/api_key", init));
  nock.cleanAll();
  expect(failure).toBeInstanceOf(InputError);
  expect(failure).toHaveProperty("message", message);
});

const list = "/api/v2/api_keys";
const raw = (text: string) => ({ params: { query: { filter: text } }, querySerializer: { allowReserved: true } });
const serialized = (text: string) => ({ querySerializer: () => text });
const filled = (text: string) => ({ params: { path: { api_key_id: "1" } }, pathSerializer: () => text });
test.each<[string, string, Record<string, unknown>]>([
  ["a query as it is, with another host", list, raw("a#.evil.example/")],
  ["a query as it is, with another path", list, raw("a#/api/v1/validate")],
  ["a query as it is, with a whole URL", list, raw("a#https://api.datadoghq.com/api/v1/validate")],
  ["an own query serializer", list, serialized("a#@evil.example/")],
  ["an own path serializer", `${list}/{api_key_id}`, filled("https://evil.example/api/v2/api_keys/1")],
  ["an own path serializer with two parts", `${list}/{api_key_id}`, filled("https://api.datadoghq.com/api#.evil.example/")],
  [
    "an own path serializer whose first part is no path",
    `${list}/{api_key_id}`,
    filled("evil#https://api.datadoghq.com/api/v2/api_keys/1"),
  ],
  [
    "a query that would lose its end",
    `${list}/{api_key_id}`,
    { ...raw("a#b"), params: { path: { api_key_id: "1" }, query: { include: "a#evil" } } },
  ],
  ["an own path serializer that walks up", `${list}/{api_key_id}`, filled("https://api.datadoghq.com/api/v2/api_keys/../../v1/evil")],
  ["an own path serializer that walks up in code", `${list}/{api_key_id}`, filled("https://api.datadoghq.com/api/v2/api_keys/%2E.")],
  ["a path without types that walks up", "/../evil", {}],
  ["another path in front", list, { baseUrl: "/other" }],
  ["another host behind", list, { baseUrl: "/x#@evil.example" }],
  ["a host that begins like the client's", list, { baseUrl: "https://api.datadoghq.com.evil.example" }],
  ["a path that no type allows", "/api/v1/api_key/x#@evil.example/", {}],
])("dd.http sends nothing elsewhere: %s", async (_, path, init) => {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return Response.json({});
  };
  const { http } = createClient({ ...keys, fetch });
  const error = await thrown(http.GET(path as typeof list, init));
  expect(urls).toEqual([]);
  expect(error).toBeInstanceOf(InputError);
  expect(String(error)).not.toContain("evil");
});

test("dd.http refuses a path parameter that leads elsewhere", async () => {
  const { http } = createClient(keys);
  const at = (api_key_id: string) => http.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id } } });
  expect(await thrown(at(".."))).toHaveProperty(
    "message",
    'GET /api/v2/api_keys/{api_key_id}: api_key_id is missing or unfit for a URL: it must be a well-formed string other than "", "." and ".."',
  );
  expect(await thrown(at(""))).toBeInstanceOf(InputError);
});

test("fromEnv refuses a binding that is no string, such as one of a secrets store", () => {
  const env = { DD_API_KEY: { get() {} }, DD_APP_KEY: "x" } as unknown as Environment;
  expect(() => fromEnv(env)).toThrow(new InputError("fromEnv", "DD_API_KEY is not set"));
});
