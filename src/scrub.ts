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

/** The text without URLs and without any secret of the request, each written as `***`. */
export function scrub(text: string, { url, operation, body = "", secrets }: Sent): string {
  const found = [...secrets, ...[...body.matchAll(SECRET_FIELD)].flatMap(([, value = ""]) => [value, unescaped(value)])];
  if (operation.endsWith("/{key}")) {
    const key = url.slice(url.lastIndexOf("/") + 1).replace(/\?.*$/, "");
    found.push(key, decodeURIComponent(key));
  }
  return found
    .filter((secret) => secret.length > 3)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

/** An error of the platform, rebuilt from its name, code and message: the original may hold the URL, the headers or the body. */
export function safeCause(error: unknown, sent: Sent): Error {
  const { name, code, message } = innermost(error);
  const cause = new Error(scrub(message, sent).replace(/\b[a-z][a-z\d+.-]*:\/\/[^\s"')]+/gi, "***"));
  cause.name = name;
  if (code) Object.assign(cause, { code });
  return cause;
}

/** Name, code and message of the cause that says most: Node wraps the system's error into a TypeError "fetch failed". */
function innermost(error: unknown): { name: string; code: string | undefined; message: string } {
  const outer = error instanceof Error ? error : new Error(String(error));
  const inner = outer.cause instanceof Error ? outer.cause : outer;
  const code = [inner, outer].map((each) => ("code" in each && typeof each.code === "string" ? each.code : undefined)).find(Boolean);
  return { name: String(inner.name), code, message: String(inner.message) };
}

function unescaped(json: string): string {
  try {
    return JSON.parse(`"${json}"`);
  } catch {
    return json;
  }
}
