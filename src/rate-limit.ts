/** What a response says about rate limits and about waiting. */
import type { RateLimit } from "./errors.ts";
import { redact, type Sent } from "./redact.ts";

/**
 * The `X-RateLimit-*` headers of a response. A browser shows them only if the server allows it. `sent` gives what the
 * limit's name must not repeat.
 */
export function rateLimitOf(headers: Headers, sent: () => Sent): RateLimit {
  const found: RateLimit = {};
  for (const part of ["limit", "period", "remaining", "reset"] as const) {
    const text = headers.get(`x-ratelimit-${part}`);
    const value = part === "reset" ? seconds(text) : numberIn(text);
    if (Number.isFinite(value)) found[part] = value;
  }
  const name = headers.get("x-ratelimit-name");
  if (name) found.name = redact(name, sent());
  return found;
}

/** Seconds that a response asks callers to wait: on a 429 `X-RateLimit-Reset`, else `Retry-After`. */
export function retryAfterOf({ status, headers }: Response): number | undefined {
  const names = status === 429 ? ["x-ratelimit-reset", "retry-after"] : ["retry-after"];
  return names.map((name) => seconds(headers.get(name))).find(Number.isFinite);
}

/** The largest number that is taken for a length of time. A larger one is a time since 1970. */
const LONGEST_SECONDS = 1e9;
/** The largest number that is taken for seconds since 1970. A larger one counts milliseconds. */
const LATEST_SECONDS = 1e12;

/** The API gives seconds; proxies may give a date, or a time since 1970, and then the seconds until then count. */
function seconds(text: string | null): number {
  const value = numberIn(text);
  if (value <= LONGEST_SECONDS) return Math.max(0, value);
  const isDate = Number.isNaN(value) && /[a-z]/i.test(text ?? "");
  const time = isDate ? Date.parse(text ?? "") : value > LATEST_SECONDS ? value : value * 1000;
  return Math.max(0, (time - Date.now()) / 1000);
}

const numberIn = (text: string | null): number => Number(text || Number.NaN);
