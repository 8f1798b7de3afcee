/**
 * Finds API keys and application keys that nobody has used for a while: the older the key, the more places may know it.
 *
 *   npx tsx examples/find-stale-keys.ts 90
 *
 * Ends with code 1 if there are any, so that a nightly job can fail. Nothing is changed.
 */
import { createDatadog, fromEnv } from "datadog-fetch";

const days = Number(process.argv[2] ?? 90);
if (!(days > 0)) throw new Error("usage: find-stale-keys.ts [days without use, default 90]");
const since = Date.now() - days * 24 * 3600_000;

const dd = createDatadog(fromEnv());
const madeBefore = { "filter[created_at][end]": new Date(since).toISOString() }; // a younger key cannot be stale
const [apiKeys, appKeys] = await Promise.all([
  dd.apiKeys.list(madeBefore, { concurrency: 4 }).toArray(),
  dd.applicationKeys.list(madeBefore, { concurrency: 4 }).toArray(),
]);

const stale = [
  ...apiKeys.map(({ id, attributes }) => ({
    kind: "API key",
    id,
    name: attributes.name,
    used: attributes.date_last_used,
  })),
  ...appKeys.map(({ id, attributes }) => ({
    kind: "application key",
    id,
    name: attributes.name,
    used: attributes.last_used_at,
  })),
].filter(({ used }) => !used || Date.parse(used) < since);

for (const { kind, id, name, used } of stale)
  console.log(`${kind} ${id} "${name}": ${used ? `last used ${used.slice(0, 10)}` : "never used"}`);
console.log(
  `${stale.length} of ${apiKeys.length + appKeys.length} keys that are older than ${days} days have not been used since`,
);
if (stale.length > 0) process.exitCode = 1;
