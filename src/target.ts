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

/** The base URL without a slash at its end. Secrets travel in every request, so only https will do, except on this machine. */
export function checkedBaseUrl(baseUrl: unknown): string {
  let url: URL;
  try {
    url = new URL(String(baseUrl));
  } catch {
    throw new InputError("createClient", 'baseUrl must be an absolute URL such as "https://api.datadoghq.com"');
  }
  const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) {
    throw new InputError(
      "createClient",
      "baseUrl must begin with https:// (http:// is for localhost only), because every request carries secrets",
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError("createClient", "baseUrl must be an origin and at most a path: no user name, query or fragment");
  }
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

/**
 * Fills a path template, for openapi-fetch. The template itself goes in front, up to a `#`, so that a request knows both. A value
 * that cannot be sent becomes `{name=value}`, for `readPath` to refuse: braces and `#` cannot occur in an encoded value.
 */
export function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    const encoded = typeof value === "string" ? encode(value) : "";
    return UNFIT.test(encoded) ? `{${name}=${encoded}}` : encoded;
  });
  return `${template}#${filled}`;
}

/** Nothing, what `encode` could not encode, and the steps that lead to another path, which some servers decode first. */
const UNFIT = /^(%|(\.|%252e){0,2})$/i;

/** Writes a query, for openapi-fetch. A value that cannot be encoded keeps its name as in `fillPath`. */
export function fillQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const encoded = encode(String(value));
      return `${encode(name)}=${encoded === "%" ? `{${name}=%}` : encoded}`;
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

/** What `fillPath` wrote, taken apart again and checked: the URL to request, and the operation's name, which is safe to show. */
export function readPath(method: string, base: string, filled: string): { url: string; operation: string } {
  const end = filled.indexOf("#");
  const url = filled.slice(end + 1);
  const template = end < 0 ? url.replace(/\?.*$/, "") : filled.slice(0, end);
  if (!template.startsWith(`${base}/`) || !url.startsWith(`${base}/`)) {
    throw new InputError(method, "baseUrl cannot be changed for one call: the credentials are for the client's own");
  }
  const path = template.slice(base.length);
  const operation = `${method} ${path.replace(/(\/v1\/\w+_key\/)[^{].*/, "$1***")}`; // where a program without types wrote the key itself
  const [, name, value] = /\{([^{}=]+)=?([^}]*)\}/.exec(url) ?? [];
  if (name) throw new InputError(operation, `${name} ${whyUnfit(value)}`);
  return { url, operation };
}

function whyUnfit(value: string | undefined): string {
  if (!value) return "is missing: it must be a string that is not empty";
  if (value === "%") return "holds half a surrogate pair, which a URL cannot carry";
  return 'must not be "." or "..": it would lead to another endpoint';
}
