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
import { callHeaders, shownName } from "./headers.ts";
import { isObject } from "./json.ts";
import { nameOf, type Operation } from "./operation.ts";
import { abortSignal, ownOptions } from "./options.ts";
import { checkPath, checkQuery, checkTemplate, fillPath, fillQuery, type Parameters } from "./path.ts";
import { PlainRequest } from "./transport/call.ts";

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
 * The typed openapi-fetch client: `dd.http.GET("/api/v2/api_keys")` resolves to `{ data, error, response }`. Its middleware may
 * read requests and set headers, but never sees the credentials, and cannot put another `Request` in the place of one.
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
  const { http } = Object(client) as { http?: unknown };
  const requester = requesters.get(Object(http));
  if (requester) return requester;
  throw new InputError(
    nameOf(operation),
    "the first argument must be a client, as createClient and createDatadog make them",
  );
}

/** Makes `dd.http` over a transport. */
export function createHttp(baseUrl: string, transport: (request: PlainRequest) => Promise<Response>): HttpClient {
  const serializers = { pathSerializer: fillPath, querySerializer: fillQuery };
  const guarded = async (request: PlainRequest): Promise<Response> => {
    if (`${request.url}`.startsWith(`${baseUrl}/`)) return transport(request);
    throw new InputError("dd.http", "middleware must not lead a request to another URL: it carries credentials");
  };
  const options = { __proto__: null, baseUrl, ...serializers, ...openApiParts(guarded) };
  const { request, use, eject } = createOpenApiClient<paths>(options);

  /**
   * Checks what is sent and hands it to openapi-fetch, the operation beside it. Nothing is read from a prototype: a polluted
   * one could lead elsewhere.
   */
  async function exchange(operation: Operation, input: OperationInput, init: ExchangeOptions): Promise<OpenApiResult> {
    const { path, query, body } = { __proto__: null, ...input } as OperationInput;
    const own: ExchangeOptions = { ...UNSET, ...init };
    const signal = abortSignal(nameOf(operation), own.signal);
    checkPath(operation, path ?? {});
    checkQuery(operation, query);
    const params = { __proto__: null, path, query };
    try {
      const { method } = operation;
      return await (request as Request)(method, operation.path, {
        ...own,
        operation,
        path,
        query,
        params,
        body: serialized(operation, own, body),
      });
    } catch (error) {
      if (signal?.aborted && !signal.reason) throw signal.reason; // openapi-fetch takes `null` and the like for no error
      throw error;
    }
  }

  /** One method of `dd.http`. It has no constant of the operation, so nothing of the path is shown. */
  const call =
    (method: string) =>
    async (path: string, given?: object): Promise<OpenApiResult> => {
      checkTemplate(method, path);
      const operation = { method, path, success: [], permissions: [], secretInPath: true };
      const { params = {}, body, headers, ...init } = httpOptions(operation, given);
      const { path: values, query, header } = ownOptions(nameOf(operation), params);
      const sent = { ...headerRecord(operation, headers), ...headerRecord(operation, header) };
      return exchange(
        operation,
        { path: values, query, body },
        { ...init, headers: callHeaders(nameOf(operation), sent), throwing: false },
      );
    };
  const http: HttpClient = {
    GET: call("GET") as HttpClient["GET"],
    PUT: call("PUT") as HttpClient["PUT"],
    POST: call("POST") as HttpClient["POST"],
    PATCH: call("PATCH") as HttpClient["PATCH"],
    DELETE: call("DELETE") as HttpClient["DELETE"],
    use: (...middleware) => {
      checkMiddleware("dd.http.use", middleware);
      use(...middleware);
    },
    eject,
  };
  requesters.set(http, async (operation, input, options) => {
    const { signal, timeout, maxRetries, headers } = options;
    const init = { signal, timeout, maxRetries, headers: headers && callHeaders(nameOf(operation), headers) };
    const {
      data = "",
      error,
      response,
    } = await exchange(operation, input, { ...init, parseAs: "text", throwing: true });
    const { isAlreadyGone } = response as { isAlreadyGone?: boolean };
    return { text: String(error ?? data), response, isAlreadyGone };
  });
  return http;
}

/** What openapi-fetch is handed, beside the operation. */
interface ExchangeOptions extends RequestOptions {
  readonly parseAs?: ParseAs | undefined;
  readonly middleware?: Middleware[] | undefined;
  readonly bodySerializer?: ((body: unknown) => string) | undefined;
  readonly throwing: boolean;
}

/** Every option that openapi-fetch and `PlainRequest` read, so that none of them is looked up on a prototype. */
const UNSET: ExchangeOptions = {
  ...{
    baseUrl: undefined,
    fetch: undefined,
    Request: undefined,
    querySerializer: undefined,
    pathSerializer: undefined,
  },
  ...{ bodySerializer: undefined, headers: undefined, middleware: undefined, parseAs: undefined },
  ...{ signal: undefined, timeout: undefined, maxRetries: undefined },
  throwing: false,
};

/** openapi-fetch's `request`, without the types that have been checked already. */
type Request = (method: string, path: string, init: object) => Promise<OpenApiResult>;
type OpenApiResult = { data?: unknown; error?: unknown; response: Response };

/** openapi-fetch passes whatever its `Request` makes on to its `fetch`; its types know the platform's `Request` only. */
function openApiParts(transport: (request: PlainRequest) => Promise<Response>): {
  Request: typeof globalThis.Request;
  fetch: (request: globalThis.Request) => Promise<Response>;
  bodySerializer: (body: unknown) => unknown;
} {
  return { Request: PlainRequest as never, fetch: transport as never, bodySerializer: (body) => body };
}

/** The options of a call through `dd.http`, by the names in this list alone: others could lead elsewhere. */
const HTTP_OPTIONS = "params body bodySerializer headers signal timeout maxRetries parseAs middleware".split(" ");

function httpOptions(operation: Operation, given: object | undefined): HttpCallOptions {
  const options = ownOptions(nameOf(operation), given);
  const unknown = Object.keys(options).find((name) => !HTTP_OPTIONS.includes(name));
  if (unknown !== undefined)
    throw new InputError(
      nameOf(operation),
      `dd.http has no option ${shownName(unknown)}; it has ${HTTP_OPTIONS.join(", ")}`,
    );
  const { parseAs, middleware = [] } = options as HttpCallOptions;
  if (parseAs !== undefined && !PARSE_AS.includes(parseAs))
    throw new InputError(nameOf(operation), `parseAs must be one of ${PARSE_AS.join(", ")}`);
  checkMiddleware(nameOf(operation), middleware);
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

const PARSE_AS: readonly ParseAs[] = ["json", "text", "blob", "arrayBuffer", "stream"];

interface HttpCallOptions extends Omit<HttpOptions<ParseAs>, "headers"> {
  params?: { path?: Parameters; query?: Parameters; header?: unknown };
  body?: unknown;
  headers?: unknown;
}

/** Headers as openapi-fetch takes them: numbers and booleans are written out, arrays joined, `null` leaves one out. */
function headerRecord(operation: Operation, headers: unknown): Record<string, string> {
  if (headers === undefined || headers === null) return {};
  if (typeof headers !== "object")
    throw new InputError(nameOf(operation), "headers must be an object, Headers, or pairs of name and value");
  const entries: unknown[] = Symbol.iterator in headers ? [...(headers as Headers)] : Object.entries(headers);
  const record: Record<string, string> = {};
  for (const entry of entries) {
    const [name, value]: unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== "string") throw new InputError(nameOf(operation), "headers has a name that is no string");
    if (value !== null && value !== undefined) record[name] = written(value) as string; // checked by `callHeaders`
  }
  return record;
}

/** The text of a header's value; what cannot be written stays as it is, to be refused. */
function written(value: unknown): unknown {
  const parts: unknown[] = Array.isArray(value) ? value.map(written) : [];
  if (parts.length > 0 && parts.every((part) => typeof part === "string")) return parts.join(", ");
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** The text of a body. */
function serialized(
  operation: Operation,
  { bodySerializer = JSON.stringify }: ExchangeOptions,
  body: unknown,
): string | undefined {
  if (body === undefined) return undefined;
  try {
    const text = bodySerializer(body);
    if (typeof text === "string") return text;
  } catch {}
  throw new InputError(nameOf(operation), "the body cannot be written as JSON");
}
