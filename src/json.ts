/** JSON of unknown content: reading it without an exception, and comparing it with what an operation promises. */
import type { Shape } from "./operation.ts";

/** The value of a JSON text; `undefined` where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is what JSON calls an object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The property at a path such as `meta.page.total_filtered_count`. */
export const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);

/**
 * Where a value lacks what its shape promises, such as `data.attributes.key`; `undefined` where it lacks nothing. What
 * the shape does not mention may be anything.
 */
export function missingIn(value: unknown, shape: Shape, path = ""): string | undefined {
  const missing = lackOf(value, shape);
  return missing === undefined ? undefined : (path + missing).replace(/^\./, "") || "body";
}

/** The path to what is missing, from the value on; written only when something is: most values lack nothing. */
function lackOf(value: unknown, shape: Shape): string | undefined {
  if (typeof shape === "string") return isKind(value, shape) ? undefined : "";
  if (isList(shape)) {
    if (!Array.isArray(value)) return "";
    return firstOf(value, (item, index) => {
      const missing = lackOf(item, shape[0] ?? "object");
      return missing === undefined ? undefined : `[${index}]${missing}`;
    });
  }
  if (!isObject(value)) return "";
  return firstOf(Object.keys(shape), (name) => {
    const missing = isBlank(name, value[name]) ? "" : lackOf(value[name], shape[name] ?? "object");
    return missing === undefined ? undefined : `.${name}${missing}`;
  });
}

/** Whether an id or a secret is empty: then it is none. */
const isBlank = (name: string, value: unknown): boolean => value === "" && (name === "id" || name === "key");

/** The first problem that is found among some items. */
export function firstOf<Item>(
  items: readonly Item[],
  problemWith: (item: Item, index: number) => string | undefined,
): string | undefined {
  let index = 0;
  for (const item of items) {
    const problem = problemWith(item, index++);
    if (problem) return problem;
  }
  return undefined;
}

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

/** Kinds are those of `typeof`, `array` among them; `?` at the end allows null. */
function isKind(value: unknown, kind: string): boolean {
  if (value === null) return kind.endsWith("?");
  const actual = Array.isArray(value) ? "array" : typeof value;
  return actual === kind || `${actual}?` === kind;
}
