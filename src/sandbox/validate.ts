/** Checks bodies against the spec, and names the field that is wrong. */
import { dereference, validate } from "@cfworker/json-schema";
import { requests, schemas } from "../../generated/requests.ts";
import type { Problem } from "./responses.ts";

type JsonType = "array" | "boolean" | "integer" | "null" | "number" | "object" | "string";

/** The keywords that the spec's requests are described with. */
export interface Schema {
  $ref?: string;
  type?: JsonType | JsonType[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
}

let compiled: { definitions: Record<string, Schema>; lookup: ReturnType<typeof dereference> } | undefined;

/**
 * The schemas, with their references resolved when they are first needed. The validator writes into what it is given: a
 * copy.
 */
function compile(): NonNullable<typeof compiled> {
  if (!compiled) {
    const definitions = structuredClone(schemas) as Record<string, Schema>;
    compiled = { definitions, lookup: dereference({ $defs: definitions }) };
  }
  return compiled;
}

/** A schema, or the one that it refers to. */
export function resolve(schema: Schema): Schema {
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (compile().definitions[name] ?? {});
}

/** One of the spec's named schemas. */
export const named = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The schema that a value has to meet: of a `oneOf`, the branch with the value's `type`; `undefined` if there is none.
 */
export function schemaFor(value: unknown, schema: Schema): Schema | undefined {
  const resolved = resolve(schema);
  if (!resolved.oneOf) return resolved;
  return branches(resolved).find((branch) => isObject(value) && branch.properties?.type?.const === value.type);
}
const branches = ({ oneOf = [] }: Schema): Schema[] => oneOf.map(resolve);

/** What is wrong with the body of a request. */
export function bodyProblems(operationId: string, body: unknown): Problem[] {
  const schema = requests[operationId]?.body;
  if (!schema) return [];
  if (body === undefined) return [{ path: [], detail: "is required" }];
  return isObject(body) ? problemsOf(body, schema) : [{ path: [], detail: "must be a JSON object" }];
}

/** What is wrong with a value that has to meet a schema. */
export function problemsOf(value: unknown, schema: Schema, path: readonly string[] = []): Problem[] {
  const whole = resolve(schema);
  if (validate(value, whole, "2020-12", compile().lookup).valid) return [];
  const shape = schemaFor(value, whole);
  if (!shape) return [wrongBranch(value, whole, path)];
  const inside = isObject(value) ? fieldProblems(value, shape, path) : itemProblems(value, shape, path);
  return inside.length > 0 ? inside : [{ path, detail: expectation(value, shape) }];
}

function fieldProblems(value: Json, { required = [], properties = {} }: Schema, path: readonly string[]): Problem[] {
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  const present = Object.entries(properties).filter(([name]) => Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ path: [...path, name], detail: "is required" })),
    ...present.flatMap(([name, property]) => problemsOf(value[name], property, [...path, name])),
  ];
}

function itemProblems(values: unknown, { items = {} }: Schema, path: readonly string[]): Problem[] {
  if (!Array.isArray(values)) return [];
  return values.flatMap((value, index) => problemsOf(value, items, [...path, String(index)]));
}

function wrongBranch(value: unknown, schema: Schema, path: readonly string[]): Problem {
  if (!isObject(value)) return { path, detail: "must be an object" };
  const types = branches(schema).map((branch) => JSON.stringify(branch.properties?.type?.const));
  const detail = value.type === undefined ? "is required" : `must be one of ${types.join(", ")}`;
  return { path: [...path, "type"], detail };
}

/** What a value should be. Never says what it is: it may be a secret. */
function expectation(value: unknown, shape: Schema): string {
  if (shape.const !== undefined) return `must be ${JSON.stringify(shape.const)}`;
  if (shape.enum) return `must be one of ${shape.enum.map((choice) => JSON.stringify(choice)).join(", ")}`;
  if (shape.pattern && typeof value === "string") return `must match ${shape.pattern}`;
  if (shape.format && shape.type === "string" && typeof value === "string") return `must be a ${shape.format}`;
  const types = [shape.type ?? "value"].flat().join(" or ");
  return `must be ${/^[aio]/.test(types) ? "an" : "a"} ${types}`;
}
