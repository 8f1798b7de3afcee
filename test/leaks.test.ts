/** No secret that goes in comes out in an error or a printed client, whichever operation and whichever way it fails. */
import { inspect } from "node:util";
import { expect, test } from "vitest";
import {
  type ActionConnectionIntegration,
  ApiError,
  createDatadog,
  type Datadog,
  DatadogError,
  InputError,
} from "../src/index.ts";
import { argumentsOf, type Call, everyOperation, pathNames, resultOf } from "./every-operation.ts";
import { fakeClock, outcome } from "./scene.ts";

fakeClock();

/** Every planted secret holds this, at both of its ends, so that no part of it gets away. */
const MARK = "s3cr3t";
const plant = (what: string): string => `${MARK}_${what}_${MARK}`;
const HOST = "https://h0st.example/base";

const apiKey = plant("api_key");
const appKey = plant("app_key");
const token = plant("token");
const pathKey = plant("path (key) é/+");
const fromServer = plant("made by the server");
/** A private key has line breaks, a password whatever its owner likes. */
const privateKey = `${plant("line 1 of the private key")}\n${plant("line 2 of the private key")}\n`;
const password = plant(`"quoted" \\ <&> é \t ' ) ]`);

const integrations: Record<"http" | "gcp", ActionConnectionIntegration> = {
  http: {
    type: "HTTP",
    base_url: "https://vendor.example",
    credentials: {
      type: "HTTPTokenAuth",
      headers: [{ name: "h", value: password }],
      tokens: [{ name: "t", type: "SECRET", value: plant("value") }],
    },
  },
  gcp: {
    type: "GCP",
    credentials: { type: "GCPServiceAccount", private_key: privateKey, service_account_email: "a@example.com" },
  },
};

/** Bodies with more secrets than the document's examples have, by the operation's id. */
const bodies: Record<string, unknown> = {
  createV1APIKey: { name: "n", key: apiKey + plant("and more") },
  updateV1APIKey: { name: "n", key: plant("v1 key") },
  createV1ApplicationKey: { name: "n", hash: plant("hash") },
  updateV1ApplicationKey: { name: "n", hash: plant("hash") },
  createPagerDutyService: { service_name: "n", service_key: password },
  updatePagerDutyService: { service_key: password },
  createActionConnection: { name: "n", integration: integrations.http },
  updateActionConnection: { integration: integrations.gcp },
};

/** Every operation on the client, with secrets wherever it takes some. */
const calls = everyOperation.map((each): [string, (dd: Datadog) => Promise<unknown>] => {
  const { id, operation, call } = each;
  const path = pathNames(operation).map(() => (operation.secretInPath ? pathKey : "1"));
  const body = bodies[id];
  const args = body ? [...path, body] : argumentsOf(each, () => path[0]);
  return [id, (dd) => resultOf((call as Call)(dd, ...args))];
});

test("secrets are in the bodies of operations that there are", () => {
  expect(calls.map(([id]) => id)).toEqual(expect.arrayContaining(Object.keys(bodies)));
});

/** All that a request holds, as a server or a broken `fetch` might repeat it. The first of its secrets are the credentials. */
function repeated(url: string, init: RequestInit): { texts: string[]; secrets: string[]; all: object } {
  const headers = Object.fromEntries(new Headers(init.headers));
  const key = url.slice(url.lastIndexOf("/") + 1);
  const decoded = decodeURIComponent(key);
  const body = String(init.body ?? "");
  const secrets = Object.values(headers)
    .filter((value) => value.includes(MARK))
    .map((value) => value.replace("Bearer ", ""));
  const note = (_: string, value: unknown): unknown => {
    if (typeof value === "string" && value.includes(MARK)) secrets.push(value);
    return value;
  };
  if (body) JSON.parse(body, note);
  const all = { url, headers, body, path: new URL(url).pathname, key, decoded };
  return { texts: [...secrets, ...Object.values(headers), body, key, decoded], secrets, all };
}

type Failure = (url: string, init: RequestInit) => Response | Promise<Response>;
const json = (status: number, body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), { status, ...init });
/** As Go and PHP write it: less than letters and digits is escaped. */
const escaping = (body: unknown): string =>
  JSON.stringify(body).replace(/[<>&'()é+]|(?<=\w)-/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);

const echoes: [string, (texts: string[]) => Response][] = [
  ["as strings", (texts) => json(400, { errors: texts })],
  ["as one string", (texts) => json(403, { errors: [texts.join(" ")] })],
  [
    "as objects",
    (texts) =>
      json(422, {
        errors: texts.map((text) => ({
          title: text,
          detail: text,
          status: text,
          source: { pointer: text },
          meta: { [text]: [text], deep: { text } },
        })),
      }),
  ],
  [
    "as JSON within JSON",
    (texts) => json(409, { errors: [JSON.stringify(texts), { detail: JSON.stringify({ texts }) }] }),
  ],
  [
    "with everything escaped",
    (texts) => new Response(escaping({ errors: texts.map((detail) => ({ title: "t", detail })) }), { status: 400 }),
  ],
  ["in a body of another form", (texts) => json(500, { message: texts, key: fromServer })],
  [
    "in HTML",
    (texts) =>
      new Response(`<html><p>${texts}</p>${fromServer}`, { status: 502, headers: { "content-type": "text/html" } }),
  ],
  ["in half a JSON", (texts) => new Response(`{"errors":["${texts}`, { status: 503 })],
  ["in a 401", (texts) => json(401, { errors: texts })],
  ["in a 404", (texts) => json(404, { errors: texts })],
  ["in a rate limit", (texts) => json(429, { errors: texts }, { headers: { "x-ratelimit-reset": "1" } })],
  [
    "in a rate limit that is too long",
    (texts) => json(429, { errors: texts }, { headers: { "x-ratelimit-reset": "999" } }),
  ],
  ["in the reason phrase", (texts) => json(400, {}, { statusText: `no ${texts[0]} ${texts[1]}` })],
  [
    "in the name of a limit",
    (texts) => json(400, {}, { headers: { "x-ratelimit-name": `limit of ${texts[0]}, ${texts[1]}` } }),
  ],
  [
    "in the name of a limit of a good answer",
    (texts) => new Response("[]", { headers: { "x-ratelimit-name": `${texts[0]}` } }),
  ],
  [
    "in a redirect",
    (texts) => new Response(String(texts), { status: 302, headers: { location: `https://other.example/${MARK}` } }),
  ],
  ["in a good answer that is no JSON", (texts) => new Response(`${fromServer}${texts}`)],
  ["in a good answer that breaks off", () => new Response(`{"data":{"attributes":{"key":"${fromServer}`)],
  ["in a good answer of another form", (texts) => json(200, [...texts, fromServer])],
];

const hidden = (error: Error, extra: object): Error => Object.assign(error, extra);
const failures: [string, Failure][] = [
  ...echoes.map(([name, echo]): [string, Failure] => [
    `a server that repeats the request ${name}`,
    (url, init) => echo(repeated(url, init).texts),
  ]),
  [
    "Node's connection error",
    (url) => {
      throw new TypeError("fetch failed", {
        cause: hidden(new Error("connect ECONNREFUSED 127.0.0.1:443"), { code: "ECONNREFUSED", address: url }),
      });
    },
  ],
  [
    "undici's error",
    (url) => {
      throw new TypeError(`Failed to parse URL from ${url}`, {
        cause: hidden(new TypeError(`Invalid URL: ${url}`), { input: url, code: "ERR_INVALID_URL" }),
      });
    },
  ],
  [
    "Deno's connection error",
    (url) => {
      throw new TypeError(
        `error sending request for url (${url}): client error (Connect): tcp connect error: Connection refused (os error 111)`,
      );
    },
  ],
  [
    "Bun's connection error",
    (url) => {
      throw hidden(new Error("Unable to connect. Is the computer able to access the url?"), {
        code: "ConnectionRefused",
        path: url,
        errno: 0,
      });
    },
  ],
  [
    "Bun's error as a cause",
    (url) => {
      throw new TypeError("fetch failed", { cause: { code: "ConnectionRefused", path: url, message: `no ${url}` } });
    },
  ],
  [
    "an error that holds the request",
    (url, init) => {
      throw hidden(new Error("lost"), {
        config: { url, init },
        ...repeated(url, init).all,
        toJSON: () => ({ url, init }),
      });
    },
  ],
  [
    "an error that prints the request",
    (url, init) => {
      throw new Error(inspect({ url, ...repeated(url, init) }, { depth: 9 }));
    },
  ],
  [
    "an error that quotes the request",
    (url, init) => {
      throw new Error(JSON.stringify(repeated(url, init)));
    },
  ],
  [
    "an error whose message is the request",
    (url, init) => {
      throw new Error(repeated(url, init).texts.join());
    },
  ],
  [
    "an error that names the path only",
    (url) => {
      throw new Error(`GET ${new URL(url).pathname} failed`);
    },
  ],
  [
    "an error whose name and code are secrets",
    (url, init) => {
      const [name, code] = repeated(url, init).secrets;
      throw hidden(new Error("lost"), { name, code });
    },
  ],
  [
    "a cause whose name and code are secrets",
    (url, init) => {
      const [code, name = password] = repeated(url, init).secrets;
      throw new Error("lost", { cause: hidden(new Error("lost"), { name, code }) });
    },
  ],
  [
    "many errors in one",
    (url, init) => {
      const { texts } = repeated(url, init);
      throw new AggregateError([new Error(url)], url, {
        cause: new AggregateError([new Error(String(texts))], `${url} ${texts}`),
      });
    },
  ],
  [
    "a text in the place of an error",
    (url, init) => {
      throw repeated(url, init).texts.join();
    },
  ],
  [
    "an object in the place of an error",
    (url, init) => {
      throw { url, init, toString: () => url };
    },
  ],
  [
    "a body that breaks off with an error that quotes it",
    (url, init) => {
      const message = `terminated ${url} ${repeated(url, init).texts}`;
      return new Response(new ReadableStream({ start: (it) => it.error(new TypeError(message)) }));
    },
  ],
  [
    "no answer in time",
    (_, { signal }) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  ],
  ["something that is no answer", (url) => url as unknown as Response],
];

/** All that can be seen of a value: what it prints as in every way, its properties, inherited ones too, and its causes. */
function shown(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  const parts = [JSON.stringify(value) ?? "", inspect(value, { depth: 20, getters: true })];
  if (value instanceof Error) parts.push(String(value));
  for (
    let owner: object | null = value;
    owner && owner !== Object.prototype && owner !== Array.prototype;
    owner = Object.getPrototypeOf(owner)
  ) {
    for (const name of Reflect.ownKeys(owner)) {
      if (value instanceof ApiError && (name === "body" || name === "headers")) continue; // there to be read, and not enumerable
      const property = Reflect.get(owner, name, value);
      if (typeof property !== "function")
        parts.push(String(name), shown(property, seen), inspect(property, { showHidden: true, depth: 20 }));
    }
  }
  return parts.join("\n");
}

/** Nothing of what is shown is secret, a URL, the path of one, or a whole body. A host may be shown: `getaddrinfo ENOTFOUND …`. */
function expectNoLeak(text: string, operation?: string): void {
  expect(text, operation).not.toMatch(/s3cr3t/i);
  expect(text, operation).not.toMatch(/:\/\/h0st|h0st\.example\/|\/base\/api/);
  expect(text, operation).not.toMatch(/data\W{3,12}type\W{3,12}(api_keys|application_keys|action_connection)/);
}

/** A client on a `fetch` that fails, and all that its observers are told. */
function client(fetch: Failure, options: object = { apiKey, appKey }): { dd: Datadog; events: unknown[] } {
  const events: unknown[] = [];
  const tell = (...told: unknown[]): void => void events.push(told);
  return {
    dd: createDatadog({ ...options, baseUrl: HOST, fetch, onRequest: tell, onResponse: tell } as never),
    events,
  };
}

test.each(failures)("%s, on every operation", async (name, failure) => {
  for (const [id, call] of calls) {
    for (const credentials of [{ apiKey, appKey }, { token: () => token }]) {
      const { dd, events } = client(async (url, init) => failure(url, init), credentials);
      const result = await outcome(call(dd));
      const without = result === undefined || (Array.isArray(result) && result.length === 0); // no body is documented, or no item came
      if (!(without && name.includes("good answer"))) expect(result, id).toBeInstanceOf(DatadogError);
      expectNoLeak(shown(result), id);
      expectNoLeak(shown(events), id);
      expect(events.length).toBeGreaterThan(0);
    }
  }
});

test.each(calls)("%s, refused before it is sent or aborted", async (_, call) => {
  const throwing = {
    apiKey,
    appKey: () => {
      throw hidden(new Error(appKey), { name: appKey, appKey });
    },
  };
  const odd = { apiKey: () => `${apiKey}\n${apiKey}`, appKey };
  for (const options of [throwing, odd]) {
    const { dd, events } = client(() => {
      throw new Error("never asked");
    }, options);
    const error = await outcome(call(dd));
    expect(error).toBeInstanceOf(InputError);
    expectNoLeak(shown(error));
    expect(events).toEqual([]);
  }
});

test.each([
  ["a very long secret", `-----BEGIN KEY-----\n${"s3cr3t+/=\n".repeat(30_000)}`],
  ["a secret of quotes and backslashes", `\\"\\\\'s3cr3t\\\t"${"\\".repeat(5000)}"`],
  ["a secret of short lines", "s3c\tr3t\ns3c\tr3t"],
])("%s is neither shown nor in the way", async (_, secret) => {
  const connection = {
    name: "n",
    integration: { type: "GCP", credentials: { type: "GCPServiceAccount", private_key: secret } },
  };
  const quoted = JSON.stringify(JSON.stringify({ it: secret }));
  for (const text of [secret, quoted, "\\".repeat(100_000)]) {
    const { dd, events } = client(() => json(400, { errors: [text] }, { headers: { "x-ratelimit-name": "keys" } }));
    const error = await outcome(dd.actionConnections.create(connection as never));
    expect(error).toBeInstanceOf(ApiError);
    expectNoLeak(shown(error));
    expect(shown(error)).not.toMatch(/s3c\W*t?r3t/);
    expect(JSON.stringify(events)).toContain('"keys"');
  }
});

test.each<[string, string, (text: string) => string]>([
  ["Go", "s3cr3t&pQ<9z", (text) => text.replace(/[&<>]/g, (it) => `\\u00${it.charCodeAt(0).toString(16)}`)],
  ["Gson", "s3cr3t/+w==", (text) => text.replaceAll("=", "\\u003d")],
  ["PHP", "s3cr3t/Ab+c/9", (text) => text.replaceAll("/", "\\/")],
  ["Python", "s3cr3tü", (text) => text.replace("ü", "\\u00fc")],
  ["a form that trims", "  s3cr3t  ", (text) => text.trim()],
  ["a parser of the header", "Bearer s3cr3t", (text) => text.replace("Bearer ", "")],
])("a secret in a header of a connection is not shown as %s writes it", async (_, secret, written) => {
  const integration = {
    type: "HTTP",
    base_url: "https://h0st.example",
    credentials: { type: "HTTPTokenAuth", headers: [{ name: "x", value: secret }] },
  };
  const { dd } = client(() =>
    json(400, { errors: [`it was "${written(secret)}", no good`, `{"it":"${written(secret)}"}`] }),
  );
  expectNoLeak(shown(await outcome(dd.actionConnections.create({ name: "n", integration } as never))));
});

test("a call whose request body is no JSON is observed like any other", async () => {
  const { dd, events } = client(() => json(200, {}, { headers: { "x-ratelimit-name": "keys" } }));
  const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
  const { data } = await dd.http.POST("/api/v2/api_keys", { body, bodySerializer: () => "name=ci" });
  expect(data).toEqual({});
  expect(JSON.stringify(events)).toContain('"keys"');
});

test("a call that is aborted tells observers nothing of the reason", async () => {
  const stop = new AbortController();
  const { dd, events } = client(
    (_, { signal }) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  );
  const error = outcome(dd.v1.apiKeys.get(pathKey, { signal: stop.signal }));
  stop.abort(new Error(apiKey));
  await error;
  expectNoLeak(shown(events));
  expect(events).toHaveLength(2);
});

test("a call that is held back for another's rate limit shows nothing of the other's request", async () => {
  const { dd } = client(async (url, init) =>
    json(
      429,
      { errors: repeated(url, init).texts },
      { headers: { "x-ratelimit-reset": "999", "x-ratelimit-name": "n" } },
    ),
  );
  await outcome(dd.v1.apiKeys.update(pathKey, { name: password, key: plant("other") }));
  const error = await outcome(dd.v1.apiKeys.update("other", { name: "x" }));
  expect(error).toMatchObject({ status: 429 });
  expectNoLeak(shown(error));
  expectNoLeak(inspect([(error as ApiError).body]));
});

test("the body and the headers of an answer are there to be read, but are not printed", async () => {
  const { dd } = client(async () => json(400, { key: fromServer }, { headers: { "x-secret": fromServer } }));
  const error = (await outcome(dd.apiKeys.get("1"))) as ApiError;
  expect(error.body).toEqual({ key: fromServer });
  expect(error.headers.get("x-secret")).toBe(fromServer);
  expect(Object.keys(error)).not.toContain("body");
  expect(inspect(error) + JSON.stringify(error)).not.toContain(MARK);
});
