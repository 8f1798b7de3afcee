/** What a call can throw: one class for each kind of failure. None of them carries a secret, a URL or a request body. */

/** What Datadog says about the rate limit that a request counted against. Each part is there only if the answer showed it. */
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
  /** The method and the path template, such as `GET /api/v2/api_keys/{api_key_id}`; `createClient` for a bad configuration. */
  readonly operation: string;
  /**
   * Whether the request may have been carried out although the call failed: it was sent, it changes something, and no
   * answer settled what became of it. Look at the state of things before you send it again.
   */
  readonly outcomeUnknown: boolean;

  constructor(operation: string, message: string, options: { cause?: Error; outcomeUnknown?: boolean } = {}) {
    super(`${operation}: ${message}`, options.cause && { cause: options.cause });
    this.operation = operation;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
  }
}

/** The arguments or the configuration cannot work, or a credential function failed. Nothing was sent with them. */
export class InputError extends DatadogError {}

/** The server could not be reached, or the connection broke before its answer was complete. */
export class ConnectionError extends DatadogError {}

/** No answer came within `attemptTimeout`, or the call did not end within `timeout`. */
export class TimeoutError extends DatadogError {
  /** The time limit that was exceeded, in milliseconds. */
  readonly timeout: number;

  constructor(operation: string, message: string, options: { timeout: number; outcomeUnknown?: boolean }) {
    super(operation, message, options);
    this.timeout = options.timeout;
  }
}

/** The server answered, but not with what was asked for: a status other than 2xx, or a body that is not what is documented. */
export class ApiError extends DatadogError {
  /** HTTP status of the answer; 0 where a browser hides a redirect. */
  readonly status: number;
  /** Why the API refused, from any of its error forms; empty if the answer gave no reason. */
  readonly errors: ApiErrorItem[];
  /** The rate limit that the request counted against. */
  readonly rateLimit: RateLimit;
  /** Seconds that the server asks callers to wait; `undefined` if it does not say. */
  readonly retryAfter: number | undefined;
  /** The body as it came, parsed if it is JSON. Not enumerable, so that logging the error does not log the body. */
  declare readonly body: unknown;
  /** The headers of the answer. Not enumerable. */
  declare readonly headers: Headers;

  constructor(
    operation: string,
    message: string,
    options: {
      status: number;
      errors?: ApiErrorItem[];
      rateLimit?: RateLimit;
      retryAfter?: number | undefined;
      body?: unknown;
      headers: Headers;
      outcomeUnknown?: boolean;
    },
  ) {
    super(operation, message, options);
    this.status = options.status;
    this.errors = options.errors ?? [];
    this.rateLimit = options.rateLimit ?? {};
    this.retryAfter = options.retryAfter;
    Object.defineProperties(this, { body: { value: options.body }, headers: { value: options.headers } });
  }
}

// Written out, because the names of classes do not survive a bundler. On the prototypes, so that no printed error lists its name.
for (const [name, kind] of Object.entries({ DatadogError, InputError, ConnectionError, TimeoutError, ApiError }))
  kind.prototype.name = name;
