/**
 * What a call can throw: one class for each kind of failure. None of them carries a secret, a URL or a request body.
 */

/**
 * What Datadog says about the rate limit that a request counted against. Each part is there only if the response
 * showed it.
 */
export interface RateLimit {
  /** Requests that one period allows. */
  limit?: number;
  /** Length of a period in seconds. */
  period?: number;
  /** Requests left in the current period. */
  remaining?: number;
  /** Seconds until the current period ends. */
  reset?: number;
  /** Name of the limit. Several operations may share one. */
  name?: string;
}

/** One reason why the API refused a request, whichever of its error forms it used. */
export interface ApiErrorItem {
  /** The kind of error in a few words. Only the action endpoints give it. */
  title?: string;
  /** What went wrong. */
  detail: string;
  /** HTTP status as the body states it. */
  status?: string;
  /** The part of the request that is at fault. */
  source?: { pointer?: string; parameter?: string; header?: string };
  /** Whatever else the server had to say. */
  meta?: Record<string, unknown>;
}

/** The base of everything that this library throws of its own accord. */
export class DatadogError extends Error {
  /**
   * The method and the path template, such as `GET /api/v2/api_keys/{api_key_id}`; `createClient` for a bad
   * configuration.
   */
  readonly operation: string;
  /**
   * Whether the request may have been carried out although the call failed: it was sent, it changes something, and no
   * response settled what became of it. Look at the state of things before you send it again.
   */
  readonly outcomeUnknown: boolean;

  constructor(operation: string, message: string, options: { cause?: Error; outcomeUnknown?: boolean } = {}) {
    const { cause, outcomeUnknown = false } = options;
    super(`${operation}: ${message}${outcomeUnknown ? DOUBT : ""}`, cause && { cause });
    this.operation = operation;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** What `JSON.stringify` writes: name, message and the fields, without anything that may hold a secret. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return { name, message, ...(this as object), ...(cause instanceof Error && { cause: reasonOf(cause) }) };
  }
}

const reasonOf = ({ name, message, code }: Error & { code?: string }): object => ({ name, message, code });

/** Ends every message of an error whose outcome is unknown. */
const DOUBT = "; it may have been carried out: look before you send it again";

/** The arguments or the configuration cannot work, or a credential function failed. Nothing was sent with them. */
export class InputError extends DatadogError {}

/** The server could not be reached, or the connection broke before its response was complete. */
export class ConnectionError extends DatadogError {}

/** No response came within `attemptTimeout`, or the call did not end within `timeout`. */
export class TimeoutError extends DatadogError {
  /** The time limit that was exceeded, in milliseconds. */
  readonly timeout: number;

  constructor(operation: string, message: string, options: { timeout: number; outcomeUnknown?: boolean }) {
    super(operation, message, options);
    this.timeout = options.timeout;
  }
}

/** What an `ApiError` is made of. */
export interface ApiErrorOptions {
  status: number;
  errors?: ApiErrorItem[];
  rateLimit?: RateLimit;
  retryAfter?: number | undefined;
  body?: unknown;
  headers: Headers;
  outcomeUnknown?: boolean;
}

/**
 * The server responded, but not with what was asked for: another status than documented, or a body that lacks what it
 * promises.
 */
export class ApiError extends DatadogError {
  /** HTTP status of the response; 0 where a browser hides a redirect. */
  readonly status: number;
  /**
   * Why the API refused, from any of its error forms; empty if the response gave no reason. What may hold a secret is
   * `***`.
   */
  readonly errors: ApiErrorItem[];
  /** The rate limit that the request counted against. */
  readonly rateLimit: RateLimit;
  /** Seconds that the server asks callers to wait; `undefined` if it does not say. */
  readonly retryAfter: number | undefined;
  // Private, so that whatever prints the error's properties does not print these.
  readonly #body: unknown;
  readonly #headers: Headers;

  constructor(operation: string, message: string, options: ApiErrorOptions) {
    super(operation, message, options);
    this.status = options.status;
    this.errors = options.errors ?? [];
    this.rateLimit = options.rateLimit ?? {};
    this.retryAfter = options.retryAfter;
    this.#body = options.body;
    this.#headers = options.headers;
  }

  /**
   * The body as it came, parsed if it is JSON, and cut where it was long. It may hold secrets: printing the error does
   * not show it.
   */
  get body(): unknown {
    return this.#body;
  }

  /** The headers of the response. Printing the error does not show them. */
  get headers(): Headers {
    return this.#headers;
  }
}

// Written out, because the names of classes do not survive a bundler. On the prototypes, so that no printed error lists
// its name.
for (const [name, kind] of Object.entries({ DatadogError, InputError, ConnectionError, TimeoutError, ApiError }))
  kind.prototype.name = name;
