/** A Cloudflare worker between a front end and Datadog: shows names and last use, never a secret, and rotates its own key. */
import * as apiKeys from "datadog-fetch/api-keys";
import { createClient, DatadogError, fromEnv } from "datadog-fetch/client";
import { keepFresh } from "./rotate.ts";
import { isSignedIn } from "./session.ts";

/** The settings in wrangler.jsonc and, from `DD_API_KEY` on, the secrets. */
export interface Env {
  /** The one origin whose pages may ask, such as `https://keys.example.com`. */
  readonly ALLOWED_ORIGIN: string;
  /** The name that this worker's API key has in Datadog. */
  readonly DD_KEY_NAME: string;
  readonly ROTATE_AFTER_DAYS: string;
  readonly CLOUDFLARE_ACCOUNT_ID: string;
  readonly WORKER_NAME: string;
  readonly DD_SITE?: string;
  readonly DD_API_KEY: string;
  readonly DD_APP_KEY: string;
  /** May edit the scripts of this account: the new key is written into this worker's secrets. */
  readonly CLOUDFLARE_API_TOKEN: string;
  /** Shared with the program that signs people in; 32 random bytes or more. */
  readonly SESSION_SECRET: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const answer = await respond(request, env);
    answer.headers.set("cache-control", "no-store");
    answer.headers.set("vary", "origin");
    if (request.headers.get("origin") === env.ALLOWED_ORIGIN)
      answer.headers.set("access-control-allow-origin", env.ALLOWED_ORIGIN);
    return answer;
  },

  /** A run that fails is marked as failed in Cloudflare's dashboard; the next one starts from what it finds. */
  async scheduled(_event: unknown, env: Env): Promise<void> {
    console.log(await keepFresh(env));
  },
};

async function respond(request: Request, env: Env): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(request, env);
  if (!(await isSignedIn(request, env.SESSION_SECRET))) return refuse(401, "sign in first");
  if (new URL(request.url).pathname !== "/keys") return refuse(404, "there is only /keys");
  if (request.method !== "GET") return refuse(405, "only GET is allowed");
  try {
    return Response.json(await listKeys(env));
  } catch (error) {
    if (!(error instanceof DatadogError)) throw error;
    console.error(error.message); // holds no secret
    return refuse(502, "Datadog did not answer as it should");
  }
}

/** Takes over what a reader needs, field by field: what Datadog adds later stays here until somebody has looked at it. */
async function listKeys(
  env: Env,
): Promise<{ id?: string; name?: string; createdAt?: string; lastUsedAt?: string | null }[]> {
  const keys = await apiKeys.list(createClient(fromEnv(env)), { sort: "name" }).toArray();
  return keys.map(({ id, attributes: { name, created_at, date_last_used } = {} }) => ({
    ...(id && { id }),
    ...(name && { name }),
    ...(created_at && { createdAt: created_at }),
    lastUsedAt: date_last_used ?? null,
  }));
}

/** Browsers ask this before they send the `Authorization` header to another origin. */
function preflight(request: Request, env: Env): Response {
  if (request.headers.get("origin") !== env.ALLOWED_ORIGIN) return refuse(403, "not for this origin");
  const allowed = {
    "access-control-allow-methods": "GET",
    "access-control-allow-headers": "authorization",
    "access-control-max-age": "600",
  };
  return new Response(null, { status: 204, headers: allowed });
}

const refuse = (status: number, error: string): Response => Response.json({ error }, { status });
