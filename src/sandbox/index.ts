/** An in-memory Datadog behind `fetch`, for tests, demos and the edge. */
import { createFaults, type FaultChooser, type FaultRule, type SandboxRequest } from "./faults.ts";
import { addUser, fill } from "./fill.ts";
import { createLimits, type RateLimits } from "./rate-limits.ts";
import { createApp, handle, type World } from "./server.ts";
import type { SandboxApplicationKey, SandboxState, SandboxStateInput, SandboxUser } from "./state.ts";
import { refuseUnknown } from "./unknown.ts";

export type { Fault, FaultChooser, FaultRule, SandboxRequest } from "./faults.ts";
export type { Har, HarEntry, HarRecorder } from "./har.ts";
export { recordHar } from "./har.ts";
export type { Operation } from "./operations.ts";
export type { RateLimits, SandboxRateLimit } from "./rate-limits.ts";
export type {
  APIKeyInput,
  ApplicationKeyInput,
  ConnectionInput,
  LeakInput,
  RoleInput,
  SandboxAPIKey,
  SandboxApplicationKey,
  SandboxConnection,
  SandboxLeak,
  SandboxOrganization,
  SandboxPagerDutyService,
  SandboxRole,
  SandboxState,
  SandboxStateInput,
  SandboxToken,
  SandboxUser,
  Time,
  TokenInput,
  UserInput,
} from "./state.ts";

export interface SandboxOptions {
  /**
   * Whether the organization is in One-Time Read mode: application keys show their secret only when they are created,
   * and v1 refuses to deal with them.
   * @default false
   */
  oneTimeRead?: boolean | undefined;
  /**
   * One limit for all operations, or a function that gives each operation its limit.
   * @default the limits that Datadog reports for PagerDuty and application keys; they refuse nothing here
   */
  rateLimit?: RateLimits | undefined;
  /**
   * Where ids and secrets come from: the same seed makes the same ones in the same order.
   * @default 1
   */
  seed?: number | undefined;
  /**
   * The clock, for time stamps, expiry and rate limits.
   * @default Date.now
   */
  now?: (() => number | Date) | undefined;
  /**
   * Milliseconds that every request takes before it is carried out.
   * @default 0
   */
  latency?: number | ((request: SandboxRequest) => number) | undefined;
  /**
   * What the sandbox holds at the start: keys, users, tokens and connections, or what `sandbox.state()` gave back.
   * @default one user with an API key and an application key
   */
  state?: SandboxStateInput | undefined;
}

/** What a user signs in with. */
export interface SandboxLogin {
  /** To be spread into the client's options. */
  readonly credentials: { apiKey: string; appKey: string };
  /** A bearer token that has all the user's permissions, to be used in place of the two keys. It is in no list. */
  readonly token: string;
  /** The ids of the user and of the two keys, for instance to register the application key for actions. */
  readonly ids: { user: string; apiKey: string; appKey: string };
}

/** `fetch`, or a server's handler: what follows a `Request` is the server's own business. */
export interface SandboxFetch {
  (request: Request, server?: unknown): Promise<Response>;
  (url: string | URL | Request, init?: RequestInit): Promise<Response>;
}

export interface Sandbox extends SandboxLogin {
  /** Responds to a request. Needs no `this`; rejects with the reason of the request's signal when that aborts. */
  readonly fetch: SandboxFetch;
  /** Every request since the start or the last reset, but not a browser's preflights. */
  readonly requests: SandboxRequest[];
  /**
   * A copy of all that the sandbox holds, secrets included, from which `createSandbox({ state })` makes the same one.
   */
  state(): SandboxState;
  /** Orders a fault for the requests to come. Returns a function that takes it back. */
  fail(fault: FaultRule | FaultChooser): () => void;
  /** Adds a user with every permission and an application key to the organization. */
  addUser(name: string): SandboxLogin;
  /** Returns to the start: the first state and nothing else, no faults, no requests, nothing counted. */
  reset(): void;
}

const OPTIONS: Readonly<Record<keyof SandboxOptions, true>> = {
  oneTimeRead: true,
  rateLimit: true,
  seed: true,
  now: true,
  latency: true,
  state: true,
};

/** Makes a sandbox. Without `state` it has one user, one API key and one application key. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  refuseUnknown("createSandbox's options", options, Object.keys(OPTIONS));
  const { now = Date.now, latency = 0, rateLimit, seed = 1, state = {}, oneTimeRead = false } = options;
  const clock = () => new Date(now());
  const begin = fill(state, seed, clock().toISOString());
  const world: World = {
    state: structuredClone(begin),
    count: createLimits(rateLimit),
    faults: createFaults(),
    requests: [],
    queues: new Map(),
    clock,
    latency: typeof latency === "function" ? latency : () => latency,
    oneTimeRead,
  };
  const app = createApp(world);
  return {
    ...firstLogin(begin),
    fetch: (input: Request | string | URL, init?: unknown) => handle(app, input, init),
    requests: world.requests,
    state: () => structuredClone(world.state),
    fail: world.faults.add,
    addUser(name) {
      const { user, key } = addUser(world.state, clock().toISOString(), name);
      return login(world.state, user, key);
    },
    reset() {
      Object.assign(world, { state: structuredClone(begin), count: createLimits(rateLimit) });
      world.faults.clear();
      world.requests.length = 0;
    },
  };
}

function firstLogin(state: SandboxState): SandboxLogin {
  const user = state.users.find(({ id }) => id === state.login.user);
  const key = state.applicationKeys.find(({ id }) => id === state.login.appKey);
  if (!user || !key) throw new RangeError("The user or the application key of `login` is not in the sandbox's state.");
  return login(state, user, key);
}

function login({ apiKeys, login }: SandboxState, user: SandboxUser, appKey: SandboxApplicationKey): SandboxLogin {
  const apiKey = apiKeys.find(({ id }) => id === login.apiKey) ?? apiKeys[0];
  if (!apiKey) throw new RangeError("There is no API key in the sandbox's state.");
  return {
    credentials: { apiKey: apiKey.key, appKey: appKey.key },
    token: user.token,
    ids: { user: user.id, apiKey: apiKey.id, appKey: appKey.id },
  };
}
