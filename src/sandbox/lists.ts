/** Lists: filtered, in order, a page at a time. */
import type { Query } from "./query.ts";

/** Names without case and punctuation, which is what they are put in order by. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * The order of names: `[do not delete]` stands under D. Those that differ in nothing else are in order of their
 * characters.
 */
export function byName(one: string, other: string): number {
  const [a, b] = [plain(one), plain(other)];
  return compare(a, b) || compare(one, other);
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In the order of a field, which `-` turns round; without one, by name. What has no value comes last. */
export function sorted<Item>(
  items: readonly Item[],
  sort: unknown,
  field: (item: Item, name: string) => unknown,
): Item[] {
  const order = typeof sort === "string" ? sort : "name";
  const name = order.replace("-", "");
  const sign = order.startsWith("-") ? -1 : 1;
  return [...items].sort((one, other) => {
    const [a, b] = [field(one, name), field(other, name)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    return sign * (name === "name" ? byName(String(a), String(b)) : compare(String(a), String(b)));
  });
}

/** The part of a list that the query asks for: 100 items at most, however many are asked for. */
export function pageOf<Item>(items: readonly Item[], query: Query, size = 10): Item[] {
  const length = Math.min(Number(query["page[size]"] ?? size), 100);
  const start = Number(query["page[number]"] ?? 0) * length;
  return items.slice(start, start + length);
}

/** Whether an item passes every filter of the query: a part of its name, a value, or the bounds of a time. */
export function passes(query: Query, field: (name: string) => unknown): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (name === "filter") return String(field("name")).includes(String(wanted));
    const [, filtered, bound] = /^filter\[(\w+)\](?:\[(start|end)\])?$/.exec(name) ?? [];
    if (filtered === undefined) return true;
    if (bound === undefined) return [wanted].flat().includes(field(filtered) as string);
    const [time, limit] = [Date.parse(String(field(filtered))), Date.parse(String(wanted))];
    return bound === "start" ? time >= limit : time <= limit;
  });
}
