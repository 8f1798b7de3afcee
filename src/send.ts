/** Sends one operation: the documented body comes out, or a typed error. */
import type { paths } from "../generated/types.ts";
import type { Client } from "./client.ts";
import { callHeaders } from "./headers.ts";
import type { PlainRequest } from "./transport.ts";

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
export function send<P extends keyof paths, M extends keyof paths[P] & string>(
  client: Client,
  method: M,
  path: P,
  input: Input<paths[P][M]>,
  options?: CallOptions,
): Promise<Output<paths[P][M]>> {
  return request(client, method, path, input, options, "an object") as Promise<Output<paths[P][M]>>;
}

/** Sends an operation that documents no body; one that comes nevertheless is dropped. */
export async function sendWithoutAnswer<P extends keyof paths, M extends keyof paths[P] & string>(
  client: Client,
  method: M,
  path: P,
  input: Input<paths[P][M]>,
  options?: CallOptions,
): Promise<void> {
  await request(client, method, path, input, options, "nothing");
}

async function request(
  client: Client,
  method: string,
  path: string,
  input: unknown,
  options: CallOptions | undefined,
  expects: PlainRequest["expects"],
): Promise<unknown> {
  const { signal, timeout, maxRetries, headers } = options ?? {};
  const { body, ...params } = input as Record<string, unknown>;
  const { data } = await (client.http.request as Request)(method, path, {
    params,
    body,
    signal,
    timeout,
    maxRetries,
    headers: headers && callHeaders(`${method.toUpperCase()} ${path}`, headers),
    expects,
    parseAs: "stream", // as it is
  });
  return data;
}

/** openapi-fetch's `request`, without the types that `send` has checked already. */
type Request = (method: string, path: string, init: object) => Promise<{ data?: unknown }>;
