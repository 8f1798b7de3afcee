/** Takes the secrets of a request out of a text that is about to be shown. */
import type { AuthHeaders } from "./credentials.ts";

/** What a request carries that nobody should read. */
export interface Sent {
  url: string;
  operation: string;
  body?: string | undefined;
  auth: AuthHeaders;
}

/** Fields of request bodies whose values are credentials. */
const SECRET_FIELD = /"\w*(?:key|token|secret|password|value|content|hash)"\s*:\s*"((?:[^"\\]|\\.)+)"/gi;

/** Makes a function that writes `***` for the request's URL, its path, its body and every secret in them and in its headers. */
export function scrubber({ url, operation, body = "", auth }: Sent): (text: string) => string {
  const inBody = Array.from(body.matchAll(SECRET_FIELD), ([, value = ""]) => unescaped(value));
  const path = url.replace(/^\w+:\/\/[^/]+|\?.*/g, "");
  const key = operation.endsWith("/{key}") ? path.replace(/.*\//, "") : "";
  const patterns = [url, path, key, decodeURIComponent(key), body, ...inBody, ...auth.map(([, value]) => value.replace(/^Bearer /, ""))]
    .flatMap((secret) => [secret, ...secret.split(/\p{Cc}+/u)]) // a private key may be shown line by line
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length)
    .map(pattern);
  const all = new RegExp(patterns.join("|"), "g");
  return (text) => text.replace(all, "***");
}

/** A regular expression's source that finds a text, also where it is quoted, once or several times over. */
const pattern = (text: string): string => text.replace(/\\+|\W/g, (it) => (it.startsWith("\\") ? "\\\\+" : `\\\\*\\${it}`));

/** An error of the platform, rebuilt from its name, code and message: the original may hold the URL, the headers or the body. */
export function safeCause(error: unknown, sent: Sent): Error {
  const scrub = scrubber(sent);
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
