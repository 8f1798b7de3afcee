/** Sends one operation: the documented body comes out, or a typed error. */
import type { paths } from "../generated/types.ts";
import { isObject, notJson, parse } from "./answer.ts";
import type { Client } from "./client.ts";
import { callHeaders } from "./headers.ts";

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
  const body = parse(text);
  if (!isObject(body)) throw notJson(`${method.toUpperCase()} ${path}`, response, text);
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
  const { signal, timeout, maxRetries, headers } = options ?? {};
  const { body, ...params } = input as Record<string, unknown>;
  const init = {
    params,
    body,
    signal,
    timeout,
    maxRetries,
    headers: headers && callHeaders(`${method.toUpperCase()} ${path}`, headers),
    parseAs: "text",
    throwing: true,
  };
  try {
    const { data, response } = await (client.http.request as Request)(method, path, init);
    return { text: data ?? "", response };
  } catch (error) {
    if (signal?.aborted && !signal.reason) throw signal.reason; // openapi-fetch takes `null` and the like for no error
    throw error;
  }
}

/** openapi-fetch's `request`, without the types that `send` has checked already. */
type Request = (method: string, path: string, init: object) => Promise<{ data?: string; response: Response }>;
