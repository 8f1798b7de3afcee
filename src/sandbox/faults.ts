/** Faults that a test orders: lost connections, gateway errors, responses that break off or come late. */
import { OPERATIONS, type Operation } from "./operations.ts";
import { refuseUnknown } from "./unknown.ts";

/** A request as the sandbox saw it. */
export interface SandboxRequest {
  method: string;
  /** The path as it was received, still encoded. */
  path: string;
  /** The operation that was meant; `undefined` where there is none of this path and method. */
  operation: Operation | undefined;
  /** Of a parameter that is repeated, the last value. */
  query: Record<string, string>;
  /** By lower-case name. */
  headers: Record<string, string>;
  /** Parsed if it is JSON that is not nested too deeply, else text; `undefined` if there was none. */
  body: unknown;
  /** Status of the response; `undefined` as long as there is none, and for good where the caller got none. */
  status: number | undefined;
}

/** What goes wrong with a request. With `delay` alone the response is right, but late. */
export interface Fault {
  /** Responds with this status, without carrying the request out unless `after` is set. */
  status?: number;
  /** Headers of the response, besides or in place of its own. */
  headers?: Readonly<Record<string, string>>;
  /**
   * Body of the response: a string as it is, anything else as JSON.
   * @default the error form of the operation where `status` is set, else the right body
   */
  body?: unknown;
  /** No response: the promise rejects with a `TypeError`; over HTTP by `@hono/node-server` the socket is destroyed. */
  drop?: boolean;
  /** The response breaks off in the middle of its body; one that has no body is dropped. */
  truncate?: boolean;
  /**
   * Milliseconds to wait before the request is carried out, or afterwards if `after` is set. `Infinity` waits for the
   * abort.
   */
  delay?: number;
  /**
   * Carries the request out first: its effect stays, only the response is lost, replaced or late.
   * @default false
   */
  after?: boolean;
}

/** A fault, and the requests that meet it. */
export interface FaultRule extends Fault {
  /**
   * The method of the request: `POST`.
   * @default any
   */
  method?: string;
  /**
   * The operation, or a pattern for it: `/^DELETE /`, `/pagerduty/`.
   * @default any
   */
  operation?: Operation | RegExp;
  /**
   * How many matching requests fail.
   * @default 1
   */
  times?: number;
}

/** Decides request by request, until it is taken back. */
export type FaultChooser = (request: SandboxRequest) => Fault | undefined;

export interface Faults {
  /** Adds a rule and returns a function that takes it back. */
  add(rule: FaultRule | FaultChooser): () => void;
  /** The fault that this request meets: that of the oldest rule that has one for it. */
  next(request: SandboxRequest): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const choosers = new Set<FaultChooser>();
  return {
    add(rule) {
      const chooser = typeof rule === "function" ? (request: SandboxRequest) => rule(request) : byRule(rule);
      choosers.add(chooser);
      return () => void choosers.delete(chooser);
    },
    next(request) {
      for (const chooser of choosers) {
        const fault = chooser(request);
        if (fault) return fault;
      }
      return undefined;
    },
    clear: () => choosers.clear(),
  };
}

const FIELDS: Readonly<Record<keyof FaultRule, true>> = {
  status: true,
  headers: true,
  body: true,
  drop: true,
  truncate: true,
  delay: true,
  after: true,
  method: true,
  operation: true,
  times: true,
};

function byRule(rule: FaultRule): FaultChooser {
  refuseUnknown("a fault", rule, Object.keys(FIELDS));
  const { method, operation, times = 1, ...fault } = rule;
  if (typeof operation === "string" && !OPERATIONS.some(({ name }) => name === operation))
    throw new RangeError(`There is no operation "${operation}" that could fail; write it as "GET /api/v2/api_keys".`);
  let left = times;
  return (request) => {
    const name = request.operation ?? "";
    const meant =
      typeof operation === "object" ? name.search(operation) >= 0 : operation === undefined || operation === name;
    if (!meant || (method !== undefined && method !== request.method) || left <= 0) return undefined;
    left -= 1;
    return fault;
  };
}

/** Ends after a time, or rejects with the signal's reason once that aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const done = () => {
      signal.removeEventListener("abort", abort);
      resolve();
    };
    // Timers hold 31 bits and fire at once beyond that.
    const timer = milliseconds > 0 && milliseconds < 2 ** 31 ? setTimeout(done, milliseconds) : undefined;
    if (signal.aborted) abort();
    else if (milliseconds > 0) signal.addEventListener("abort", abort, { once: true });
    else done();
  });
}

/** A connection that a server can break. */
export interface Connection {
  destroy(): void;
}

/** The first half of a text, and then an error; over a connection of Node's, the end of that. */
export function cutOff(text: string, connection?: Connection): ReadableStream<Uint8Array> {
  const half = new TextEncoder().encode(text.slice(0, Math.ceil(text.length / 2)));
  let sent = half.length === 0;
  return new ReadableStream({
    pull(controller) {
      if (!sent) controller.enqueue(half);
      else if (!connection) controller.error(new TypeError("terminated"));
      else setTimeout(() => connection.destroy(), 20); // time for the first half to leave
      sent = true;
    },
  });
}
