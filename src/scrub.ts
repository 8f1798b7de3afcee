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
 * Makes a function that writes `***` for the request's URL, its body and every secret in them and in its headers, and for
 * `more`. A text becomes `***` as a whole where it holds one that quoting changes, because it may be quoted many times over.
 */
export function scrubber({ url, operation, body, auth }: Sent, more: readonly string[] = []): (text: string) => string {
  const sent = typeof body === "string" ? body : "";
  const inBody = Array.from(sent.matchAll(SECRET_FIELD), ([, value = ""]) => unescaped(value));
  const key = operation.endsWith("/{key}") ? url.replace(/\?.*/, "").replace(/.*\//, "") : "";
  const secrets = [url, sent, ...inBody, key, decodeURIComponent(key), ...auth.map(([, value]) => value.replace(/^Bearer /, "")), ...more]
    .flatMap((secret) => [secret, ...secret.split(/\p{Cc}+/u)]) // a private key may be shown line by line
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length);
  const quotable = secrets
    .filter((secret) => /["'`\\\p{Cc}]/u.test(secret))
    .map(unquoted)
    .filter((secret) => secret.length > 3);
  return (text) => {
    const bare = unquoted(text);
    return quotable.some((secret) => bare.includes(secret))
      ? "***"
      : secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  };
}

/** A text without what quoting adds to it, however often it is quoted, and without what quoting would change. */
const unquoted = (text: string): string => text.replace(/\\[nrt]?|\p{Cc}/gu, "");

/** An error of the platform, rebuilt from its name, code and message: the original may hold the URL, the headers or the body. */
export function safeCause(error: unknown, sent: Sent): Error {
  const target = sent.url.replace(/^\w+:\/\/[^/]+/, "");
  const scrub = scrubber(sent, [target, target.replace(/\?.*/, "")]);
  const { name, code, message } = innermost(error);
  const cause = new Error(scrub(message).replace(/(\b[a-z][a-z\d+.-]*:\/\/|\*\*\*\?)[^\s"')]+/gi, "***"));
  const isWord = (text: unknown): boolean => typeof text === "string" && /^\w{1,40}$/.test(text) && scrub(text) === text;
  return Object.assign(cause, isWord(name) && { name }, isWord(code) && { code });
}

/** Name, code and message of the cause that says most: Node wraps the system's error into a TypeError "fetch failed". */
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
