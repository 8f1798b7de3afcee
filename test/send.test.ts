/** One call: which responses are believed, what an error says of the others, and what is refused before anything is sent. */
import { describe, expect, test } from "vitest";
import * as constants from "../generated/operations.ts";
import type { ApiError } from "../src/client.ts";
import { createClient, InputError } from "../src/client.ts";
import type { Operation, Shape } from "../src/operation.ts";
import { type CallOptions, send } from "../src/send.ts";
import { bodyOf, type Documented, documented } from "./bodies.ts";
import { apiKey, appKey, broken, fakeClock, notFound, outcome, respond, scene, thrown } from "./scene.ts";

fakeClock();

/** Sends an operation of the spec with its example, and meets it with one response. */
async function answered({ operation, sent }: Documented, response: Response): Promise<unknown> {
  const client = createClient({ apiKey, appKey, maxRetries: 0, fetch: async () => response });
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, "x"]);
  const input = { path: Object.fromEntries(names), body: sent };
  return send(client, operation as typeof constants.getAPIKey, input as never).catch((error: unknown) => error);
}

const json = (value: unknown, status: number): Response => Response.json(value, { status });
const bodiless = (status: number): boolean => [204, 205].includes(status);
const page = "<html><title>Log in</title><form action=/sso><input name=hunter2></form></html>";

/** Responses that mean something else than a success, whatever was asked. `status` is the documented one. */
const impostors: readonly [what: string, make: (status: number) => Response][] = [
  ["a login page with 200", () => new Response(page, { headers: { "content-type": "text/html" } })],
  ["a login page without a type, with the documented status", (status) => page200(status)],
  ["a login address with 200", () => json({ login_url: "https://sso.example/hunter2" }, 200)],
  ["{} with 200", () => json({}, 200)],
  ['{"data":null} with 200', () => json({ data: null }, 200)],
  ...[200, 201, 202, 203, 206].map((status): [string, () => Response] => [
    `{"errors":["Forbidden"]} with ${status}`,
    () => json({ errors: ["Forbidden"] }, status),
  ]),
  ...["null", "7", '"hunter2"', '["hunter2"]', '{"data":{"id":"hunter2', "ok"].map((text): [string, () => Response] => [
    `the text ${text} with 200`,
    () => new Response(text, { headers: { "content-type": "application/json" } }),
  ]),
  ["202 Accepted without a body", () => new Response(null, { status: 202 })],
  ["205 without a body", () => new Response(null, { status: 205 })],
];
const page200 = (status: number): Response => new Response(page, { status: bodiless(status) ? 200 : status });

describe.each(documented)("$id", (each) => {
  const { operation, status, example } = each;
  const isRead = operation.method === "GET";

  test("takes the documented response", async () => {
    const response = example === undefined ? new Response(null, { status }) : json(example, status);
    expect(await answered(each, response)).toEqual(example);
  });

  test("does not take login pages, errors and other impostors for a success", async () => {
    for (const [what, make] of impostors) {
      const error = await answered(each, make(status));
      expect(error, what).toMatchObject({ name: "ApiError", outcomeUnknown: !isRead, errors: [] });
      expect((error as Error).message, what).toMatch(/: 20\d[^:]*: (the documented success is|the body|no body)/);
      expect((error as Error).message).not.toContain("hunter2");
    }
  });

  test("does not take a response that came with another status, or without its body, for a success", async () => {
    const other = operation.success.includes(201) ? 200 : 201;
    if (example !== undefined) {
      expect(await answered(each, json(example, other))).toHaveProperty(
        "message",
        expect.stringMatching(`the documented success is ${status}, and a body of \\d+ characters of json`),
      );
      expect(await answered(each, new Response("", { status }))).toMatchObject({
        name: "ApiError",
        outcomeUnknown: !isRead,
        message: expect.stringMatching(/the body is not the documented JSON: an empty body came/),
      });
    } else
      expect(await answered(each, json({ data: { id: "x" } }, 200))).toMatchObject({
        name: "ApiError",
        outcomeUnknown: true,
      });
  });

  if (operation.body)
    test("names whatever is missing, null or of another kind", async () => {
      for (const { path, problem, body } of lacking(operation, example)) {
        const error = await answered(each, json(body, status));
        expect(error, `${path} ${problem}`).toMatchObject({ name: "ApiError", status, outcomeUnknown: !isRead });
        expect((error as Error).message).toContain(`: the body lacks ${path}`);
      }
    });

  test("passes on fields, values and related resources that it does not know", async () => {
    if (example === undefined) return;
    const body = structuredClone(example) as Record<string, unknown>;
    Object.assign(body, { news: { of: ["tomorrow", null] }, errors: [] });
    const { data } = body as { data?: Record<string, unknown> };
    if (data && !Array.isArray(data)) Object.assign(data, { type: "something_new", news: 7 });
    const attributes = Object(data).attributes;
    if (attributes) Object.assign(attributes, { category: "something_new" });
    body.included = [...((body.included as unknown[]) ?? []), { type: "comets", id: 7 }, { type: "constructor" }];
    expect(await answered(each, json(body, status))).toEqual(body);
  });
});

/** The example of an operation with each thing that is promised gone, null, or of another kind. */
function lacking(operation: Operation, example: unknown): { path: string; problem: string; body: unknown }[] {
  const paths = pathsIn(operation.body as Shape, example, []);
  const { included = [] } = example as { included?: { type: string }[] };
  for (const [index, { type }] of included.entries()) {
    const inner = pathsIn(operation.included?.[type] as Shape, included[index], ["included", index]);
    paths.push(...inner.filter(({ at }) => at.at(-1) !== "type")); // without its type it is a resource of an unknown kind
  }
  return paths.flatMap(({ at, mayBeNull }) => {
    const path = at.map((step, index) => (typeof step === "number" ? `[${step}]` : index ? `.${step}` : step)).join("");
    const problems: [string, unknown][] = [
      ["gone", undefined],
      ["another kind", [true]],
    ];
    if (!mayBeNull) problems.push(["null", null]);
    return problems.map(([problem, value]) => ({ path, problem, body: changed(example, at, value) }));
  });
}

type Path = (string | number)[];

/** Every place that a shape promises something at, as it is in the example. */
function pathsIn(shape: Shape, value: unknown, at: Path): { at: Path; mayBeNull: boolean }[] {
  const own = at.length > 0 && typeof at.at(-1) !== "number" ? [{ at, mayBeNull: `${shape}`.endsWith("?") }] : [];
  if (typeof shape === "string") return own;
  const isList = (it: Shape): it is readonly Shape[] => Array.isArray(it);
  if (isList(shape))
    return [...own, ...(value as unknown[]).flatMap((item, index) => pathsIn(shape[0] as Shape, item, [...at, index]))];
  const inner = Object.entries(shape);
  return [...own, ...inner.flatMap(([name, each]) => pathsIn(each, Object(value)[name], [...at, name]))];
}

function changed(example: unknown, at: Path, value: unknown): unknown {
  const body = structuredClone(example);
  const last = at.at(-1) as string;
  const holder = at.slice(0, -1).reduce((inner, step) => (inner as Record<string, unknown>)[step], body);
  if (value === undefined) delete (holder as Record<string, unknown>)[last];
  else (holder as Record<string, unknown>)[last] = value;
  return body;
}

test("an empty list of a body lacks nothing", async () => {
  const [list] = documented.filter(({ id }) => id === "listAPIKeys");
  const body = { data: [], meta: { page: { total_filtered_count: 0 } } };
  expect(await answered(list as Documented, json(body, 200))).toEqual(body);
});

describe("what related resources a body holds", () => {
  const get = documented.find(({ id }) => id === "getAPIKey") as Documented;
  test.each([7, "users", {}, true])("is refused where it is no array: %j", async (included) => {
    const error = await answered(get, json({ ...bodyOf<object>("getAPIKey"), included }, 200));
    expect(error).toHaveProperty("message", expect.stringContaining("the body lacks included"));
  });
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["none", []],
    ["one whose type is no text", [{ type: { toString: 1 } }]],
  ])("may be %s", async (_, included) => {
    const body = { ...bodyOf<object>("getAPIKey"), included };
    expect(await answered(get, json(body, 200))).toEqual(JSON.parse(JSON.stringify(body)));
  });
});

describe("a create whose secret is missing", () => {
  test.each(documented.filter(({ id }) => /^create.*(Key|Token)$/.test(id)))("is an error: $id", async (each) => {
    const text = JSON.stringify(each.example)
      .replaceAll(/"(key|hash)":"[^"]*",?/g, "")
      .replaceAll(",}", "}");
    const error = await answered(each, new Response(text, { status: each.status }));
    expect(error).toMatchObject({ name: "ApiError", outcomeUnknown: true });
    expect((error as Error).message).toMatch(
      /the body lacks (data\.attributes\.key|api_key\.key|application_key\.hash); it may have been carried out/,
    );
  });
});

describe("PagerDuty's PUT, which documents no body", () => {
  const put = documented.find(({ id }) => id === "updatePagerDutyService") as Documented;
  test.each([
    ["without one", () => new Response("", { status: 200 })],
    ["with the name, as the API really answers", () => json({ service_name: "checkout" }, 200)],
  ])("succeeds %s", async (_, make) => expect(await answered(put, make())).toBeUndefined());
  test.each([{ service_name: 7 }, { service_name: null }, { name: "checkout" }])(
    "does not take %j for a success",
    async (body) => {
      expect(await answered(put, json(body, 200))).toMatchObject({ name: "ApiError", outcomeUnknown: true });
    },
  );
  test("does not take its body with another status for a success", async () =>
    expect(await answered(put, json({ service_name: "checkout" }, 202))).toMatchObject({ status: 202 }));
});

describe("a v1 delete", () => {
  test("gives the deleted key", async () => {
    const body = bodyOf("deleteV1APIKey");
    expect(await scene([200]).dd.v1.apiKeys.delete("k1")).toEqual(body);
    const gateway = Response.json({ message: "Service unavailable", data: { id: "1" } });
    for (const [remove, part] of [
      [() => scene([gateway]).dd.v1.apiKeys.delete("k1"), "api_key"],
      [() => scene([gateway]).dd.v1.applicationKeys.delete("k1"), "application_key"],
    ] as const) {
      const message = expect.stringContaining(`the body lacks ${part};`);
      expect(await outcome(remove())).toMatchObject({ name: "ApiError", message, outcomeUnknown: true });
    }
  });
  test("whose response was lost gives {}, because there is no body to give", async () => {
    expect(await outcome(scene([broken(), notFound]).dd.v1.apiKeys.delete("k1"))).toEqual({});
    expect(await outcome(scene([502, notFound]).dd.v1.applicationKeys.delete("k1"))).toEqual({});
  });
});

describe("an error of a body that cannot be believed", () => {
  test.each([
    ["", "application/json", "an empty body"],
    [page, "text/html; charset=utf-8", "a body of 79 characters of html"],
    ['{"data":{"id":"hunter2', "application/json", "a body of 22 characters of json"],
    ['"hunter2"', "application/vnd.api+json", "a body of 9 characters of json"],
    ["hunter2", "hunter2/plain", "a body of 7 characters of unknown type"],
    ["hunter2", "", "a body of 7 characters of unknown type"],
  ])("tells its kind and quotes nothing of it: %j", async (text, type, told) => {
    const { dd } = scene([() => new Response(new TextEncoder().encode(text), { headers: { "content-type": type } })]);
    const error = (await thrown(dd.apiKeys.get("x"))) as ApiError;
    expect(error.message).toBe(
      `GET /api/v2/api_keys/{api_key_id}: 200 OK: the body is not the documented JSON: ${told} came`,
    );
    expect(error).toMatchObject({ name: "ApiError", status: 200, errors: [], outcomeUnknown: false });
    expect(error.body, "is there to be read").toBe(text === '"hunter2"' ? "hunter2" : text);
  });
});

test.each(["application/json", "application/vnd.api+json", "text/plain", "text/html", ""])(
  "a body of JSON is read whatever its type is called: %j",
  async (type) => {
    const body = bodyOf("getAPIKey");
    const { dd } = scene([() => new Response(JSON.stringify(body), { headers: { "content-type": type } })]);
    expect(await dd.apiKeys.get("x")).toEqual(body);
  },
);

test("the status of a refusal decides, whatever its body looks like", async () => {
  const { dd } = scene([respond(400, {}, bodyOf("getAPIKey"))]);
  expect(await thrown(dd.apiKeys.get("x"))).toMatchObject({ status: 400, errors: [], body: bodyOf("getAPIKey") });
});

describe("the options of a call", () => {
  const operation = "GET /api/v2/api_keys/{api_key_id}";
  const unfit = 'headers["X-Trace"] must be a string of printable ASCII characters, and not empty';
  test.each<[unknown, string]>([
    [{ timeout: 0 }, "timeout must be a number of milliseconds from 1 to 2147483647, not 0"],
    [{ timeout: "1" }, "timeout must be a number of milliseconds from 1 to 2147483647, not string"],
    [{ maxRetries: -1 }, "maxRetries must be a whole number from 0 to 2147483647, not -1"],
    [{ maxRetries: Number.NaN }, "maxRetries must be a whole number from 0 to 2147483647, not NaN"],
    ...[false, true, 0, 1, "", "x", Number.NaN, 1n, Symbol("x"), () => {}, [], {}, new AbortController()].map(
      (signal): [unknown, string] => [{ signal }, "signal must be an AbortSignal, or left out"],
    ),
    [{ signal: { aborted: false } }, "signal must be an AbortSignal, or left out"],
    [{ signal: { aborted: false, addEventListener() {} } }, "signal must be an AbortSignal, or left out"],
    [{ signal: { addEventListener() {}, removeEventListener() {} } }, "signal must be an AbortSignal, or left out"],
    [{ headers: { "DD-API-KEY": "hunter2" } }, "headers must not set DD-API-KEY: the client does that"],
    [{ headers: { Authorization: "hunter2" } }, "headers must not set Authorization: the client does that"],
    [{ headers: { "x y": "hunter2" } }, "headers has a name that no header can have"],
    [{ headers: { "X-Trace": "a\r\nhunter2: 1" } }, unfit],
    [7, "options must be an object"],
    ["timeout", "options must be an object"],
  ])("%o are refused before anything is sent", async (options, message) => {
    const { dd, seen } = scene([200]);
    const error = (await thrown(dd.apiKeys.get("x", {}, options as CallOptions))) as Error;
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(`${operation}: ${message}`);
    expect(seen).toEqual([]);
  });

  test("may be null, or hold null for a signal", async () => {
    const { dd, seen } = scene([200]);
    await dd.apiKeys.get("x", undefined, null as unknown as undefined);
    await dd.apiKeys.get("x", undefined, { signal: null as unknown as undefined });
    expect(seen).toHaveLength(2);
  });

  test("may bring headers, as an object or as Headers, beside the credentials", async () => {
    const { dd, seen } = scene([200]);
    await dd.apiKeys.get("x", {}, { headers: { "X-Trace": " 7 ", "User-Agent": "ci/1\tx" } });
    await dd.apiKeys.get("x", {}, { headers: new Headers({ "x-trace": "8" }) });
    expect(seen.map(({ headers }) => headers)).toEqual([
      expect.objectContaining({ "x-trace": "7", "user-agent": "ci/1\tx", "dd-api-key": apiKey }),
      expect.objectContaining({ "x-trace": "8", "dd-application-key": appKey }),
    ]);
  });
});

describe("an update of a connection", () => {
  const update = (attributes: unknown) => {
    const { dd, seen } = scene([200]);
    return { seen, call: dd.actionConnections.update("1", attributes as { name: string }).catch((error) => error) };
  };
  test.each([
    [{ integration: { type: "Okta", credentials: { type: "OktaAPIToken", api_token: "" } } }, "api_token"],
    [{ integration: { credentials: { tokens: [{ name: "a", value: "" }] } } }, "value"],
  ])("that would blank a secret is refused: %j", async (attributes, name) => {
    const { seen, call } = update(attributes);
    expect(await call).toMatchObject({
      name: "InputError",
      message: `PATCH /api/v2/actions/connections/{connection_id}: ${name} is "", as responses show every secret: leave the field out to keep what Datadog has`,
    });
    expect(seen).toEqual([]);
  });
  test.each([
    { name: "" },
    { integration: { credentials: { tokens: [{ name: "a", value: "", deleted: true }] } } },
    { integration: { credentials: { api_token: "given" } } },
  ])("that blanks none is sent: %j", async (attributes) => {
    const { seen, call } = update(attributes);
    expect(await call).toEqual(bodyOf("updateActionConnection"));
    expect(seen).toHaveLength(1);
  });
  test("is the only one that refuses empty strings: a create may have them", async () => {
    const { dd, seen } = scene([200]);
    const integration = { type: "Okta", credentials: { type: "OktaAPIToken", api_token: "", domain: "x" } } as const;
    await dd.actionConnections.create({ name: "n", integration });
    expect(seen).toHaveLength(1);
  });
});

test("a client is what createClient and createDatadog make, and nothing else", async () => {
  for (const client of [undefined, null, {}, { http: {} }, { http: null }, 7, "client", () => {}])
    expect(await thrown(send(client as never, constants.getAPIKey, { path: { api_key_id: "x" } }))).toMatchObject({
      name: "InputError",
      message: expect.stringContaining("the first argument must be a client"),
    });
});
