/** What clients were made of, for those who have to sign in with other credentials at the same place. */
import type { Client, ClientOptions, HttpClient } from "./client.ts";

/** By `http`, which bound clients share. A WeakMap, so that no printed client shows its secrets. */
const origins = new WeakMap<HttpClient, ClientOptions>();

export function rememberOrigin(http: HttpClient, options: ClientOptions): void {
  origins.set(http, options);
}

/** The options that `createClient` was given; `undefined` for anything that it has not made. */
export const originOf = (client: Client): ClientOptions | undefined => origins.get(client?.http);
