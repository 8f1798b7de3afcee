/** Header values as they may be sent: trimmed, visible, and never echoed when they are refused. */
import { InputError } from "./errors.ts";

/** What the client or the platform sets; with some of the latter, Node's `fetch` fails. */
const OWN =
  /^(dd-api-key|dd-application-key|authorization|accept|content-type|content-length|host|connection|keep-alive|transfer-encoding|upgrade|expect)$/i;

/** The value without the white space around it, or an `InputError` that names the option and not the value. */
export function headerValue(operation: string, option: string, value: unknown): string {
  const trimmed = typeof value === "string" ? value.trim() : "";
  if (/^[\x20-\x7e\t]+$/.test(trimmed)) return trimmed;
  throw new InputError(operation, `${option} must be a string of printable ASCII characters, and not empty`);
}

/** The headers of one call. Refuses those that would replace the credentials or break the body. */
export function callHeaders(operation: string, headers: Readonly<Record<string, string>> | Headers): Record<string, string> {
  const entries = Array.from(Symbol.iterator in headers ? headers : Object.entries(headers), ([name, value]) => {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InputError(operation, "headers has a name that no header can have");
    if (OWN.test(name)) throw new InputError(operation, `headers must not set ${name}: the client does that`);
    return [name, headerValue(operation, `headers[${JSON.stringify(name)}]`, value)];
  });
  return Object.fromEntries(entries);
}
