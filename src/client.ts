/** The client that every operation takes first: its configuration, checked. */
import { type APIKeyCredentials, type Credentials, credentialSource } from "./credentials.ts";
import { InputError } from "./errors.ts";
import { createHttp, type HttpClient } from "./http.ts";
import { milliseconds, ownOptions, wholeNumber } from "./options.ts";
import { type Origin, rememberOrigin } from "./origin.ts";
import { checkedBaseUrl, type DatadogSite, siteUrl } from "./site.ts";
import { createTransport, type Fetch, type RequestEvent, type ResponseEvent } from "./transport/transport.ts";

export type { APIKeyCredentials, Credential, Credentials, KeyCredentials, TokenCredentials } from "./credentials.ts";
export * from "./errors.ts";
export type { HttpClient, HttpOptions } from "./http.ts";
export type { CallOptions } from "./send.ts";
export type { DatadogSite } from "./site.ts";
export type { RequestEvent, ResponseEvent } from "./transport/transport.ts";

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
  fetch?: Fetch | undefined;
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
   * Milliseconds that a call may wait before it is repeated. A longer wait that the server asks for fails the call at
   * once.
   * @default 60_000
   */
  maxRetryWait?: number | undefined;
  /**
   * The most bytes that the body of a success may have, decompressed. A longer one is an `ApiError`. Of a refusal 64
   * KiB are read.
   * @default 16_777_216
   */
  maxResponseBytes?: number | undefined;
  /** Told before every attempt. Sees no secret, no URL and no body. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Told after every attempt, with the very event that `onRequest` got as the second argument. */
  onResponse?: ((event: ResponseEvent, request: RequestEvent) => void) | undefined;
}

/** Who calls, and how. */
export type ClientOptions = Credentials & ConnectionOptions;

/** An API key to be validated, which needs no application key, and how. */
export type APIKeyOptions = APIKeyCredentials & ConnectionOptions;

/** What every operation takes as its first argument. */
export interface Client {
  /** The typed openapi-fetch client beneath, with the same credentials, waits and repeats. */
  readonly http: HttpClient;
}

/**
 * Makes a client for the operations' modules, such as `datadog-fetch/api-keys`. Nothing is sent yet.
 * @throws {InputError} where an option is missing or cannot work.
 */
export function createClient(options: ClientOptions | APIKeyOptions): Client {
  const given: Origin = ownOptions("createClient", options);
  const { fetch, onRequest, onResponse } = given;
  for (const [option, value] of Object.entries({ fetch, onRequest, onResponse }))
    if (value !== undefined && typeof value !== "function")
      throw new InputError("createClient", `${option} must be a function`);
  const baseUrl = given.baseUrl === undefined ? siteUrl(given.site ?? "datadoghq.com") : checkedBaseUrl(given.baseUrl);
  const time = (option: "timeout" | "attemptTimeout" | "maxRetryWait", fallback: number): number =>
    milliseconds("createClient", option, given[option] ?? fallback);
  const count = (option: "maxRetries" | "maxResponseBytes", fallback: number): number =>
    wholeNumber("createClient", option, given[option] ?? fallback);
  const transport = createTransport({
    credentials: credentialSource(given),
    fetch,
    onRequest,
    onResponse,
    timeout: time("timeout", 60_000),
    attemptTimeout: time("attemptTimeout", 15_000),
    maxRetryWait: time("maxRetryWait", 60_000),
    maxRetries: count("maxRetries", 2),
    maxResponseBytes: count("maxResponseBytes", 2 ** 24),
  });
  const http = createHttp(baseUrl, transport);
  rememberOrigin(http, given);
  return { http };
}

/** Where `fromEnv` looks: `process.env`, a Worker's bindings, or any object with these names. */
export interface Environment {
  readonly DD_BEARER_TOKEN?: string | undefined;
  readonly DD_API_KEY?: string | undefined;
  readonly DD_APP_KEY?: string | undefined;
  readonly DD_SITE?: string | undefined;
}

/**
 * Reads `DD_BEARER_TOKEN`, or else `DD_API_KEY` and `DD_APP_KEY`, and `DD_SITE`, for `createDatadog(fromEnv())`. The
 * library reads no environment unless asked.
 * @param env @default `process.env`, where there is one
 * @throws {InputError} where a credential is not set.
 */
export function fromEnv(env: Environment | undefined = processEnv()): Credentials & { site?: string } {
  const { DD_BEARER_TOKEN, DD_API_KEY, DD_APP_KEY, DD_SITE } = env ?? {};
  const site = isSet(DD_SITE) ? { site: DD_SITE } : {};
  if (isSet(DD_BEARER_TOKEN)) return { token: DD_BEARER_TOKEN, ...site };
  const missing = isSet(DD_API_KEY) ? "DD_APP_KEY" : "DD_API_KEY";
  if (isSet(DD_API_KEY) && isSet(DD_APP_KEY)) return { apiKey: DD_API_KEY, appKey: DD_APP_KEY, ...site };
  throw new InputError("fromEnv", `${missing} is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN`);
}

const isSet = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function processEnv(): Environment | undefined {
  return (globalThis as { process?: { env?: Environment } }).process?.env;
}
