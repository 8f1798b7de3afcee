/** The Datadog of this page: an in-memory one with some years of history, and the client that speaks to it. */
import { createDatadog } from "datadog-fetch";
import { createSandbox } from "datadog-fetch/sandbox";

export const DAY = 24 * 3600_000;

/** Days since a key was made and since it was last used; null if it never was. */
const HISTORY = [
  ["agents, production", 420, 0],
  ["ci pipelines", 120, 0],
  ["terraform", 300, 12],
  ["log forwarder", 75, 3],
  ["kubernetes, staging", 210, 41],
  ["mobile app", 260, 35],
  ["jenkins (old)", 660, 400],
  ["hackathon", 340, null],
];
const LEAKED = { name: "mobile app", daysAgo: 18, source: "https://github.com/example/mobile-app" };

let daysAgo = 45;
let latency = 0;
export const sandbox = createSandbox({ now: () => Date.now() - daysAgo * DAY, latency: () => latency });
const leaks = new Map();

/** Datadog tells of leaks in `included`. The sandbox knows none, so this adds one. */
async function fetchFromSandbox(url, init) {
  const response = await sandbox.fetch(url, init);
  const path = new URL(url).pathname;
  if (init.method !== "GET" || !response.ok) return response;
  const text = await response.text();
  const known = [...leaks].filter(([id]) => path.endsWith(`/${id}`) || (path.endsWith("/api_keys") && text.includes(id)));
  if (known.length === 0) return new Response(text, response);
  const body = JSON.parse(text);
  return new Response(JSON.stringify({ ...body, included: [...(body.included ?? []), ...known.map(([, leak]) => leak)] }), response);
}

/** The key that this page signs in with. It is asked for at every attempt, so it can be rotated while the page is open. */
export const own = { id: sandbox.ids.apiKey, key: sandbox.credentials.apiKey };

/** A client of its own for whoever asks: what one has to wait for does not hold up another. */
export const connect = (options) =>
  createDatadog({ apiKey: () => own.key, appKey: sandbox.credentials.appKey, fetch: fetchFromSandbox, ...options });

/** Makes the keys, each at its time, and lets each be used for the last time. */
export async function makeHistory() {
  const dd = connect();
  await dd.apiKeys.update(own.id, { name: "this page" });
  for (const [name, made, used] of HISTORY) {
    daysAgo = made;
    const { data } = await dd.apiKeys.create({ name });
    if (name === LEAKED.name) {
      const date = new Date(Date.now() - LEAKED.daysAgo * DAY).toISOString();
      leaks.set(data.id, { type: "leaked_keys", id: crypto.randomUUID(), attributes: { date, leak_source: LEAKED.source } });
    }
    if (used === null) continue;
    daysAgo = used;
    await connect({ apiKey: data.attributes.key }).apiKeys.list().page(0);
  }
  daysAgo = 0;
  latency = 60;
}
