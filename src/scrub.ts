/** Takes the secrets of a request out of a text that is about to be shown. */
import type { AuthHeaders } from "./credentials.ts";

/** What a request carries that nobody should read. */
export interface Sent {
  url: string;
  operation: string;
  body?: unknown;
  auth: AuthHeaders;
}

/** Fields of request bodies whose values are credentials. */
const SECRET_FIELD = /"\w*(?:key|token|secret|password|value|content|hash)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"/gi;

/**
 * Makes a function that writes `***` for the request's URL, its body and every secret in them and in its headers, and
 * for `more`. A text that holds one of them as quoting has changed it becomes `***` as a whole.
 */
export function scrubber({ url, operation, body, auth }: Sent, more: readonly string[] = []): (text: string) => string {
  const sent = typeof body === "string" ? body : "";
  const inBody = Array.from(sent.matchAll(SECRET_FIELD), ([, value = ""]) => unescaped(value));
  const key = operation.endsWith("/{key}") ? url.replace(/\?.*/, "").replace(/.*\//, "") : "";
  const secrets = [url, sent, key, decodeURIComponent(key), ...inBody, ...auth.map(([, value]) => value), ...more]
    .flatMap((secret) => [secret, secret.replace(/^Bearer /, ""), ...secret.split(/\p{Cc}+/u)]) // a private key may be shown line by line
    .map((secret) => secret.trim())
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length)
    .map((secret) => ({ secret, bare: unquoted(secret) }));
  return (text) => {
    let scrubbed = text;
    let rest = unquoted(text);
    for (const { secret, bare } of secrets) {
      if (scrubbed.includes(secret)) {
        scrubbed = scrubbed.replaceAll(secret, "***");
        rest = unquoted(scrubbed);
      }
      if (bare.length > 3 && rest.includes(bare)) return "***";
    }
    return scrubbed;
  };
}

/**
 * A text without what quoting adds to it, in JSON or a programming language, however often, and without what quoting
 * changes.
 */
const unquoted = (text: string): string =>
  text
    .replace(/\\+u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrtbf]?|\p{Cc}/gu, "");

/**
 * An error of the platform, rebuilt from its name, code and message: the original may hold the URL, the headers or the
 * body.
 */
export function safeCause(error: unknown, sent: Sent): Error {
  const { pathname, search } = new URL(sent.url); // as the platform writes it
  const scrub = scrubber(sent, [pathname + search, sent.url.replace(/^\w+:\/\/[^/]+/, ""), pathname, search]);
  const { name, code, message } = innermost(error);
  const cause = new Error(scrub(message).replace(/(\b[a-z][a-z\d+.-]*:\/\/|\*\*\*\?)[^\s"')]+/gi, "***"));
  const isWord = (text: unknown): boolean =>
    typeof text === "string" && /^\w{1,40}$/.test(text) && scrub(text) === text;
  return Object.assign(cause, isWord(name) && { name }, isWord(code) && { code });
}

/**
 * Name, code and message of the cause that says most: Node wraps the system's error into a TypeError "fetch failed".
 */
function innermost(error: unknown): { name?: unknown; code?: unknown; message: string } {
  try {
    const outer = asError(error) ?? { message: String(error) };
    const inner = asError(outer.cause) ?? outer;
    const code = [inner.code, outer.code].find((each) => typeof each === "string"); // a DOMException's is a number
    return { name: inner.name, code, message: `${inner.message}` };
  } catch {
    return { message: "" }; // whatever was thrown, it cannot be read
  }
}

/** Not by `instanceof`: test runners have errors of several realms. */
const asError = (value: unknown): { name?: unknown; code?: unknown; message: unknown; cause?: unknown } | undefined =>
  typeof value === "object" && value !== null && "message" in value ? value : undefined;

function unescaped(json: string): string {
  try {
    return JSON.parse(`"${json}"`);
  } catch {
    return json;
  }
}
