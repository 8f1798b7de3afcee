/** What the page knows about keys: which are idle, which have leaked, and how one is replaced. */
import { ApiError } from "datadog-fetch";
import { connect, DAY, own } from "./datadog.js";

export const STALE_AFTER = 90;

/** All keys with their ages in days, the longest idle first. */
export async function readKeys(dd) {
  const keys = [];
  let leaked = false;
  for await (const { data, included } of dd.apiKeys.list().pages()) {
    leaked ||= included?.some(({ type }) => type === "leaked_keys");
    for (const { id, attributes } of data) keys.push(describe(id, attributes));
  }
  // A list says that keys have leaked, but not which; a key on its own brings along its own leaks.
  if (leaked) await Promise.all(keys.map(async (key) => Object.assign(key, { leak: await leakOf(dd, key.id) })));
  return keys.sort((a, b) => Number(b.id === own.id) - Number(a.id === own.id) || b.idle - a.idle || b.age - a.age);
}

function describe(id, { name, last4, created_at, date_last_used }) {
  const age = daysSince(created_at);
  const used = date_last_used ? daysSince(date_last_used) : undefined;
  const idle = used ?? age;
  return { id, name, last4, age, used, idle, stale: idle > STALE_AFTER, own: id === own.id, leak: undefined };
}

async function leakOf(dd, id) {
  const { included } = await dd.apiKeys.get(id);
  const leak = included?.find(({ type }) => type === "leaked_keys");
  return leak && { age: daysSince(leak.attributes.date), source: leak.attributes.leak_source };
}

const daysSince = (time) => Math.max(0, (Date.now() - Date.parse(time)) / DAY);

/** Makes the successor of a key and waits until it answers; the old one stays until `retire`. */
export async function makeNext(dd, key) {
  const { data } = await dd.apiKeys.create({ name: `${key.name} (next)` });
  const next = { id: data.id, key: data.attributes.key };
  const renewed = connect({ apiKey: next.key });
  for (let wait = 500; ; wait *= 2) {
    try {
      await renewed.apiKeys.list({ "page[size]": 1 }).page(0);
      return next;
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 403) || wait > 8000) throw error; // a new key may be refused at first
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Deletes the old key, and gives its name to the new one. */
export async function retire(dd, key, next) {
  if (key.own) Object.assign(own, next);
  await dd.apiKeys.delete(key.id);
  await dd.apiKeys.update(next.id, { name: key.name });
}
