/** Takes the secrets of a request out of a text that is about to be shown. */

/** What a request carries that nobody should read. */
export interface Sent {
  url: string;
  operation: string;
  body?: string | undefined;
  secrets: readonly string[];
}

/** Fields of request bodies whose values are credentials. */
const SECRET_FIELD = /"\w*(?:key|token|secret|password|value|content|hash)"\s*:\s*"((?:[^"\\]|\\.)+)"/gi;

/** Makes a function that writes `***` for the request's body and for every secret in it, in its path and in its headers. */
export function scrubber({ url, operation, body = "", secrets }: Sent): (text: string) => string {
  const found = [url, body, ...secrets, ...[...body.matchAll(SECRET_FIELD)].map(([, value = ""]) => unescaped(value))];
  if (operation.endsWith("/{key}")) {
    const key = url.slice(url.lastIndexOf("/") + 1).replace(/\?.*$/, "");
    found.push(key, decodeURIComponent(key));
  }
  const patterns = found
    .flatMap((secret) => [secret, ...secret.split(/[\r\n]+/)]) // a private key may be shown line by line
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length)
    .map(pattern);
  const all = new RegExp(patterns.join("|") || "(?!)", "g");
  return (text) => text.replace(all, "***");
}

/** How a character may be written where a text is quoted, once or several times over. */
const QUOTED: Readonly<Record<string, string>> = {
  "\\": "\\\\+",
  '"': '\\\\*"',
  "'": "\\\\*'",
  "`": "\\\\*`",
  "\t": "(?:\t|\\\\+t)",
};

/** A regular expression's source that finds a text, quoted or not. */
const pattern = (text: string): string => text.replace(/\\+|\W/g, (it) => QUOTED[it.charAt(0)] ?? `\\${it}`);

/** An error of the platform, rebuilt from its name, code and message: the original may hold the URL, the headers or the body. */
export function safeCause(error: unknown, sent: Sent): Error {
  const scrub = scrubber(sent);
  const path = sent.url.slice(sent.url.indexOf("/", "https://".length)).replace(/\?.*$/, "");
  const target = new RegExp(`${pattern(path)}(?:\\?[^\\s"')]*)?`, "g");
  const { name, code, message } = innermost(error);
  const cause = new Error(scrub(message.replace(target, "***")).replace(/\b[a-z][a-z\d+.-]*:\/\/[^\s"')]+/gi, "***"));
  const isWord = (text: unknown): text is string => typeof text === "string" && /^\w{1,40}$/.test(text) && scrub(text) === text;
  if (isWord(name)) cause.name = name;
  if (isWord(code)) Object.assign(cause, { code });
  return cause;
}

/** Name, code and message of the cause that says most: Node wraps the system's error into a TypeError "fetch failed". */
function innermost(error: unknown): { name: unknown; code: unknown; message: string } {
  try {
    const outer = asError(error) ?? { name: "Error", message: String(error) };
    const inner = asError(outer.cause) ?? outer;
    const code = [inner.code, outer.code].find((each) => typeof each === "string"); // a DOMException's is a number
    return { name: inner.name, code, message: String(inner.message) };
  } catch {
    return { name: undefined, code: undefined, message: "" }; // whatever was thrown, it cannot be read
  }
}

/** Not by `instanceof`: test runners have errors of several realms. */
const asError = (value: unknown): { name?: unknown; code?: unknown; message?: unknown; cause?: unknown } | undefined =>
  typeof value === "object" && value !== null && "message" in value ? value : undefined;

function unescaped(json: string): string {
  try {
    return JSON.parse(`"${json}"`);
  } catch {
    return json;
  }
}
