/** proxy.ts: a client's requests, and only those, go through the proxy that it was given. */
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { createDatadog } from "datadog-fetch";
import { afterEach, beforeEach, expect, test } from "vitest";
import { through } from "../examples/proxy.ts";
import { apiKey, appKey, thrown } from "./datadog.ts";

const requested: string[] = [];
const tunnels: string[] = [];
const sockets = new Set<Socket>();

const datadog = createServer((request, response) => {
  requested.push(`${request.method} ${request.url} ${request.headers["dd-api-key"]}`);
  response.writeHead(200, { "content-type": "application/json" }).end('{"valid":true}');
});
const proxy = createServer();
proxy.on("connect", ({ url = "" }: IncomingMessage, client: Socket) => {
  tunnels.push(url);
  const { hostname, port } = new URL(`http://${url}`);
  const upstream = connect(Number(port), hostname, () => {
    client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    upstream.pipe(client).pipe(upstream);
  });
  for (const socket of [client, upstream]) sockets.add(socket.on("error", () => socket.destroy()));
});
const portOf = (server: typeof proxy): number => (server.address() as AddressInfo).port;

beforeEach(async () => {
  for (const server of [datadog, proxy]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  requested.length = 0;
  tunnels.length = 0;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of [datadog, proxy]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

test("requests go through the proxy, with their headers", async () => {
  const baseUrl = `http://127.0.0.1:${portOf(datadog)}`;
  const dd = createDatadog({ apiKey, appKey, baseUrl, fetch: through(`http://127.0.0.1:${portOf(proxy)}`) });
  expect(await dd.v1.validation.apiKey()).toEqual({ valid: true });
  expect(tunnels).toEqual([`127.0.0.1:${portOf(datadog)}`]);
  expect(requested).toEqual([`GET /api/v1/validate ${apiKey}`]);
});

test("another client does not use it", async () => {
  const dd = createDatadog({ apiKey, appKey, baseUrl: `http://127.0.0.1:${portOf(datadog)}` });
  await dd.v1.validation.apiKey();
  expect(tunnels).toEqual([]);
  expect(requested).toHaveLength(1);
});

test("a proxy that is not there is a connection that failed, not a way around it", async () => {
  const closed = portOf(proxy);
  await new Promise((resolve) => proxy.close(resolve));
  const baseUrl = `http://127.0.0.1:${portOf(datadog)}`;
  const dd = createDatadog({ apiKey, appKey, baseUrl, maxRetries: 0, fetch: through(`http://127.0.0.1:${closed}`) });
  expect(await thrown(dd.v1.validation.apiKey())).toMatchObject({ name: "ConnectionError", outcomeUnknown: false });
  expect(requested).toEqual([]);
});
