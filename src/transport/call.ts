/** One call on its way: what is sent, and how far it has come. */
import type { CallFacts, ReadResponse } from "../api-error.ts";
import type { AskedHeaders, AuthHeaders } from "../credentials.ts";
import type { Operation } from "../operation.ts";
import { milliseconds, wholeNumber } from "../options.ts";
import type { Parameters } from "../path.ts";
import { type Outcome, RULES } from "./policy.ts";

/** What the transport has to know of a request beyond what it sends. */
export interface RequestFacts {
  readonly operation: Operation;
  /** The method and the path template, for errors. */
  readonly name: string;
  /** The values of the path parameters. */
  readonly path: Parameters | undefined;
  /** The values of the query parameters. */
  readonly query: Parameters | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number | undefined;
  readonly maxRetries: number | undefined;
  /** Whether somebody's code sees the response: then it is a whole `Response`. */
  readonly isObserved: boolean;
  /** Whether refusals are thrown, as `send` wants it, or returned, as users of `dd.http` expect. */
  readonly throwsRefusals: boolean;
}

/** One request as it is sent, but for the credentials: those are added to a copy that only `fetch` sees. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  /** A copy, which middleware that has kept the request's `Headers` cannot change between attempts. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
  readonly facts: RequestFacts;
}

/** A call, from the first attempt to the last. */
export interface Call extends CallFacts {
  readonly request: OutgoingRequest;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  /** When the whole call must have ended, on the clock of `performance.now()`. */
  readonly deadline: number;
  /** The credential headers of all attempts. */
  readonly auths: AuthHeaders[];
  attempts: number;
  /** Attempts that only repeated an earlier one. */
  repeats: number;
  /** The response to the latest attempt, if that was a 429. */
  limited?: ReadResponse | undefined;
  /** The credentials of the latest attempt, where they had to be asked for. */
  asked?: AskedHeaders;
  /** Those that a 401 has refused. They are asked for once more. */
  refused?: AskedHeaders;
  /** Whether an attempt may have been carried out although it failed. */
  mayBeDone: boolean;
  /** Whether the response to an attempt was lost. */
  responseLost: boolean;
}

/** Starts the clock of a call. */
export function startCall(request: OutgoingRequest, defaults: { timeout: number; maxRetries: number }): Call {
  const { operation, name, path, signal } = request.facts;
  const timeout = milliseconds(name, "timeout", request.facts.timeout ?? defaults.timeout);
  const auths: AuthHeaders[] = [];
  return {
    request,
    operation,
    path,
    name,
    auths,
    sent: () => [...auths.flat().map(([, value]) => value), ...sentValues(request)],
    signal,
    timeout,
    maxRetries: wholeNumber(name, "maxRetries", request.facts.maxRetries ?? defaults.maxRetries),
    deadline: performance.now() + timeout,
    attempts: 0,
    repeats: 0,
    mayBeDone: false,
    responseLost: false,
  };
}

/** Milliseconds until the deadline. */
export const remaining = (call: Call): number => call.deadline - performance.now();

/** What a request carries of its caller's, so that no text shows it: headers, path, query and body. */
function sentValues({ headers, facts: { path, query }, body = "" }: OutgoingRequest): string[] {
  const own = headers.flatMap(([name, value]) => (name === "content-type" ? [] : value));
  const parameters = Object.values({ ...path, ...query }).flat();
  return [...own, ...parameters.filter((value) => typeof value !== "object").map(String), body]; // objects are not sent
}

/** Notes down what a failed attempt leaves open. */
export function noteOutcome(call: Call, outcome: Outcome): void {
  const { mayBeDone, responseLost } = RULES[outcome];
  call.mayBeDone ||= mayBeDone && call.request.method !== "GET";
  call.responseLost ||= responseLost;
}
