/** A fetch that adds the credentials, waits out rate limits, repeats what is safe to repeat and refuses redirects. */
import { isRedirect, type ReadResponse, refused, saysNotFound, unexpected } from "../api-error.ts";
import { parseJson } from "../json.ts";
import { retryAfterOf } from "../rate-limit.ts";
import { type AttemptSettings, attempt, inTime } from "./attempt.ts";
import { type Call, noteOutcome, type PlainRequest, remaining, startCall } from "./call.ts";
import { sleep } from "./deadline.ts";
import { createLimits, type Limit } from "./limits.ts";
import { backoff, createRetryBudget, mayRepeat } from "./policy.ts";

export type { Fetch, RequestEvent, ResponseEvent } from "./attempt.ts";
export { PlainRequest } from "./call.ts";

/** Everything that the transport needs to know, checked and complete. */
export interface Settings extends AttemptSettings {
  readonly timeout: number;
  readonly maxRetries: number;
  readonly maxRetryWait: number;
}

/** The body of the error of a call that was never sent because another call had met the same rate limit. */
const HELD = '{"errors":["not sent, because an earlier request has met this rate limit"]}';

/** Makes the function that openapi-fetch calls in place of `fetch`. What it remembers is the client's: limits, budget, queues. */
export function createTransport(settings: Settings): (request: PlainRequest) => Promise<Response> {
  const { maxRetryWait } = settings;
  const limits = createLimits();
  const budget = createRetryBudget();
  const queues = new Map<string, Promise<unknown>>();

  return (request) => {
    const call = startCall(request, settings);
    const { queue } = call.operation;
    if (queue === undefined) return perform(call);
    const before = queues.get(queue);
    const mine = inTime(call, async () => before).then(() => perform(call));
    queues.set(queue, Promise.allSettled([before, mine]));
    return mine;
  };

  async function perform(call: Call): Promise<Response> {
    let latest: ReadResponse | undefined; // of this call, if that was a 429
    for (let repeats = 0; ; repeats += 1) {
      if (call.signal?.aborted) throw call.signal.reason;
      const held = limits.known(call.name) && (await waitForLimits(call, latest));
      if (held) return held;

      const { read, outcome, error } = { error: undefined, ...(await attempt(call, settings)) };
      if (read) limits.note(call.name, read.response, backoff(repeats));
      if (outcome === "success") {
        budget.earn();
        return accepted(call, read as ReadResponse);
      }
      if (read?.response.status === 404 && isAlreadyGone(call, read)) return alreadyGone(call);
      if (read?.response.status === 401 && call.lease && !call.renewed) {
        call.renewed = true;
        repeats -= 1; // another credential is another request
        continue;
      }
      if (read) noteOutcome(call, outcome);

      latest = outcome === "429" ? read : undefined;
      const wait = latest ? 0 : Math.max(((read && retryAfterOf(read.response)) ?? 0) * 1000, backoff(repeats));
      const isWorthIt = latest || (wait <= Math.min(maxRetryWait, remaining(call)) && budget.allows());
      if (repeats >= call.maxRetries || !isWorthIt || !mayRepeat(call.request.method, outcome)) {
        if (!read) throw error;
        return refusal(call, read);
      }
      if (latest) continue; // the wait is at the top of the loop, shared with the other calls
      budget.spend();
      await sleep(wait, call.signal);
    }
  }

  /** Waits until no known limit holds the call back. Where that takes too long, gives what the call gets instead. */
  async function waitForLimits(call: Call, latest: ReadResponse | undefined): Promise<Response | undefined> {
    const { signal, name } = call;
    let passed: Limit | undefined;
    for (let limit = limits.known(name); limit && limit !== passed; limit = limits.known(name)) {
      const held = await limit.pass(maxRetryWait, () => remaining(call), signal);
      if (held) {
        const { headers, retryAfter } = held;
        return refusal(
          call,
          latest ?? { response: new Response(HELD, { status: 429, headers }), text: HELD, isOwn: true },
          retryAfter,
        );
      }
      passed = limit; // meanwhile a response may have told that the operation counts against another one
    }
    return undefined;
  }
}

/** Whether a DELETE finds nothing because an earlier attempt, whose response was lost, has done it. */
const isAlreadyGone = ({ request, responseLost }: Call, { text }: ReadResponse): boolean =>
  request.method === "DELETE" && responseLost && saysNotFound(text);

/** The success of a DELETE whose own response was lost: it has no body to give. */
function alreadyGone(call: Call): Response {
  const [status = 204] = call.operation.success;
  return accepted(call, { response: new Response(null, { status }), text: "", isAlreadyGone: true });
}

/** Hands on a response whose body has been read: to `send` what it needs, to users of `dd.http` a Response to be read. */
function accepted(call: Call, read: ReadResponse): Response {
  const { response, text, isAlreadyGone } = read;
  const { ok, status, type, headers } = response;
  if (call.request.throwing) {
    const handedOn = { ok, status, type, headers, text: async () => text, isAlreadyGone };
    return handedOn as unknown as Response;
  }
  if (ok && text && parseJson(text) === undefined) throw unexpected(call, read, "the body is not JSON");
  if (status < 200 || status > 599) throw unexpected(call, read, "there is no such status");
  const hasBody = text !== "" && ![204, 205, 304].includes(status);
  return new Response(hasBody ? text : null, { status, headers });
}

function refusal(call: Call, read: ReadResponse, retryAfter?: number): Response {
  if (!call.request.throwing && !isRedirect(read.response)) return accepted(call, read);
  throw refused(call, read, call.mayBeDone, retryAfter);
}
