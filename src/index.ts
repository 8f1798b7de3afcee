/**
 * Typed client for Datadog's credential APIs: API keys, application keys, access tokens, service accounts, action
 * connections and PagerDuty services. Edge workers import `datadog-fetch/client` and one of the operations' modules in
 * its place, which is smaller.
 * @module
 */
export type * from "../generated/types.ts";
export type * from "./bind.ts";
export { createDatadog } from "./bind.ts";
export type * from "./client.ts";
export { ApiError, ConnectionError, createClient, DatadogError, fromEnv, InputError, TimeoutError } from "./core.ts";
export type { ListOptions, Paged } from "./pages.ts";
