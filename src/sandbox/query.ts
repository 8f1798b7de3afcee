/** Reads the query parameters of an operation, and says which is wrong and why. */
import { requests } from "../../generated/requests.ts";
import type { Problem } from "./responses.ts";
import { problemsOf, resolve, type Schema } from "./validate.ts";

/** Query parameters by name, as the types that the spec gives them. */
export type Query = Readonly<Record<string, string | number | boolean | string[] | undefined>>;

/** Reads the parameters that the operation has; others are ignored. */
export function readQuery(operationId: string, parameters: URLSearchParams): { query: Query; problems: Problem[] } {
  const query: Record<string, string | number | boolean | string[]> = {};
  const problems: Problem[] = [];
  for (const [parameter, schema] of Object.entries(requests[operationId]?.query ?? {})) {
    if (!parameters.has(parameter)) continue;
    const shape = resolve(schema);
    const value = typed(parameters.getAll(parameter), shape);
    const [wrong] = problemsOf(value, shape);
    const detail = wrong?.detail ?? wrongPage(parameter, value) ?? wrongTime(parameter, value);
    if (detail !== undefined) problems.push({ parameter, detail });
    query[parameter] = value;
  }
  return { query, problems };
}

/** The first value where a parameter is no list: repeating it changes nothing. */
function typed(texts: string[], { type }: Schema): string | number | boolean | string[] {
  const [text = ""] = texts;
  if (type === "array") return texts;
  if (type === "integer" && /^-?\d{1,15}$/.test(text)) return Number(text);
  return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
}

function wrongPage(parameter: string, value: unknown): string | undefined {
  const least = { "page[size]": 1, "page[number]": 0 }[parameter];
  return least !== undefined && Number(value) < least ? `must be at least ${least}` : undefined;
}

function wrongTime(parameter: string, value: unknown): string | undefined {
  return /_at\]\[(start|end)\]$/.test(parameter) && Number.isNaN(Date.parse(String(value)))
    ? "must be a time"
    : undefined;
}
