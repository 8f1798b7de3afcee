/** The client that every operation takes first: its configuration, checked. */
import { type Credentials, credentialSource } from "./credentials.ts";
import { InputError } from "./errors.ts";
  const http = createHttp(baseUrl, transport);
  rememberOrigin(http, given);
  return { http };
}

/** Where `fromEnv` looks: `process.env`, a Worker's bindings, or any object with these names. */
export interface Environment {
  readonly DD_BEARER_TOKEN?: string | undefined;
  readonly DD_API_KEY?: string | undefined;
  readonly DD_APP_KEY?: string | undefined;
  readonly DD_SITE?: string | undefined;
}

/**
 * Reads `DD_BEARER_TOKEN`, or else `DD_API_KEY` and `DD_APP_KEY`, and `DD_SITE`, for `createDatadog(fromEnv())`. The library
 * reads no environment unless asked.
 * @param env @default `process.env`, where there is one
 * @throws {InputError} where a credential is not set.
 */
export function fromEnv(env: Environment | undefined = processEnv()): Credentials & { site?: string } {
  const { DD_BEARER_TOKEN, DD_API_KEY, DD_APP_KEY, DD_SITE } = env ?? {};
  const site = isSet(DD_SITE) ? { site: DD_SITE } : {};
  if (isSet(DD_BEARER_TOKEN)) return { token: DD_BEARER_TOKEN, ...site };
  const missing = isSet(DD_API_KEY) ? "DD_APP_KEY" : "DD_API_KEY";
  if (isSet(DD_API_KEY) && isSet(DD_APP_KEY)) return { apiKey: DD_API_KEY, appKey: DD_APP_KEY, ...site };
  throw new InputError("fromEnv", `${missing} is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN`);
}

const isSet = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function processEnv(): Environment | undefined {
  return (globalThis as { process?: { env?: Environment } }).process?.env;
}
