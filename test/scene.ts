/** Scripted servers and a fake clock: nothing here waits or touches the network. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { APIKeyOptions, ClientOptions } from "../src/client.ts";
import { createDatadog, type Datadog } from "../src/index.ts";
import { success } from "./bodies.ts";

export const apiKey = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
export const appKey = "ddapp_AbCdEfGhIjKlMnOpQrStUvWxYz01234567";
/** What ids of keys, users and connections look like. */
export const uuid = "6d7a1b52-9c0e-4f3a-8f7d-2b1c5e9a4d10";

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

/**
 * What the server does with a request: 200 is the documented success of its operation, another status a refusal; or a
 * response, an error that `fetch` rejects with, or whatever a function makes of the request.
 */
export type Step = number | Response | Error | ((seen: Seen) => Response | Promise<Response>);

/** A client whose requests meet one step after the other; the last one serves all that follow. */
export function scene(
  steps: readonly Step[],
  options: Partial<ClientOptions | APIKeyOptions> = {},
): { dd: Datadog; seen: Seen[] } {
  const seen: Seen[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { method = "", headers, body, redirect, signal } = init;
    if (!signal) throw new Error("no signal");
    const at = performance.now();
    const request = { method, url, headers: Object.fromEntries(new Headers(headers)), body, redirect, signal, at };
    const step = steps[Math.min(seen.length, steps.length - 1)];
    seen.push(request);
    if (typeof step === "function") return step(request);
    if (typeof step === "number") return step === 200 ? success(method, url) : respond(step);
    if (step instanceof Response) return step.clone();
    throw step;
  };
  const credentials = options.token === undefined ? { apiKey, appKey } : {};
  return { dd: createDatadog({ ...credentials, fetch, ...options } as ClientOptions), seen };
}

/** A response of that status; a refusal in the API's form unless a body is given. */
export function respond(status: number, headers: Record<string, string> = {}, body?: unknown): Response {
  const text = JSON.stringify(body ?? { errors: ["Forbidden"] });
  const hasBody = ![204, 205, 304].includes(status);
  return new Response(hasBody ? text : null, { status, headers: { "content-type": "application/json", ...headers } });
}

/** The documented success, with these headers. */
export const ok =
  (headers: Record<string, string> = {}) =>
  ({ method, url }: { method: string; url: string }): Response =>
    success(method, url, headers);

/** The API's own word that there is no such thing. */
export const notFound: Step = () => respond(404, {}, { errors: ["API key not found"] });

/** Never responds, but gives up when its signal says so, as the platform's `fetch` does. */
export const hang = ({ signal }: { signal: AbortSignal }): Promise<Response> =>
  new Promise((_, reject) => {
    const abort = (): void => reject(new DOMException("This operation was aborted", "AbortError"));
    signal.addEventListener("abort", abort);
  });

/** Responds after a time. */
export const late =
  (ms: number, status = 200): Step =>
  ({ method, url }) =>
    new Promise((resolve) => {
      setTimeout(() => resolve(status === 200 ? success(method, url) : respond(status)), ms);
    });

/** A failure of Node's `fetch`, which wraps that of the system. */
export const broken = (code = "ECONNRESET", message = `read ${code}`): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });

/** A body that breaks off in the middle. */
export const torn =
  (status = 200): Step =>
  () =>
    new Response(new ReadableStream({ start: (body) => body.error(new TypeError("terminated")) }), { status });

/** Pauses between the requests, in milliseconds. */
export const pauses = (seen: readonly Seen[]): number[] =>
  seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));

/** Lets the fake clock run until nothing waits any more, and gives what the promise came to: a value, or what it threw. */
export async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const settled = promise.catch((error) => error);
  await vi.runAllTimersAsync();
  return settled;
}

/** What a promise rejects with. */
export async function thrown(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

/**
 * Replaces the clock and the dice of every test in a file; the dice fall on `Math.random() === 0`. Afterwards no timer
 * may be left.
 */
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
