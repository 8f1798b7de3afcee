/** Routes requests to operations, waits, and lets happen what was ordered to go wrong. */
import { type Context, Hono } from "hono";
import { readBody } from "./body.ts";
import { carryOut } from "./carry-out.ts";
import { CORS, preflight } from "./cors.ts";
import { type Connection, cutOff, type Fault, type Faults, pause, type SandboxRequest } from "./faults.ts";
import { OPERATIONS } from "./operations.ts";
import type { CountRequest } from "./rate-limits.ts";
import { RESOURCES } from "./resources.ts";
import { type Family, type HandlerResponse, V1 } from "./responses.ts";
import type { SandboxState } from "./state.ts";

/** What the sandbox consists of while it runs. */
export interface World {
  state: SandboxState;
  count: CountRequest;
  faults: Faults;
  requests: SandboxRequest[];
  /** How many calls of each queue are under way. */
  queues: Map<string, number>;
  clock(): Date;
  latency(request: SandboxRequest): number;
  oneTimeRead: boolean;
}

/** What a request brings along besides itself. */
export interface Surroundings {
  signal: AbortSignal;
  /** The socket, where @hono/node-server passes it along. */
  connection: Connection | undefined;
}
type Environment = { Bindings: Surroundings };

/** The routes, ready to take requests. */
export interface App {
  fetch(request: Request, surroundings: Surroundings): Response | Promise<Response>;
}

/** What a request is for: an operation, or nothing that there is. */
interface Target {
  family: Family;
  operation?: (typeof OPERATIONS)[number];
  /** The response where there is no operation. */
  otherwise?: HandlerResponse;
}

/** Routes every operation of the spec; whatever else comes is a 404, or a 405 where only the method is wrong. */
export function createApp(world: World): App {
  const app = new Hono<Environment>();
  const known = new Map<string, { family: Family; methods: string[] }>();
  for (const operation of OPERATIONS) {
    const { family } = RESOURCES[operation.id];
    const path = operation.path.replace(/\{(\w+)\}/g, ":$1");
    app.on(operation.method, path, (c) => serve(world, c, { family, operation }));
    known.set(path, { family, methods: [...(known.get(path)?.methods ?? []), operation.method] });
  }
  for (const [path, { family, methods }] of known) {
    const otherwise = { ...family.refuse(405), headers: { allow: methods.join(", ") } };
    app.all(path, (c) => serve(world, c, { family, otherwise }));
  }
  app.notFound((c) => serve(world, c, { family: V1, otherwise: V1.refuse(404) }));
  app.onError((error) => {
    throw error; // a dropped connection or an abort: Hono would make a response of it
  });
  return app;
}

/** Takes what `fetch` takes, or what a server passes to its handler. */
export async function handle(app: App, input: Request | string | URL, init: unknown): Promise<Response> {
  const isRequest = typeof input !== "string" && !(input instanceof URL);
  const { signal, ...rest } = (isRequest ? {} : (init ?? {})) as RequestInit;
  const request = isRequest ? input : new Request(input, rest);
  if (request.method === "OPTIONS") return preflight(request);
  const incoming = isRequest ? (init as { incoming?: { socket?: Connection } } | undefined)?.incoming : undefined;
  return app.fetch(request, { signal: signal ?? request.signal, connection: incoming?.socket });
}

/** Sees to one request while those of the same queue are counted. */
async function serve(world: World, c: Context<Environment>, target: Target): Promise<Response> {
  const queue = target.operation?.queue;
  const running = queue === undefined ? 0 : (world.queues.get(queue) ?? 0);
  if (queue !== undefined) world.queues.set(queue, running + 1);
  try {
    return await respond(world, c, target, running > 0);
  } finally {
    if (queue !== undefined) world.queues.set(queue, (world.queues.get(queue) ?? 1) - 1);
  }
}

/** Notes a request down, waits, has it carried out, and spoils the response as ordered. */
async function respond(world: World, c: Context<Environment>, target: Target, overlaps: boolean): Promise<Response> {
  const { signal, connection } = c.env;
  signal.throwIfAborted();
  const { raw } = c.req;
  const url = new URL(raw.url);
  const read = await readBody(raw);
  const seen: SandboxRequest = {
    method: raw.method,
    path: url.pathname,
    operation: target.operation?.name,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(raw.headers),
    body: read.body,
    status: undefined,
  };
  world.requests.push(seen);
  const { delay = 0, after = false, ...fault } = world.faults.next(seen) ?? {};
  await pause(world.latency(seen) + (after ? 0 : delay), signal);
  const isCarriedOut = after || (fault.status === undefined && !fault.drop);
  const response = isCarriedOut ? responseOf() : undefined;
  if (after) await pause(delay, signal);
  const { text, init } = render(spoil(response, fault, target.family), target.family);
  if (fault.drop || (fault.truncate && text === null)) drop(connection);
  seen.status = init.status;
  return new Response(fault.truncate ? cutOff(text ?? "", connection) : text, init);

  function responseOf(): HandlerResponse {
    const { operation, otherwise } = target;
    if (!operation) return otherwise ?? target.family.refuse(404);
    const { state, count, oneTimeRead } = world;
    const organization = { state, count, oneTimeRead, now: world.clock() };
    return carryOut(organization, {
      operation,
      path: c.req.param(),
      query: url.searchParams,
      headers: raw.headers,
      overlaps,
      ...read,
    });
  }
}

/** A response's text, its status and its headers. The text is null where there can be none. */
function render(
  { status, body, headers: more = {} }: HandlerResponse,
  { mediaType, emptyType }: Family,
): { text: string | null; init: { status: number; headers: Headers } } {
  const headers = new Headers(CORS);
  const isEmpty = status === 204 || status === 205 || status === 304;
  const type = isEmpty ? emptyType : typeof body === "string" ? "text/plain; charset=utf-8" : mediaType;
  if (type !== undefined) headers.set("content-type", type);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  return { text: isEmpty ? null : text, init: { status, headers } };
}

/** The response as the fault leaves it. */
function spoil(
  response: HandlerResponse | undefined,
  { status, headers, body }: Fault,
  family: Family,
): HandlerResponse {
  if (status === undefined && !headers && body === undefined) return response ?? family.refuse(500);
  const base = status !== undefined ? family.refuse(status) : (response ?? family.refuse(500));
  return {
    status: base.status,
    headers: { ...response?.headers, ...headers },
    body: body === undefined ? base.body : body,
  };
}

function drop(connection: Connection | undefined): never {
  connection?.destroy();
  throw new TypeError("fetch failed");
}
