/** Changes what is stored by what was sent: objects by field, lists by name, credentials of another type as a whole. */
import { isObject, type Json } from "./validate.ts";

const isNamedList = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && "name" in item);

export function merge<Stored>(stored: Stored, sent: unknown): Stored;
export function merge(stored: unknown, sent: unknown): unknown {
  if (isNamedList(sent)) return mergeList(isNamedList(stored) ? stored : [], sent);
  if (!isObject(sent)) return sent;
  const { generate_new_external_id: _, deleted: __, ...fields } = sent;
  const base = isObject(stored) && (fields.type ?? stored.type) === stored.type ? stored : {};
  const merged = Object.entries(fields).map(([name, value]) => [name, merge(own(base, name), value)]);
  return { ...base, ...Object.fromEntries(merged) };
}

const own = (object: Json, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

function mergeList(stored: Json[], sent: Json[]): unknown[] {
  const result = new Map(stored.map((item) => [item.name, item]));
  for (const item of sent) {
    if (item.deleted === true) result.delete(item.name);
    else result.set(item.name, merge(result.get(item.name) ?? {}, item) as Json);
  }
  return [...result.values()];
}
