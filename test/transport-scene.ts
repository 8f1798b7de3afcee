/** Scripted servers and a fake clock for the tests of the transport: nothing here waits or touches the network. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { ClientOptions } from "../src/client.ts";
import { createDatadog, type Datadog } from "../src/index.ts";

export const apiKey = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
export const appKey = "ddapp_AbCdEfGhIjKlMnOpQrStUvWxYz01234567";

/** A request as the scripted server saw it; `at` is the time of the fake clock. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  redirect: unknown;
  signal: AbortSignal;
  at: number;
}

/** What the server does with a request: a status, an answer, an error, or whatever the function makes of it. */
export type Step = number | Response | Error | ((seen: Seen) => Response | Promise<Response>);

/** A client whose requests meet one step after the other; the last one serves all that follow. */
export function scene(steps: readonly Step[], options: Partial<ClientOptions> = {}): { dd: Datadog; seen: Seen[] } {
  const seen: Seen[] = [];
  const fetch = async (url: string, { method = "", headers, body, redirect, signal }: RequestInit): Promise<Response> => {
    if (!signal) throw new Error("no signal");
    const request = { method, url, headers: Object.fromEntries(new Headers(headers)), body, redirect, signal, at: performance.now() };
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push(request);
    if (typeof step === "number") return answer(step);
    if (typeof step === "function") return step(request);
    if (step instanceof Response) return step.clone();
    throw step;
  };
  const dd = createDatadog({ ...(options.token === undefined && { apiKey, appKey }), fetch, ...options } as ClientOptions);
  return { dd, seen };
}

/** An answer of that status: a good body, or the API's form of an error. */
export function answer(status: number, headers: Record<string, string> = {}, body?: unknown): Response {
  const text = JSON.stringify(body ?? (status < 300 ? { data: { id: "1" } } : { errors: [`reason ${status}`] }));
  return new Response(status === 204 || status === 304 ? null : text, {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Never answers, but gives up when its signal says so, as the platform's `fetch` does. */
export const hang = ({ signal }: { signal: AbortSignal }): Promise<Response> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("This operation was aborted", "AbortError"))));

/** Answers after a time. */
export const late =
  (ms: number, status = 200): Step =>
  () =>
    new Promise((resolve) => setTimeout(() => resolve(answer(status)), ms));

/** A failure of Node's `fetch`, which wraps that of the system. */
export const broken = (code = "ECONNRESET", message = "read ECONNRESET"): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });

/** Pauses between the requests, in milliseconds. */
export const pauses = (seen: readonly Seen[]): number[] => seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));

/** Lets the fake clock run until nothing waits any more, and gives what the promise came to: a value, or what it threw. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.catch((error) => error);
  await vi.runAllTimersAsync();
  return settled;
}

/** Replaces the clock and the dice of every test in a file; the dice fall on `Math.random() === 0`. Afterwards no timer may be left. */
export function fakeClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
    vi.spyOn(Math, "random").mockReturnValue(0);
  });
  afterEach(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    vi.restoreAllMocks();
    expect(left, "timers left").toBe(0);
  });
}
