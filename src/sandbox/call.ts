/** What a handler is given, and the types of handlers. */
import type { Mint } from "./mint.ts";
import type { BodyOf, OperationId, PathOf } from "./operations.ts";
import type { Query } from "./query.ts";
import type { SandboxRateLimit } from "./rate-limits.ts";
import type { Family, HandlerResponse } from "./responses.ts";
import type { SandboxApplicationKey, SandboxState, SandboxToken, SandboxUser } from "./state.ts";

/** Whom a request acts for, by what, and what it may do. */
export interface Caller {
  user: SandboxUser;
  /** Absent where a token signs in. */
  appKey?: SandboxApplicationKey;
  /** Absent where a key signs in, or a user's own token that is in no list. */
  token?: SandboxToken;
  /** Names of permissions. */
  permissions: ReadonlySet<string>;
}

/** A request that has passed every check that can be made without looking at what it is about. */
export interface Call<Body = unknown, Path = unknown> {
  /** The path parameters, decoded. */
  path: Path;
  query: Query;
  body: Body;
  headers: Headers;
  caller: Caller;
  state: SandboxState;
  mint: Mint;
  /** The time of the call, ISO 8601. */
  now: string;
  oneTimeRead: boolean;
}

export type CallOf<Id extends OperationId> = Call<BodyOf<Id>, PathOf<Id>>;

/** What carries out each of these operations. */
export type Handlers<Id extends OperationId> = {
  readonly [Name in Id]: (call: CallOf<Name>) => HandlerResponse;
};

/** How a request signs in: the caller, or the refusal. */
export type SignIn = (state: SandboxState, headers: Headers, now: string) => Caller | HandlerResponse;

/** The operations on one kind of thing. */
export interface Resource<Id extends OperationId> {
  family: Family;
  /** The limit that responses report where the sandbox was given none; it refuses nothing. */
  limit?: SandboxRateLimit;
  /** @default application key with API key, or a token */
  signIn?: SignIn;
  /** Says why a body is refused, where that differs from what the spec's schema says. */
  refuseBody?: (id: Id, body: unknown) => HandlerResponse | undefined;
  handlers: Handlers<Id>;
}
