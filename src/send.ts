/** Sends one operation: the documented body comes out, or a typed error. */
import type { paths } from "../generated/types.ts";
import { notJson } from "./answer.ts";
import type { Client } from "./client.ts";
import { InputError } from "./errors.ts";
import { callHeaders } from "./headers.ts";
import { milliseconds, wholeNumber } from "./numbers.ts";

/** What one call can be told beyond its arguments. */
export interface CallOptions {
  /** Aborts the call, its waits included. The promise rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds that the whole call may take, waits and repeats included.
   * @default the client's `timeout`
   */
  timeout?: number | undefined;
  /**
   * How many times the request may be repeated where that is safe.
   * @default the client's `maxRetries`
   */
  maxRetries?: number | undefined;
  /** More headers. Those that carry the credentials cannot be set here. */
  headers?: Readonly<Record<string, string>> | Headers | undefined;
}

type Input<O> = (O extends { parameters: infer P } ? P : unknown) &
  (O extends { requestBody: { content: { "application/json": infer B } } } ? { body: B } : unknown);
type Output<O> = O extends { responses: infer R }
  ? { [S in keyof R & (200 | 201)]: R[S] extends { content: { "application/json": infer B } } ? B : never }[keyof R & (200 | 201)]
  : never;

/** Sends an operation that documents a body. */
export async function send<P extends keyof paths, M extends keyof paths[P] & string>(
  client: Client,
  method: M,
  path: P,
  input: Input<paths[P][M]>,
  options?: CallOptions,
): Promise<Output<paths[P][M]>> {
  const { text, response } = await request(client, method, path, input, options);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {}
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw notJson(`${method.toUpperCase()} ${path}`, response, text);
  return body as Output<paths[P][M]>;
}

/** Sends an operation that documents no body; one that comes nevertheless is dropped. */
export async function sendWithoutAnswer<P extends keyof paths, M extends keyof paths[P] & string>(
  client: Client,
  method: M,
  path: P,
  input: Input<paths[P][M]>,
  options?: CallOptions,
): Promise<void> {
  await request(client, method, path, input, options);
}

async function request(
  client: Client,
  method: string,
  path: string,
  input: unknown,
  options: CallOptions | undefined,
): Promise<{ text: string; response: Response }> {
  const operation = `${method.toUpperCase()} ${path}`;
  const { signal, timeout, maxRetries, headers } = checkedOptions(operation, options);
  const { body, ...params } = input as Record<string, unknown>;
  const init = {
    params,
    body,
    signal,
    timeout,
    maxRetries,
    headers: headers && callHeaders(operation, headers),
    parseAs: "text",
    throwing: true,
  };
  const { data, response } = await (client.http.request as Request)(method, path, init);
  return { text: data ?? "", response };
}

/** The options of a call, once they are known to work. */
export function checkedOptions<Options extends CallOptions>(operation: string, options: Options | undefined): Partial<Options> {
  const { signal, timeout, maxRetries } = options ?? {};
  if (signal && typeof signal.addEventListener !== "function") {
    throw new InputError(operation, "options.signal must be an AbortSignal");
  }
  if (timeout !== undefined) milliseconds(operation, "options.timeout", timeout);
  if (maxRetries !== undefined) wholeNumber(operation, "options.maxRetries", maxRetries);
  return options ?? {};
}

/** openapi-fetch's `request`, without the types that `send` has checked already. */
type Request = (method: string, path: string, init: object) => Promise<{ data?: string; response: Response }>;
