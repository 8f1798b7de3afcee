/** Prints generated/requests.ts: the JSON Schemas that the sandbox checks requests against. */
import { type Document, operationsOf, reachable } from "./document.ts";

/** The query and the body of every operation, and the schemas that these refer to. */
export function requestsFile(document: Document): string {
  const requests = operationsOf(document).map(({ operation }) => {
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const body = operation.requestBody?.content["application/json"]?.schema;
    return [
      operation.operationId,
      {
        query: Object.fromEntries(query.map(({ name, schema }) => [name, withoutProse(schema)])),
        ...(body && { body: withoutProse(body) }),
      },
    ];
  });
  const bodies = requests.map(([, request]) => request);
  const schemas = Object.fromEntries(
    reachable(document, bodies).map((name) => [name, withoutProse(document.components.schemas[name])]),
  );
  return `/** A JSON Schema of draft 2020-12. */
export type Schema = { readonly [keyword: string]: unknown };

/** The query parameters and the body that every operation takes, by operationId. */
export const requests: { readonly [operationId: string]: { readonly query: { readonly [name: string]: Schema }; readonly body?: Schema } } =
  ${JSON.stringify(Object.fromEntries(requests), null, 2)};

/** The schemas that the bodies refer to, by name. */
export const schemas: { readonly [name: string]: Schema } = ${JSON.stringify(schemas, null, 2)};
`;
}

/** A schema as a validator needs it: without descriptions and examples, references into one flat list. */
function withoutProse(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === "$ref") return [[key, String(value).replace("#/components/schemas/", "#/$defs/")]];
    if (key === "properties") {
      return [
        [
          key,
          Object.fromEntries(Object.entries(value as object).map(([name, property]) => [name, withoutProse(property)])),
        ],
      ];
    }
    return key === "description" || key === "example" || key === "examples" || key.startsWith("x-")
      ? []
      : [[key, withoutProse(value)]];
  });
  return Object.fromEntries(entries);
}
