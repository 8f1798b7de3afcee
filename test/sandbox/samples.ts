/** One example for every credential of every integration, made from the spec. */
import openapi from "../../generated/openapi.json" with { type: "json" };
import type { ActionConnectionIntegration } from "../../generated/types.ts";

type Json = { [name: string]: unknown };

/** What stands in every field that is secret. */
export const SECRET = "s3cr3t";

const schemas = openapi.components.schemas as unknown as Record<string, Json>;

function find(schema: Json): Json {
  return typeof schema.$ref === "string" ? find(schemas[schema.$ref.split("/").at(-1) ?? ""] as Json) : schema;
}

/** Every way to fill a schema: one for each branch of a choice. */
function examples(given: Json): unknown[] {
  const schema = find(given);
  if (Array.isArray(schema.oneOf)) return schema.oneOf.flatMap(examples);
  if (schema.const !== undefined) return [schema.const];
  if (schema.type === "array") return [examples(schema.items as Json)];
  if (schema.type !== "object")
    return [schema.pattern ? "111222333444" : schema.format === "password" ? SECRET : "text"];
  const properties = Object.entries(schema.properties as Record<string, Json>);
  return properties
    .filter(([, property]) => !find(property).readOnly)
    .reduce<Json[]>(
      (objects, [name, property]) =>
        objects.flatMap((object) => examples(property).map((value) => ({ ...object, [name]: value }))),
      [{}],
    );
}

export const integrations: readonly ActionConnectionIntegration[] = examples(
  schemas.ActionConnectionIntegration as Json,
) as ActionConnectionIntegration[];
