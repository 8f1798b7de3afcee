/** Shows values as the API does: secrets empty, and nothing that the spec does not know. */
import { isObject, type Schema, schemaFor } from "./validate.ts";

/** A copy in which every secret that the schema names is `""`. */
export function withBlankSecrets(value: unknown, schema: Schema): unknown {
  const { properties, items = {}, format } = schemaFor(value, schema) ?? {};
  if (format === "password") return "";
  if (Array.isArray(value)) return value.map((item) => withBlankSecrets(item, items));
  if (!isObject(value) || !properties) return value;
  const known = Object.entries(properties).filter(([name]) => Object.hasOwn(value, name));
  return Object.fromEntries(known.map(([name, property]) => [name, withBlankSecrets(value[name], property)]));
}
