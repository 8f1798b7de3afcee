/** A fetch that adds the credentials, waits out rate limits, repeats what is safe to repeat and refuses redirects. */
import { apiError, isRedirect, notJson, parse } from "./answer.ts";
import { bounded, EXPIRED, sleep } from "./bounded.ts";
import type { AuthHeaders, CredentialSource, Lease } from "./credentials.ts";
import { ConnectionError, type DatadogError, InputError, type RateLimit, TimeoutError } from "./errors.ts";
import { createLimits, type Limit, rateLimitOf, retryAfterOf } from "./limits.ts";
import { abortSignal, milliseconds, wholeNumber } from "./options.ts";
import { safeCause } from "./scrub.ts";
import { readPath } from "./target.ts";

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
  /** HTTP status; `undefined` if no complete answer came. */
  readonly status: number | undefined;
  /** Why there is no status: the name of the error, such as `ConnectionError`. */
  readonly error: string | undefined;
  /** Milliseconds from sending the attempt to the end of the answer's body. */
  readonly duration: number;
  /** The rate limit that the attempt counted against. */
  readonly rateLimit: RateLimit;
}

/** Everything that the transport needs to know, checked and complete. */
export interface Settings {
  /** The base URL, with a slash at its end. */
  readonly root: string;
  readonly credentials: CredentialSource;
  readonly fetch: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  readonly timeout: number;
  readonly attemptTimeout: number;
  readonly maxRetries: number;
  readonly maxRetryWait: number;
  readonly onRequest: ((event: RequestEvent) => void) | undefined;
  readonly onResponse: ((event: ResponseEvent, request: RequestEvent) => void) | undefined;
}

/** What openapi-fetch builds in place of a `Request`: the options of one call. Nothing in it can be used up, so it can be sent again. */
export class PlainRequest {
  /** The URL, as `fillPath` writes it. */
  readonly filled: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly signal: AbortSignal | null | undefined;
  readonly timeout: number | undefined;
  readonly maxRetries: number | undefined;
  /** Whether answers other than 2xx are thrown, as `send` wants it, or returned, as users of `dd.http` expect. */
  readonly throwing: boolean | undefined;

  constructor(filled: string, { method, headers, body, signal, timeout, maxRetries, throwing }: Omit<PlainRequest, "filled">) {
    this.filled = filled;
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.signal = signal;
    this.timeout = timeout;
    this.maxRetries = maxRetries;
    this.throwing = throwing;
  }
}

/** One call on its way: what is sent, and how far it has come. */
interface Call {
  readonly request: PlainRequest;
  readonly operation: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  /** When the whole call must have ended, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** Whether it is more than a question. */
  readonly changes: boolean;
  attempts: number;
  /** The credentials of the latest attempt, and where they came from if they had to be asked for. */
  auth: AuthHeaders;
  lease: Lease | undefined;
  /** Whether a 401 has had the credentials asked for again. */
  renewed: boolean;
  /** Whether an attempt may have been carried out although it failed. */
  uncertain: boolean;
  /** Whether the answer to one was lost: none came, or only a gateway's. */
  lost: boolean;
}

/** An answer whose body has been read. */
interface Answer {
  readonly response: Response;
  readonly text: string;
}

/** How an attempt ended: with a complete answer, or without. */
type Outcome = Answer | (DatadogError & { readonly response?: undefined });

/** Full-jitter exponential backoff, in milliseconds. */
const BACKOFF_FIRST = 500;
const BACKOFF_MOST = 8000;
/**
 * The retry budget, with the numbers of the AWS SDKs' standard mode: a client starts with 500 tokens, a repeat costs 5, and
 * a call that succeeds gives 1 back. An outage so meets 100 repeats at most, and then one for every five successes.
 * Waiting for a rate limit costs nothing: the server asked for it.
 */
const BUDGET = 500;
const REPEAT_COST = 5;
/** The body of the answer that a call gets which was held back by a rate limit that another one has met. */
const HELD = '{"errors":["not sent, because an earlier request has met this rate limit"]}';
/** Codes of failures that come before anything is sent. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ConnectionRefused|UND_ERR_CONNECT_TIMEOUT|ERR_INVALID_URL)$/;

/** Makes the function that openapi-fetch calls in place of `fetch`. What it remembers is the client's: limits, budget, queue. */
export function createTransport(settings: Settings): (request: PlainRequest) => Promise<Response> {
  const { maxRetryWait } = settings;
  const limits = createLimits();
  let budget = BUDGET;
  let writes: Promise<unknown> = Promise.resolve(); // to PagerDuty services: that API does not bear parallel ones

  return (request) => {
    const call = startCall(request, settings);
    if (!call.changes || !call.operation.includes("/pagerduty/")) return perform(call);
    const before = writes;
    const mine = inTime(call, () => before).then(() => perform(call));
    writes = Promise.allSettled([before, mine]).then(() => {});
    return mine;
  };

  async function perform(call: Call): Promise<Response> {
    const { operation, request, signal } = call;
    let own: Answer | undefined; // the latest answer, if that is a 429
    for (let repeats = 0; ; ) {
      if (signal?.aborted) throw signal.reason;
      let passed: Limit | undefined;
      for (let limit = limits.known(operation); limit && limit !== passed; limit = limits.known(operation)) {
        const held = await limit.pass(maxRetryWait, () => remaining(call), signal);
        if (held) return refuse(call, own ?? { response: held.response, text: HELD }, held.retryAfter);
        passed = limit; // meanwhile an answer may have told that the operation counts against another one
      }

      const outcome = await attempt(call, settings);
      const limited = outcome.response?.status === 429;
      own = outcome.response && limited ? outcome : undefined;
      if (outcome.response) {
        const { response } = outcome;
        const { ok, status } = response;
        limits.note(operation, response, backoff(repeats));
        if (ok) {
          budget = Math.min(BUDGET, budget + 1);
          return accept(call, outcome);
        }
        if (status === 404 && request.method === "DELETE" && call.lost) return alreadyGone(call);
        if (status === 401 && call.lease && !call.renewed) {
          call.renewed = true;
          continue;
        }
        if (status === 408 || status >= 500) call.uncertain = call.changes;
        if (status === 502 || status === 504) call.lost = true;
      }
      const wait = limited ? 0 : waitBeforeRepeat(outcome.response, repeats);
      const worthIt = limited || (wait <= Math.min(maxRetryWait, remaining(call)) && budget >= REPEAT_COST);
      if (repeats >= (request.maxRetries ?? settings.maxRetries) || !worthIt || !mayRepeat(request.method, outcome.response)) {
        return refuse(call, outcome);
      }
      repeats += 1;
      if (limited) continue; // the wait is at the top of the loop, shared with the other calls
      budget -= REPEAT_COST;
      await sleep(wait, signal);
    }
  }
}

function startCall(request: PlainRequest, settings: Settings): Call {
  const { method, headers, body, signal, maxRetries, throwing } = request;
  const { url, operation } = readPath(method, settings.root, request.filled);
  const timeout = request.timeout === undefined ? settings.timeout : milliseconds(operation, "timeout", request.timeout);
  if (maxRetries !== undefined) wholeNumber(operation, "maxRetries", maxRetries);
  if (!throwing && ["dd-api-key", "dd-application-key", "authorization"].some((name) => headers.has(name))) {
    throw new InputError(operation, "headers must not set credentials: the client does that"); // `send` has looked already
  }
  headers.set("Accept", "application/json");
  return {
    request,
    operation,
    url,
    body,
    signal: abortSignal(operation, signal),
    timeout,
    deadline: performance.now() + timeout,
    changes: method !== "GET",
    attempts: 0,
    auth: [],
    lease: undefined,
    renewed: false,
    uncertain: false,
    lost: false,
  };
}

const remaining = (call: Call): number => call.deadline - performance.now();

const backoff = (repeats: number): number => Math.random() * Math.min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** repeats);

const waitBeforeRepeat = (response: Response | undefined, repeats: number): number =>
  Math.max(((response && retryAfterOf(response)) ?? 0) * 1000, backoff(repeats));

/** Whether sending the request again can do no harm. A POST that may have been carried out is never sent again. */
function mayRepeat(method: string, response: Response | undefined): boolean {
  if (method === "POST") return response?.status === 429;
  return !response || [408, 429, 500, 502, 503, 504].includes(response.status);
}

/**
 * Sends the request once and reads its answer to the end. Rejects only if the call is over: aborted, out of time, or without
 * credentials.
 */
async function attempt(call: Call, settings: Settings): Promise<Outcome> {
  const { operation, request, signal } = call;
  const { credentials, attemptTimeout, fetch = platformFetch, onRequest, onResponse } = settings;
  call.auth = credentials.fixed ?? (await askCredentials(call, credentials));
  for (const [name, value] of call.auth) request.headers.set(name, value);
  if (signal?.aborted) throw signal.reason; // perhaps just now, when a wait was over
  const left = remaining(call);
  if (left <= 0) throw timedOut(call);

  const event = { method: request.method, path: operation.slice(request.method.length + 1), attempt: ++call.attempts };
  if (onRequest) observe(onRequest, event);
  const started = performance.now();
  const whole = left < attemptTimeout;
  let outcome: Outcome;
  let over = false;
  try {
    const ended = await bounded(whole ? left : attemptTimeout, signal, (ends) => exchange(call, fetch, ends));
    over = whole && ended === EXPIRED;
    if (ended === EXPIRED) answerLost(call);
    outcome = ended === EXPIRED ? timedOut(call, whole ? undefined : attemptTimeout) : ended;
  } catch (reason) {
    outcome = disconnected(call, reason);
  }
  const { response } = outcome;
  if (onResponse) {
    const error = outcome.response ? undefined : signal?.aborted ? "AbortError" : outcome.name;
    const rateLimit = response ? rateLimitOf(response.headers, call) : {};
    observe(onResponse, { ...event, status: response?.status, error, duration: performance.now() - started, rateLimit }, event);
  }
  if (!response && signal?.aborted) throw signal.reason;
  if (over) throw outcome;
  return outcome;
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
    throw new InputError(call.operation, what + doubt(call), { outcomeUnknown: call.uncertain });
  }
}

/**
 * The global `fetch` at the time of the call, called unbound. Deno's sends a POST again by itself when a reused connection
 * closes without an answer, unless its body is a Blob or a stream.
 */
function platformFetch(url: string, init: RequestInit): Promise<Response> {
  const { fetch } = globalThis;
  const { method, body } = init;
  const resent = "Deno" in globalThis && method === "POST" && typeof body === "string";
  return fetch(url, resent ? { ...init, body: new Blob([body]) } : init);
}

async function exchange({ request, url, body }: Call, fetch: NonNullable<Settings["fetch"]>, signal: AbortSignal): Promise<Answer> {
  const { method, headers } = request;
  const response = await fetch(url, { method, headers, body: body ?? null, redirect: "manual", signal });
  if (typeof response?.headers?.get !== "function") throw new TypeError("fetch gave no Response");
  if (!isRedirect(response) && !signal.aborted) return { response, text: await response.text() };
  discard(response); // a redirect, or an answer that came too late from a fetch that knows no signals
  return { response, text: "" };
}

/** Gives up a body, so that its connection is free again. */
async function discard(response: Response): Promise<void> {
  try {
    await response.body?.cancel();
  } catch {}
}

/** Awaits something that has to come before the request, within the call's time. */
async function inTime<T>(call: Call, work: () => Promise<T>): Promise<T> {
  const done = await bounded(remaining(call), call.signal, work);
  if (done === EXPIRED) throw timedOut(call);
  return done;
}

/** Hands on an answer whose body has been read already: to `send` what it needs, to users of `dd.http` a Response to be read. */
function accept({ request, operation }: Call, { response, text }: Answer): Response {
  const { ok, status, statusText, type, headers } = response;
  if (request.throwing) return { ok, status, statusText, type, headers, text: async () => text } as Response;
  if (ok && text && parse(text) === undefined) throw notJson(operation, response, text);
  return new Response(text || null, { status, statusText, headers });
}

function refuse(call: Call, outcome: Outcome, retryAfter?: number): Response {
  if (!outcome.response) throw outcome;
  if (!call.request.throwing && !isRedirect(outcome.response)) return accept(call, outcome);
  throw apiError(call, outcome.response, outcome.text, call.uncertain, retryAfter);
}

/** What a DELETE answers when an earlier attempt, whose answer was lost, has done the work. */
function alreadyGone(call: Call): Response {
  const answersBody = call.operation.endsWith("/{key}"); // v1's keys
  return accept(call, { response: new Response(null, { status: answersBody ? 200 : 204 }), text: answersBody ? "{}" : "" });
}

function answerLost(call: Call): void {
  call.lost = true;
  call.uncertain = call.changes;
}

const afterAttempts = ({ attempts }: Call): string => (attempts > 1 ? `, ${attempts} attempts` : "");

const doubt = ({ uncertain }: Call): string => (uncertain ? "; it may have been carried out: look before you send it again" : "");

/** The call took longer than it may, or one attempt longer than `attemptTimeout`. */
function timedOut(call: Call, attemptTimeout?: number): TimeoutError {
  const timeout = attemptTimeout ?? call.timeout;
  const option = attemptTimeout ? "attemptTimeout" : "timeout";
  const message = `no answer within ${timeout} ms (${option}${afterAttempts(call)})${doubt(call)}`;
  return new TimeoutError(call.operation, message, { timeout, outcomeUnknown: call.uncertain });
}

function disconnected(call: Call, reason: unknown): ConnectionError {
  const cause: Error & { code?: string } = safeCause(reason, call);
  const code = cause.code ?? cause.name;
  if (!UNSENT.test(code)) answerLost(call);
  const browser = "document" in globalThis || "importScripts" in globalThis;
  const cors = browser ? "; a browser says the same where CORS forbids the call: make it from a server or a worker" : "";
  const message = `the connection failed (${code}${afterAttempts(call)})${cors}${doubt(call)}`;
  return new ConnectionError(call.operation, message, { cause, outcomeUnknown: call.uncertain });
}

/** Tells an observer. What it throws, at once or later, is its own affair and does not touch the call. */
async function observe<Events extends unknown[]>(observer: (...events: Events) => unknown, ...events: Events): Promise<void> {
  try {
    await observer(...events);
  } catch {}
}
