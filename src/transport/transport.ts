/** A fetch that adds the credentials, waits out rate limits, repeats what is safe to repeat and refuses redirects. */
import { isRedirect, type ReadResponse, refused, saysNotFound, unexpected } from "../api-error.ts";
import { InputError } from "../errors.ts";
import { parseJson } from "../json.ts";
import { retryAfterOf } from "../rate-limit.ts";
import { type Attempt, type AttemptSettings, attempt, inTime } from "./attempt.ts";
import { type Call, type OutgoingRequest, remaining, startCall } from "./call.ts";
import { sleep } from "./deadline.ts";
import { createLimits, type Held, type Limit, type Limits } from "./limits.ts";
import { backoff, createRetryBudget, mayRepeat, type RetryBudget } from "./policy.ts";

export type { Fetch, RequestEvent, ResponseEvent } from "./attempt.ts";

/** Everything that the transport needs to know, checked and complete. */
export interface Settings extends AttemptSettings {
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxRetryWait: number;
}

/** The body of the error of a call that was never sent because another call had met the same rate limit. */
const HELD = '{"errors":["not sent, because an earlier request has met this rate limit"]}';

/** What a client's calls share. */
interface Shared {
  readonly settings: Settings;
  readonly limits: Limits;
  readonly budget: RetryBudget;
}

/**
 * Makes the function that openapi-fetch calls in place of `fetch`. What it remembers is the client's: limits, budget,
 * queues.
 */
export function createTransport(settings: Settings): (request: OutgoingRequest) => Promise<Response> {
  const shared = { settings, limits: createLimits(), budget: createRetryBudget() };
  const queues = new Map<string, Promise<unknown>>();
  return (request) => {
    const call = startCall(request, settings);
    const { queue, apiKeyAlone } = call.operation;
    if (settings.credentials.isAPIKeyAlone && !apiKeyAlone)
      throw new InputError(call.name, "appKey is missing: an API key alone can only be validated");
    if (queue === undefined) return perform(call, shared);
    const before = queues.get(queue);
    const mine = inTime(call, async () => before).then(() => perform(call, shared));
    const ended = Promise.allSettled([before, mine]).then(() => {}); // without the responses, or all would be kept
    queues.set(queue, ended);
    return mine;
  };
}

/** Sends the request until it has succeeded or must not be sent again. */
async function perform(call: Call, shared: Shared): Promise<Response> {
  for (;;) {
    if (call.signal?.aborted) throw call.signal.reason;
    const held = shared.limits.known(call.name) && (await waitForLimits(call, shared));
    if (held) return held;
    const ended = await attempt(call, shared.settings);
    const { read } = ended;
    if (read) shared.limits.note(call.name, read.response, backoff(call.repeats));
    const done = read && successOf(call, read, shared.budget);
    if (done) return done;
    if (read && renewsCredentials(call, read)) continue;
    const wait = waitBeforeRepeat(call, ended, shared);
    if (wait === undefined) return refusal(call, ended);
    call.repeats += 1;
    call.limited = ended.outcome === "429" ? read : undefined;
    if (!call.limited) await sleep(wait, call.signal); // limits are waited for above, together with the other calls
  }
}

/** What a call resolves to, if this is its success: perhaps that of a DELETE whose own response was lost. */
function successOf(call: Call, read: ReadResponse, budget: RetryBudget): Response | undefined {
  const { ok, status } = read.response;
  if (ok) {
    budget.earn();
    return accepted(call, read);
  }
  if (call.request.method !== "DELETE" || !call.responseLost || status !== 404 || !saysNotFound(read.text))
    return undefined;
  const response = new Response(null, { status: call.operation.success[0] ?? 204 });
  return accepted(call, { response, text: "", isAlreadyGone: true });
}

/** Milliseconds until the request may be sent again; `undefined` where it may not. */
function waitBeforeRepeat(call: Call, { outcome, read }: Attempt, { settings, budget }: Shared): number | undefined {
  if (call.repeats >= call.maxRetries || !mayRepeat(call.request.method, outcome)) return undefined;
  if (outcome === "429") return 0;
  const wait = Math.max(secondsAsked(read) * 1000, backoff(call.repeats));
  return wait <= Math.min(settings.maxRetryWait, remaining(call)) && budget.spend() ? wait : undefined;
}

/** Waits until no known limit holds the call back. Where that takes too long, gives what the call gets instead. */
async function waitForLimits(call: Call, { settings, limits }: Shared): Promise<Response | undefined> {
  const { signal, name, limited } = call;
  let passed: Limit | undefined;
  for (let limit = limits.known(name); limit && limit !== passed; limit = limits.known(name)) {
    const held = await limit.pass(settings.maxRetryWait, () => remaining(call), signal);
    if (held) {
      const retryAfter = Math.max(held.retryAfter, secondsAsked(limited)); // the call's own 429 may have asked for more
      return refusal(call, { read: limited ?? notSent(held) }, retryAfter);
    }
    passed = limit; // meanwhile a response may have told that the operation counts against another one
  }
  return undefined;
}

/** Seconds that a response asks callers to wait; 0 where there is none, or it does not say. */
const secondsAsked = (read: ReadResponse | undefined): number => (read && retryAfterOf(read.response)) ?? 0;

/** What a call gets in place of a response that was never sent, because another call had met the same rate limit. */
const notSent = ({ headers }: Held): ReadResponse => ({
  response: new Response(HELD, { status: 429, headers }),
  text: HELD,
  isOwn: true,
});

/** Notes that a 401 has refused the credentials, if they can be asked for once more; says whether they can. */
function renewsCredentials(call: Call, { response }: ReadResponse): boolean {
  if (response.status !== 401 || !call.asked || call.refused) return false;
  call.refused = call.asked;
  return true;
}

/**
 * Hands on a response whose body has been read: to `send` what it needs, to users of `dd.http` and to middleware a
 * `Response`.
 */
function accepted(call: Call, read: ReadResponse): Response {
  const { response, text } = read;
  const isAlreadyGone = Object.hasOwn(read, "isAlreadyGone"); // not one that a polluted prototype adds
  const { ok, status, type, headers } = response;
  const { isObserved, throwsRefusals } = call.request.facts;
  if (!isObserved) return { ok, status, type, headers, text: async () => text, isAlreadyGone } as unknown as Response;
  if (!throwsRefusals && ok && text && parseJson(text) === undefined)
    throw unexpected(call, read, "the body is not JSON");
  if (status < 200 || status > 599) throw unexpected(call, read, "no such status");
  const hasBody = text !== "" && ![204, 205].includes(status);
  return Object.assign(new Response(hasBody ? text : null, { status, headers }), throwsRefusals && { isAlreadyGone });
}

/** What a call gets that has not succeeded: its error, or with `dd.http` the response. */
function refusal(call: Call, { read, error }: Pick<Attempt, "read" | "error">, retryAfter?: number): Response {
  if (!read) throw error;
  if (!call.request.facts.throwsRefusals && !isRedirect(read.response)) return accepted(call, read);
  throw refused(call, read, call.mayBeDone, retryAfter);
}
