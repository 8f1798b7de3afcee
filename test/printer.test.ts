/** The functions that are printed from a small spec: one test a shape that an operation can have. */
import { describe, expect, test } from "vitest";
import type { Document, Operation, Schema } from "../scripts/document.ts";
import { newAttributes } from "../scripts/functions.ts";
import { wrapperFiles } from "../scripts/wrappers.ts";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const content = (name: string) => ({ "application/json": { schema: ref(name) } });
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: "object",
  description: "An object.",
  properties,
  required,
});
const type = { const: "locks" };

const schemas: Record<string, Schema> = {
  Lock: object({ id: { type: "string" }, type, attributes: ref("LockAttributes") }),
  LockAttributes: object({ name: { type: "string" }, is_lock: { type: "boolean" } }, []),
  Locks: object({ data: { type: "array", items: ref("Lock") } }),
  NewLockRequest: object({ data: ref("NewLockData") }),
  NewLockData: object({ type, attributes: ref("LockAttributes") }),
  LockUpdateRequest: object({ data: ref("Lock") }),
  LockWithDoorRequest: object({ data: ref("LockWithDoor") }),
  LockWithDoor: object({ type, attributes: ref("LockAttributes"), relationships: ref("Doors") }, [
    "type",
    "attributes",
  ]),
  Doors: object({}),
  KnownLockRequest: object({ data: ref("KnownLockData") }),
  KnownLockData: object({ type, attributes: ref("KnownLockAttributes") }),
  KnownLockAttributes: object({ name: { type: "string" }, is_lock: { type: "boolean", "x-only": true }, kind: type }),
  PlainLock: object({ name: { type: "string" } }),
};

const id = { name: "lock_id", in: "path", required: true, description: "Which.", schema: {} } as const;
const sort = { name: "sort", in: "query", description: "The order.", schema: { type: "array" } } as const;

/** A method of an operation, and what is particular about it. */
interface Case extends Partial<Operation> {
  method?: string;
  gives?: string;
  takes?: string;
}

function documentOf({ method = "get", gives, takes, ...more }: Case): Document {
  const operation: Operation = {
    operationId: "getLock",
    "x-function": "locks.get",
    summary: "Get a lock",
    description: "Does something. And more.",
    tags: [],
    externalDocs: { url: "https://docs.test/locks/#get-a-lock" },
    "x-permissions": [],
    responses: { 200: { description: "Done.", ...(gives && { content: content(gives) }) } },
    ...(takes && { requestBody: { required: true, content: content(takes) } }),
    ...more,
  };
  return {
    paths: { "/locks": { [method]: operation } },
    components: { schemas },
    "x-modules": {
      doors: { description: "Doors. They have locks." },
      locks: { subpath: "locks", description: "Locks." },
      "doors.locks": { subpath: "door-locks", description: "Locks of doors. Not of cars." },
      "v1.locks": { subpath: "v1/locks", description: "Old locks." },
    },
  };
}

/** The files of a document with one operation. */
const files = (operation: Case) => wrapperFiles(documentOf(operation), () => "spec/v2/locks.yaml");

/** The function of an operation, without its comment. */
function printed(operation: Case): string {
  const [, text = ""] = /^((?:export )?function[\s\S]*?\n\})\n/m.exec(files(operation)["src/v2/locks.ts"] ?? "") ?? [];
  return text;
}

describe("reads", () => {
  test("a get takes its ids, named as the path has them but for the case", () => {
    const parameters = [{ ...id, name: "door_id" }, id];
    expect(printed({ parameters, gives: "Lock" })).toBe(
      `export function get(client: Client, doorId: string, lockId: string, options?: CallOptions): Promise<Lock> {
  return send(client, getLock, { path: { door_id: doorId, lock_id: lockId } }, options);
}`,
    );
  });

  test("an id that is named alike is not written twice", () => {
    expect(printed({ parameters: [{ ...id, name: "key" }] })).toContain("{ path: { key } }");
  });

  test("a get with a query takes it after the ids", () => {
    expect(printed({ parameters: [id, sort], gives: "Lock" })).toBe(
      `export function get(client: Client, lockId: string, query?: GetLockQuery, options?: CallOptions): Promise<Lock> {
  return send(client, getLock, { path: { lock_id: lockId }, query }, options);
}`,
    );
  });

  test("a query of which something is required is required", () => {
    expect(printed({ parameters: [{ ...sort, required: true }] })).toContain("(client: Client, query: GetLockQuery, ");
  });

  test("a list with pages gives its items, one without gives its body", () => {
    const list: Case = { "x-function": "locks.list", operationId: "listLocks", gives: "Locks" };
    expect(printed({ ...list, parameters: [sort], "x-total": "meta.total" })).toBe(
      `export function list(client: Client, query?: ListLocksQuery, options?: ListOptions): Paged<Locks, Lock> {
  return sendPages(client, listLocks, { query }, options);
}`,
    );
    expect(printed(list)).toBe(
      `export function list(client: Client, options?: CallOptions): Promise<Locks> {
  return send(client, listLocks, {}, options);
}`,
    );
  });
});

describe("writes", () => {
  const create: Case = { method: "post", "x-function": "locks.create", operationId: "createLock", gives: "Lock" };

  test("a create takes the attributes, and adds the envelope", () => {
    expect(printed({ ...create, takes: "NewLockRequest" })).toBe(
      `export function create(client: Client, attributes: LockAttributes, options?: CallOptions): Promise<Lock> {
  return send(client, createLock, { body: { data: { type: "locks", attributes } } }, options);
}`,
    );
  });

  test("an update repeats the last id where the body requires it", () => {
    const update: Case = { method: "patch", "x-function": "locks.update", parameters: [{ ...id, name: "door" }, id] };
    const head = `export function update(client: Client, door: string, lockId: string, attributes: LockAttributes, options?: CallOptions)`;
    expect(printed({ ...update, takes: "LockUpdateRequest" })).toBe(
      `${head}: Promise<void> {
  const body = { data: { type: "locks", id: lockId, attributes } } as const;
  return send(client, getLock, { path: { door, lock_id: lockId }, body }, options);
}`,
    );
    expect(printed({ ...update, takes: "NewLockRequest" })).toContain('{ data: { type: "locks", attributes } }');
  });

  test("what does not fit on the line stands above it, the path too if need be", () => {
    const operationId = `replaceLock${"OfTheDoor".repeat(8)}`;
    const update: Case = { method: "put", "x-function": "locks.replace", operationId, parameters: [id] };
    expect(printed({ ...update, takes: "LockUpdateRequest" })).toContain(`{
  const path = { lock_id: lockId };
  const body = { data: { type: "locks", id: lockId, attributes } } as const;
  return send(client, ${operationId}, { path, body }, options);
}`);
    expect(printed({ ...update, takes: "PlainLock" })).toContain(`{
  const path = { lock_id: lockId };
  return send(client, ${operationId}, { path, body }, options);
}`);
  });

  test("relationships that may be left out are an argument that may be left out", () => {
    const text = printed({ ...create, takes: "LockWithDoorRequest" });
    expect(text).toContain(
      "(client: Client, attributes: LockAttributes, relationships?: Doors, options?: CallOptions)",
    );
    expect(text).toContain('{ data: { type: "locks", attributes, ...(relationships && { relationships }) } }');
  });

  test("attributes that leave no choice are added, and the type says that they may be left out", () => {
    const known: Case = { ...create, takes: "KnownLockRequest" };
    const text = printed(known);
    expect(text).toContain("(client: Client, attributes: NewLock, options?: CallOptions)");
    expect(text).toContain('{ type: "locks", attributes: { ...attributes, is_lock: true, kind: "locks" } }');
    expect(newAttributes(documentOf(known))).toEqual({
      NewLock: {
        type: "object",
        description: 'An object. `is_lock: true` and `kind: "locks"` is added where it is left out.',
        properties: {
          name: { type: "string" },
          is_lock: { type: "boolean", "x-only": true, const: true },
          kind: { const: "locks" },
        },
        required: ["name"],
      },
    });
    expect(newAttributes(documentOf({ ...create, takes: "NewLockRequest" }))).toEqual({});
  });

  test("a body without an envelope is sent as it is", () => {
    expect(printed({ ...create, takes: "PlainLock" })).toBe(
      `export function create(client: Client, body: PlainLock, options?: CallOptions): Promise<Lock> {
  return send(client, createLock, { body }, options);
}`,
    );
    const requestBody = { content: content("PlainLock") };
    expect(printed({ ...create, requestBody })).toContain("(client: Client, body?: PlainLock, ");
  });

  test("a reserved word is given where the function is exported, with the comment", () => {
    const remove: Case = {
      method: "delete",
      "x-function": "locks.delete",
      operationId: "deleteLock",
      parameters: [id],
    };
    expect(files(remove)["src/v2/locks.ts"]).toContain(`
function remove(client: Client, lockId: string, options?: CallOptions): Promise<void> {
  return send(client, deleteLock, { path: { lock_id: lockId } }, options);
}

export {
  /** Does something. And more. */
  remove as delete,
};
`);
  });

  test("a part of the body that is no named schema is an error", () => {
    const part = { LockAttributes: object({}) };
    const document = documentOf({ ...create, takes: "NewLockRequest" });
    document.components.schemas = { ...schemas, NewLockData: object({ type, attributes: part }) };
    expect(() => wrapperFiles(document, () => "")).toThrow(
      "The attributes of createLock must be a reference to a named schema.",
    );
  });
});

describe("comments", () => {
  /** The comment of an operation's function, in one line. */
  const commented = (operation: Case): string =>
    /\n\/\*\*([^/]*)\*\/\nexport function/
      .exec(files(operation)["src/v2/locks.ts"] ?? "")?.[1]
      ?.replace(/(\s+\*)*\s+/g, " ")
      .trim() ?? "";

  test.each<[says: string, operation: Case]>([
    ["", {}],
    ["Needs the permission `a`.", { "x-permissions": ["a"] }],
    ["Needs one of the permissions `a`, `b`.", { "x-permissions": ["a", "b"] }],
    [
      "Needs the permission `a` for one's own, or `b` for others.",
      { "x-permissions": ["a", "b"], "x-permissions-for": { a: "one's own", b: "others" } },
    ],
    ["Needs the permission `a`, or `b` for some.", { "x-permissions": ["a", "b"], "x-permissions-for": { b: "some" } }],
    [
      "Needs an application key that is registered for actions (`appKeyRegistrations.register`).",
      { "x-registered-key-only": true },
    ],
    [
      "Needs the permission `a`, and an application key that is registered for actions (`appKeyRegistrations.register`).",
      { "x-permissions": ["a"], "x-registered-key-only": true },
    ],
    ["Repeated after a 429 only.", { method: "post" }],
    [
      "Needs the permission `a`. Repeated after a 429 only: a second request would make a second lock.",
      { method: "post", "x-permissions": ["a"], "x-creates": "lock" },
    ],
  ])("“%s” follows from the extensions", (says, operation) => {
    expect(commented(operation)).toBe(`Does something. And more.${says && ` ${says}`}`);
  });

  test("a list with pages says how many it reads at once", () => {
    expect(commented({ "x-total": "meta.total", gives: "Locks" })).toBe(
      "Does something. And more. Reads 100 a page unless the query says otherwise.",
    );
  });

  test("errors and the example follow, no line is too long, and no text ends the comment", () => {
    const description = `${"Seven words of which the sentence is. ".repeat(6)}It ends */ not here.`;
    const throws = { ApiError: `with status 404 where ${"there is no such lock ".repeat(6).trim()}.` };
    const example = "for (const lock of locks) {\n  console.log(lock);\n}";
    const text = files({ description, "x-throws": throws, "x-example": example })["src/v2/locks.ts"] ?? "";
    expect(text).toContain("ends *\\/ not here.\n * @throws {ApiError} with status 404 where there is");
    expect(text).toContain("\n * @example\n * for (const lock of locks) {\n *   console.log(lock);\n * }\n */\n");
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe("files", () => {
  test("a module begins with what it is, where it is documented and what it is made from", () => {
    const text = files({ gives: "Lock" })["src/v2/locks.ts"];
    expect(text?.slice(0, text.indexOf("\n\n/**"))).toBe(`/**
 * Locks.
 * @see https://docs.test/locks/
 * @module
 */
// Generated from spec/v2/locks.yaml by \`npm run generate\`. Do not edit.
import { getLock } from "../../generated/operations.ts";
import type { Lock } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";`);
  });

  test("a module stands where its subpath says, and one that no operation names is not printed", () => {
    expect(Object.keys(files({}))).toEqual(["src/v2/locks.ts", "src/resources.ts"]);
    expect(Object.keys(files({ "x-function": "v1.locks.get" }))).toEqual(["src/v1/locks.ts", "src/resources.ts"]);
  });

  test("resources.ts binds each module where its name says", () => {
    const document = documentOf({});
    const [operation] = Object.values(document.paths["/locks"] ?? {});
    const named = (name: string) => ({ get: { ...(operation as Operation), "x-function": name } });
    document.paths = { "/a": named("doors.locks.get"), "/b": named("locks.get") };
    const ofBoth = wrapperFiles(document, () => "")["src/resources.ts"];
    expect(ofBoth).toContain(`
import * as doorsLocks from "./v2/door-locks.ts";
import * as locks from "./v2/locks.ts";
`);
    expect(ofBoth).toContain(`export interface Resources {
  /** Locks. */
  readonly locks: typeof locks;
  /** Doors. */
  readonly doors: {
    /** Locks of doors. */
    readonly locks: typeof doorsLocks;
};
}`);
    expect(ofBoth).toContain("export const resources: Resources = { locks, doors: { locks: doorsLocks } };");

    document["x-modules"].doors = { subpath: "doors", description: "Doors." };
    document.paths["/c"] = named("doors.get");
    const nested = wrapperFiles(document, () => "")["src/resources.ts"];
    expect(nested).toContain("readonly doors: typeof doors & {\n");
    expect(nested).toContain("{ doors: { ...doors, locks: doorsLocks }, locks }");
  });
});
