/** Sends a request once, with fresh credentials, and reads its response to the end. */
import { isRedirect, type ReadResponse, unexpected } from "../api-error.ts";
import type { AuthHeaders, CredentialSource } from "../credentials.ts";
import { type DatadogError, InputError, type RateLimit } from "../errors.ts";
import { bare } from "../options.ts";
import { rateLimitOf } from "../rate-limit.ts";
import { readBody } from "./body.ts";
import { type Call, noteOutcome, remaining } from "./call.ts";
import { EXPIRED, withTimeout } from "./deadline.ts";
import { disconnected, isBrowser, outcomeOfFailure, timedOut } from "./failures.ts";
import { type Outcome, outcomeOf } from "./policy.ts";

/** What an observer learns before an attempt is sent. */
export interface RequestEvent {
  readonly method: string;
  /** The path template, such as `/api/v2/api_keys/{api_key_id}`; never the path itself, which may hold a secret. */
  readonly path: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/** What an observer learns when an attempt has ended. */
export interface ResponseEvent extends RequestEvent {
  /** HTTP status; `undefined` if no complete response came. */
  readonly status: number | undefined;
  /** Why there is no status: the name of the error, such as `ConnectionError`. */
  readonly error: string | undefined;
  /** Milliseconds from sending the attempt to the end of the response's body. */
  readonly duration: number;
  /** The rate limit that the attempt counted against. */
  readonly rateLimit: RateLimit;
}

/** What `fetch` is, for the transport. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What an attempt needs to know of the client. */
export interface AttemptSettings {
  readonly credentials: CredentialSource;
  readonly fetch: Fetch | undefined;
  readonly attemptTimeout: number;
  readonly maxResponseBytes: number;
  readonly onRequest: ((event: RequestEvent) => void) | undefined;
  readonly onResponse: ((event: ResponseEvent, request: RequestEvent) => void) | undefined;
}

/** How an attempt ended: with a complete response, or with an error, and whether the call is over with that. */
export type Attempt =
  | { readonly outcome: Outcome; readonly read: ReadResponse; readonly error?: undefined }
  | { readonly outcome: Outcome; readonly read?: undefined; readonly error: DatadogError; readonly isFinal: boolean };

/**
 * Makes one attempt. Rejects only if the call is over: aborted, out of time, without credentials, or with a response
 * that is too long.
 */
export async function attempt(call: Call, settings: AttemptSettings): Promise<Attempt> {
  const { signal, operation } = call;
  const { credentials, onRequest, onResponse } = settings;
  const auth = credentials.fixed ?? (await askCredentials(call, credentials));
  call.auths.push(auth);
  if (signal?.aborted) throw signal.reason; // perhaps just now, when a wait was over
  if (remaining(call) <= 0) throw timedOut(call);

  const event = { method: operation.method, path: operation.path, attempt: ++call.attempts };
  if (onRequest) observe(onRequest, event);
  const started = performance.now();
  const ended = await sendOnce(call, settings, auth);
  if (onResponse)
    observe(onResponse, { ...event, ...seenOf(call, ended), duration: performance.now() - started }, event);
  if (ended.read) return ended;
  if (signal?.aborted) throw signal.reason;
  if (ended.isFinal) throw ended.error;
  return ended;
}

/** What observers learn of an attempt's end. */
function seenOf(
  { signal, sent }: Call,
  { read, error }: Attempt,
): Pick<ResponseEvent, "status" | "error" | "rateLimit"> {
  return {
    status: read?.response.status,
    error: error && (signal?.aborted ? "AbortError" : error.name),
    rateLimit: read ? rateLimitOf(read.response.headers, sent) : {},
  };
}

/** Sends the request and reads its response, in the time of one attempt or in what is left of the call's. */
async function sendOnce(call: Call, settings: AttemptSettings, auth: AuthHeaders): Promise<Attempt> {
  const { attemptTimeout, maxResponseBytes } = settings;
  const left = remaining(call);
  const isFinal = left < attemptTimeout;
  let hasResponse = false;
  try {
    const read = await withTimeout(isFinal ? left : attemptTimeout, call.signal, async (signal) => {
      const response = await request(call, settings.fetch, auth, signal);
      if (typeof response?.headers?.get !== "function") throw new TypeError("fetch gave no Response");
      hasResponse = true;
      if (!isRedirect(response) && !signal.aborted)
        return { response, ...(await readBody(response, maxResponseBytes)) };
      discard(response); // a redirect, or a response that came too late from a fetch that knows no signals
      return { response, text: "", isWhole: true };
    });
    if (read === EXPIRED) {
      noteOutcome(call, "no response");
      return { outcome: "no response", error: timedOut(call, isFinal ? undefined : attemptTimeout), isFinal };
    }
    const { response, isWhole } = read;
    const outcome = outcomeOf(response.status);
    noteOutcome(call, outcome);
    if (isWhole || !response.ok) return { outcome, read };
    const problem = `the body is longer than maxResponseBytes, ${maxResponseBytes}`;
    return { outcome: "refused", error: unexpected(call, { response, text: "" }, problem), isFinal: true };
  } catch (reason) {
    const outcome = hasResponse ? "no response" : outcomeOfFailure(reason); // a body that breaks off is a lost response
    noteOutcome(call, outcome);
    return { outcome, error: disconnected(call, reason), isFinal: false };
  }
}

/** The headers of the credentials that functions give, or an error that names the call's operation. */
async function askCredentials(call: Call, credentials: CredentialSource): Promise<AuthHeaders> {
  try {
    return await inTime(call, () => {
      call.asked = credentials.ask(call.refused);
      return call.asked.headers;
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const what = error.message.slice(error.operation.length + 2);
    throw new InputError(call.name, what, { outcomeUnknown: call.mayBeDone });
  }
}

/** Hands the request to `fetch`, with the credentials and without following redirects. */
function request(call: Call, fetch: Fetch = platformFetch, auth: AuthHeaders, signal: AbortSignal): Promise<Response> {
  const { url, method, body = null } = call.request;
  const headers: Record<string, string> = {};
  for (const [name, value] of call.request.headers) headers[name] = value;
  headers.accept = "application/json";
  for (const [name, value] of auth) headers[name] = value;
  const init: RequestInit = bare({ method, headers, body, redirect: "manual", signal });
  if (isBrowser()) init.cache = "no-store"; // or the browser keeps responses with secrets on disk
  return fetch(url, init);
}

/**
 * The global `fetch` at the time of the call, called unbound. Node sends a POST again by itself after a 421, and Deno
 * when a reused connection closes without a response, unless the body is a stream.
 */
function platformFetch(url: string, init: RequestInit): Promise<Response> {
  const { fetch, process } = globalThis as typeof globalThis & { process?: { versions?: { node?: string } } };
  const { method, body } = init;
  const repeats = "Deno" in globalThis || process?.versions?.node !== undefined;
  return fetch(url, repeats && method === "POST" && typeof body === "string" ? asStream(init, body) : init);
}

/** The same request with its body as a stream, which can be sent once only. */
function asStream(init: RequestInit, text: string): RequestInit {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const headers = { ...(init.headers as Record<string, string>), "content-length": String(bytes.length) };
  return bare({ ...init, body, headers, duplex: "half" });
}

/** Gives up a body, so that its connection is free again. */
async function discard(response: Response): Promise<void> {
  try {
    await response.body?.cancel();
  } catch {}
}

/** Awaits something that has to come before the request, within the call's time. */
export async function inTime<T>(call: Call, work: () => Promise<T>): Promise<T> {
  const done = await withTimeout(remaining(call), call.signal, work);
  if (done === EXPIRED) throw timedOut(call);
  return done;
}

/** Tells an observer. What it throws, at once or later, is its own affair and does not touch the call. */
async function observe<Events extends unknown[]>(
  observer: (...events: Events) => unknown,
  ...events: Events
): Promise<void> {
  try {
    await observer(...events);
  } catch {}
}
