/** What changes in the permissions that operations need. Any one of those that x-permissions lists is enough. */
import { type Document, operationsOf } from "../document.ts";
import type { Change } from "./changes.ts";

export function permissionChanges(base: Document, to: Document): Change[] {
  const after = new Map(operationsOf(to).map((each) => [`${each.method} ${each.path}`, each.operation]));
  return operationsOf(base).flatMap(({ method, path, operation }) => {
    const where = `${method} ${path}`;
    const now = after.get(where);
    return now ? changed(where, listOf(operation), listOf(now)) : [];
  });
}

const listOf = (operation: { "x-permissions"?: string[] }): string[] => operation["x-permissions"] ?? [];
const named = (permissions: readonly string[]): string => permissions.map((name) => `\`${name}\``).join(" or ");

/** An empty list means that none is needed, so whoever could call the operation has to be able to call it still. */
function changed(operation: string, before: readonly string[], after: readonly string[]): Change[] {
  const where = `${operation}, permissions`;
  const lost = before.filter((name) => !after.includes(name));
  const gained = after.filter((name) => !before.includes(name));
  if (lost.length === 0 && gained.length === 0) return [];
  if (after.length === 0) return [{ level: "minor", where, what: `${named(before)} is no longer needed.` }];
  if (before.length === 0) return [{ level: "major", where, what: `${named(after)} is needed now.` }];
  if (lost.length === 0) return [{ level: "minor", where, what: `${named(gained)} is enough as well now.` }];
  return [{ level: "major", where, what: `${named(lost)} is no longer enough; ${named(after)} is needed.` }];
}
