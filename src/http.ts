/** `dd.http`: the typed openapi-fetch client over the transport, without the options that could lead elsewhere. */
import createOpenApiClient, {
  type FetchResponse,
  type HeadersOptions,
  type Middleware,
  type ParamsOption,
  type RequestBodyOption,
} from "openapi-fetch";
import type { paths } from "../generated/types.ts";
import type { ReadResponse } from "./api-error.ts";
import { InputError } from "./errors.ts";
import { callHeaders } from "./headers.ts";
import { isObject } from "./json.ts";
import { nameOf, type Operation } from "./operation.ts";
import { abortSignal, bare, ownOptions, shownName } from "./options.ts";
import { checkPath, checkQuery, checkTemplate, fillPath, fillQuery, type Parameters } from "./path.ts";
import type { OutgoingRequest } from "./transport/call.ts";

/** What a call through `dd.http` can be told beyond its parameters and its body. */
export interface HttpOptions<As> {
  /** Makes the text of the body. @default JSON.stringify */
  bodySerializer?: ((body: unknown) => string) | undefined;
  /** More headers. Those that carry the credentials cannot be set here. */
  headers?: HeadersOptions | undefined;
  /** Aborts the call, its waits included. */
  signal?: AbortSignal | null | undefined;
  /** Milliseconds that the whole call may take. @default the client's `timeout` */
  timeout?: number | undefined;
  /** How many times the request may be repeated where that is safe. @default the client's `maxRetries` */
  maxRetries?: number | undefined;
  /** How the body of a success is read. @default "json" */
  parseAs?: As | undefined;
  /** openapi-fetch's middleware for this call alone. */
  middleware?: Middleware[] | undefined;
}

type ParseAs = "json" | "text" | "blob" | "arrayBuffer" | "stream";
type HttpMethod = "get" | "put" | "post" | "patch" | "delete";
type PathsWith<Method> = { [Path in keyof paths]: Method extends keyof paths[Path] ? Path : never }[keyof paths];
type OperationAt<Path extends keyof paths, Method> = Method extends keyof paths[Path] ? paths[Path][Method] : never;
type HttpInput<O, As> = ParamsOption<O> & RequestBodyOption<O> & HttpOptions<As>;
type HttpArguments<Input> = Record<never, never> extends Input ? [options?: Input] : [options: Input];
type HttpResult<O, As> =
  O extends Record<string | number, unknown> ? Promise<FetchResponse<O, { parseAs: As }, "application/json">> : never;
type HttpCall<Method extends HttpMethod> = <Path extends PathsWith<Method>, As extends ParseAs = "json">(
  path: Path,
  ...options: HttpArguments<HttpInput<OperationAt<Path, Method>, As>>
) => HttpResult<OperationAt<Path, Method>, As>;

/**
 * The typed openapi-fetch client: `dd.http.GET("/api/v2/api_keys")` resolves to `{ data, error, response }`. Its
 * middleware may read requests and set headers, but never sees the credentials, and cannot put another `Request` in the
 * place of one.
 */
export interface HttpClient {
  readonly GET: HttpCall<"get">;
  readonly PUT: HttpCall<"put">;
  readonly POST: HttpCall<"post">;
  readonly PATCH: HttpCall<"patch">;
  readonly DELETE: HttpCall<"delete">;
  /** Adds middleware to every call from now on. */
  use(...middleware: Middleware[]): void;
  /** Takes middleware away again. */
  eject(...middleware: Middleware[]): void;
}

/** What an operation sends, without the types that `send` has checked already. */
export interface OperationInput {
  readonly path?: Parameters | undefined;
  readonly query?: Parameters | undefined;
  readonly body?: unknown;
}

/** What one call of an operation can be told. */
export interface RequestOptions {
  readonly signal?: AbortSignal | null | undefined;
  readonly timeout?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
}

/** Sends one operation of the spec, for `send`. Rejects if it is refused. */
export type Requester = (operation: Operation, input: OperationInput, options: RequestOptions) => Promise<ReadResponse>;

/** The requester that belongs to a `dd.http`. */
const requesters = new WeakMap<object, Requester>();

/** The requester of a client, or an `InputError` where there is none. */
export function requesterOf(client: { readonly http: HttpClient }, operation: Operation): Requester {
  const requester = requesters.get(Object(Object(client).http));
  if (requester) return requester;
  throw new InputError(nameOf(operation), "the first argument must be a client, as createClient makes it");
}

/** Makes `dd.http` over a transport. */
export function createHttp(baseUrl: string, transport: (request: OutgoingRequest) => Promise<Response>): HttpClient {
  // Each name that openapi-fetch looks up is set, here and in `exchange`: a polluted prototype would give it others. It
  // is handed the finished URL and body, and is left with headers, middleware and the reading of the response.
  const fixed = {
    baseUrl,
    Request: PlainRequest,
    fetch: undefined,
    headers: undefined,
    bodySerializer: asIs,
    pathSerializer: undefined,
    querySerializer: noQuery,
    requestInitExt: undefined,
  };
  const { request, use, eject } = createOpenApiClient<paths>(fixed as object);
  let hasMiddleware = false;

  /** Checks what is sent and hands it to openapi-fetch, whose middleware can change nothing of it but headers. */
  function exchange(operation: Operation, input: OperationInput, options: ExchangeOptions): Promise<OpenApiResult> {
    const { path, query, body } = bare(input);
    const own = bare(options);
    const { headers, parseAs, middleware, bodySerializer, timeout, maxRetries, throwsRefusals } = own;
    const { method } = operation;
    const name = nameOf(operation);
    const signal = abortSignal(name, own.signal);
    const values = path ?? {};
    checkPath(operation, values);
    checkQuery(operation, query);
    const search = fillQuery(query ?? {});
    const url = baseUrl + fillPath(operation.path, values) + (search && `?${search}`);
    const text = serialized(name, body, bodySerializer);
    const isObserved = hasMiddleware || !throwsRefusals;
    const facts = { operation, name, path, query, signal, timeout, maxRetries, throwsRefusals, isObserved };
    const fetch = (outgoing: PlainRequest): Promise<Response> => {
      const { headers } = outgoing;
      const isSame = outgoing.url === url && outgoing.method === method && outgoing.body === text;
      const isHere = headers instanceof Headers && !headers.has("host"); // which leads elsewhere as well
      if (isSame && isHere) return transport({ url, method, headers: [...headers], body: text, facts });
      throw new InputError(name, "middleware can set headers but Host, and nothing else of a request");
    };
    const sent = (request as OpenApiRequest)(method, operation.path, {
      baseUrl,
      Request: PlainRequest,
      fetch,
      headers,
      bodySerializer: asIs,
      pathSerializer: () => url,
      querySerializer: noQuery,
      params: { path: values, query, header: undefined },
      body: text,
      parseAs,
      middleware,
    });
    if (!signal) return sent;
    return sent.catch((error: unknown) => {
      throw signal.aborted && !signal.reason ? signal.reason : error; // openapi-fetch takes `null` for no error
    });
  }

  /** One method of `dd.http`. It has no constant of the operation, so nothing of the path is shown. */
  const call =
    (method: string) =>
    async (path: string, given?: object): Promise<OpenApiResult> => {
      checkTemplate(method, path);
      const operation = { method, path, success: [], permissions: [], secretInPath: true };
      const name = nameOf(operation);
      const { params, body, headers, ...options } = httpOptions(name, given);
      const { path: values, query, header } = ownOptions(name, params);
      const input = { path: values, query, body };
      const all = { ...callHeaders(name, headers), ...callHeaders(name, header) };
      return exchange(operation, input, { ...options, headers: all, throwsRefusals: false });
    };
  const http = {
    GET: call("GET"),
    PUT: call("PUT"),
    POST: call("POST"),
    PATCH: call("PATCH"),
    DELETE: call("DELETE"),
    use: (...middleware: Middleware[]) => {
      checkMiddleware("dd.http.use", middleware);
      use(...middleware);
      hasMiddleware = true;
    },
    eject,
  } as HttpClient;
  requesters.set(http, async (operation, input, options) => {
    const { signal, timeout, maxRetries } = options;
    const headers = callHeaders(nameOf(operation), options.headers);
    const init = { signal, timeout, maxRetries, headers, parseAs: "text", throwsRefusals: true } as const;
    const { data = "", error = data, response } = bare(await exchange(operation, input, init));
    const { isAlreadyGone } = bare(response) as { isAlreadyGone?: boolean };
    return { text: typeof error === "string" ? error : JSON.stringify(error), response, isAlreadyGone };
  });
  return http;
}

/** What openapi-fetch is handed, beside the operation. */
interface ExchangeOptions extends RequestOptions {
  readonly parseAs?: ParseAs | undefined;
  readonly middleware?: Middleware[] | undefined;
  readonly bodySerializer?: ((body: unknown) => string) | undefined;
  readonly throwsRefusals: boolean;
}

/** What openapi-fetch builds in place of a `Request`, for middleware to read. It is without the credentials. */
class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;

  constructor(url: string, { method, headers, body }: Omit<PlainRequest, "url">) {
    this.url = url;
    this.method = method;
    this.headers = headers;
    this.body = body;
  }
}

const asIs = (body: unknown): unknown => body;
const noQuery = (): string => "";

/** openapi-fetch's `request`, without the types that have been checked already. */
type OpenApiRequest = (method: string, path: string, init: object) => Promise<OpenApiResult>;
type OpenApiResult = { data?: unknown; error?: unknown; response: Response };

/** The options of a call through `dd.http`, by the names in this list alone: others could lead elsewhere. */
const HTTP_OPTIONS = "params body bodySerializer headers signal timeout maxRetries parseAs middleware".split(" ");
const PARSE_AS = "json text blob arrayBuffer stream".split(" ");

interface HttpCallOptions extends Omit<HttpOptions<ParseAs>, "headers"> {
  params?: { path?: Parameters; query?: Parameters; header?: unknown };
  body?: unknown;
  headers?: unknown;
}

function httpOptions(operation: string, given: HttpCallOptions | undefined): HttpCallOptions {
  const options = ownOptions(operation, given);
  const unknown = Object.keys(options).find((name) => !HTTP_OPTIONS.includes(name));
  if (unknown !== undefined)
    throw new InputError(operation, `dd.http has no option ${shownName(unknown)}; it has ${HTTP_OPTIONS.join(", ")}`);
  const { parseAs = "json", middleware = [] } = options;
  if (!PARSE_AS.includes(parseAs)) throw new InputError(operation, `parseAs must be one of ${PARSE_AS.join(", ")}`);
  checkMiddleware(operation, middleware);
  return options;
}

/** openapi-fetch refuses middleware with errors of other classes, or not at all. */
function checkMiddleware(operation: string, middleware: unknown): void {
  const isFunction = (hook: unknown): boolean => hook === undefined || typeof hook === "function";
  const isOne = (each: unknown): boolean => {
    const hooks = isObject(each) ? [each.onRequest, each.onResponse, each.onError] : [];
    return hooks.some(Boolean) && hooks.every(isFunction);
  };
  if (!Array.isArray(middleware) || !middleware.every(isOne))
    throw new InputError(operation, "middleware must be objects with onRequest, onResponse or onError functions");
}

/** The text of a body. */
function serialized(operation: string, body: unknown, write = JSON.stringify): string | undefined {
  if (body === undefined) return undefined;
  try {
    const text = write(body);
    if (typeof text === "string") return text;
  } catch {}
  throw new InputError(operation, "the body cannot be written as JSON");
}
