/** The names that a draft gives to an operation and to its objects. */

const FILLERS = new Set(["a", "an", "the", "new", "existing", "single", "all"]);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `owned_by` is `OwnedBy`; what is in capitals, such as API, stays so. */
export const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map(capital)
    .join("");

/** "Get all API keys" is `listAPIKeys`, "Edit an application key" `editApplicationKey`; `infix` follows the verb. */
export function operationIdOf(title: string, infix = ""): string {
  const words = title
    .replace(/^Get all\b/i, "List")
    .replace(/['’]/g, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word && !FILLERS.has(word.toLowerCase()));
  const [verb = "do", ...rest] = words;
  return verb.toLowerCase() + infix + rest.map(capital).join("");
}

const VERBS: Readonly<Record<string, string>> = { POST: "create", PUT: "update", PATCH: "update", DELETE: "delete" };

/** A guess at the function's name on the client: that of `GET /api/v2/locks/{lock_id}` is `locks.get`. */
export function functionOf(method: string, path: string): string {
  const [, version = "", ...segments] = path.split("/").filter(Boolean);
  const names = segments.filter((segment) => !segment.startsWith("{")).map(pascal);
  const verb = VERBS[method] ?? (path.endsWith("}") ? "get" : "list");
  const module = names.map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  return [...(version === "v1" ? ["v1"] : []), ...module, verb].join(".");
}

/** Gives each shape one name, and no name to two shapes. */
export class Names {
  private readonly taken = new Map<string, string>();

  /** The name for a shape that wants to be called so, and whether it is new. */
  name(wanted: string, shape: string): { name: string; fresh: boolean } {
    for (const [name, known] of this.taken) if (known === shape) return { name, fresh: false };
    let name = wanted;
    for (let n = 2; this.taken.has(name); n++) name = `${wanted}${n}`;
    this.taken.set(name, shape);
    return { name, fresh: true };
  }
}
