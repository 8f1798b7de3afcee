/** What clients were made of, for those who have to sign in with other credentials at the same place. */
import type { Client, GivenOptions } from "./client.ts";
import type { HttpClient } from "./http.ts";

/** By `http`, which bound clients share. A WeakMap, so that no printed client shows its secrets. */
const origins = new WeakMap<HttpClient, GivenOptions>();

export function rememberOrigin(http: HttpClient, options: GivenOptions): void {
  origins.set(http, options);
}

/** The options that `createClient` was given; `undefined` for anything that it has not made. */
export const originOf = (client: Client): GivenOptions | undefined => origins.get(client?.http);
