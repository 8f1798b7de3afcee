/** Header values as they may be sent: trimmed, visible, and never echoed when they are refused. */
import { InputError } from "./errors.ts";

const CREDENTIALS = ["dd-api-key", "dd-application-key", "authorization"];
/** Those that the client or the platform sets; with some of the latter, Node's `fetch` fails. */
const OWN = ["host", "content-length", "content-type", "connection", "keep-alive", "transfer-encoding", "upgrade", "expect", "accept"];
const RESERVED = new Set([...CREDENTIALS, ...OWN]);

/** The value without the white space around it, or an `InputError` that names the option and not the value. */
export function headerValue(operation: string, option: string, value: unknown): string {
  if (typeof value !== "string")
    throw new InputError(operation, `${option} must be a string, not ${value === null ? "null" : typeof value}`);
  const trimmed = value.trim();
  if (!trimmed) throw new InputError(operation, `${option} is empty`);
  if (!/^[\x20-\x7e\t]+$/.test(trimmed)) {
    throw new InputError(operation, `${option} holds a character that a header cannot carry (a line break or a letter beyond ASCII)`);
  }
  return trimmed;
}

/** The headers of one call. Refuses those that would replace the credentials or break the body. */
export function callHeaders(operation: string, headers: Readonly<Record<string, string>> | Headers): Record<string, string> {
  return Object.fromEntries(
    (Symbol.iterator in headers ? [...headers] : Object.entries(headers)).map(([name, value]) => {
      if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InputError(operation, "options.headers has a name that is no header name");
      if (RESERVED.has(name.toLowerCase())) {
        throw new InputError(
          operation,
          `options.headers must not set ${name}: the client sets it; credentials belong in the client's options`,
        );
      }
      return [name, headerValue(operation, `options.headers[${JSON.stringify(name)}]`, value)];
    }),
  );
}
