/** Rate limits that are counted and reported as Datadog does, by periods that are aligned to the calendar. */

/** How many requests the sandbox allows. */
export interface SandboxRateLimit {
  /** Requests that one period allows. */
  limit: number;
  /** Length of a period in seconds. */
  period: number;
  /**
   * Name of the limit; operations whose limits have the same name share one count.
   * @default "sandbox"
   */
  name?: string;
}

/** One limit for all operations, or the limit of each: `GET /api/v2/api_keys` and so on. */
export type RateLimits = SandboxRateLimit | ((operation: string) => SandboxRateLimit | undefined);

/** Counts a request. Returns the headers that report the limit, and whether the request is one too many. */
export type CountRequest = (
  operation: string,
  usual: SandboxRateLimit | undefined,
  now: Date,
) => { headers: Record<string, string>; exceeded: boolean };

/** Counts by the limits that the sandbox was given. Without any, the usual ones are reported, and refuse nothing. */
export function createLimits(limits: RateLimits | undefined): CountRequest {
  const counts = new Map<string, { period: number; used: number }>();
  return (operation, usual, now) => {
    const rule = limits === undefined ? usual : typeof limits === "function" ? limits(operation) : limits;
    if (!rule) return { headers: {}, exceeded: false };
    const { limit, period, name = "sandbox" } = rule;
    const seconds = now.getTime() / 1000;
    const current = Math.floor(seconds / period);
    const count = counts.get(name);
    const used = (count?.period === current ? count.used : 0) + 1;
    counts.set(name, { period: current, used });
    const headers = {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-period": String(period),
      "x-ratelimit-remaining": String(Math.max(limit - used, 0)),
      "x-ratelimit-reset": String(Math.ceil((current + 1) * period - seconds)),
      "x-ratelimit-name": name,
    };
    return { headers, exceeded: limits !== undefined && used > limit };
  };
}
