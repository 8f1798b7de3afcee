/**
 * Rotates the worker's own API key over two runs, so that a key is only deleted when another one is known to work:
 * a run makes the new key, waits until it answers and writes it into the worker's secrets; the next run, which signs in with
 * it already, deletes the old one. Every run starts from what it finds, wherever the one before broke off.
 */
import * as apiKeys from "datadog-fetch/api-keys";
import { ApiError, type Client, createClient, fromEnv } from "datadog-fetch/client";
import type { Env } from "./worker.ts";

/** Isolates with the old secret may live on for a while after a new one is there. */
const GRACE = 30 * 60_000;
const DAY = 24 * 3600_000;

/** Does what is due. Returns a sentence for the log. */
export async function rotate(env: Env, now: number = Date.now()): Promise<string> {
  const dd = createClient(fromEnv(env));
  const found = await apiKeys.list(dd, { filter: env.DD_KEY_NAME }).toArray();
  const keys = found.filter(({ attributes }) => attributes.name === env.DD_KEY_NAME); // `filter` finds parts of names as well
  const inUse = keys.filter(({ attributes }) => attributes.last4 === env.DD_API_KEY.trim().slice(-4));
  const [current] = inUse;
  if (!current || inUse.length > 1)
    throw new Error(`there must be one key "${env.DD_KEY_NAME}" that ends as DD_API_KEY does, not ${inUse.length}`);

  const isOlder = (key: typeof current, age: number) => now - Date.parse(key.attributes.created_at) > age; // false if it is unclear
  const others = keys.filter((key) => key !== current);
  if (others.length > 0) {
    // Older ones are what this key has replaced; younger ones were made by a run that broke off, and nobody has their secrets.
    if (![current, ...others].every((key) => isOlder(key, GRACE))) return "a rotation is under way";
    for (const { id } of others) await apiKeys.delete(dd, id);
    return `deleted ${others.map(({ id }) => id).join(", ")}`;
  }
  if (!isOlder(current, Number(env.ROTATE_AFTER_DAYS) * DAY)) return "nothing is due";

  const { data } = await apiKeys.create(dd, { name: env.DD_KEY_NAME });
  const { id, attributes } = data;
  await untilItAnswers(createClient({ apiKey: attributes.key, appKey: env.DD_APP_KEY, site: env.DD_SITE }));
  await writeSecret(env, attributes.key);
  return `${id} takes over from ${current.id}`;
}

/** A new key may be refused for some seconds. */
async function untilItAnswers(dd: Client): Promise<void> {
  for (let wait = 1000; ; wait *= 2) {
    try {
      await apiKeys.list(dd, { "page[size]": 1 }).page(0);
      return;
    } catch (error) {
      const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
      if (!refused || wait > 32_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Replaces the secret `DD_API_KEY` of this worker. Cloudflare starts it anew with the new one within seconds. */
async function writeSecret(env: Env, text: string): Promise<void> {
  const path = `accounts/${env.CLOUDFLARE_ACCOUNT_ID}/workers/scripts/${env.WORKER_NAME}/secrets`;
  const response = await fetch(`https://api.cloudflare.com/client/v4/${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${env.CLOUDFLARE_API_TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "DD_API_KEY", text, type: "secret_text" }),
    redirect: "manual",
    signal: AbortSignal.timeout(15_000),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`Cloudflare answered ${response.status} to the new secret`);
}
