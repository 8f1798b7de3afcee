/** What clients were made of, for those who have to sign in with other credentials at the same place. */
import type { Client, ConnectionOptions } from "./client.ts";
import type { Credential } from "./credentials.ts";
import type { HttpClient } from "./http.ts";

/** The options of a client, with whichever credentials it has. */
export interface Origin extends ConnectionOptions {
  readonly apiKey?: Credential | undefined;
  readonly appKey?: Credential | undefined;
  readonly token?: Credential | undefined;
}

/** By `http`, which bound clients share. A WeakMap, so that no printed client shows its secrets. */
const origins = new WeakMap<HttpClient, Origin>();

export function rememberOrigin(http: HttpClient, options: Origin): void {
  origins.set(http, options);
}

/** The options that `createClient` was given; `undefined` for anything that it has not made. */
export const originOf = (client: Client): Origin | undefined => origins.get(client?.http);
