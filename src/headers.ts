/** Header values as they may be sent: trimmed, visible, and never echoed when they are refused. */
import { InputError } from "./errors.ts";

/** What the client or the platform sets; with some of the latter, Node's `fetch` fails. */
const OWN = new Set(
  (
    "dd-api-key dd-application-key authorization accept content-type content-length " +
    "host connection keep-alive transfer-encoding upgrade expect"
  ).split(" "),
);
/** The characters that a header's name is made of. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** Headers by name. */
export type HeaderRecord = Readonly<Record<string, string>>;

/** The value without the white space around it, or an `InputError` that names the option and not the value. */
export function headerValue(operation: string, option: string, value: unknown): string {
  const trimmed = typeof value === "string" ? value.trim() : "";
  if (/^[\x20-\x7e\t]+$/.test(trimmed)) return trimmed;
  throw new InputError(operation, `${option} must be a string of printable ASCII characters, and not empty`);
}

/** A name that a program has given, as a message may show it: a short one. A longer one may be a secret in its place. */
export const shownName = (name: string): string => (/^[\w[\].-]{1,24}$/.test(name) ? JSON.stringify(name) : '"***"');

/** The headers of one call. Refuses those that would replace the credentials or break the body. */
export function callHeaders(operation: string, headers: HeaderRecord | Headers): Record<string, string> {
  if (typeof headers !== "object" || headers === null || Array.isArray(headers))
    throw new InputError(operation, "headers must be an object with a string for each name, or Headers");
  const entries = Array.from(Symbol.iterator in headers ? headers : Object.entries(headers), (entry: unknown) => {
    const [name, value]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== "string" || !NAME.test(name))
      throw new InputError(operation, "headers has a name that no header can have");
    if (OWN.has(name.toLowerCase()))
      throw new InputError(operation, `headers must not set ${name}: the client does that`);
    return [name, headerValue(operation, `headers[${shownName(name)}]`, value)];
  });
  return Object.fromEntries(entries);
}
