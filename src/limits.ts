/** Rate limits as the server reports them, and the queue of the calls that wait for one to reset. */
import type { RateLimit } from "./errors.ts";

/** No wait is shorter, whatever the server says, so that a reset of 0 is no hot loop. Milliseconds. */
const FLOOR = 500;
/** Calls that waited for the same limit are let go one after the other, this far apart. Milliseconds. */
const GAP = 50;
/** Timers of Node's may fire this much before their time. Milliseconds. */
const EARLY = 2;

interface Limit {
  /** When the limit resets. */
  until: number;
  /** When the next waiting call may go. */
  next: number;
  /** The answer that reported it. */
  response: Response;
}

/** A place in the queue of a limit. */
export interface Place {
  /** Milliseconds until its turn. */
  readonly wait: number;
  /** Whether that is more than the call can wait; it has not taken the place then. */
  readonly tooLong: boolean;
  /** Seconds until the limit resets. */
  readonly retryAfter: number;
  /** The answer that reported the limit; another call's, perhaps, so its body is not for this one. */
  readonly response: Response;
}

/** What a client has learned about its rate limits. Times are those of `performance.now()`. */
export interface Limits {
  /** Remembers what an answer says; `fallback` is the wait in milliseconds where a 429 does not say how long. */
  note(operation: string, response: Response, fallback: number): void;
  /**
   * Takes the next place in the queue of an operation's limit, unless the limit resets only after `most` milliseconds or its
   * turn would come after `left` milliseconds.
   * Gives nothing where the call may go: there is no limit, or it has `waited` and the limit has not been reported anew.
   */
  enter(operation: string, most: number, left: number, waited: boolean): Place | undefined;
  /** Whether the operation has met a limit at all: most have not, and need not wait to learn that. */
  known(operation: string): boolean;
  /** Gives a place back, of a call that ends before its turn. */
  leave(operation: string): void;
}

/** Starts with no limit known: names are learned from answers, since several operations may share one. */
export function createLimits(): Limits {
  const names = new Map<string, string>();
  const limits = new Map<string, Limit>();
  const limitOf = (operation: string): Limit | undefined => limits.get(names.get(operation) ?? operation);
  return {
    note(operation, response, fallback) {
      const name = response.headers.get("x-ratelimit-name");
      if (name) names.set(operation, name);
      if (response.status !== 429) return;
      const key = names.get(operation) ?? operation;
      const seconds = retryAfterOf(response);
      const wait = Math.max(FLOOR, seconds === undefined ? fallback : seconds * 1000);
      const until = performance.now() + wait;
      const jitter = Math.random() * Math.min(1000, wait / 10);
      const known = limits.get(key);
      if (!known || known.until < until) limits.set(key, { until, next: Math.max(until + jitter, known?.next ?? 0), response });
    },
    enter(operation, most, left, waited) {
      const limit = limitOf(operation);
      const now = performance.now();
      if (!limit || (waited ? limit.until - EARLY : limit.next) <= now) return undefined;
      const { until, next, response } = limit;
      const wait = next - now;
      const tooLong = until - now > most || wait > left;
      if (!tooLong) limit.next += GAP;
      return { wait, tooLong, retryAfter: Math.ceil(((until > now ? until : next) - now) / 1000), response };
    },
    known: (operation) => limitOf(operation) !== undefined,
    leave(operation) {
      const limit = limitOf(operation);
      if (limit) limit.next = Math.max(limit.until, limit.next - GAP);
    },
  };
}

/** The `X-RateLimit-*` headers of an answer. A browser shows them only if the server allows it. */
export function rateLimitOf(headers: Headers): RateLimit {
  const found: RateLimit = {};
  for (const part of ["limit", "period", "remaining", "reset"] as const) {
    const text = headers.get(`x-ratelimit-${part}`);
    if (text && Number.isFinite(Number(text))) found[part] = part === "reset" ? secondsUntil(Number(text)) : Number(text);
  }
  const name = headers.get("x-ratelimit-name");
  if (name) found.name = name;
  return found;
}

/** Seconds that an answer asks callers to wait: on a 429 `X-RateLimit-Reset`, else `Retry-After` in either of its forms. */
export function retryAfterOf({ status, headers }: Response): number | undefined {
  const { reset } = rateLimitOf(headers);
  if (status === 429 && reset !== undefined) return reset;
  const text = headers.get("retry-after");
  if (!text) return undefined;
  if (Number.isFinite(Number(text))) return secondsUntil(Number(text));
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/** The API gives seconds; a point in time, in seconds or milliseconds since 1970, is recognised by its size. */
function secondsUntil(value: number): number {
  const seconds = value > 1e12 ? (value - Date.now()) / 1000 : value > 1e9 ? value - Date.now() / 1000 : value;
  return Math.max(0, seconds);
}
