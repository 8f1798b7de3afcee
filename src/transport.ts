/** A fetch that adds the credentials, waits out rate limits, repeats what is safe to repeat and refuses redirects. */
import { apiError, isRedirect, notJson } from "./answer.ts";
import { bounded, EXPIRED, sleep } from "./bounded.ts";
import type { AuthHeaders, CredentialSource } from "./credentials.ts";
import { ConnectionError, type DatadogError, InputError, type RateLimit, TimeoutError } from "./errors.ts";
import { createLimits, type Place, rateLimitOf, retryAfterOf } from "./limits.ts";
import { milliseconds, wholeNumber } from "./numbers.ts";
import { type Sent, safeCause } from "./scrub.ts";
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
  readonly base: string;
  readonly credentials: CredentialSource;
  readonly fetch: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  readonly timeout: number;
  readonly attemptTimeout: number;
  readonly maxRetries: number;
  readonly maxRetryWait: number;
  readonly onRequest: ((event: RequestEvent) => void) | undefined;
  readonly onResponse: ((event: ResponseEvent, request: RequestEvent) => void) | undefined;
}

/** What openapi-fetch builds in place of a `Request`. Nothing in it can be used up, so it can be sent again as it is. */
export class PlainRequest {
  /** The URL, with its path parameters as `fillPath` writes them. */
  readonly filled: string;
  readonly init: PlainInit;
  constructor(filled: string, init: PlainInit) {
    this.filled = filled;
    this.init = init;
  }
  /** For openapi-fetch's middleware. */
  get headers(): Headers {
    return this.init.headers;
  }
}

/** The options of one call, as openapi-fetch hands them on. */
export interface PlainInit {
  method: string;
  headers: Headers;
  body?: string | undefined;
  signal?: AbortSignal | null;
  timeout?: number;
  maxRetries?: number;
  /** Whether answers other than 2xx are thrown, as `send` wants it, or returned, as users of `dd.http` expect. */
  throwing?: boolean;
}

/** One call on its way: what is sent, and how far it has come. */
interface Call {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly init: PlainInit;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  /** When the whole call must have ended, on the clock of `performance.now()`. */
  readonly deadline: number;
  attempt: number;
  /** The credentials of the latest attempt, and the source's clock when they were asked for. */
  auth: AuthHeaders;
  askedAt: number;
  /** Whether a 401 has had the credentials asked for again. */
  renewed: boolean;
  /** Whether an earlier attempt may have been carried out although it failed. */
  uncertain: boolean;
  /** Whether that attempt's answer was lost: none came, or only a gateway's. */
  lost: boolean;
}

/** An answer whose body has been read. */
type Answer = { response: Response; text: string };

/** How an attempt ended: with a complete answer, or without. */
type Outcome = Answer | { response: undefined; failure: DatadogError };

const REPEATED = new Set([408, 429, 500, 502, 503, 504]);
/** What a gateway answers when the server behind it has not. */
const GATEWAY = new Set([502, 504]);
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
const HELD = JSON.stringify({ errors: ["not sent, because an earlier request has met this rate limit"] });
/** Codes of failures that come before anything is sent. */
const UNSENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ConnectionRefused", "UND_ERR_CONNECT_TIMEOUT", "ERR_INVALID_URL"]);

/** Makes the function that openapi-fetch calls in place of `fetch`. What it remembers is the client's: limits, budget, queue. */
export function createTransport(settings: Settings): (request: PlainRequest) => Promise<Response> {
  const { credentials, maxRetryWait } = settings;
  const limits = createLimits();
  const inTurn = createQueue();
  let budget = BUDGET;

  return (request) => {
    const call = startCall(request, settings);
    const serial = call.method !== "GET" && call.operation.includes("/pagerduty/"); // that API does not bear parallel writes
    return serial ? inTurn(call, () => perform(call)) : perform(call);
  };

  async function perform(call: Call): Promise<Response> {
    const maxRetries = call.init.maxRetries ?? settings.maxRetries;
    let own: Answer | undefined; // the latest answer, if that is a 429
    for (let repeats = 0; ; ) {
      if (call.signal?.aborted) throw call.signal.reason;
      const held = limits.known(call.operation) && (await waitForLimit(call));
      if (held) return refuse(call, own?.response ?? held.response, own?.text ?? HELD, held.retryAfter);
      const outcome = await attempt(call, settings);
      const limited = outcome.response?.status === 429;
      own = limited && outcome.response ? outcome : undefined;
      if (outcome.response) {
        const { response, text } = outcome;
        limits.note(call.operation, response, backoff(repeats));
        if (response.ok) {
          budget = Math.min(BUDGET, budget + 1);
          return accept(call, response, text);
        }
        if (response.status === 404 && call.method === "DELETE" && call.lost) return alreadyGone(call);
        if (response.status === 401 && !credentials.fixed && !call.renewed) {
          call.renewed = true;
          continue;
        }
      }
      const wait = limited ? 0 : waitBeforeRepeat(outcome.response, repeats);
      const worthIt = limited || (wait <= Math.min(maxRetryWait, remaining(call)) && budget >= REPEAT_COST);
      if (repeats >= maxRetries || !worthIt || !mayRepeat(call, outcome)) {
        if (outcome.response) return refuse(call, outcome.response, outcome.text);
        throw outcome.failure;
      }
      repeats += 1;
      if (limited) continue; // the wait is at the top of the loop, shared with the other calls
      budget -= REPEAT_COST;
      if (changes(call) && (outcome.response || !UNSENT.has(codeOf(outcome.failure.cause)))) {
        call.uncertain = true;
        call.lost ||= !outcome.response || GATEWAY.has(outcome.response.status);
      }
      await sleep(wait, call.signal);
    }
  }

  /** Waits until the operation's limit has room. Gives the answer that reported the limit if that would take too long. */
  async function waitForLimit(call: Call): Promise<Place | undefined> {
    for (let waited = false; ; waited = true) {
      const place = limits.enter(call.operation, maxRetryWait, remaining(call), waited);
      if (!place || place.tooLong) return place;
      try {
        await sleep(place.wait, call.signal);
      } catch (reason) {
        limits.leave(call.operation);
        throw reason;
      }
    }
  }
}

function startCall({ filled, init }: PlainRequest, settings: Settings): Call {
  const { url, operation } = readPath(init.method, settings.base, filled);
  if (!init.throwing) checkInit(operation, init);
  init.headers.set("Accept", "application/json");
  const timeout = init.timeout ?? settings.timeout;
  return {
    operation,
    method: init.method,
    url,
    init,
    signal: init.signal ?? undefined,
    timeout,
    deadline: performance.now() + timeout,
    attempt: 0,
    auth: [],
    askedAt: 0,
    renewed: false,
    uncertain: false,
    lost: false,
  };
}

/** What `send` has checked already, for calls through `dd.http`. */
function checkInit(operation: string, { headers, timeout, maxRetries }: PlainInit): void {
  if (["dd-api-key", "dd-application-key", "authorization"].some((name) => headers.has(name))) {
    throw new InputError(operation, "headers must not replace the client's credentials");
  }
  if (timeout !== undefined) milliseconds(operation, "timeout", timeout);
  if (maxRetries !== undefined) wholeNumber(operation, "maxRetries", maxRetries);
}

const remaining = (call: Call): number => call.deadline - performance.now();

const backoff = (repeats: number): number => Math.random() * Math.min(BACKOFF_MOST, BACKOFF_FIRST * 2 ** repeats);

/**
 * Sends the request once and reads its answer to the end. Rejects only if the call is over: aborted, out of time, or without
 * credentials.
 */
async function attempt(call: Call, settings: Settings): Promise<Outcome> {
  call.auth = settings.credentials.fixed ?? (await askCredentials(call, settings.credentials));
  for (const [name, value] of call.auth) call.init.headers.set(name, value);
  if (remaining(call) <= 0) throw timedOut(call, settings, true, false);

  call.attempt += 1;
  const event: RequestEvent = { method: call.method, path: call.operation.slice(call.method.length + 1), attempt: call.attempt };
  if (settings.onRequest) observe(() => settings.onRequest?.(event));
  const started = performance.now();
  const limit = Math.min(settings.attemptTimeout, remaining(call));
  let outcome: Outcome;
  let over = false;
  try {
    outcome = await bounded(limit, call.signal, (signal) => exchange(call, settings.fetch ?? platformFetch, signal));
  } catch (reason) {
    over = reason === EXPIRED && limit < settings.attemptTimeout;
    outcome = { response: undefined, failure: reason === EXPIRED ? timedOut(call, settings, over, true) : disconnected(call, reason) };
  }
  if (settings.onResponse) {
    observe(() => settings.onResponse?.(responseEvent(event, outcome, performance.now() - started, call.signal?.aborted), event));
  }
  if (!outcome.response && call.signal?.aborted) throw call.signal.reason;
  if (!outcome.response && over) throw outcome.failure;
  return outcome;
}

async function askCredentials(call: Call, credentials: CredentialSource): Promise<AuthHeaders> {
  try {
    return await inTime(call, () => {
      const asked = call.renewed ? credentials.renew(call.askedAt) : credentials.get();
      call.askedAt = credentials.clock();
      return asked;
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const what = error.message.slice(error.operation.length + 2);
    const options = { outcomeUnknown: call.uncertain, ...(error.cause instanceof Error && { cause: error.cause }) };
    throw new InputError(call.operation, what + (call.uncertain ? WHAT_NOW : ""), options);
  }
}

/**
 * The global `fetch` at the time of the call, called unbound. Deno's sends a POST again by itself when a reused connection
 * closes without an answer, unless its body is a Blob or a stream.
 */
function platformFetch(url: string, init: RequestInit): Promise<Response> {
  const { fetch } = globalThis;
  const resent = "Deno" in globalThis && init.method === "POST" && init.body;
  return fetch(url, resent ? { ...init, body: new Blob([resent as string]) } : init);
}

async function exchange(call: Call, fetch: NonNullable<Settings["fetch"]>, signal: AbortSignal): Promise<Outcome> {
  const { method, headers, body = null } = call.init;
  const response = await fetch(call.url, { method, headers, body, redirect: "manual", signal });
  if (typeof response?.text !== "function" || typeof response.headers?.get !== "function") throw new TypeError("fetch gave no Response");
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
  try {
    return await bounded(remaining(call), call.signal, work);
  } catch (reason) {
    throw reason === EXPIRED ? timedOut(call, { attemptTimeout: 0 }, true, false) : reason;
  }
}

/** Lets a client's calls through one after the other, in the order in which they came. */
function createQueue(): <T>(call: Call, work: () => Promise<T>) => Promise<T> {
  let last: Promise<void> = Promise.resolve();
  return async (call, work) => {
    const before = last;
    let done = (): void => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    last = before.then(() => mine);
    try {
      await inTime(call, () => before);
      return await work();
    } finally {
      done();
    }
  };
}

/** Whether sending the request again can do no harm. A POST that may have been carried out is never sent again. */
function mayRepeat(call: Call, { response }: Outcome): boolean {
  if (response && !REPEATED.has(response.status)) return false;
  return call.method !== "POST" || response?.status === 429;
}

function waitBeforeRepeat(response: Response | undefined, repeats: number): number {
  const seconds = response && retryAfterOf(response);
  return seconds === undefined ? backoff(repeats) : Math.max(seconds * 1000, backoff(repeats));
}

/** Hands on an answer whose body has been read already: to `send` what it needs, to users of `dd.http` a Response to be read. */
function accept(call: Call, response: Response, text: string): Response {
  const { ok, status, statusText, type, headers } = response;
  if (call.init.throwing) return { ok, status, statusText, type, headers, text: async () => text } as Response;
  if (ok && text) {
    try {
      JSON.parse(text);
    } catch {
      throw notJson(call.operation, response, text);
    }
  }
  return new Response(text || null, { status, statusText, headers });
}

function refuse(call: Call, response: Response, text: string, retryAfter?: number): Response {
  if (call.init.throwing || isRedirect(response)) throw apiError(sent(call), response, text, call.uncertain, retryAfter);
  return accept(call, response, text);
}

/** What a DELETE answers when an earlier attempt, whose answer was lost, has done the work. */
function alreadyGone({ operation }: Call): Response {
  const answersBody = operation.endsWith("/{key}"); // v1's keys
  return new Response(answersBody ? "{}" : null, { status: answersBody ? 200 : 204 });
}

const sent = ({ url, operation, init, auth }: Call): Sent => ({
  url,
  operation,
  body: init.body,
  secrets: auth.map(([, value]) => value.replace(/^Bearer /, "")),
});

const changes = (call: Call): boolean => call.method !== "GET";

const afterAttempts = (call: Call): string => (call.attempt > 1 ? `, ${call.attempt} attempts` : "");

const WHAT_NOW = "; it may have been carried out: look before you send it again";

function timedOut(call: Call, { attemptTimeout }: Pick<Settings, "attemptTimeout">, whole: boolean, sent: boolean): TimeoutError {
  const timeout = whole ? call.timeout : attemptTimeout;
  const outcomeUnknown = changes(call) && (sent || call.uncertain);
  const option = whole ? "timeout" : "attemptTimeout";
  const message = `no answer within ${timeout} ms (${option}${afterAttempts(call)})${outcomeUnknown ? WHAT_NOW : ""}`;
  return new TimeoutError(call.operation, message, { timeout, outcomeUnknown });
}

/** What the platform calls a failure of its own; nothing where there is none. */
function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  return "code" in cause ? String(cause.code) : cause.name;
}

function disconnected(call: Call, reason: unknown): ConnectionError {
  const cause = safeCause(reason, sent(call));
  const code = codeOf(cause);
  const outcomeUnknown = changes(call) && (call.uncertain || !UNSENT.has(code));
  const browser = "document" in globalThis || "importScripts" in globalThis;
  const cors = browser ? "; in a browser this is also how a missing CORS permission shows: call the API from a server or a worker" : "";
  const message = `the connection failed (${code}${afterAttempts(call)})${cors}${outcomeUnknown ? WHAT_NOW : ""}`;
  return new ConnectionError(call.operation, message, { cause, outcomeUnknown });
}

/** Tells an observer. What it throws, at once or later, is its own affair and does not touch the call. */
function observe(tell: () => unknown): void {
  try {
    const result = tell();
    if (result) Promise.resolve(result).catch(() => {});
  } catch {}
}

function responseEvent(event: RequestEvent, outcome: Outcome, duration: number, aborted: boolean | undefined): ResponseEvent {
  const { response } = outcome;
  if (response) return { ...event, status: response.status, error: undefined, duration, rateLimit: rateLimitOf(response.headers) };
  return { ...event, status: undefined, error: aborted ? "AbortError" : outcome.failure.name, duration, rateLimit: {} };
}
