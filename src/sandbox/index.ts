/** An in-memory Datadog behind `fetch`, for tests, demos and the edge. */
import { type Context, Hono } from "hono";
import { actions } from "./actions.ts";
import { type Answer, preflight, refuse, render } from "./answers.ts";
import { apiKeys } from "./api-keys.ts";
import { applicationKeys } from "./application-keys.ts";
import { authenticate, type Call, type Handlers, type OperationId } from "./calls.ts";
import {
  type Connection,
  createFaults,
  cutOff,
  type Fault,
  type FaultChooser,
  type FaultRule,
  type Faults,
  type Operation,
  pause,
  type SandboxRequest,
} from "./faults.ts";
import { type CountRequest, createLimits, type RateLimits } from "./limits.ts";
import { operations } from "./operations.ts";
import { pagerDuty } from "./pagerduty.ts";
import {
  addAPIKey,
  addApplicationKey,
  addUser,
  createMint,
  emptyState,
  type Mint,
  type SandboxState,
  timeStamp,
} from "./store.ts";
import { bodyProblems, readQuery } from "./validate.ts";

export type { Fault, FaultChooser, FaultRule, Operation, SandboxRequest } from "./faults.ts";
export type { RateLimits, SandboxRateLimit } from "./limits.ts";
export type { SandboxAPIKey, SandboxApplicationKey, SandboxConnection, SandboxState, SandboxUser } from "./store.ts";

export interface SandboxOptions {
  /**
   * Whether the organization is in One-Time Read mode: application keys show their secret only when they are created, and v1
   * refuses to deal with them.
   * @default false
   */
  oneTimeRead?: boolean | undefined;
  /**
   * One limit for all operations, or a function that gives each operation its limit.
   * @default no limit, and no headers that report one
   */
  rateLimit?: RateLimits | undefined;
  /**
   * Where ids and secrets come from: the same seed makes the same ones in the same order.
   * @default 1
   */
  seed?: number | undefined;
  /**
   * The clock, for time stamps and rate limits.
   * @default Date.now
   */
  now?: (() => number | Date) | undefined;
  /**
   * Milliseconds that every request takes before it is carried out.
   * @default 0
   */
  latency?: number | ((request: SandboxRequest) => number) | undefined;
}

/** What a user signs in with. */
export interface SandboxLogin {
  /** To be spread into the client's options. */
  readonly credentials: { apiKey: string; appKey: string };
  /** A personal access token, to be used in place of the two keys. */
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
  /** Answers a request. Needs no `this`; rejects with the reason of the request's signal when that aborts. */
  readonly fetch: SandboxFetch;
  /** Every request since the start or the last reset, but not a browser's preflights. */
  readonly requests: SandboxRequest[];
  /** A copy of all that the sandbox holds, secrets included. */
  readonly state: SandboxState;
  /** Orders a fault for the requests to come. Returns a function that takes it back. */
  fail(fault: FaultRule | FaultChooser): () => void;
  /** Adds a user with an application key to the organization. */
  addUser(name: string): SandboxLogin;
  /** Returns to the start: the first credentials and nothing else, no faults, no requests, nothing counted. */
  reset(): void;
}

/** What the sandbox consists of while it runs. */
interface World {
  options: SandboxOptions;
  state: SandboxState;
  mint: Mint;
  count: CountRequest;
  faults: Faults;
  requests: SandboxRequest[];
  /** Changes of the PagerDuty integration that are under way. */
  pagerDutyWrites: number;
}

const handlers: Handlers<OperationId> = { ...apiKeys, ...applicationKeys, ...actions, ...pagerDuty };

/** Makes a sandbox with one user, one API key and one application key. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const world: World = { options, ...start(options), faults: createFaults(), requests: [], pagerDutyWrites: 0 };
  const first = signUp(world, "Jo Example");
  const app = createApp(world);
  return {
    ...first,
    fetch: (input: Request | string | URL, init?: unknown) => handle(app, input, init),
    requests: world.requests,
    get state() {
      return structuredClone(world.state);
    },
    fail: world.faults.add,
    addUser: (name) => signUp(world, name),
    reset() {
      Object.assign(world, start(options));
      world.faults.clear();
      world.requests.length = 0;
      signUp(world, "Jo Example");
    },
  };
}

function start({ seed = 1, rateLimit }: SandboxOptions): Pick<World, "state" | "mint" | "count"> {
  return { state: emptyState(), mint: createMint(seed), count: createLimits(rateLimit) };
}

function signUp({ state, mint, options }: World, name: string): SandboxLogin {
  const time = timeStamp(clock(options));
  const user = addUser(state, mint, time, name);
  const apiKey = state.apiKeys[0] ?? addAPIKey(state, mint, user, time, "sandbox");
  const appKey = addApplicationKey(state, mint, user, time, "sandbox");
  return {
    credentials: { apiKey: apiKey.key, appKey: appKey.key },
    token: user.token,
    ids: { user: user.id, apiKey: apiKey.id, appKey: appKey.id },
  };
}

const clock = ({ now = Date.now }: SandboxOptions) => new Date(now());

/** What a request brings along besides itself. */
interface Surroundings {
  signal: AbortSignal;
  /** The socket, where @hono/node-server passes it along. */
  connection: Connection | undefined;
}
type App = Hono<{ Bindings: Surroundings }>;

/** Routes every operation of the spec; whatever else comes is a 404, or a 405 where only the method is wrong. */
function createApp(world: World): App {
  const app: App = new Hono<{ Bindings: Surroundings }>();
  const methods = new Map<string, string[]>();
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    const [method = "", template = ""] = operation.split(" ");
    const path = template.replace(/\{(\w+)\}/g, ":$1");
    app.on(method, path, (c) =>
      serve(world, c, operation, (request) =>
        carryOut(world, id, request, Object.values<string>(c.req.param())[0] ?? ""),
      ),
    );
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allowed] of methods) {
    app.all(path, (c) =>
      serve(world, c, undefined, () => ({ ...refuse(405), headers: { allow: allowed.join(", ") } })),
    );
  }
  app.notFound((c) => serve(world, c, undefined, () => refuse(404)));
  app.onError((error) => {
    throw error; // a dropped connection or an abort: Hono would make an answer of it
  });
  return app;
}

async function handle(app: App, input: Request | string | URL, init: unknown): Promise<Response> {
  const isRequest = typeof input !== "string" && !(input instanceof URL);
  const { signal, ...rest } = (isRequest ? {} : (init ?? {})) as RequestInit;
  const request = isRequest ? input : new Request(input, rest);
  if (request.method === "OPTIONS") return preflight(request);
  const connection = isRequest
    ? (init as { incoming?: { socket?: Connection } } | undefined)?.incoming?.socket
    : undefined;
  return app.fetch(request, { signal: signal ?? request.signal, connection });
}

/** Sees to one request: notes it down, waits, has it carried out, and lets happen what was ordered to go wrong. */
async function serve(
  world: World,
  c: Context<{ Bindings: Surroundings }>,
  operation: Operation | undefined,
  answerTo: (request: SandboxRequest) => Answer,
): Promise<Response> {
  const { signal, connection } = c.env;
  const changesPagerDuty = operation !== undefined && /^(POST|PUT|DELETE) .*\/pagerduty\//.test(operation);
  const overlaps = changesPagerDuty && world.pagerDutyWrites > 0;
  if (changesPagerDuty) world.pagerDutyWrites += 1;
  try {
    signal.throwIfAborted();
    const seen = await note(c.req.raw, operation);
    world.requests.push(seen);
    const { delay = 0, after = false, ...fault } = world.faults.next(seen) ?? {};
    await pause(latency(world.options, seen) + (after ? 0 : delay), signal);
    const isCarriedOut = after || (fault.status === undefined && !fault.drop);
    const answer = isCarriedOut ? (overlaps ? OVERLAP : answerTo(seen)) : undefined;
    if (after) await pause(delay, signal);
    const { text, init } = render(spoil(answer, fault), seen.path);
    if (fault.drop || (fault.truncate && text === null)) drop(connection);
    seen.status = init.status;
    return new Response(fault.truncate ? cutOff(text ?? "", connection) : text, init);
  } finally {
    if (changesPagerDuty) world.pagerDutyWrites -= 1;
  }
}

const OVERLAP = refuse(409, "Another change of the PagerDuty integration is under way");

const latency = ({ latency = 0 }: SandboxOptions, request: SandboxRequest) =>
  typeof latency === "function" ? latency(request) : latency;

async function note(request: Request, operation: Operation | undefined): Promise<SandboxRequest> {
  const { pathname, searchParams } = new URL(request.url);
  const [headers, query] = [Object.fromEntries(request.headers), Object.fromEntries(searchParams)];
  const text = await request.text();
  return { method: request.method, path: pathname, operation, query, headers, body: parsed(text), status: undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

/** The answer as the fault leaves it. */
function spoil(answer: Answer | undefined, { status, headers, body }: Fault): Answer {
  if (status === undefined && !headers && body === undefined) return answer ?? refuse(500);
  const base = status !== undefined ? refuse(status) : (answer ?? refuse(500));
  return {
    status: base.status,
    headers: { ...answer?.headers, ...headers },
    ...(body !== undefined ? { body } : base.problems ? { problems: base.problems } : { body: base.body }),
  };
}

function drop(connection: Connection | undefined): never {
  connection?.destroy();
  throw new TypeError("fetch failed");
}

/** Checks a request as Datadog does, and carries it out if it passes. */
function carryOut(world: World, id: OperationId, request: SandboxRequest, parameter: string): Answer {
  const { state, mint, options } = world;
  const now = clock(options);
  const { headers, exceeded } = world.count(operations[id], now);
  const result = (): Answer => {
    if (exceeded) return refuse(429);
    const caller = authenticate(state, new Headers(request.headers), now);
    if (typeof caller === "number") return refuse(caller);
    const { query, problems } = readQuery(id, new URLSearchParams(request.query));
    const wrong = [...problems, ...bodyProblems(id, request.body)];
    if (wrong.length > 0) return refuse(400, ...wrong);
    const call: Call = {
      id: parameter,
      query,
      body: request.body,
      caller,
      state,
      mint,
      time: timeStamp(now),
      oneTimeRead: options.oneTimeRead ?? false,
    };
    return (handlers[id] as (call: Call) => Answer)(call); // the body was checked against the schema that its type is made of
  };
  const answer = result();
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
