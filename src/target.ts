/** Where requests go: the origin, and path parameters that cannot lead anywhere else. */
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

/** The API's base URL for a site. Understands what people paste: `app.datadoghq.eu`, `https://us5.datadoghq.com/account`. */
export function siteUrl(site: unknown): string {
  const name = typeof site === "string" ? site.trim() : "";
  const [, host] = /^(?:https?:\/\/)?(?:(?:app|api)\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#].*)?$/i.exec(name) ?? [];
  if (!host) throw new InputError("createClient", `site must be a host name such as "datadoghq.com" or "us3.datadoghq.com"`);
  return `https://api.${host.toLowerCase()}`;
}

/** Secrets travel in every request, so only https will do, except on this machine. */
const SAFE = /^(https:|http:\/\/((.+\.)?localhost|127(\.\d+){3}|\[::1\])(:\d+)?$)/;

/** The base URL without a slash at its end. */
export function checkedBaseUrl(baseUrl: unknown): string {
  try {
    const { href, origin, pathname } = new URL(String(baseUrl));
    if (SAFE.test(origin) && href === origin + pathname) return href.replace(/\/+$/, "");
  } catch {}
  throw new InputError(
    "createClient",
    "baseUrl must be an https:// URL (http:// is for localhost only) without user name, query or fragment: every request carries secrets",
  );
}

/**
 * Fills a path template, for openapi-fetch. The template itself goes in front, up to a `#`, so that a request knows both. A value
 * that cannot be sent leaves its `{name}` for `readPath` to refuse: braces and `#` cannot occur in an encoded value.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  let filled = template;
  for (const [name, value] of Object.entries(values)) {
    const encoded = typeof value === "string" ? encode(value) : "";
    if (!UNFIT.test(encoded)) filled = filled.replace(`{${name}}`, encoded);
  }
  return `${template}#${filled}`;
}

/** Nothing, what `encode` could not encode, and the steps that lead to another path, which some servers decode first. */
const UNFIT = /^(%|(\.|%252e){0,2})$/i;

/** Writes a query, for openapi-fetch. Instead of a value that cannot be sent it has the `{name}`, as `fillPath`. */
export function fillQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const encoded = encode(String(value));
      return `${encode(name)}=${encoded === "%" ? `{${name}}` : encoded}`;
    })
    .join("&");
}

/** A value as a part of a URL; `%` where it holds half a surrogate pair, which a URL cannot carry. */
function encode(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return "%";
  }
}

/** Steps within a path that lead to another one. */
const WALKS = /^[^?]*[/\\](\.|%2e){1,2}([/\\?]|$)/i;

/**
 * What `fillPath` wrote, taken apart again and checked: the URL to request, and the operation's name, which is safe to show.
 * `root` is the base URL with a slash at its end.
 */
export function readPath(method: string, root: string, filled: string): { url: string; operation: string } {
  const end = filled.indexOf("#");
  const url = filled.slice(end + 1);
  const template = end < 0 ? url.replace(/\?.*/, "") : filled.slice(0, end);
  if (!template.startsWith(root) || !url.startsWith(root) || url.includes("#") || template.includes("?") || WALKS.test(url)) {
    throw new InputError(
      method,
      "baseUrl cannot be changed for one call, and no serializer may lead elsewhere: the credentials would go along",
    );
  }
  const path = template.slice(root.length - 1);
  const shown = path.includes("_key/") ? path.replace(/(_key\/)[^{].*/, "$1***") : path; // a program without types may have written a key
  const operation = `${method} ${shown}`;
  const hole = url.indexOf("{");
  if (hole >= 0) {
    const name = url.slice(hole + 1, url.indexOf("}", hole));
    throw new InputError(operation, `${name} is missing or unfit for a URL: it must be a well-formed string other than "", "." and ".."`);
  }
  return { url, operation };
}
