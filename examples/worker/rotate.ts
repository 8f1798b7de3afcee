/** Keeps the worker's own API key fresh: makes the next one, puts it into the worker's secrets, and deletes the old one later. */
import { createClient, fromEnv, InputError } from "datadog-fetch/client";
import { type Credential, rotate, type Store, type Target } from "datadog-fetch/jobs";
import type { Env } from "./worker.ts";

/** Isolates with the old secret may live on for a while after a new one is there. */
const OVERLAP = 30 * 60_000;
const DAY = 24 * 3600_000;

/** Does what is due. Returns a sentence for the log. */
export async function keepFresh(env: Env, now: number = Date.now()): Promise<string> {
  const client = createClient(fromEnv(env));
  const target: Target = { type: "api_keys", name: env.DD_KEY_NAME };
  const store: Store = {
    read: async () => undefined, // Cloudflare never shows a secret
    write: ({ secret }) => writeSecret(env, secret),
  };
  const options = { store, overlap: OVERLAP, now };
  const { current, previous } = await rotate(client, target, { ...options, dryRun: true });
  if (previous && !isInUse(current, env)) return `${current.id} takes over soon; this isolate still has the old key`;
  if (!previous && now - current.createdAt.getTime() < Number(env.ROTATE_AFTER_DAYS) * DAY) return "nothing is due";
  const { state, steps } = await rotate(client, target, options);
  return `${state}: ${steps.join("; ")}`;
}

const isInUse = ({ last4 }: Credential, env: Env): boolean => last4 === env.DD_API_KEY.trim().slice(-4);

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
  const { status } = response;
  const message = `Cloudflare responded with ${status} to the new secret`;
  if (status >= 400 && status < 500) throw new InputError("rotate", message); // so it has certainly not taken it
  if (!response.ok) throw new Error(message);
}
