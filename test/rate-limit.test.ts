/** What a response says about rate limits and about waiting, in whichever way it says it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rateLimitOf, retryAfterOf } from "../src/rate-limit.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime("2026-11-21T10:00:00Z");
});
afterEach(() => void vi.useRealTimers());

const response = (status: number, headers: Record<string, string>): Response => new Response(null, { status, headers });

test.each([
  [{}, {}],
  [
    { "x-ratelimit-limit": "100", "x-ratelimit-period": "60" },
    { limit: 100, period: 60 },
  ],
  [
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "17" },
    { remaining: 0, reset: 17 },
  ],
  [{ "x-ratelimit-limit": "many", "x-ratelimit-remaining": "", "x-ratelimit-reset": "soon" }, {}],
  [{ "x-ratelimit-reset": "-5" }, { reset: 0 }],
  [{ "x-ratelimit-reset": "1795255206" }, { reset: 6 }],
  [{ "x-ratelimit-limit": "Infinity" }, {}],
])("the headers %j say %j", (headers, limit) => {
  expect(rateLimitOf(new Headers(headers), () => [])).toEqual(limit);
});

test.each([
  [429, { "x-ratelimit-reset": "7", "retry-after": "9" }, 7],
  [429, { "x-ratelimit-reset": "later", "retry-after": "9" }, 9],
  [503, { "x-ratelimit-reset": "7", "retry-after": "9" }, 9],
  [503, { "x-ratelimit-reset": "7" }, undefined],
  [503, { "retry-after": "Sat, 21 Nov 2026 10:00:11 GMT" }, 11],
  [503, { "retry-after": "Sat, 21 Nov 1970 10:00:11 GMT" }, 0],
  [429, { "x-ratelimit-reset": "1795255208000" }, 8],
  [429, { "retry-after": "" }, undefined],
  [429, {}, undefined],
])("a %i with %j asks to wait %s s", (status, headers, wait) => {
  expect(retryAfterOf(response(status, headers))).toBe(wait);
});
