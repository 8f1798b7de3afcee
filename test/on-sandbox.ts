/** A sandbox on this machine that programs in processes of their own take for Datadog, on any runtime. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createSandbox, type Sandbox } from "datadog-fetch/sandbox";

export const root: string = fileURLToPath(new URL("..", import.meta.url));

/** The path of a file that a test leaves behind; the folder is ignored by git, and lies inside the package. */
export function output(name: string): string {
  const folder = join(root, "test/.output");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ".gitignore"), "*\n");
  return join(folder, name);
}

export interface Served {
  sandbox: Sandbox;
  port: number;
  /** A module that leads the requests for Datadog to the sandbox and lets no others out; to be loaded before the program. */
  preload: string;
  /** A folder for the program's files, gone after `close`. */
  folder: string;
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Serves a new sandbox over HTTP. */
export async function serveSandbox(): Promise<Served> {
  const sandbox = createSandbox();
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-"));
  const preload = join(folder, "preload.mjs");
  writeFileSync(
    preload,
    `const { fetch } = globalThis;
globalThis.fetch = (url, init) => {
  if (!url.startsWith("https://api.datadoghq.com/")) throw new Error("only Datadog is there");
  return fetch(url.replace("https://api.datadoghq.com", "http://127.0.0.1:${port}"), init);
};`,
  );
  const { apiKey, appKey } = sandbox.credentials;
  return {
    sandbox,
    port,
    preload,
    folder,
    env: { DD_API_KEY: apiKey, DD_APP_KEY: appKey },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. It gets the environment that it is given, and of ours only where programs and homes are. */
export function run(command: string, args: readonly string[], env: Record<string, string>): Promise<Run> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, args, { cwd: root, env: { PATH, HOME, ...env } });
  return ended(child);
}

function ended(child: ChildProcess): Promise<Run> {
  const result = { stdout: "", stderr: "" };
  child.stdout?.on("data", (data) => {
    result.stdout += data;
  });
  child.stderr?.on("data", (data) => {
    result.stderr += data;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...result }));
  });
}

/** The path of a tool if it is there. Says loudly how to get it if it is not; in CI that is a failure. */
export function tool(name: string, path: string, howToInstall: string): string | undefined {
  if (existsSync(path)) return path;
  const message = `${name} is missing, so what needs it is NOT tested. Install it: ${howToInstall}`;
  if (process.env.CI === "true") throw new Error(message);
  console.warn(`\n!!! ${message}\n`);
  return undefined;
}

/** The same for a runtime that npm installs. */
export const runtime = (name: string): string | undefined =>
  tool(name, join(root, "test/runtimes/node_modules/.bin", name), "npm ci --prefix test/runtimes");
