/** Header values as they may be sent: trimmed, visible, and never echoed when they are refused. */
import { InputError } from "./errors.ts";
import { shownName } from "./options.ts";

/** What the client or the platform sets; with some of the latter, Node's `fetch` fails. */
const OWN = `dd-api-key dd-application-key authorization accept content-type content-length
host connection keep-alive transfer-encoding upgrade expect`.split(/\s/);
/** The characters that a header's name is made of. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** The value without the white space around it, or an `InputError` that names the option and not the value. */
export function headerValue(operation: string, option: string, value: unknown): string {
  const trimmed = typeof value === "string" ? value.trim() : "";
  if (/^[\x20-\x7e\t]+$/.test(trimmed)) return trimmed;
  throw new InputError(operation, `${option} must be a string of printable ASCII characters, and not empty`);
}

/**
 * The headers of one call, from an object, `Headers` or pairs. Numbers and booleans are written out, arrays joined,
 * `null` leaves one out. Refuses those that would replace the credentials or break the body.
 */
export function callHeaders(operation: string, headers: unknown): Record<string, string> {
  const given = headers ?? {};
  if (typeof given !== "object") throw new InputError(operation, "headers must be an object");
  const checked: Record<string, string> = {};
  for (const entry of Symbol.iterator in given ? (given as Iterable<unknown>) : Object.entries(given)) {
    const [name, value]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== "string" || !NAME.test(name))
      throw new InputError(operation, "headers has a name that no header can have");
    if (OWN.includes(name.toLowerCase()))
      throw new InputError(operation, `headers must not set ${name}: the client does that`);
    if (value !== null && value !== undefined)
      checked[name] = headerValue(operation, `headers[${shownName(name)}]`, written(value));
  }
  return checked;
}

/** The text of a header's value; what cannot be written stays as it is, to be refused. */
function written(value: unknown): unknown {
  const parts = [value].flat();
  return parts.every((part) => /^(?:string|number|boolean)$/.test(typeof part)) ? parts.join(", ") : value;
}
