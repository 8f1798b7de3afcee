/** Attempts without a complete response: what they throw, and whether the request may have reached the server. */
import { ConnectionError, TimeoutError } from "../errors.ts";
import { BROKEN, innermost, NEVER_SENT, safeCause } from "../redact.ts";
import type { Call } from "./call.ts";
import type { Outcome } from "./policy.ts";

/** What runtimes without codes say of a connection that was never made, and of one that broke. */
const NOT_CONNECTED = /\(Connect\)|dns error|before secure TLS connection/i;
const BROKE = /other side closed|hang up|connection (was )?(closed|reset|lost)|error reading a body|SendRequest/i;

/**
 * The outcome of an attempt that `fetch` has rejected. What is not known for certain counts as the least that is
 * certain.
 */
export function outcomeOfFailure(reason: unknown): Outcome {
  const { code, messages } = innermost(reason);
  if (NEVER_SENT.includes(String(code)) || NOT_CONNECTED.test(messages)) return "never sent";
  return BROKEN.includes(String(code)) || BROKE.test(messages) ? "no response" : "connection failed";
}

const afterAttempts = ({ attempts }: Call): string => (attempts > 1 ? `, ${attempts} attempts` : "");

/** The call took longer than it may, or one attempt longer than `attemptTimeout`. */
export function timedOut(call: Call, attemptTimeout?: number): TimeoutError {
  const timeout = attemptTimeout ?? call.timeout;
  const option = attemptTimeout ? "attemptTimeout" : "timeout";
  const message = `no response from ${hostOf(call)} within ${timeout} ms (${option}${afterAttempts(call)})`;
  return new TimeoutError(call.name, message, { timeout, outcomeUnknown: call.mayBeDone });
}

/** The connection failed. */
export function disconnected(call: Call, reason: unknown): ConnectionError {
  const cause: Error & { code?: string } = safeCause(reason, call.sent());
  const cors = isBrowser() ? "; in a browser this may be CORS: call from a server or a worker" : "";
  const message = `the connection to ${hostOf(call)} failed (${cause.code ?? cause.name}${afterAttempts(call)})`;
  return new ConnectionError(call.name, message + cors, { cause, outcomeUnknown: call.mayBeDone });
}

export const isBrowser = (): boolean => "document" in globalThis || "importScripts" in globalThis;

/** Name and port of the server, which the configuration gives. */
const hostOf = ({ request }: Call): string => new URL(request.url).host;
