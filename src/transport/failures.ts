/** Attempts without a complete response: what they throw, and whether the request may have reached the server. */
import { ConnectionError, TimeoutError } from "../errors.ts";
import { safeCause } from "../redact.ts";
import type { Call } from "./call.ts";
import type { Outcome } from "./policy.ts";

/** Codes of failures that come before a request is sent: refused connections, failed look-ups. */
const NEVER_SENT = new Set(
  "ECONNREFUSED ENOTFOUND EAI_AGAIN ConnectionRefused FailedToOpenSocket UND_ERR_CONNECT_TIMEOUT ERR_INVALID_URL".split(
    " ",
  ),
);
/** Codes of refused certificates, which also come before anything is sent. */
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|HOSTNAME_MISMATCH)/;
/** Deno's errors have no codes, but tell what it was doing; Node has the same code for a handshake as for a response. */
const CONNECTING = /client error \(Connect\)|dns error|before secure TLS connection/i;
/** Codes of connections that broke when the request was on its way, or its response. */
const BROKEN = new Set(
  "ECONNRESET EPIPE UND_ERR_SOCKET UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ConnectionClosed ConnectionReset".split(
    " ",
  ),
);
/** The same in the words of runtimes that have no codes. */
const BROKE =
  /other side closed|socket hang up|connection (was )?(closed|reset|lost)|connection closed before|error reading a body|SendRequest/i;

/** The outcome of an attempt that `fetch` has rejected. What is not known for certain counts as the least that is certain. */
export function outcomeOfFailure(reason: unknown): Outcome {
  const { code, message } = innermostOf(reason);
  if (NEVER_SENT.has(code) || CERTIFICATE.test(code) || CONNECTING.test(message)) return "never sent";
  return BROKEN.has(code) || BROKE.test(message) ? "no response" : "connection failed";
}

/** Code and messages of an error and its cause: Node wraps the system's error into a TypeError "fetch failed". */
function innermostOf(reason: unknown): { code: string; message: string } {
  try {
    const outer = Object(reason) as { code?: unknown; message?: unknown; cause?: unknown };
    const inner = Object(outer.cause) as { code?: unknown; message?: unknown };
    const code = [inner.code, outer.code].find((each) => typeof each === "string");
    return { code: String(code ?? ""), message: `${String(inner.message ?? "")} ${String(outer.message ?? "")}` };
  } catch {
    return { code: "", message: "" }; // whatever was thrown, it cannot be read
  }
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
  const inBrowser = "document" in globalThis || "importScripts" in globalThis;
  const cors = "; a browser says the same where CORS forbids the call: make it from a server or a worker";
  const message = `the connection to ${hostOf(call)} failed (${cause.code ?? cause.name}${afterAttempts(call)})`;
  return new ConnectionError(call.name, message + (inBrowser ? cors : ""), { cause, outcomeUnknown: call.mayBeDone });
}

/** Name and port of the server, which the configuration gives. */
const hostOf = ({ request }: Call): string => new URL(request.url).host;
