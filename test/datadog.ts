/** The Datadog of the unit tests: nock in the network's place, which answers nothing but what a test has announced. */
import nock from "nock";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Client, createClient } from "../src/client.ts";

export { thrown } from "./scene.ts";

export const apiKey = "0123456789abcdef0123456789abcdef";
export const appKey = "ddapp_0123456789abcdefghijklmnopqrstuvwx";

/** A client that repeats nothing, so that a test sees the answer that it announced. */
export const client: Client = createClient({ apiKey, appKey, maxRetries: 0 });

/** Announces requests to the default site. They have to carry both keys. */
export const datadog = (): nock.Scope =>
  nock("https://api.datadoghq.com", {
    reqheaders: { "dd-api-key": apiKey, "dd-application-key": appKey, accept: "application/json" },
  });

/** What the action endpoints call their JSON. */
export const jsonApi = { "content-type": "application/vnd.api+json" };

/** Keeps the network away from a test file, and sees to it that every request that a test announces is made. */
export function withoutNetwork(): void {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => {
    const missing = nock.pendingMocks();
    nock.cleanAll();
    expect(missing, "announced but never requested").toEqual([]);
  });
  afterAll(() => nock.restore());
}
