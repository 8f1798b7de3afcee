/** Rate limits as the server reports them, and the queue of the calls that wait for one to reset. */
import { sleep } from "./bounded.ts";
import type { RateLimit } from "./errors.ts";
import { type Sent, scrubber } from "./scrub.ts";

/** No wait is shorter, whatever the server says, so that a reset of 0 is no hot loop. Milliseconds. */
const FLOOR = 500;
/** Calls that waited for the same limit are let go one after the other, this far apart. Milliseconds. */
const GAP = 50;
/** Timers of Node's may fire this much before their time. Milliseconds. */
const EARLY = 2;

/** A limit that has been met. Times are those of `performance.now()`. */
export interface Limit {
  /**
   * Waits in the limit's queue until the call may go. Does not wait if the limit resets only after `most` milliseconds, or the
   * call's turn would come after those that it has `left()`: then it gives the answer that reported the limit.
   */
  pass(most: number, left: () => number, caller: AbortSignal | undefined): Promise<Held | undefined>;
  /** Takes note of a 429 that resets after `wait` milliseconds. */
  extend(wait: number, response: Response): void;
}

/** What keeps a call from being sent. */
export interface Held {
  /** The answer that reported the limit; another call's, perhaps, so its body is not for this one. */
  readonly response: Response;
  /** Seconds until the limit resets. */
  readonly retryAfter: number;
}

/** What a client has learned about its rate limits. */
export interface Limits {
  /** Remembers what an answer says; `fallback` is the wait in milliseconds where a 429 does not say how long. */
  note(operation: string, response: Response, fallback: number): void;
  /** The limit that an operation counts against, if that has been met: most never are. */
  known(operation: string): Limit | undefined;
}

/** Starts with no limit known: names are learned from answers, since several operations may share one. */
export function createLimits(): Limits {
  const names = new Map<string, string>();
  const limits = new Map<string, Limit>();
  const keyOf = (operation: string): string => names.get(operation) ?? operation;
  return {
    note(operation, response, fallback) {
      const name = response.headers.get("x-ratelimit-name");
      if (name) names.set(operation, name);
      if (response.status !== 429) return;
      const seconds = retryAfterOf(response);
      const limit = limits.get(keyOf(operation)) ?? createLimit();
      limits.set(keyOf(operation), limit);
      limit.extend(Math.max(FLOOR, seconds === undefined ? fallback : seconds * 1000), response);
    },
    known: (operation) => limits.get(keyOf(operation)),
  };
}

function createLimit(): Limit {
  let until = 0; // when the limit resets
  let next = 0; // when the next waiting call may go
  let latest: Response;
  return {
    extend(wait, response) {
      const reset = performance.now() + wait;
      if (reset <= until) return;
      until = reset;
      next = Math.max(next, reset + Math.random() * Math.min(1000, wait / 10));
      latest = response;
    },
    async pass(most, left, caller) {
      for (let waited = false; ; waited = true) {
        const now = performance.now();
        if ((waited ? until - EARLY : next) <= now) return undefined;
        if (until - now > most || next - now > left()) {
          return { response: latest, retryAfter: Math.ceil(((until > now ? until : next) - now) / 1000) };
        }
        const mine = next;
        next += GAP;
        try {
          await sleep(mine - now, caller);
        } catch (reason) {
          next = Math.max(until, next - GAP);
          throw reason;
        }
      }
    },
  };
}

/**
 * The `X-RateLimit-*` headers of an answer. A browser shows them only if the server allows it. The limit's name is left out
 * where nothing tells which secrets it must not hold.
 */
export function rateLimitOf(headers: Headers, sent?: Sent): RateLimit {
  const found: RateLimit = {};
  for (const part of ["limit", "period", "remaining", "reset"] as const) {
    const text = headers.get(`x-ratelimit-${part}`);
    const value = part === "reset" ? seconds(text) : numberIn(text);
    if (Number.isFinite(value)) found[part] = value;
  }
  const name = headers.get("x-ratelimit-name");
  if (name && sent) found.name = scrubber(sent)(name);
  return found;
}

/** Seconds that an answer asks callers to wait: on a 429 `X-RateLimit-Reset`, else `Retry-After`. */
export function retryAfterOf({ status, headers }: Response): number | undefined {
  const names = status === 429 ? ["x-ratelimit-reset", "retry-after"] : ["retry-after"];
  return names.map((name) => seconds(headers.get(name))).find(Number.isFinite);
}

/** The API gives seconds; a date, and a point in time in seconds or milliseconds since 1970, which its size gives away, count from now. */
function seconds(text: string | null): number {
  const value = numberIn(text);
  if (value <= 1e9) return Math.max(0, value);
  const at = value > 1e12 ? value : value * 1000 || Date.parse(/[a-z]/i.test(text ?? "") ? (text ?? "") : "");
  return Math.max(0, (at - Date.now()) / 1000);
}

const numberIn = (text: string | null): number => Number(text || Number.NaN);
