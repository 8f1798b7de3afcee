/** Where requests go: the origin of a Datadog site, or a base URL that keys may be sent to. */
import { InputError } from "./errors.ts";

/** The nine Datadog sites, by the name that `DD_SITE` has for them. */
export type DatadogSite =
  | "datadoghq.com"
  | "us3.datadoghq.com"
  | "us5.datadoghq.com"
  | "datadoghq.eu"
  | "ap1.datadoghq.com"
  | "ap2.datadoghq.com"
  | "uk1.datadoghq.com"
  | "ddog-gov.com"
  | "us2.ddog-gov.com";

/** What people paste: a host name, perhaps with a scheme, `app.` or `api.`, and a path. */
const PASTED = /^(?:https?:\/\/)?(?:(?:app|api)\.)?([a-z0-9.-]+)(?:[/?#].*)?$/i;
/** Datadog's own domains. Sites are added, but keys must not go to a misspelled host. */
const DATADOG = /^(?:[a-z0-9-]+\.)?(?:datadoghq\.com|datadoghq\.eu|ddog-gov\.com)$/;

/**
 * The API's base URL for a site. Understands what people paste: `app.datadoghq.eu`,
 * `https://us5.datadoghq.com/account`.
 */
export function siteUrl(site: unknown): string {
  const [, host = ""] = PASTED.exec(typeof site === "string" ? site.trim() : "") ?? [];
  const name = host.toLowerCase();
  if (DATADOG.test(name)) return `https://api.${name}`;
  throw new InputError(
    "createClient",
    'site must be the name of a Datadog site, such as "datadoghq.eu" or "us5.datadoghq.com"; for a proxy use baseUrl',
  );
}

/** This machine. Names below `localhost` are left out: to DNS they are names like any other. */
const LOOPBACK = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/** The base URL without a slash at its end. */
export function checkedBaseUrl(baseUrl: unknown): string {
  const url = typeof baseUrl === "string" || baseUrl instanceof URL ? parseUrl(String(baseUrl)) : undefined;
  const isSafe = url && (url.protocol === "https:" || LOOPBACK.test(url.origin));
  if (isSafe && url.href === url.origin + url.pathname) return url.href.replace(/\/+$/, "");
  throw new InputError(
    "createClient",
    "baseUrl must be an https:// URL without user name, query and fragment (http:// is for localhost only)",
  );
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
