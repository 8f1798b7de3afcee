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
export function missingIn(value: unknown, shape: Shape, path = "body"): string | undefined {
  if (typeof shape === "string") return isKind(value, shape) ? undefined : path;
  if (isList(shape)) {
    if (!Array.isArray(value)) return path;
    return firstOf(value, (item, index) => missingIn(item, shape[0] ?? "object", `${path}[${index}]`));
  }
  if (!isObject(value)) return path;
  const names = path === "body" ? "" : `${path}.`;
  return firstOf(Object.entries(shape), ([name, inner]) =>
    isBlank(name, value[name]) ? names + name : missingIn(value[name], inner, names + name),
  );
}

/** Whether an id or a secret is empty: then it is none. */
const isBlank = (name: string, value: unknown): boolean => value === "" && (name === "id" || name === "key");

/** The first problem that is found among some items. */
export function firstOf<Item>(
  items: readonly Item[],
  problemWith: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = problemWith(item, index);
    if (problem) return problem;
  }
  return undefined;
}

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

function isKind(value: unknown, kind: string): boolean {
  const expected = kind.replace("?", "");
  if (value === null) return expected !== kind;
  if (expected === "array") return Array.isArray(value);
  return expected === "object" ? isObject(value) : typeof value === expected;
}
