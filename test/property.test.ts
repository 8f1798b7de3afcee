/** Properties of what is sent: whatever is passed arrives as it was meant, at a real server, and nothing else is reached. */
import { createServer } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatadog, type Datadog, InputError } from "../src/index.ts";
import { argumentsOf, everyOperation, exampleOf, pathNames, resultOf } from "./every-operation.ts";
import { apiKey, appKey } from "./scene.ts";

/** The same cases in every run. */
const settings = { seed: 1, numRuns: 250 };

interface Arrived {
  method: string;
  target: string;
  headers: Map<string, string>;
  body: string;
}

const arrived: Arrived[] = [];
/** What the server responds with. */
let success: { status: number; example: unknown };
/** Lets the server respond to an operation as the document shows it. */
function respondTo(operationId: string): void {
  success = exampleOf(everyOperation.find(({ id }) => id === operationId) as (typeof everyOperation)[0]);
}
const server = createServer(async (request, response) => {
  const headers = new Map<string, string>();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    headers.set(String(request.rawHeaders[index]).toLowerCase(), String(request.rawHeaders[index + 1]));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  arrived.push({
    method: request.method ?? "",
    target: request.url ?? "",
    headers,
    body: Buffer.concat(chunks).toString(),
  });
  response.writeHead(success.status, { "content-type": "application/json" });
  response.end(success.example === undefined ? undefined : JSON.stringify(success.example));
});
let dd: Datadog;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  dd = createDatadog({ apiKey, appKey, baseUrl: `http://127.0.0.1:${port}/some/base/`, maxRetries: 0 });
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => void arrived.splice(0));

/** What arrived because of one call, and what the call threw. */
async function send(call: () => Promise<unknown>): Promise<{ requests: Arrived[]; error: unknown }> {
  arrived.splice(0);
  const error = await call().then(
    () => undefined,
    (error) => error,
  );
  return { requests: [...arrived], error };
}

/** Any text: letters of all kinds, halves of surrogate pairs, control characters, and what paths and queries are made of. */
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."./\\%2eE5cfF?#&=+;:@ {}[]<>\"'`|^~*()!$,\0\t\n\ré日", "\ud800", "\udc00") }),
  fc.constantFrom(
    "",
    ".",
    "..",
    "%2e",
    "%2E%2e",
    ".%2e",
    "%252e",
    "...",
    "../../v1/api_key",
    "..\\..",
    "%2e%2e%2f",
    "//other.example",
    "?a=b",
    "#",
    "{api_key_id}",
    "{a=b}",
    "%",
    "%zz",
    "constructor",
    "__proto__",
  ),
);
const isSound = (value: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value);
/** Whether a value holds a step to another path, for a server that decodes it once or several times. */
function leadsAway(value: string): boolean {
  const plain = value.normalize("NFKC").replace(/\p{Cc}/gu, "");
  const steps = plain.split(/[/\\?#]/).map((step) => step.trim().replace(/;.*/s, ""));
  const decoded = value.replace(/%[0-9a-f]{2}/gi, (it) => String.fromCharCode(Number.parseInt(it.slice(1), 16)));
  return steps.some((step) => step === "." || step === "..") || (decoded !== value && leadsAway(decoded));
}

/** Every operation that takes values in its path. */
const withPath = everyOperation.filter(({ operation }) => operation.path.includes("{"));

const isRefused = (value: string): boolean => value === "" || leadsAway(value) || !isSound(value);

test("path parameters arrive as they were passed, at their own endpoint, or are refused", () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...withPath),
      fc.array(text, { minLength: 2, maxLength: 2 }),
      async (each, given) => {
        respondTo(each.id);
        const names = pathNames(each.operation);
        const values = given.slice(0, names.length);
        const passed = argumentsOf(each, (name) => values[names.indexOf(name)]);
        const { requests, error } = await send(() => resultOf(each.call(dd, ...passed)));
        if (values.some(isRefused)) {
          expect(error).toBeInstanceOf(InputError);
          expect(requests).toEqual([]);
          for (const value of values) if (value.length > 3) expect(String(error)).not.toContain(value);
          return;
        }
        expect(error).toBeUndefined();
        expect(requests).toHaveLength(1);
        const { method = "", target = "" } = requests[0] ?? {};
        expect(method).toBe(each.operation.method);
        const literals = each.operation.path.split(/\{\w+\}/).map((part) => part.replaceAll("/", "\\/"));
        const segments = new RegExp(`^\\/some\\/base${literals.join("([^/\\\\?#]*)")}(?:\\?.*)?$`)
          .exec(target)
          ?.slice(1);
        expect(segments?.map(decodeURIComponent)).toEqual(values);
      },
    ),
    settings,
  ));

test("a query arrives as it was passed, value by value and no more", () =>
  fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          filter: text,
          include: text,
          "filter[category]": text,
          "filter[created_at][start]": text,
          "page[number]": fc.nat(),
          "filter[remote_config_read_enabled]": fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      async (query) => {
        success = { status: 200, example: { data: [], meta: { page: { total_filtered_count: 0 } } } };
        const { requests, error } = await send(() => dd.http.GET("/api/v2/api_keys", { params: { query } }));
        if (!Object.values(query).every((value) => isSound(String(value)))) {
          expect(error).toBeInstanceOf(InputError);
          expect(requests).toEqual([]);
          return;
        }
        expect(error).toBeUndefined();
        expect(requests).toHaveLength(1);
        const [path, search] = requests[0]?.target.split("?") ?? [];
        expect(path).toBe("/some/base/api/v2/api_keys");
        const expected = Object.entries(query).map(([name, value]) => [name, String(value)]);
        expect([...new URLSearchParams(search ?? "")].sort()).toEqual(expected.sort());
        const listed = await send(() => dd.apiKeys.list({ ...query, "page[number]": 0 }).toArray());
        expect(listed.error).toBeUndefined();
        expect(new URLSearchParams(listed.requests[0]?.target.split("?")[1]).get("filter")).toBe(query.filter ?? null);
      },
    ),
    settings,
  ));

const credentials = ["dd-api-key", "dd-application-key", "authorization"];
const reserved = [
  ...credentials,
  "host",
  "content-length",
  "content-type",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "expect",
];
/** The client sets the first, and Node's `fetch` the second where there is none; the third it loses. */
const altered = ["accept", "accept-encoding", "__proto__"];
/** A name for a header: one that a header can have, one that the client keeps for itself, or any text. */
const headerName = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+-.^_`|~"), minLength: 1 }),
  fc.constantFrom(...reserved, "DD-API-KEY", "Dd-Application-Key", "AUTHORIZATION", "__proto__", "constructor"),
  text,
);
const headerValue = fc.oneof(fc.string({ unit: "grapheme-ascii" }), text);

test("a header arrives as it was passed, or is refused; the credentials are always the client's", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(headerName, headerValue), { minLength: 1, maxLength: 3 }), async (pairs) => {
      respondTo("getAPIKey");
      const headers = Object.fromEntries(pairs);
      const { requests, error } = await send(() => dd.apiKeys.get("1", undefined, { headers }));
      const entries = Object.entries(headers);
      const bad = entries.some(
        ([name, value]) =>
          !/^[\w!#$%&'*+.^`|~-]+$/.test(name) ||
          reserved.includes(name.toLowerCase()) ||
          !/^[\t -~]+$/.test(value.trim()),
      );
      if (bad) {
        expect(error).toBeInstanceOf(InputError);
        expect(requests).toEqual([]);
        return;
      }
      expect(error).toBeUndefined();
      expect(requests).toHaveLength(1);
      const seen = requests[0]?.headers ?? new Map();
      for (const [name] of entries) {
        const last = entries.filter(([other]) => other.toLowerCase() === name.toLowerCase()).at(-1);
        if (!altered.includes(name.toLowerCase())) expect(seen.get(name.toLowerCase())).toBe(last?.[1].trim());
      }
      expect(credentials.map((name) => seen.get(name))).toEqual([apiKey, appKey, undefined]);
    }),
    settings,
  ));

test("a body arrives as it was passed", () =>
  fc.assert(
    fc.asyncProperty(
      text,
      fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
      async (name, more) => {
        respondTo("createAPIKey");
        const attributes = { ...more, name };
        const { requests, error } = await send(() => dd.apiKeys.create(attributes));
        expect(error).toBeUndefined();
        expect(requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
          "POST /some/base/api/v2/api_keys",
        ]);
        expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
          data: { type: "api_keys", attributes: JSON.parse(JSON.stringify(attributes)) },
        });
        expect(requests[0]?.headers.get("content-type")).toBe("application/json");
      },
    ),
    settings,
  ));

test("a client is made for a secure origin, or not at all", () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.webUrl({ validSchemes: ["https"] }),
        text,
        text.map((it) => `https://${it}`),
        text.map((it) => `http://${it}`),
      ),
      (baseUrl) => {
        let error: unknown;
        try {
          createDatadog({ apiKey, appKey, baseUrl });
        } catch (thrown) {
          error = thrown;
        }
        if (error) expect(error).toBeInstanceOf(InputError);
        if (!error)
          expect(new URL(baseUrl)).toMatchObject({
            protocol: "https:",
            search: "",
            hash: "",
            username: "",
            password: "",
          });
      },
    ),
    { ...settings, numRuns: 2000 },
  ));

test("what looks like a secret is refused where an id belongs, before it is sent", async () => {
  const secrets = [apiKey, appKey, "ddpat_abc", "0123456789abcdef0123456789ABCDEF01234567", ` ${apiKey}`, "ddsat%5Fx"];
  for (const each of withPath.filter(({ operation }) => operation.path.includes("_id}"))) {
    for (const secret of secrets) {
      const { requests, error } = await send(() => resultOf(each.call(dd, ...argumentsOf(each, () => secret))));
      expect(error, each.name).toBeInstanceOf(InputError);
      expect(String(error)).not.toContain(secret.trim());
      expect(requests).toEqual([]);
    }
  }
});
