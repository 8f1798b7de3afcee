/** What the client checks of a response, derived from small schemas: one test a form that a schema can have. */
import { expect, test } from "vitest";
import type { Document, Schema } from "../scripts/document.ts";
import { operationsFile } from "../scripts/operations-file.ts";

const string = { type: "string" };
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: "object",
  properties,
  required,
});

/** The constant of an operation whose success holds this schema. */
function constantOf(schema: Schema): { body?: unknown; optionalBody?: unknown } {
  const operation = {
    ...{ operationId: "getLock", "x-function": "locks.get", summary: "Get a lock", tags: [], "x-permissions": [] },
    externalDocs: { url: "https://docs.test/" },
    responses: { 200: { description: "Done.", content: { "application/json": { schema } } } },
  };
  const document: Document = { paths: { "/locks": { get: operation } }, components: { schemas: {} }, "x-modules": {} };
  const [, constant = "{}"] = /getLock = (\{[\s\S]*\}) as const/.exec(operationsFile(document)) ?? [];
  return JSON.parse(constant);
}

test.each<[string, Schema, unknown]>([
  ["required properties, and no others", object({ id: string, name: string }, ["id"]), { id: "string" }],
  ["an integer", { type: "integer" }, "number"],
  ["what may be null", { type: ["string", "null"] }, "string?"],
  ["a list", { type: "array", items: object({ id: string }) }, [{ id: "string" }]],
  ["null or an object", { oneOf: [object({ id: string }), { type: "null" }] }, "object?"],
  ["null or a list", { oneOf: [{ type: "array", items: string }, { type: "null" }] }, "array?"],
  ["alternatives", { oneOf: [object({ id: string, a: string }), object({ id: string, b: string })] }, { id: "string" }],
  ["alternatives of which one may be null", { oneOf: [string, { type: ["string", "null"] }] }, "string?"],
  [
    "alternatives that are lists",
    {
      oneOf: [
        { type: "array", items: object({ id: string, a: string }) },
        { type: "array", items: object({ id: string }) },
      ],
    },
    [{ id: "string" }],
  ],
  [
    "alternatives that are lists of different kinds",
    {
      oneOf: [
        { type: "array", items: string },
        { type: "array", items: { type: "number" } },
      ],
    },
    "array",
  ],
  [
    "alternatives in which a property is of another kind",
    { oneOf: [object({ id: string, value: string }), object({ id: string, value: { type: "number" } })] },
    { id: "string" },
  ],
])("%s", (_, schema, shape) => expect(constantOf(object({ data: schema })).body).toEqual({ data: shape }));

test.each<[string, Schema]>([
  ["as alternatives", { oneOf: [string, { type: "number" }] }],
  ["in one type", { type: ["string", "number"] }],
  ["of which one is a list", { oneOf: [{ type: "array", items: string }, object({ id: string })] }],
])("several kinds %s are refused, because the client checks for one", (_, schema) => {
  expect(() => constantOf(object({ data: { type: "array", items: object({ lock: schema }) } }))).toThrow(
    /^getLock data\[\]\.lock may be (string or number|array or object): the client can check for one kind only/,
  );
});

test("a body of optional properties has each of its kind, unless an earlier response was lost", () => {
  const { body, optionalBody } = constantOf(object({ lock: object({ id: string }), name: string }, []));
  expect({ body, optionalBody }).toEqual({ body: "object", optionalBody: { lock: "object", name: "string" } });
});
