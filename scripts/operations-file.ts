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
    const optional = operation["x-optional-body"];
    const quirks = Object.entries(QUIRKS).map(([extension, name]) => [
      name,
      operation[extension as keyof typeof QUIRKS],
    ]);
    const body = schema && requiredShape(document, schema);
    const possible = body === "object" && Object.keys(readSchema(document, schema ?? {}).properties ?? {});
    const constant = {
      method,
      path,
      success: successes.map(([status]) => Number(status)),
      body,
      included: schema && includedShapes(document, schema),
      apiKeyAlone: isAPIKeyAlone(operation) || undefined,
      optionalBody: optional
        ? Object.fromEntries(optional.map((name) => [name, "string"]))
        : possible && possible.length > 0
          ? Object.fromEntries(possible.map((name) => [name, "object"]))
          : undefined,
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

/** What a value of a schema always holds: its type, or the shapes of its required properties or of its items. */
type Shape = string | readonly Shape[] | { readonly [property: string]: Shape };

/** The shape that every value of a schema has. Alternatives give what all of them require. */
function requiredShape(document: Document, schema: Schema): Shape {
  const { type, properties = {}, required = [], items, alternatives } = readSchema(document, schema);
  const kinds = [type].flat();
  const nullable = kinds.includes("null") ? "?" : "";
  if (alternatives.length > 0) {
    const optional = alternatives.some((each) => readSchema(document, each).type === "null") ? "?" : "";
    const shapes = alternatives.filter((each) => readSchema(document, each).type !== "null");
    return orNull(shapes.map((each) => requiredShape(document, each)).reduce(commonShape), optional);
  }
  if (items && !nullable) return [requiredShape(document, items)];
  if (required.length > 0 && !nullable)
    return Object.fromEntries(required.map((name) => [name, requiredShape(document, properties[name] ?? {})]));
  const kind = kinds.find((each) => each !== "null") ?? "object";
  return `${kind === "integer" ? "number" : kind}${nullable}`;
}

/** A shape that may be null says no more than what kind of value it is otherwise. */
const orNull = (shape: Shape, mark: "?" | ""): Shape =>
  mark === ""
    ? shape
    : typeof shape === "string"
      ? `${shape.replace("?", "")}?`
      : Array.isArray(shape)
        ? "array?"
        : "object?";

/** What two shapes have in common. */
function commonShape(one: Shape, other: Shape): Shape {
  if (typeof one !== "object" || typeof other !== "object") return typeof one === "object" ? "object" : one;
  if (Array.isArray(one) || Array.isArray(other)) return one;
  const [first, second] = [one, other] as Record<string, Shape>[];
  const names = Object.keys(first ?? {}).filter((name) => second && name in second);
  return Object.fromEntries(
    names.map((name) => [name, commonShape(first?.[name] ?? "object", second?.[name] ?? "object")]),
  );
}

/** What the resources in `included` hold, by their `type`; `undefined` for a body that has no such part. */
function includedShapes(document: Document, schema: Schema): Record<string, Shape> | undefined {
  const { properties } = readSchema(document, schema);
  const items = properties?.included && readSchema(document, properties.included).items;
  if (!items) return undefined;
  const { alternatives } = readSchema(document, items);
  const shapes = (alternatives.length > 0 ? alternatives : [items]).map((resource) => {
    const type = readSchema(document, readSchema(document, resource).properties?.type ?? {});
    return [String(type.const ?? type.enum?.[0]), requiredShape(document, resource)];
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
