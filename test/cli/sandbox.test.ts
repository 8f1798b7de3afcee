/** `datadog-fetch sandbox`: ready when it says so, used over HTTP by programs of any kind, ended by a signal. */
import { spawn } from "node:child_process";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "vitest";
import { createDatadog } from "../../src/index.ts";
import { CLI, cli } from "./scene.ts";

interface Running {
  readonly lines: readonly string[];
  readonly baseUrl: string;
  readonly env: Record<string, string>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

let running: Running | undefined;
afterEach(async () => {
  await running?.stop("SIGKILL");
  running = undefined;
});

/** Starts the command, and waits until it is ready. */
async function start(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [CLI, "sandbox", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines: string[] = [];
  const env: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name && value) env[name] = value;
    if (lines.length === 3) break;
  }
  const baseUrl = lines[0]?.replace("listening on ", "") ?? "";
  const stop = (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  running = { lines, baseUrl, env, stop };
  return running;
}

const clientOf = ({ baseUrl, env: { DD_API_KEY = "", DD_APP_KEY = "" } }: Running) =>
  createDatadog({ apiKey: DD_API_KEY, appKey: DD_APP_KEY, baseUrl });

test("prints its address and credentials, a line each, and responds as Datadog does", async () => {
  const sandbox = await start();
  expect(sandbox.lines[0]).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
  expect(sandbox.lines[1]).toMatch(/^DD_API_KEY=[0-9a-f]{32}$/);
  expect(sandbox.lines[2]).toMatch(/^DD_APP_KEY=\w{40}$/);
  const dd = clientOf(sandbox);
  const { data } = await dd.apiKeys.create({ name: "über" });
  await dd.apiKeys.update(data.id, { name: "grün" });
  expect((await dd.apiKeys.list().toArray()).map(({ attributes }) => attributes.name)).toContain("grün");
  await dd.apiKeys.delete(data.id);
  await expect(dd.apiKeys.get(data.id)).rejects.toMatchObject({ status: 404 });
});

test("the other commands work on it", async () => {
  const { baseUrl, env } = await start();
  const { code, out } = await cli(["audit", "--base-url", baseUrl, "--format", "json"], { env });
  expect(code).toBe(1);
  expect(JSON.parse(out).credentials).toHaveLength(2);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends it with exit code 0, even while a client keeps a connection",
  async (signal) => {
    const sandbox = await start();
    await clientOf(sandbox).validation.keys();
    expect(await sandbox.stop(signal)).toBe(0);
    await expect(clientOf(sandbox).validation.keys({ maxRetries: 0 })).rejects.toThrow("ECONNREFUSED");
  },
);

test("a port in use is told in a sentence", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const { code, out, err } = await cli(["sandbox", "--port", String(port)]);
  server.close();
  expect({ code, out }).toEqual({ code: 3, out: "" });
  expect(err).toBe(`datadog-fetch: port ${port} is in use; give another one, or none for one that is free\n`);
});

test("it listens on the port that was asked for", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect((await start("--port", String(port))).baseUrl).toBe(`http://127.0.0.1:${port}`);
});

describe("odd requests do not end it", () => {
  test.each([
    ["GET", "//", undefined],
    ["GET", "http://elsewhere.example/api/v2/api_keys", undefined],
    ["HEAD", "/api/v2/api_keys", undefined],
    ["OPTIONS", "*", undefined],
    ["TRACE", "/", undefined],
    ["POST", "/api/v2/api_keys", "{"],
    ["DELETE", "/api/v2/api_keys/%ff", undefined],
  ])("%s %s", async (method, path, body) => {
    const sandbox = await start();
    const { port } = new URL(sandbox.baseUrl);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, method, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      sent.end(body);
    });
    expect(status).toBeGreaterThanOrEqual(200);
    await clientOf(sandbox).validation.keys();
  });
});
