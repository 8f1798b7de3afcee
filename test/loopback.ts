/** A server on this machine in Datadog's place: it gives the responses that a test has lined up, and keeps what was requested. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type ClientOptions, createDatadog, type Datadog } from "../src/index.ts";
import { apiKey, appKey } from "./datadog.ts";

export interface Loopback {
  /** Lines up a response, and tells afterwards what was sent to get it. */
  responds(status: number, body?: unknown): void;
  /** What was requested: `GET /path?query`, decoded, and the body. */
  readonly requests: { request: string; body?: unknown }[];
  client(options?: Partial<ClientOptions>): Datadog;
}

/** Starts a server for the tests of a file. */
export function loopback(): Loopback {
  const responses: { status: number; body: unknown }[] = [];
  const requests: Loopback["requests"] = [];
  const server = createServer(async (incoming, outgoing) => {
    let text = "";
    for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
    const request = `${incoming.method} ${decodeURIComponent(incoming.url ?? "")}`;
    requests.push(text === "" ? { request } : { request, body: JSON.parse(text) });
    const { status, body } = responses.shift() ?? { status: 500, body: { errors: ["nothing was lined up"] } };
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  beforeEach(() => {
    expect(responses, "lined up but never requested").toEqual([]);
    requests.length = 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return {
    responds: (status, body) => responses.push({ status, body }),
    requests,
    client(options) {
      const { port } = server.address() as AddressInfo;
      const baseUrl = `http://127.0.0.1:${port}`;
      return createDatadog({ apiKey, appKey, baseUrl, maxRetries: 0, ...options } as ClientOptions);
    },
  };
}
