/** Rate limits that have been met, and the queues of the calls that wait for one to reset. */
import { rateLimitOf, retryAfterOf } from "../rate-limit.ts";
import { sleep } from "./deadline.ts";

/** No wait is shorter, whatever the server says, so that a reset of 0 is no hot loop. Milliseconds. */
const SHORTEST_WAIT = 500;
/** Calls that waited for the same limit are let go one after the other, this far apart. Milliseconds. */
const GAP = 50;
/** Timers of Node's may fire this much before their time. Milliseconds. */
const EARLY = 2;
/**
 * No limit holds calls back for longer than this before one of them asks again, whatever the server says. Milliseconds.
 */
const LONGEST_HOLD = 3_600_000;
/** How many names and limits are remembered: a server that makes up names must not fill the memory. */
const MOST_REMEMBERED = 100;
/** Names are cut to this many characters, for the same reason. */
const LONGEST_NAME = 100;

/** A limit that has been met. Times are those of `performance.now()`. */
export interface Limit {
  /**
   * Waits in the limit's queue until the call may go. Does not wait if the limit resets only after `most` milliseconds,
   * or the call's turn would come after those that it has `left()`: then it tells why the call cannot be sent.
   */
  pass(most: number, left: () => number, caller: AbortSignal | undefined): Promise<Held | undefined>;
  /** Takes note of a 429 that resets after `wait` milliseconds. */
  extend(wait: number, response: Response): void;
}

/** What keeps a call from being sent. */
export interface Held {
  /** The `X-RateLimit-*` headers of the response that reported the limit; nothing else of it is for this call. */
  readonly headers: Headers;
  /** Seconds until the limit resets. */
  readonly retryAfter: number;
}

/** What a client has learned about its rate limits. Operations go by their method and path template. */
export interface Limits {
  /** Remembers what a response says; `fallback` is the wait in milliseconds where a 429 does not say how long. */
  note(operation: string, response: Response, fallback: number): void;
  /** The limit that an operation counts against, if that has been met: most never are. */
  known(operation: string): Limit | undefined;
}

/** Starts with no limit known: names are learned from responses, since several operations may share one. */
export function createLimits(): Limits {
  const names = new Map<string, string>();
  const limits = new Map<string, Limit>();
  const keyOf = (operation: string): string => names.get(operation) ?? operation;
  return {
    note(operation, response, fallback) {
      const name = response.headers.get("x-ratelimit-name");
      if (name) remember(names, operation, name.slice(0, LONGEST_NAME));
      if (response.status !== 429) return;
      const seconds = retryAfterOf(response);
      const limit = limits.get(keyOf(operation)) ?? createLimit();
      remember(limits, keyOf(operation), limit);
      const wait = Math.max(SHORTEST_WAIT, seconds === undefined ? fallback : seconds * 1000);
      limit.extend(Math.min(LONGEST_HOLD, wait), response);
    },
    known: (operation) => limits.get(keyOf(operation)),
  };
}

/** Sets an entry, and forgets the oldest one where there are too many. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  for (const [oldest] of map) {
    if (map.size <= MOST_REMEMBERED) return;
    map.delete(oldest);
  }
}

function createLimit(): Limit {
  let until = 0; // when the limit resets
  let next = 0; // when the next waiting call may go
  let headers = new Headers();
  return {
    extend(wait, response) {
      const reset = performance.now() + wait;
      if (reset <= until) return;
      until = reset;
      next = Math.max(next, reset + Math.random() * Math.min(1000, wait / 10));
      const reported = Object.entries(rateLimitOf(response.headers, () => []));
      headers = new Headers(reported.map(([part, value]): [string, string] => [`x-ratelimit-${part}`, String(value)]));
    },
    async pass(most, left, caller) {
      for (let waited = false; ; waited = true) {
        const now = performance.now();
        if ((waited ? until - EARLY : next) <= now) return undefined;
        if (until - now > most || next - now > left())
          return { headers, retryAfter: Math.ceil(((until > now ? until : next) - now) / 1000) };
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
