/** The client that every operation takes first: its configuration, checked, and openapi-fetch on top of the transport. */
import createOpenApiClient, { type Client as OpenApiClient } from "openapi-fetch";
import type { paths } from "../generated/types.ts";
import { type Credentials, credentialSource } from "./credentials.ts";
import { InputError } from "./errors.ts";
import { milliseconds, wholeNumber } from "./options.ts";
import { rememberOrigin } from "./origin.ts";
import { checkedBaseUrl, type DatadogSite, fillPath, fillQuery, siteUrl } from "./target.ts";
import { createTransport, PlainRequest, type RequestEvent, type ResponseEvent } from "./transport.ts";

export type { Credential, Credentials, KeyCredentials, TokenCredentials } from "./credentials.ts";
export * from "./errors.ts";
export type { CallOptions } from "./send.ts";
export type { DatadogSite } from "./target.ts";
export type { RequestEvent, ResponseEvent } from "./transport.ts";

/** How a client reaches Datadog, and how patient it is. All of it is optional. */
export interface ConnectionOptions {
  /**
   * The Datadog site that the organization lives on. `app.datadoghq.eu` and whole URLs are understood.
   * @default "datadoghq.com"
   */
  site?: DatadogSite | (string & {}) | undefined;
  /** Where the API is, in place of `site`: a proxy or a sandbox. https, unless it is on this machine. */
  baseUrl?: string | undefined;
  /**
   * What carries requests, in place of the platform's `fetch`. Called with a URL and its options.
   * @default the global `fetch` at the time of each call
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /**
   * Milliseconds that a call may take, waits and repeats included.
   * @default 60_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds that one attempt may take, its body included.
   * @default 15_000
   */
  attemptTimeout?: number | undefined;
  /**
   * How many times a request may be repeated where that is safe: GET, PUT, PATCH and DELETE after a lost connection, an
   * attempt that timed out, 408, 429 and most 5xx; POST after 429 only.
   * @default 2
   */
  maxRetries?: number | undefined;
  /**
   * Milliseconds that a call may wait before it is repeated. A longer wait that the server asks for fails the call at once.
   * @default 60_000
   */
  maxRetryWait?: number | undefined;
  /** Told before every attempt. Sees no secret, no URL and no body. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Told after every attempt, with the very event that `onRequest` got as the second argument. */
  onResponse?: ((event: ResponseEvent, request: RequestEvent) => void) | undefined;
}

/** Who calls, and how. */
export type ClientOptions = Credentials & ConnectionOptions;

/**
 * The typed openapi-fetch client: `dd.http.GET("/api/v2/api_keys")` resolves to `{ data, error, response }`. Its middleware may
 * read requests and set headers, but not put another `Request` in the place of one.
 */
export type HttpClient = OpenApiClient<paths>;

/** What every operation takes as its first argument. */
export interface Client {
  /** The typed openapi-fetch client beneath, with the same credentials, waits and repeats. */
  readonly http: HttpClient;
}

/**
 * Makes a client for the operations' modules, such as `datadog-fetch/api-keys`. Nothing is sent yet.
 * @throws {InputError} where an option is missing or cannot work.
 */
export function createClient(options: ClientOptions): Client {
  const given: ClientOptions = Object(options); // not every program has types
  const { fetch, onRequest, onResponse } = given;
  for (const [option, value] of Object.entries({ fetch, onRequest, onResponse })) {
    if (value !== undefined && typeof value !== "function") throw new InputError("createClient", `${option} must be a function`);
  }
  const base = given.baseUrl === undefined ? siteUrl(given.site ?? "datadoghq.com") : checkedBaseUrl(given.baseUrl);
  const transport = createTransport({
    root: `${base}/`,
    credentials: credentialSource(given),
    fetch,
    onRequest,
    onResponse,
    timeout: milliseconds("createClient", "timeout", given.timeout ?? 60_000),
    attemptTimeout: milliseconds("createClient", "attemptTimeout", given.attemptTimeout ?? 15_000),
    maxRetries: wholeNumber("createClient", "maxRetries", given.maxRetries ?? 2),
    maxRetryWait: milliseconds("createClient", "maxRetryWait", given.maxRetryWait ?? 60_000),
  });
  const parts = openApiParts(PlainRequest, transport);
  const http = createOpenApiClient<paths>({ baseUrl: base, pathSerializer: fillPath, querySerializer: fillQuery, ...parts });
  rememberOrigin(http, given);
  return { http };
}

/** openapi-fetch passes whatever its `Request` makes on to its `fetch`; its types know the platform's `Request` only. */
function openApiParts(
  request: typeof PlainRequest,
  transport: (request: PlainRequest) => Promise<Response>,
): { Request: typeof Request; fetch: (request: Request) => Promise<Response> } {
  return { Request: request as never, fetch: transport as never };
}

/** Where `fromEnv` looks: `process.env`, a Worker's bindings, or any object with these names. */
export interface Environment {
  readonly DD_API_KEY?: string | undefined;
  readonly DD_APP_KEY?: string | undefined;
  readonly DD_SITE?: string | undefined;
}

/**
 * Reads `DD_API_KEY`, `DD_APP_KEY` and `DD_SITE` for `createDatadog(fromEnv())`. The library reads no environment unless asked.
 * @param env @default `process.env`, where there is one
 * @throws {InputError} where a key is not set.
 */
export function fromEnv(env: Environment | undefined = processEnv()): { apiKey: string; appKey: string; site?: string } {
  const { DD_API_KEY, DD_APP_KEY, DD_SITE } = env ?? {};
  for (const [name, value] of Object.entries({ DD_API_KEY, DD_APP_KEY })) {
    if (typeof value !== "string" || !value.trim()) throw new InputError("fromEnv", `${name} is not set`);
  }
  return { apiKey: DD_API_KEY ?? "", appKey: DD_APP_KEY ?? "", ...(DD_SITE?.trim?.() && { site: DD_SITE }) };
}

function processEnv(): Environment | undefined {
  return (globalThis as { process?: { env?: Environment } }).process?.env;
}
