/** Prints generated/operations.ts: what the client knows of each operation, and checks its response against. */
import { type Document, type Operation, operationsOf, reachable, readSchema, type Schema } from "./document.ts";

/** The quirks of single operations that the client has to know, by the extension of the spec that states them. */
const QUIRKS = {
  "x-total": "total",
  "x-secret-in-path": "secretInPath",
  "x-queue": "queue",
  "x-registered-key-only": "registeredKeyOnly",
} as const;

/** One constant an operation, so that a bundle holds only those that it uses. */
export function operationsFile(document: Document): string {
  const constants = operationsOf(document).map(({ method, path, operation }) => {
    const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
    const schema = successes.map(([, { content }]) => content?.["application/json"]?.schema).find(Boolean);
    const quirks = Object.entries(QUIRKS).map(([extension, name]) => [
      name,
      operation[extension as keyof typeof QUIRKS],
    ]);
    const body = schema && requiredShape(document, schema, `${operation.operationId} `);
    const constant = {
      method,
      path,
      success: successes.map(([status]) => Number(status)),
      body,
      included: schema && includedShapes(document, schema),
      apiKeyAlone: isAPIKeyAlone(operation) || undefined,
      optionalBody:
        undocumentedBody(operation) ?? (body === "object" ? optionalParts(document, schema ?? {}) : undefined),
      blankSecrets: operation["x-blank-secrets"] && secretFields(document, operation),
      permissions: operation["x-permissions"],
      ...Object.fromEntries(quirks),
    };
    return `/** ${operation.summary}. */
export const ${operation.operationId} = ${JSON.stringify(constant, null, 2)} as const;`;
  });
  return `${constants.join("\n\n")}
`;
}

/** Whether one of the ways to sign in is an API key without an application key. */
const isAPIKeyAlone = ({ security = [] }: Operation): boolean =>
  security.some((schemes) => "apiKey" in schemes && !("appKey" in schemes));

/** What a body may hold that comes although none is documented: strings. */
const undocumentedBody = ({ "x-optional-body": names }: Operation): Record<string, Shape> | undefined =>
  names && Object.fromEntries(names.map((name) => [name, "string"]));

/** The kinds of a body's properties where none of them is required: only a lost response excuses that one is missing. */
function optionalParts(document: Document, schema: Schema): Record<string, Shape> | undefined {
  const parts = Object.entries(readSchema(document, schema).properties ?? {});
  if (parts.length === 0) return undefined;
  return Object.fromEntries(parts.map(([name, part]) => [name, kindOf(requiredShape(document, part, name))]));
}

/** What a value of a schema always holds: its type, or the shapes of its required properties or of its items. */
type Shape = string | readonly Shape[] | { readonly [property: string]: Shape };

/** The shape that every value of a schema has. Alternatives give what all of them require. `place` is for messages. */
function requiredShape(document: Document, schema: Schema, place: string): Shape {
  const { type, properties = {}, required = [], items, alternatives } = readSchema(document, schema);
  if (alternatives.length > 0) {
    const others = alternatives.filter((each) => readSchema(document, each).type !== "null");
    const shapes = others.map((each) => requiredShape(document, each, place));
    const shape = shapes.reduce<Shape | undefined>((one, other) => one && commonShape(one, other), shapes[0]);
    if (shape === undefined) throw severalKinds(place, shapes.map(kindOf));
    return others.length < alternatives.length ? orNull(shape) : shape;
  }
  const types = [type].flat();
  const kinds = types.filter((each) => each !== "null");
  const [kind = "object"] = kinds;
  if (kinds.length > 1) throw severalKinds(place, kinds as string[]);
  if (types.includes("null")) return orNull(runtimeKind(kind));
  if (items) return [requiredShape(document, items, `${place}[]`)];
  if (required.length === 0) return runtimeKind(kind);
  const inside = (name: string): Shape => requiredShape(document, properties[name] ?? {}, below(place, name));
  return Object.fromEntries(required.map((name) => [name, inside(name)]));
}

/** JSON Schema tells integers from numbers, `typeof` does not. */
const runtimeKind = (type: string): string => (type === "integer" ? "number" : type);

/** The place of a property: `getAPIKey data.id`. */
const below = (place: string, name: string): string => (place.endsWith(" ") ? place + name : `${place}.${name}`);

/** What kind of value has a shape: all that is said of one that may be null. */
function kindOf(shape: Shape): string {
  if (typeof shape === "string") return shape;
  return Array.isArray(shape) ? "array" : "object";
}

const orNull = (shape: Shape): string => `${kindOf(shape).replace("?", "")}?`;

/** What two shapes have in common; `undefined` for two kinds of value. Such a property of two objects is left out. */
function commonShape(one: Shape, other: Shape): Shape | undefined {
  const kinds = [one, other].map(kindOf);
  const [kind, another] = kinds.map((each) => each.replace("?", ""));
  if (kind !== another) return undefined;
  if (typeof one === "string" || typeof other === "string") return kinds.find((each) => each !== kind) ?? kind;
  const [first, second] = [one, other] as Record<string, Shape>[];
  const shared = Object.entries(first ?? {}).flatMap(([name, shape]): [string, Shape][] => {
    const common = second?.[name] && commonShape(shape, second[name]);
    return common ? [[name, common]] : [];
  });
  if (!Array.isArray(one)) return Object.fromEntries(shared);
  return shared.length > 0 ? shared.map(([, item]) => item) : "array";
}

const severalKinds = (place: string, kinds: readonly string[]): Error =>
  new Error(`${place} may be ${kinds.join(" or ")}: the client can check for one kind only, so do not require it.`);

/** What the resources in `included` hold, by their `type`; `undefined` for a body that has no such part. */
function includedShapes(document: Document, schema: Schema): Record<string, Shape> | undefined {
  const { properties } = readSchema(document, schema);
  const items = properties?.included && readSchema(document, properties.included).items;
  if (!items) return undefined;
  const { alternatives } = readSchema(document, items);
  const shapes = (alternatives.length > 0 ? alternatives : [items]).map((resource) => {
    const type = readSchema(document, readSchema(document, resource).properties?.type ?? {});
    return [String(type.const ?? type.enum?.[0]), requiredShape(document, resource, "included[]")];
  });
  return Object.fromEntries(shapes);
}

/** Names of the credentials that a request's body may hold. */
function secretFields(document: Document, operation: Operation): string[] {
  const found = reachable(document, operation.requestBody).flatMap((name) => {
    const { properties = {} } = document.components.schemas[name] as { properties?: Record<string, Schema> };
    return Object.entries(properties).flatMap(([property, { format }]) => (format === "password" ? [property] : []));
  });
  return [...new Set(found)].sort();
}
