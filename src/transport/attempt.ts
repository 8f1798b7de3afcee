/** Sends a request once, with fresh credentials, and reads its response to the end. */
import { isRedirect, type ReadResponse, unexpected } from "../api-error.ts";
import type { AuthHeaders, CredentialSource } from "../credentials.ts";
import { ApiError, type DatadogError, InputError, type RateLimit } from "../errors.ts";
import { rateLimitOf } from "../rate-limit.ts";
import { readBody } from "./body.ts";
import { type Call, noteOutcome, remaining } from "./call.ts";
import { EXPIRED, withTimeout } from "./deadline.ts";
import { disconnected, outcomeOfFailure, timedOut } from "./failures.ts";
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
  | { readonly read: ReadResponse; readonly outcome: Outcome | "success" }
  | { readonly read?: undefined; readonly outcome: Outcome; readonly error: DatadogError; readonly isFinal: boolean };

/** Rejects only if the call is over: aborted, out of time, without credentials, or with a response that is too long. */
export async function attempt(call: Call, settings: AttemptSettings): Promise<Attempt> {
  const { signal } = call;
  const { credentials, onRequest, onResponse } = settings;
  if (credentials.isAPIKeyAlone && !call.operation.apiKeyAlone)
    throw new InputError(call.name, "appKey is missing: an API key alone can only be validated");
  const auth = credentials.fixed ?? (await askCredentials(call, credentials));
  for (const [, value] of auth) call.credentials.add(value);
  if (signal?.aborted) throw signal.reason; // perhaps just now, when a wait was over
  if (remaining(call) <= 0) throw timedOut(call);

  const { method, path } = call.operation;
  const event = { method, path, attempt: ++call.attempts };
  if (onRequest) observe(onRequest, event);
  const started = performance.now();
  const ended = await exchangeInTime(call, settings, auth);
  if (onResponse) {
    const response = ended.read?.response;
    const error = ended.read ? undefined : signal?.aborted ? "AbortError" : ended.error.name;
    const rateLimit = response ? rateLimitOf(response.headers, call.sent) : {};
    observe(
      onResponse,
      { ...event, status: response?.status, error, duration: performance.now() - started, rateLimit },
      event,
    );
  }
  if (ended.read) return ended;
  if (signal?.aborted) throw signal.reason;
  if (ended.isFinal || remaining(call) <= 0) throw ended.error;
  return ended;
}

async function exchangeInTime(call: Call, settings: AttemptSettings, auth: AuthHeaders): Promise<Attempt> {
  const { attemptTimeout } = settings;
  const left = remaining(call);
  const isLast = left < attemptTimeout;
  let hasResponse = false;
  const noteResponse = (): void => {
    hasResponse = true;
  };
  try {
    const read = await withTimeout(isLast ? left : attemptTimeout, call.signal, (ends) =>
      exchange(call, settings, auth, ends, noteResponse),
    );
    if (read !== EXPIRED) {
      const { ok, status } = read.response;
      return { read, outcome: ok ? "success" : outcomeOf(status) };
    }
    noteOutcome(call, "no response");
    const error = timedOut(call, isLast ? undefined : attemptTimeout);
    return { outcome: "no response", error, isFinal: isLast }; // by the clock the call may have a moment left: timers fire early
  } catch (reason) {
    if (reason instanceof ApiError) return { outcome: "refused", error: reason, isFinal: true };
    const outcome = hasResponse ? "no response" : outcomeOfFailure(reason); // a body that breaks off is a lost response
    noteOutcome(call, outcome);
    return { outcome, error: disconnected(call, reason), isFinal: false };
  }
}

async function askCredentials(call: Call, credentials: CredentialSource): Promise<AuthHeaders> {
  try {
    return await inTime(call, () => {
      call.lease = credentials.ask(call.renewed ? call.lease : undefined);
      return call.lease.headers;
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const what = error.message.slice(error.operation.length + 2);
    throw new InputError(call.name, what, { outcomeUnknown: call.mayBeDone });
  }
}

async function exchange(
  call: Call,
  settings: AttemptSettings,
  auth: AuthHeaders,
  signal: AbortSignal,
  noteResponse: () => void,
): Promise<ReadResponse> {
  const { request, headers } = call;
  const { fetch = platformFetch, maxResponseBytes } = settings;
  const init: RequestInit = {
    method: request.method,
    headers: { ...headers, ...Object.fromEntries(auth) },
    body: request.body ?? null,
    redirect: "manual",
    signal,
  };
  if (isBrowser()) init.cache = "no-store"; // or the browser keeps responses with secrets on disk
  const response = await fetch(request.url, init);
  if (typeof response?.headers?.get !== "function") throw new TypeError("fetch gave no Response");
  noteResponse();
  if (isRedirect(response) || signal.aborted) {
    discard(response); // a redirect, or a response that came too late from a fetch that knows no signals
    return { response, text: "" };
  }
  const body = await readBody(response, maxResponseBytes);
  if (!body.isWhole && response.ok)
    throw unexpected(call, { response, text: "" }, `the body is longer than maxResponseBytes, ${maxResponseBytes}`);
  return { response, text: body.text };
}

const isBrowser = (): boolean => "document" in globalThis || "importScripts" in globalThis;

/**
 * The global `fetch` at the time of the call, called unbound. Node sends a POST again by itself after a 421, and Deno when
 * a reused connection closes without a response, unless the body is a stream.
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
  return { ...init, body, headers, duplex: "half" } as RequestInit;
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
