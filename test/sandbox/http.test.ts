/** The sandbox over HTTP, as @hono/node-server serves it: faults reach the client as a broken network would. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { afterEach, expect, test, vi } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/sandbox/index.ts";

const servers: ServerType[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(
  options?: SandboxOptions,
): Promise<{ sandbox: Sandbox; call: (init?: RequestInit) => Promise<Response> }> {
  const sandbox = createSandbox(options);
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1" });
  servers.push(server);
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/api_key`;
  const { apiKey, appKey } = sandbox.credentials;
  return {
    sandbox,
    call: (init) => fetch(url, { headers: { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey }, ...init }),
  };
}
const create = { method: "POST", body: '{"name":"n"}' };

test("answers, and takes bodies", async () => {
  const { call, sandbox } = await listen();
  expect((await call(create)).status).toBe(200);
  expect(await (await call()).json()).toMatchObject({ api_keys: [{ name: "sandbox" }, { name: "n" }] });
  expect(sandbox.requests).toMatchObject([{ body: { name: "n" }, status: 200 }, { status: 200 }]);
});

test("a dropped connection is one: no answer at all", async () => {
  const { call, sandbox } = await listen();
  sandbox.fail({ drop: true, after: true });
  const error = await call(create).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    message: "fetch failed",
    cause: { message: expect.stringMatching(/other side closed|ECONNRESET|terminated/) },
  });
  expect(sandbox.state().apiKeys).toHaveLength(2);
  expect((await call(create)).status).toBe(200);
});

test("an answer that breaks off comes with its status and half of its body", async () => {
  const { call, sandbox } = await listen();
  sandbox.fail({ truncate: true });
  const response = await call();
  expect(response.status).toBe(200);
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^\{"api_keys":/);
  await expect(reader?.read()).rejects.toThrow("terminated");
  expect((await call()).status).toBe(200);
});

test("a caller who hangs up ends the waiting, before anything was carried out", async () => {
  const { call, sandbox } = await listen();
  sandbox.fail({ delay: Number.POSITIVE_INFINITY });
  const controller = new AbortController();
  const hungUp = call({ ...create, signal: controller.signal });
  await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1));
  controller.abort();
  await expect(hungUp).rejects.toMatchObject({ name: "AbortError" });
  expect((await call()).status).toBe(200);
  expect(sandbox.requests).toMatchObject([{ method: "POST", status: undefined }, { status: 200 }]);
  expect(sandbox.state().apiKeys).toHaveLength(1);
});
