/** What a change of the document means for users: one row a kind of change, tried on a small document. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isAtLeast, type Level, largest, report } from "../scripts/spec-diff/changes.ts";
import { parse, read } from "../scripts/spec-diff/document.ts";
import { specDiff } from "../scripts/spec-diff.ts";
import { thrown } from "./datadog.ts";
import { root } from "./typescript.ts";

vi.setConfig({ testTimeout: 120_000 }); // Redocly is a process of its own, and slow on a machine that is busy

/** Documents are changed here in ways that no type of theirs would allow. */
type Node = { [key: string]: Node } & Node[];
type Edit = (document: Node) => unknown;

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const body = (name: string): object => ({ "application/json": { schema: ref(name) } });
const text = (more: object = {}): object => ({ type: "string", description: "Some text.", ...more });
const object = (properties: object, required: string[] = []): object => ({
  type: "object",
  description: "An object.",
  properties,
  required,
});
const forbidden = { description: "Not allowed.", content: body("Failure") };

const base = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  servers: [
    { url: "https://api.{site}", variables: { site: { default: "one.test", enum: ["one.test", "two.test"] } } },
    { url: "https://other.test" },
  ],
  security: [{ apiKey: [] }, { bearer: [] }],
  "x-modules": { things: { subpath: "things", description: "Things." } },
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        "x-function": "things.list",
        summary: "List things",
        description: "All of them.",
        "x-permissions": ["things_read", "things_admin"],
        "x-total": "meta.total",
        parameters: [
          { name: "sort", in: "query", description: "The order.", schema: ref("Sort") },
          { name: "filter", in: "query", description: "A text.", schema: { type: "string" } },
          {
            name: "size",
            in: "query",
            description: "How many.",
            schema: { type: "integer", format: "int64", default: 10 },
          },
        ],
        responses: { 200: { description: "A page.", content: body("Things") }, 403: forbidden },
      },
      post: {
        operationId: "createThing",
        "x-function": "things.create",
        "x-throws": { ApiError: "with status 409 where there is one." },
        summary: "Create a thing",
        "x-permissions": ["things_write"],
        requestBody: {
          required: true,
          content: { "application/json": { schema: ref("NewThing"), example: { name: "a" } } },
        },
        responses: { 201: { description: "The thing.", content: body("Thing") }, 403: forbidden },
      },
    },
    "/things/{id}": {
      delete: {
        operationId: "deleteThing",
        summary: "Delete a thing",
        "x-permissions": [],
        parameters: [{ name: "id", in: "path", required: true, description: "Which.", schema: { type: "string" } }],
        responses: { 204: { description: "It is gone." }, 403: forbidden },
      },
    },
  },
  components: {
    securitySchemes: {
      apiKey: { type: "apiKey", in: "header", name: "DD-API-KEY" },
      bearer: { type: "http", scheme: "bearer" },
    },
    schemas: {
      Sort: text({ enum: ["name", "-name"] }),
      Things: object({ data: { type: "array", description: "The things.", items: ref("Thing") } }, ["data"]),
      Thing: object(
        {
          type: text({ const: "things" }),
          id: text({ format: "uuid" }),
          name: text(),
          note: text(),
          seen: { type: ["string", "null"], description: "When." },
          state: text({ enum: ["on", "off"] }),
          owner: ref("Owner"),
          team: ref("Team"),
          secret: text(),
        },
        ["type", "id", "name", "seen"],
      ),
      Owner: { description: "A user or a team.", oneOf: [ref("User"), ref("Team")] },
      User: object({ type: text({ const: "users" }), email: text() }, ["type"]),
      Team: object({ type: text({ const: "teams" }) }, ["type"]),
      NewThing: object(
        {
          name: text(),
          note: text(),
          kind: text({ enum: ["small", "large"] }),
          via: ref("Channel"),
          labels: ref("Labels"),
        },
        ["name"],
      ),
      Channel: { description: "A way in.", oneOf: [ref("Mail"), ref("Chat")] },
      Mail: object({ type: text({ const: "mail" }) }, ["type"]),
      Chat: object({ type: text({ const: "chat" }) }, ["type"]),
      Labels: { type: "array", description: "Labels.", items: text() },
      Failure: object({ errors: { type: "array", description: "Why.", items: text() } }, ["errors"]),
    },
  },
};

const list = (document: Node): Node => document.paths?.["/things"]?.get as Node;
const create = (document: Node): Node => document.paths?.["/things"]?.post as Node;
const remove = (document: Node): Node => document.paths?.["/things/{id}"]?.delete as Node;
const schema = (document: Node, name: string): Node => document.components?.schemas?.[name] as Node;
const field = (document: Node, type: string, name: string): Node => schema(document, type).properties?.[name] as Node;
const set =
  (of: (document: Node) => Node, values: object): Edit =>
  (document) =>
    Object.assign(of(document), structuredClone(values));
const drop =
  (of: (document: Node) => Node, ...keys: string[]): Edit =>
  (document) =>
    keys.map((key) => Reflect.deleteProperty(of(document), key));
const rename =
  (of: (document: Node) => Node, from: string, to: string): Edit =>
  (document) => {
    const node = of(document);
    const entries = Object.entries(node).map(([key, value]) => [key === from ? to : key, value]);
    for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
    Object.assign(node, Object.fromEntries(entries));
  };
const query = (document: Node, name: string): Node =>
  list(document).parameters?.find((each) => each.name === (name as unknown)) as Node;
const required = (type: string, names: string[]): Edit =>
  set((document) => schema(document, type), { required: names });
const fieldsOf = (type: string) => (document: Node) => schema(document, type).properties as Node;
const responsesOf = (operation: (document: Node) => Node) => (document: Node) => operation(document).responses as Node;
const extra = (more: object = {}): object => ({
  name: "extra",
  in: "query",
  description: "More.",
  schema: { type: "string" },
  ...more,
});

type Row = [kind: string, level: Level, where: string, edit: Edit];

const operations: Row[] = [
  ["an operation is removed", "major", "POST /things", drop((d) => d.paths?.["/things"] as Node, "post")],
  [
    "an operation is added",
    "minor",
    "PUT /things",
    (d) => set((d) => d.paths?.["/things"] as Node, { put: { ...list(d), operationId: "replaceThings" } })(d),
  ],
  ["a path is removed", "major", "DELETE /things/{id}", drop((d) => d.paths as Node, "/things/{id}")],
  ["a path is renamed", "major", "GET /things", rename((d) => d.paths as Node, "/things", "/items")],
  [
    "a path's parameter is renamed",
    "major",
    "DELETE /things/{id}",
    (d) => {
      rename((d) => d.paths as Node, "/things/{id}", "/things/{thing}")(d);
      Object.assign(d.paths?.["/things/{thing}"]?.delete?.parameters?.[0] as Node, { name: "thing" });
    },
  ],
  ["a method is changed", "major", "POST /things", rename((d) => d.paths?.["/things"] as Node, "post", "put")],
  ["an operationId is changed", "major", "GET /things", set(list, { operationId: "findThings" })],
  ["an operation is deprecated", "patch", "GET /things", set(list, { deprecated: true })],
  ["an operation's summary is changed", "patch", "GET /things", set(list, { summary: "List all things" })],
  ["an operation's quirk is changed", "patch", "GET /things", set(list, { "x-total": "meta.count" })],
  ["an operation's example is added", "patch", "GET /things", set(list, { "x-example": "dd.things.list();" })],
  ["an operation's errors are described", "patch", "GET /things", set(list, { "x-throws": { ApiError: "rarely." } })],
  ["an operation's errors are not described", "patch", "POST /things", drop(create, "x-throws")],
  [
    "a module's description is changed",
    "patch",
    "dd.things",
    set((d) => d["x-modules"]?.things as Node, { description: "All things." }),
  ],
  ["an operation's function is renamed", "major", "GET /things", set(list, { "x-function": "things.all" })],
  ["an operation's function is removed", "major", "GET /things", drop(list, "x-function")],
  ["an operation gets a function", "minor", "DELETE /things/{id}", set(remove, { "x-function": "things.delete" })],
  [
    "a module's subpath is changed",
    "major",
    "dd.things",
    set((d) => d["x-modules"]?.things as Node, { subpath: "all-things" }),
  ],
];

const parameters: Row[] = [
  [
    "an optional parameter is added",
    "minor",
    "GET /things, query extra",
    (d) => list(d).parameters?.unshift(extra() as Node),
  ],
  [
    "a required parameter is added",
    "major",
    "GET /things, query extra",
    (d) => list(d).parameters?.push(extra({ required: true }) as Node),
  ],
  ["the first parameter of an operation is added", "minor", "POST /things", set(create, { parameters: [extra()] })],
  ["a parameter is removed", "major", "GET /things, query filter", (d) => list(d).parameters?.splice(1, 1)],
  ["all parameters are removed", "major", "ListThingsQuery", drop(list, "parameters")],
  [
    "a parameter is renamed",
    "major",
    "GET /things, query filter",
    (d) => set((d) => query(d, "filter"), { name: "search" })(d),
  ],
  [
    "a parameter's type is changed",
    "major",
    "GET /things, query filter",
    (d) => set((d) => query(d, "filter"), { schema: { type: "integer" } })(d),
  ],
  [
    "a parameter becomes required",
    "major",
    "GET /things, query filter",
    (d) => set((d) => query(d, "filter"), { required: true })(d),
  ],
  [
    "a parameter's values become few",
    "major",
    "GET /things, query filter",
    (d) => set((d) => query(d, "filter"), { schema: { type: "string", enum: ["a", "b"] } })(d),
  ],
  ["a parameter gets a value", "minor", "Sort", set((d) => schema(d, "Sort"), { enum: ["name", "-name", "size"] })],
  ["a parameter loses a value", "major", "Sort", set((d) => schema(d, "Sort"), { enum: ["name"] })],
  [
    "a parameter's default is changed",
    "patch",
    "GET /things, query size",
    (d) => set((d) => query(d, "size").schema as Node, { default: 20 })(d),
  ],
  [
    "a parameter's description is changed",
    "patch",
    "GET /things, query size",
    (d) => set((d) => query(d, "size"), { description: "The size." })(d),
  ],
  [
    "a parameter's form is changed",
    "major",
    "GET /things, query filter",
    (d) => set((d) => query(d, "filter"), { style: "spaceDelimited" })(d),
  ],
];

const requests: Row[] = [
  ["an optional body field is added", "minor", "NewThing.size", set(fieldsOf("NewThing"), { size: text() })],
  [
    "a required body field is added",
    "major",
    "NewThing.size",
    (d) => {
      set(fieldsOf("NewThing"), { size: text() })(d);
      required("NewThing", ["name", "size"])(d);
    },
  ],
  ["an optional body field is removed", "major", "NewThing.note", drop(fieldsOf("NewThing"), "note")],
  [
    "a required body field is removed",
    "major",
    "NewThing.name",
    (d) => {
      drop(fieldsOf("NewThing"), "name")(d);
      required("NewThing", [])(d);
    },
  ],
  ["a body field is renamed", "major", "NewThing.note", rename(fieldsOf("NewThing"), "note", "comment")],
  [
    "a body field's type is changed",
    "major",
    "NewThing.note",
    set((d) => field(d, "NewThing", "note"), { type: "integer" }),
  ],
  ["a body field becomes required", "major", "NewThing.note", required("NewThing", ["name", "note"])],
  ["a body field becomes optional", "minor", "NewThing.name", required("NewThing", [])],
  [
    "a body field may be null",
    "minor",
    "NewThing.note",
    set((d) => field(d, "NewThing", "note"), { type: ["string", "null"] }),
  ],
  [
    "a body field gets a value",
    "minor",
    "NewThing.kind",
    set((d) => field(d, "NewThing", "kind"), { enum: ["small", "large", "huge"] }),
  ],
  [
    "a body field loses a value",
    "major",
    "NewThing.kind",
    set((d) => field(d, "NewThing", "kind"), { enum: ["small"] }),
  ],
  ["a body field's values become free", "minor", "NewThing.kind", drop((d) => field(d, "NewThing", "kind"), "enum")],
  [
    "the items of a body field are changed",
    "major",
    "Labels[]",
    set((d) => schema(d, "Labels").items as Node, { type: "integer" }),
  ],
  [
    "an alternative of a body is added",
    "minor",
    "Channel",
    (d) => {
      schema(d, "Channel").oneOf?.push(ref("Post") as Node);
      set((d) => d.components?.schemas as Node, { Post: object({ type: text({ const: "post" }) }, ["type"]) })(d);
    },
  ],
  ["an alternative of a body is removed", "major", "Channel", (d) => schema(d, "Channel").oneOf?.pop()],
  ["a body field gets a limit", "major", "NewThing.name", set((d) => field(d, "NewThing", "name"), { maxLength: 10 })],
  [
    "a body is replaced",
    "major",
    "POST /things, body.name",
    set((d) => create(d).requestBody as Node, { content: body("Mail") }),
  ],
  ["a body is removed", "major", "POST /things, body", drop(create, "requestBody")],
  ["a body is added", "minor", "DELETE /things/{id}, body", set(remove, { requestBody: { content: body("Mail") } })],
  [
    "a required body is added",
    "major",
    "DELETE /things/{id}, body",
    set(remove, { requestBody: { required: true, content: body("Mail") } }),
  ],
  [
    "a field that is sent becomes read-only",
    "major",
    "NewThing.note",
    set((d) => field(d, "NewThing", "note"), { readOnly: true }),
  ],
];

const responses: Row[] = [
  ["a response field is added", "minor", "Thing.size", set(fieldsOf("Thing"), { size: text() })],
  [
    "a promised response field is added",
    "minor",
    "Thing.size",
    (d) => {
      set(fieldsOf("Thing"), { size: text() })(d);
      required("Thing", ["type", "id", "name", "seen", "size"])(d);
    },
  ],
  ["a response field is removed", "major", "Thing.note", drop(fieldsOf("Thing"), "note")],
  ["a response field is renamed", "major", "Thing.note", rename(fieldsOf("Thing"), "note", "comment")],
  [
    "a response field's type is changed",
    "major",
    "Thing.note",
    set((d) => field(d, "Thing", "note"), { type: "boolean" }),
  ],
  ["a response field becomes optional", "major", "Thing.name", required("Thing", ["type", "id", "seen"])],
  ["a response field is promised", "minor", "Thing.note", required("Thing", ["type", "id", "name", "seen", "note"])],
  [
    "a response field may be null",
    "major",
    "Thing.name",
    set((d) => field(d, "Thing", "name"), { type: ["string", "null"] }),
  ],
  [
    "a response field is never null any more",
    "minor",
    "Thing.seen",
    set((d) => field(d, "Thing", "seen"), { type: "string" }),
  ],
  [
    "a response field gets a value",
    "major",
    "Thing.state",
    set((d) => field(d, "Thing", "state"), { enum: ["on", "off", "lost"] }),
  ],
  ["a response field loses a value", "minor", "Thing.state", set((d) => field(d, "Thing", "state"), { enum: ["on"] })],
  ["a response field's values become free", "major", "Thing.state", drop((d) => field(d, "Thing", "state"), "enum")],
  [
    "a response field's constant is changed",
    "major",
    "Thing.type",
    set((d) => field(d, "Thing", "type"), { const: "items" }),
  ],
  ["a response field's format is changed", "major", "Thing.id", set((d) => field(d, "Thing", "id"), { format: "uri" })],
  ["a response field's format is dropped", "major", "Thing.id", drop((d) => field(d, "Thing", "id"), "format")],
  [
    "a response field is told to be a secret",
    "patch",
    "Thing.secret",
    set((d) => field(d, "Thing", "secret"), { format: "password" }),
  ],
  [
    "a body field is told to be a secret",
    "patch",
    "NewThing.note",
    set((d) => field(d, "NewThing", "note"), { format: "password" }),
  ],
  ["a body field gets a format", "major", "NewThing.note", set((d) => field(d, "NewThing", "note"), { format: "uri" })],
  [
    "an alternative of a response is added",
    "major",
    "Owner",
    (d) => {
      schema(d, "Owner").oneOf?.push(ref("Robot") as Node);
      set((d) => d.components?.schemas as Node, { Robot: object({ type: text({ const: "robots" }) }, ["type"]) })(d);
    },
  ],
  ["an alternative of a response is removed", "minor", "Owner", (d) => schema(d, "Owner").oneOf?.pop()],
  [
    "a response field becomes write-only",
    "major",
    "Thing.secret",
    set((d) => field(d, "Thing", "secret"), { writeOnly: true }),
  ],
  ["a status is added", "minor", "GET /things, 409", set(responsesOf(list), { 409: forbidden })],
  ["a status is removed", "major", "GET /things, 403", drop(responsesOf(list), "403")],
  ["a status is changed", "major", "POST /things, 201", rename(responsesOf(create), "201", "200")],
  [
    "a success of the same form is added",
    "minor",
    "POST /things, 200",
    (d) => set(responsesOf(create), { 200: responsesOf(create)(d)["201"] })(d),
  ],
  [
    "a success of another form is added",
    "major",
    "POST /things, 202",
    set(responsesOf(create), { 202: { description: "Later." } }),
  ],
  [
    "a response's body is replaced",
    "major",
    "GET /things, 200.data",
    set((d) => responsesOf(list)(d)["200"] as Node, { content: body("User") }),
  ],
  [
    "a response's body is replaced by one without a name",
    "major",
    "GET /things, 200.data",
    set((d) => responsesOf(list)(d)["200"] as Node, {
      content: { "application/json": { schema: object({ data: text() }) } },
    }),
  ],
  [
    "a response's body is removed",
    "major",
    "POST /things, 201",
    drop((d) => responsesOf(create)(d)["201"] as Node, "content"),
  ],
  [
    "a response gets a body",
    "minor",
    "DELETE /things/{id}, 204",
    set((d) => responsesOf(remove)(d)["204"] as Node, { content: body("User") }),
  ],
  [
    "a response's media type is changed",
    "major",
    "GET /things, 200",
    (d) => rename((d) => responsesOf(list)(d)["200"]?.content as Node, "application/json", "text/csv")(d),
  ],
];

const rest: Row[] = [
  [
    "a schema is renamed",
    "major",
    "User",
    (d) => JSON.parse(JSON.stringify(d).replaceAll("schemas/User", "schemas/Person").replace('"User":', '"Person":')),
  ],
  [
    "a description is changed",
    "patch",
    "Thing.name",
    set((d) => field(d, "Thing", "name"), { description: "What people call it." }),
  ],
  ["an example of a field is changed", "patch", "Thing.name", set((d) => field(d, "Thing", "name"), { example: "b" })],
  [
    "an example of a body is changed, which types and documentation of types leave out",
    "none",
    "",
    set((d) => create(d).requestBody?.content?.["application/json"] as Node, { example: { name: "b" } }),
  ],
  [
    "a permission is enough as well",
    "minor",
    "GET /things, permissions",
    set(list, { "x-permissions": ["things_read", "things_admin", "things_all"] }),
  ],
  [
    "a permission is no longer enough",
    "major",
    "GET /things, permissions",
    set(list, { "x-permissions": ["things_read"] }),
  ],
  [
    "a permission is another",
    "major",
    "POST /things, permissions",
    set(create, { "x-permissions": ["things_create"] }),
  ],
  [
    "a permission is needed",
    "major",
    "DELETE /things/{id}, permissions",
    set(remove, { "x-permissions": ["things_write"] }),
  ],
  ["no permission is needed", "minor", "POST /things, permissions", set(create, { "x-permissions": [] })],
  [
    "permissions are listed in another order",
    "none",
    "",
    set(list, { "x-permissions": ["things_admin", "things_read"] }),
  ],
  ["a way to sign in is removed", "major", "security.1", (d) => d.security?.pop()],
  [
    "an operation takes one way to sign in alone",
    "major",
    "GET /things, security",
    set(list, { security: [{ bearer: [] }] }),
  ],
  ["an operation needs nobody to sign in", "minor", "GET /things, security", set(list, { security: [{}] })],
  [
    "a way to sign in is added",
    "minor",
    "security.2",
    (d) => {
      set((d) => d.components?.securitySchemes as Node, { oauth: { type: "http", scheme: "basic" } })(d);
      d.security?.push({ oauth: [] } as unknown as Node);
    },
  ],
  [
    "a header of a key is changed",
    "major",
    "components.securitySchemes.apiKey",
    set((d) => d.components?.securitySchemes?.apiKey as Node, { name: "DD-KEY" }),
  ],
  ["a server is added", "minor", "servers.2", (d) => d.servers?.push({ url: "https://third.test" } as unknown as Node)],
  ["a server is removed", "major", "servers.1", (d) => d.servers?.pop()],
  [
    "a site is added",
    "minor",
    "servers, three.test",
    (d) => d.servers?.[0]?.variables?.site?.enum?.push("three.test" as unknown as Node),
  ],
  ["a site is removed", "major", "servers, two.test", (d) => d.servers?.[0]?.variables?.site?.enum?.pop()],
  ["the version is raised", "none", "", set((d) => d.info as Node, { version: "2.0.0" })],
  ["nothing", "none", "", () => undefined],
];

const before = parse(JSON.stringify(base), "base.json");

/** What a change of the small document is told as. */
async function told(edit: Edit) {
  const document = structuredClone(base) as unknown as Node;
  const replaced = edit(document);
  const isDocument = typeof replaced === "object" && replaced !== null && "openapi" in replaced;
  return specDiff(before, parse(JSON.stringify(isDocument ? replaced : document), "to.json"));
}

describe.each([
  ["operations", operations],
  ["parameters", parameters],
  ["requests", requests],
  ["responses", responses],
  ["the rest", rest],
])("%s", (_, rows) => {
  test.concurrent.each(rows)("%s: %s", async (_kind, level, where, edit) => {
    const found = await told(edit);
    expect(found.level, JSON.stringify(found.changes, null, 2)).toBe(level);
    const places = found.changes.filter((change) => change.level === level).map((change) => change.where);
    if (level !== "none") expect(places).toContain(where);
    for (const { what } of found.changes) expect(what).toMatch(/^[`A-Z].*\.$/);
  });
});

describe("reports", () => {
  test("the largest level is that of the report, and changes that break come first", async () => {
    const found = await told((d) => {
      set(fieldsOf("Thing"), { size: text() })(d);
      drop(fieldsOf("NewThing"), "note")(d);
      set((d) => field(d, "Thing", "name"), { description: "Its name." })(d);
    });
    expect(found).toEqual({
      level: "major",
      changes: [
        { level: "major", where: "NewThing.note", what: "The field is gone." },
        { level: "minor", where: "Thing.size", what: "The field is new." },
        { level: "patch", where: "Thing.name", what: "`description` was changed." },
      ],
    });
  });

  test("of one place the largest changes are told, each sentence once, and vague ones only alone", () => {
    const found = report([
      { level: "minor", where: "A.b", what: "Less." },
      { level: "major", where: "A.b", what: "Vague.", vague: true },
      { level: "major", where: "A.b", what: "One." },
      { level: "major", where: "A.b", what: "Two." },
      { level: "major", where: "A.b", what: "One." },
      { level: "patch", where: "A", what: "Vague.", vague: true },
    ]);
    expect(found.changes).toEqual([
      { level: "major", where: "A.b", what: "One. Two." },
      { level: "patch", where: "A", what: "Vague." },
    ]);
  });

  test("levels have an order", () => {
    expect(largest(["patch", "major", "minor"])).toBe("major");
    expect(largest([])).toBe("none");
    expect(isAtLeast("minor", "minor")).toBe(true);
    expect(isAtLeast("patch", "minor")).toBe(false);
  });

  test("arrays that only requests had can be read-only, those of responses cannot become so", async () => {
    const withLabels = (edit: Edit): string => {
      const document = structuredClone(base) as unknown as Node;
      edit(document);
      return JSON.stringify(document);
    };
    const received = withLabels((d) => {
      set(fieldsOf("Thing"), { labels: ref("Labels") })(d);
      drop(fieldsOf("NewThing"), "labels")(d);
    });
    const both = withLabels(set(fieldsOf("Thing"), { labels: ref("Labels") }));
    const { changes } = await specDiff(parse(received, "a"), parse(both, "b"));
    expect(changes).toContainEqual({ level: "major", where: "Labels", what: "The array is read-only now." });
  });

  test("a kind that x-one-of does not name is no reason to compare nothing", async () => {
    const kinds = structuredClone(base) as unknown as Node;
    const type = text({ enum: ["users", "teams"] });
    Object.assign(schema(kinds, "Owner"), object({ type }, ["type"]), {
      "x-one-of": ["User", "Team"],
      oneOf: undefined,
    });
    const more = structuredClone(kinds);
    field(more, "Owner", "type").enum?.push("robots" as unknown as Node);
    const found = await specDiff(parse(JSON.stringify(kinds), "a"), parse(JSON.stringify(more), "b"));
    expect(found).toMatchObject({ level: "major", changes: [{ where: "Owner.type" }] });
  });

  test("an object that becomes a list breaks, and a field beside alternatives is a field", async () => {
    const other = structuredClone(base) as unknown as Node;
    Object.assign(other.components?.schemas as Node, { User: { type: "array", description: "L.", items: text() } });
    const list = await specDiff(before, parse(JSON.stringify(other), "b"));
    expect(list.changes).toContainEqual(expect.objectContaining({ level: "major", where: "User" }));
    const beside = structuredClone(base) as unknown as Node;
    Object.assign(schema(beside, "Channel"), { type: "object", properties: { size: text() }, oneOf: [ref("Mail")] });
    const alone = structuredClone(beside);
    drop((d) => schema(d, "Channel"), "properties")(alone);
    const { changes } = await specDiff(parse(JSON.stringify(beside), "a"), parse(JSON.stringify(alone), "b"));
    expect(changes).toContainEqual(expect.objectContaining({ level: "major", where: "Channel.size" }));
  });

  test("a type that contains itself can be compared", async () => {
    const nested = (note: object) =>
      object({ inner: ref("Thing"), list: { type: "array", description: "More.", items: ref("Thing") }, note });
    const recursive = (note: object): string => {
      const document = structuredClone(base) as unknown as Node;
      Object.assign(document.components?.schemas as Node, { Thing: nested(note) });
      return JSON.stringify(document);
    };
    const found = await specDiff(
      parse(recursive(text()), "a"),
      parse(recursive({ type: "integer", description: "N." }), "b"),
    );
    expect(found.changes.map(({ where }) => where)).toEqual(["Thing.note"]);
  });

  test("the project's own document does not differ from itself, nor from one that only has another version", async () => {
    const own = readFileSync(join(root, "generated/openapi.json"), "utf8");
    const other = JSON.parse(own);
    other.info.version = "99.0.0";
    expect(await specDiff(parse(own, "a"), parse(JSON.stringify(other), "b"))).toEqual({ level: "none", changes: [] });
  });
});

describe("the command", () => {
  let folder: string;
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "spec-diff-test-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "scripts/spec-diff.ts"), ...args];
    const ended = await promisify(execFile)(process.execPath, command, { cwd: root }).catch((error) => error);
    return { code: ended.code ?? 0, stdout: ended.stdout as string, stderr: ended.stderr as string };
  };

  test("--json is for programs, and differences are no failure", async () => {
    const to = structuredClone(base) as unknown as Node;
    drop(fieldsOf("Thing"), "note")(to);
    const { code, stdout } = await run("--base", file("a.json", base), "--to", file("b.json", to), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ level: "major", changes: [{ level: "major", where: "Thing.note" }] });
  });

  test("without --json it is for people", async () => {
    const to = structuredClone(base) as unknown as Node;
    set(fieldsOf("Thing"), { size: text() })(to);
    const { code, stdout } = await run("--base", file("a.json", base), "--to", file("c.json", to));
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "Adds something (minor)\n  Thing.size: The field is new.\n\nlevel: minor\n",
    });
  });

  test("a revision of git is compared with the current document", async () => {
    const { code, stdout } = await run("--base", "HEAD", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("level");
  });

  const reference = structuredClone(base) as unknown as Node;
  Object.assign(fieldsOf("Thing")(reference) as Node, { lost: ref("Lost") });
  test.each<[input: string, content: unknown, sentence: string]>([
    ["half a document", JSON.stringify(base).slice(0, 500), "is not valid JSON; it may have been saved only in part."],
    ["an empty file", "", "is empty."],
    ["a web page", "<!doctype html><title>x</title>", "is HTML or XML, not a JSON document."],
    ["YAML", "openapi: 3.1.0\n", "is not JSON. Compile YAML first: `npm run generate` writes generated/openapi.json."],
    ["a list", [], "holds JSON that is no OpenAPI document."],
    ["other JSON", { name: "x" }, "is no OpenAPI document: it has no `openapi` version."],
    ["another version", { ...base, openapi: "3.0.3" }, "is OpenAPI 3.0.3; only 3.1 can be compared."],
    ["no paths", { openapi: "3.1.0" }, "has no `paths`."],
    [
      "an operation without a name",
      { ...base, paths: { "/x": { get: { responses: {} } } } },
      "/x: get has no operationId.",
    ],
    [
      "a schema of one number",
      { openapi: "3.1.0", paths: {}, components: { schemas: { Thing: 1 } } },
      "the schema Thing is no object.",
    ],
    ["a dangling reference", reference, "refers to #/components/schemas/Lost, which it does not have."],
  ])("%s is refused with a sentence", (input, content, sentence) => {
    const path = file(`${input}.txt`, content);
    expect(() => read(path, root)).toThrow(new Error(`${path}${/^(\/|the )/.test(sentence) ? ":" : ""} ${sentence}`));
  });

  test.each([
    ["nowhere.json", "nowhere.json does not exist."],
    ["no-such-tag", "no-such-tag is neither a file nor a revision that git knows."],
    ["src", "src is a folder. Name the JSON document in it."],
  ])("%s is refused", (source, sentence) => {
    expect(() => read(source, root)).toThrow(new Error(sentence));
  });

  test.each([
    [["--base", "nowhere.json"], "nowhere.json does not exist.\n"],
    [[], "Say what to compare with.\nusage: npm run spec:diff -- --base FILE|REVISION [--to FILE] [--json]\n"],
  ])("%j ends with 2", async (args, stderr) => {
    expect(await run(...args)).toEqual({ code: 2, stdout: "", stderr });
  });

  test("what cannot be compared is told as a sentence", async () => {
    const odd = structuredClone(base) as unknown as Node;
    Object.assign(list(odd), { parameters: [null] });
    const error = await thrown(specDiff(before, parse(JSON.stringify(odd), "odd.json")));
    expect(String(error)).toMatch(/^Error: The documents cannot be compared: /);
  });
});
