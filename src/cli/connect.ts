/** Makes the client of a command: credentials from the environment alone, the place from there or from --base-url. */
import { type Client, createClient, fromEnv, InputError, type ResponseEvent } from "../core.ts";
import type { Arguments, Option } from "./arguments.ts";
import { UsageError } from "./usage.ts";

/** What all commands that speak to Datadog have in common. */
export const CONNECTION: Readonly<Record<string, Option>> = {
  "base-url": { value: "URL", text: "where the API is, in place of DD_SITE: a proxy, or a sandbox on this machine" },
};

/** A client, and what may be said of where it leads. */
export interface Connection {
  readonly client: Client;
  /** Host name of the site or of the base URL. */
  readonly host: string;
  readonly signsInWith: "keys" | "token";
}

const DEFAULT_SITE = "datadoghq.com";
/** Milliseconds that one call may take. Nobody waits at a page: a rate limit may be waited out. */
const TIMEOUT = 15 * 60_000;
const LONGEST_WAIT = 10 * 60_000;

/** @throws {UsageError} where a credential is missing or the address cannot be used. */
export function connect(
  command: string,
  { values }: Arguments,
  env: NodeJS.ProcessEnv,
  onResponse?: (event: ResponseEvent) => void,
): Connection {
  const baseUrl = values["base-url"];
  try {
    const { site, ...credentials } = fromEnv(env);
    const place = baseUrl === undefined ? { site } : { baseUrl };
    const client = createClient({ ...credentials, ...place, timeout: TIMEOUT, maxRetryWait: LONGEST_WAIT, onResponse });
    const host = baseUrl === undefined ? (site ?? DEFAULT_SITE) : new URL(baseUrl).host;
    return { client, host, signsInWith: credentials.token === undefined ? "keys" : "token" };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new UsageError(reworded(error), command);
  }
}

/** Says by the names of options and variables what the client says by the names of its own options. */
function reworded({ message, operation }: InputError): string {
  return message
    .slice(operation.length + 2)
    .replace(/^baseUrl\b/, "--base-url")
    .replace(/^site\b/, "DD_SITE")
    .replace(/^apiKey\b/, "DD_API_KEY")
    .replace(/^appKey\b/, "DD_APP_KEY")
    .replace(/^token\b/, "DD_BEARER_TOKEN")
    .replace("use baseUrl", "use --base-url");
}
