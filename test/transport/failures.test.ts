/** Failures of real connections, and what is said of them: which of them are lost responses, and which never left. */
import { createServer, type Socket } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { ConnectionError, createDatadog, type Datadog } from "../../src/index.ts";
import { outcomeOfFailure } from "../../src/transport/failures.ts";
import { apiKey, appKey, broken, fakeClock, outcome, scene, thrown, uuid } from "../scene.ts";
import { listen, serve, serveSelfSigned } from "../servers.ts";

const client = (baseUrl: string, maxRetries = 0): Datadog => createDatadog({ apiKey, appKey, baseUrl, maxRetries });
const created = (dd: Datadog): Promise<unknown> => thrown(dd.apiKeys.create({ name: "ci" }));

describe("on real connections", () => {
  test("a certificate that nobody has signed is refused before anything is sent", async () => {
    const requests: unknown[] = [];
    const baseUrl = await serveSelfSigned((request) => void requests.push(request));
    const error = await created(client(baseUrl));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ outcomeUnknown: false, cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    expect(requests).toEqual([]);
  });

  test("a refused connection, after which a DELETE that finds nothing has failed", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await created(client(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ name: "ConnectionError", outcomeUnknown: false, cause: { code: "ECONNREFUSED" } });
    expect((error as Error).message).toBe(
      `POST /api/v2/api_keys: the connection to 127.0.0.1:${port} failed (ECONNREFUSED)`,
    );
  });

  test("a host that does not exist", async () => {
    const fetch = (_: string, init: RequestInit): Promise<Response> => globalThis.fetch("http://x.invalid/", init);
    const error = await created(createDatadog({ apiKey, appKey, fetch, maxRetries: 0 }));
    expect(error).toMatchObject({ name: "ConnectionError", outcomeUnknown: false });
  });

  test.each<[string, (socket: Socket) => void]>([
    ["closed without a response", (socket) => socket.end()],
    ["reset without a response", (socket) => socket.resetAndDestroy()],
    ["closed within the head", (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Le")],
    ["closed within the body", (socket) => socket.end('HTTP/1.1 201 OK\r\nContent-Length: 500\r\n\r\n{"data":')],
    ["closed within a chunk", (socket) => socket.end('HTTP/1.1 201 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n{"')],
  ])("a connection that is %s leaves the outcome unknown", async (_, end) => {
    const port = await listen(createServer((socket) => socket.once("data", () => end(socket))));
    const error = await created(client(`http://127.0.0.1:${port}`));
    expect(error).toMatchObject({ name: "ConnectionError", outcomeUnknown: true });
    expect((error as Error).message).toMatch(
      /failed \((ECONNRESET|UND_ERR_SOCKET)\); it may have been carried out: look before you send it again$/,
    );
  });

  test("a DELETE has succeeded that was carried out, lost its response, and then finds nothing", async () => {
    let keys = 1;
    const methods: unknown[] = [];
    const baseUrl = await serve((request, response) => {
      methods.push(request.method);
      keys -= 1;
      if (keys === 0) request.socket.destroy();
      else response.writeHead(404).end('{"errors":["API key not found"]}');
    });
    vi.spyOn(Math, "random").mockReturnValue(0);
    expect(await client(baseUrl, 1).apiKeys.delete(uuid)).toBeUndefined();
    expect(methods).toEqual(["DELETE", "DELETE"]);
    vi.restoreAllMocks();
  });
});

describe("what fetch rejects with is read with care", () => {
  test.each<[unknown, string]>([
    [undefined, "connection failed"],
    [null, "connection failed"],
    ["ECONNRESET", "connection failed"],
    [{ code: 7, cause: { code: 19 } }, "connection failed"],
    [new DOMException("The operation was lost", "NetworkError"), "connection failed"],
    [broken("ECONNREFUSED"), "never sent"],
    [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "never sent"],
    [broken("UND_ERR_SOCKET"), "no response"],
  ])("%o: %s", (reason, expected) => expect(outcomeOfFailure(reason)).toBe(expected));

  test("and what cannot be read is a connection that failed", () => {
    const get = (): never => {
      throw new Error("cannot be read");
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const reason of [Object.defineProperty({}, "cause", { get }), revoked.proxy])
      expect(outcomeOfFailure(reason)).toBe("connection failed");
  });
});

describe("messages", () => {
  fakeClock();

  test("name the host, the system's code and the attempts, and have the system's error as their cause", async () => {
    const reason = broken("ENOTFOUND", "getaddrinfo ENOTFOUND api.datadoghq.com");
    const error = (await outcome(scene([reason]).dd.apiKeys.get("1"))) as ConnectionError;
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toBe(
      "GET /api/v2/api_keys/{api_key_id}: the connection to api.datadoghq.com failed (ENOTFOUND, 3 attempts)",
    );
    expect(error.cause).toMatchObject({ name: "Error", code: "ENOTFOUND" });
  });

  test("mention CORS in browsers and their workers, and nowhere else", async () => {
    const failure = async (): Promise<string> =>
      String(await outcome(scene([new TypeError("Failed to fetch")]).dd.apiKeys.get("1")));
    expect(await failure()).not.toContain("CORS");
    for (const name of ["document", "importScripts"]) {
      vi.stubGlobal(name, {});
      expect(await failure()).toContain("in a browser this may be CORS");
      vi.unstubAllGlobals();
    }
  });
});

test("a connection that ends in the TLS handshake has carried nothing, though its code is that of a lost response", async () => {
  const server = createServer((socket) => socket.once("data", () => socket.end()));
  const error = await created(client(`https://127.0.0.1:${await listen(server)}`));
  expect(error).toMatchObject({ name: "ConnectionError", outcomeUnknown: false, cause: { code: "ECONNRESET" } });
});
