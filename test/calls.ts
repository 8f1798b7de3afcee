/** One call of each method, for tests that hold for all of them. */
import type { Datadog } from "../src/index.ts";

export const calls: Readonly<Record<string, (dd: Datadog) => Promise<unknown>>> = {
  GET: (dd) => dd.apiKeys.get("1"),
  PUT: (dd) => dd.v1.apiKeys.update("k1", { name: "ci" }),
  PATCH: (dd) => dd.apiKeys.update("1", { name: "ci" }),
  DELETE: (dd) => dd.apiKeys.delete("1"),
  POST: (dd) => dd.apiKeys.create({ name: "ci" }),
};

export const methods: readonly string[] = Object.keys(calls);
/** The methods that may be repeated after a failure. */
export const idempotent: readonly string[] = methods.filter((method) => method !== "POST");

export const call = (method: string, dd: Datadog): Promise<unknown> =>
  (calls[method] as (dd: Datadog) => Promise<unknown>)(dd);
