/** Checks requests against the spec, and names the field that is wrong. */
import { dereference, type InstanceType, validate } from "@cfworker/json-schema";
import { requests, schemas } from "../../generated/requests.ts";
import type { Problem } from "./answers.ts";

/** Query parameters by name, as the types that the spec gives them. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The keywords that the spec's requests are described with. */
interface Shape {
  $ref?: string;
  type?: InstanceType | InstanceType[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  required?: string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  oneOf?: Shape[];
  writeOnly?: boolean;
}

let compiled: { definitions: Record<string, Shape>; lookup: ReturnType<typeof dereference> } | undefined;

/** The schemas, with their references resolved when they are first needed. The validator writes into what it is given: a copy. */
function compile(): NonNullable<typeof compiled> {
  if (!compiled) {
    const definitions = structuredClone(schemas) as Record<string, Shape>;
    compiled = { definitions, lookup: dereference({ $defs: definitions }) };
  }
  return compiled;
}

function resolve(schema: Shape): Shape {
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (compile().definitions[name] ?? {});
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The schema that a value has to meet: of a `oneOf`, the branch with the value's `type`; `undefined` if there is none. */
function shapeOf(value: unknown, schema: Shape): Shape | undefined {
  const resolved = resolve(schema);
  if (!resolved.oneOf) return resolved;
  return branches(resolved).find((branch) => isObject(value) && branch.properties?.type?.const === value.type);
}
const branches = ({ oneOf = [] }: Shape): Shape[] => oneOf.map(resolve);

/** What is wrong with the body of a request. */
export function bodyProblems(operationId: string, body: unknown): Problem[] {
  const schema = requests[operationId]?.body;
  if (!schema) return [];
  return body === undefined ? [{ path: [], detail: "is required" }] : problems(body, schema);
}

/** What is wrong with a value that has to meet one of the spec's named schemas. */
export function problemsOf(value: unknown, name: string, path: readonly string[]): Problem[] {
  return problems(value, { $ref: `#/$defs/${name}` }, path);
}

function problems(value: unknown, schema: Shape, path: readonly string[] = []): Problem[] {
  const whole = resolve(schema);
  if (validate(value, whole, "2020-12", compile().lookup).valid) return [];
  const shape = shapeOf(value, whole);
  if (!shape) return [wrongBranch(value, whole, path)];
  const inside = isObject(value)
    ? fieldProblems(value, shape, path)
    : Array.isArray(value)
      ? itemProblems(value, shape, path)
      : [];
  if (inside.length > 0) return inside;
  return [
    { path, detail: path.length === 0 && !isObject(value) ? "must be a JSON object" : expectation(value, shape) },
  ];
}

function fieldProblems(
  value: Record<string, unknown>,
  { required = [], properties = {} }: Shape,
  path: readonly string[],
): Problem[] {
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  const present = Object.entries(properties).filter(([name]) => Object.hasOwn(value, name));
  return [
    ...missing.map((name) => ({ path: [...path, name], detail: "is required" })),
    ...present.flatMap(([name, property]) => problems(value[name], property, [...path, name])),
  ];
}

function itemProblems(values: unknown[], { items = {} }: Shape, path: readonly string[]): Problem[] {
  return values.flatMap((value, index) => problems(value, items, [...path, String(index)]));
}

function wrongBranch(value: unknown, schema: Shape, path: readonly string[]): Problem {
  if (!isObject(value)) return { path, detail: "must be an object" };
  const types = branches(schema).map((branch) => JSON.stringify(branch.properties?.type?.const));
  return {
    path: [...path, "type"],
    detail: value.type === undefined ? "is required" : `must be one of ${types.join(", ")}`,
  };
}

/** What a value should be. Never says what it is: it may be a secret. */
function expectation(value: unknown, shape: Shape): string {
  if (shape.const !== undefined) return `must be ${JSON.stringify(shape.const)}`;
  if (shape.enum) return `must be one of ${shape.enum.map((choice) => JSON.stringify(choice)).join(", ")}`;
  if (shape.pattern && typeof value === "string") return `must match ${shape.pattern}`;
  const types = [shape.type ?? "value"].flat().join(" or ");
  return `must be ${/^[aio]/.test(types) ? "an" : "a"} ${types}`;
}

/** A value as the API gives it back: without what is write-only, and without what the spec does not know. */
export function withoutSecrets<Value>(value: Value, name: string): Value {
  return strip(value, { $ref: `#/$defs/${name}` }) as Value;
}

function strip(value: unknown, schema: Shape): unknown {
  const { properties, items = {} } = shapeOf(value, schema) ?? {};
  if (Array.isArray(value)) return value.map((item) => strip(item, items));
  if (!isObject(value) || !properties) return value;
  const shown = Object.entries(properties).filter(
    ([name, property]) => Object.hasOwn(value, name) && !property.writeOnly,
  );
  return Object.fromEntries(shown.map(([name, property]) => [name, strip(value[name], property)]));
}

/** Reads the query parameters that the operation has; others are ignored. */
export function readQuery(operationId: string, parameters: URLSearchParams): { query: Query; problems: Problem[] } {
  const query: Record<string, string | number | boolean> = {};
  const found: Problem[] = [];
  for (const [name, schema] of Object.entries(requests[operationId]?.query ?? {})) {
    const text = parameters.get(name);
    if (text === null) continue;
    const value = typed(text, resolve(schema).type);
    const wrong = problems(value, schema)[0]?.detail ?? wrongParameter(operationId, name, value);
    if (wrong) found.push({ parameter: name, detail: wrong });
    query[name] = value;
  }
  return { query, problems: found };
}

function typed(text: string, type: unknown): string | number | boolean {
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

/** What the API refuses although the spec's schema does not say so. */
function wrongParameter(operationId: string, name: string, value: unknown): string | undefined {
  if (name === "page[size]" && Number(value) < 1) return "must be at least 1";
  if (name === "page[number]" && Number(value) < 0) return "must be at least 0";
  if (/_at\]\[(start|end)\]$/.test(name) && Number.isNaN(Date.parse(String(value)))) return "must be a time";
  if (name !== "include") return undefined;
  const choices = operationId.includes("APIKey") ? ["created_by", "modified_by"] : ["owned_by"];
  const unknown = String(value)
    .split(",")
    .some((choice) => !choices.includes(choice));
  return unknown ? `must be of ${choices.join(", ")}` : undefined;
}
