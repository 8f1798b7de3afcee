/** Checks a request as Datadog does, step by step, and carries it out if it passes. */
import { signInTo } from "./access.ts";
import type { ReadBody } from "./body.ts";
import type { Call, Caller } from "./call.ts";
import { createMint } from "./mint.ts";
import type { OPERATIONS } from "./operations.ts";
import { readQuery } from "./query.ts";
import type { CountRequest } from "./rate-limits.ts";
import { RESOURCES } from "./resources.ts";
import type { HandlerResponse, Problem } from "./responses.ts";
import type { SandboxState } from "./state.ts";
import { bodyProblems } from "./validate.ts";

/** A request to an operation. */
export interface OperationRequest extends ReadBody {
  operation: (typeof OPERATIONS)[number];
  /** Path parameters, decoded. */
  path: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  /** Whether a call of the same queue is under way. */
  overlaps: boolean;
}

/** What an operation works on. */
export interface Organization {
  state: SandboxState;
  count: CountRequest;
  now: Date;
  oneTimeRead: boolean;
}

export function carryOut(organization: Organization, request: OperationRequest): HandlerResponse {
  const { operation } = request;
  const { limit } = RESOURCES[operation.id];
  const { headers, exceeded } = organization.count(operation.name, limit, organization.now);
  const response = exceeded ? RESOURCES[operation.id].family.refuse(429) : refuseAccess(organization, request);
  if (response.status === 401 || response.status === 403) return response; // these report no limit
  return { ...response, headers: { ...headers, ...response.headers } };
}

/** Lets those in who may. */
function refuseAccess(organization: Organization, request: OperationRequest): HandlerResponse {
  const { state, now } = organization;
  const { operation, headers } = request;
  const { family, signIn = signInTo(family) } = RESOURCES[operation.id];
  const caller = signIn(state, headers, now.toISOString());
  if ("status" in caller) return caller;
  const { permissions } = operation;
  if (permissions.length > 0 && !permissions.some((name) => caller.permissions.has(name))) return family.refuse(403);
  if (operation.registeredKeyOnly && caller.appKey && !state.registrations.includes(caller.appKey.id)) {
    return family.refuse(403, [{ detail: "The application key is not registered for actions" }]);
  }
  return handle(organization, request, caller);
}

/** Hands a request that is well formed over to its operation. */
function handle({ state, now, oneTimeRead }: Organization, request: OperationRequest, caller: Caller): HandlerResponse {
  const { operation, path, body, headers, refusal, overlaps } = request;
  const { family, refuseBody, handlers } = RESOURCES[operation.id];
  if (overlaps) return family.refuse(409, [{ detail: `Another change of ${operation.queue} is under way` }]);
  const { query, problems } = readQuery(operation.id, request.query);
  if (problems.length > 0) return family.refuse(400, problems);
  if (refusal) return family.refuse(refusal.status, [refusal]);
  const refused = refuseBody ? refuseBody(operation.id, body) : refuseProblems(bodyProblems(operation.id, body));
  if (refused) return refused;
  const call: Call = {
    path,
    query,
    body,
    headers,
    caller,
    state,
    mint: createMint(state),
    now: now.toISOString(),
    oneTimeRead,
  };
  // The body meets the schema that its type is made of.
  return (handlers[operation.id] as (call: Call) => HandlerResponse)(call);

  function refuseProblems(found: readonly Problem[]): HandlerResponse | undefined {
    return found.length > 0 ? family.refuse(400, found) : undefined;
  }
}
