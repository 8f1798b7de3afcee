/** The command line as a process of its own, and an organization on this machine for it to look at. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createSandbox, type Sandbox, type SandboxOptions, type SandboxStateInput } from "datadog-fetch/sandbox";

export const CLI: string = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Sees the process while it runs. */
  readonly onStart?: (pid: number, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs a program to its end, with PATH and HOME and nothing else of this process's environment. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  options.onStart?.(child.pid ?? 0, (signal) => child.kill(signal));
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

/** Runs `datadog-fetch`. */
export const cli = (args: readonly string[], options?: RunOptions): Promise<Ended> =>
  run(process.execPath, [CLI, ...args], options);

export interface Scene {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  /** The variables that sign in. */
  readonly env: Record<string, string>;
  /** A folder of its own, gone afterwards. */
  readonly folder: string;
  /** Runs a command against the sandbox. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  close(): Promise<void>;
}

/** Serves a sandbox over HTTP on this machine. */
export async function scene(options: SandboxOptions = {}): Promise<Scene> {
  const sandbox = createSandbox(options);
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await new Promise((resolve) => server.once("listening", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { apiKey, appKey } = sandbox.credentials;
  const env = { DD_API_KEY: apiKey, DD_APP_KEY: appKey };
  const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-cli-"));
  return {
    sandbox,
    baseUrl,
    env,
    folder,
    run: ([command = "", ...rest], more = {}) =>
      cli([command, "--base-url", baseUrl, ...rest], { cwd: folder, ...more, env: { ...env, ...more.env } }),
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const DAY = 24 * 3600_000;

/** An organization with some history up to a time, and with every finding. */
export function organization(now: number): SandboxStateInput {
  const at = (daysAgo: number): Date => new Date(now - daysAgo * DAY);
  const [mara, ben, bot] = ["mara.lindqvist@example.com", "ben.okafor@example.com", "ci-bot@example.com"];
  return {
    users: [
      { email: mara, name: "Mara Lindqvist" },
      { email: ben, name: "Ben Okafor", disabled: true },
      { email: bot, name: "ci bot", service_account: true, roles: ["Datadog Admin Role"] },
    ],
    apiKeys: [
      { name: "agents, production", created_at: at(820), date_last_used: at(0.1), created_by: mara },
      { name: "ci pipelines", created_at: at(120), date_last_used: at(0.3), created_by: bot },
      {
        name: "mobile app",
        created_at: at(410),
        date_last_used: at(35),
        created_by: mara,
        leak: { date: at(18), leak_source: "https://github.com/example/mobile-app" },
      },
      { name: "jenkins (old)", created_at: at(1660), date_last_used: at(700), created_by: ben },
      { name: "hackathon", created_at: at(340), date_last_used: null, created_by: mara },
      { name: "log forwarder", created_at: at(75), date_last_used: at(3), created_by: mara },
    ],
    applicationKeys: [
      { name: "terraform", created_at: at(300), last_used_at: at(12), owned_by: bot, scopes: ["dashboards_read"] },
      { name: "ben's laptop", created_at: at(540), last_used_at: at(210), owned_by: ben, scopes: null },
      { name: "incident tooling", created_at: at(44), last_used_at: at(1), owned_by: mara, scopes: null },
    ],
    tokens: [
      {
        name: "dashboards export",
        created_at: at(340),
        last_used_at: at(2),
        expires_at: at(-20),
        owned_by: mara,
        scopes: ["dashboards_read", "monitors_read"],
      },
      {
        name: "nightly sync",
        created_at: at(60),
        last_used_at: at(0.5),
        expires_at: at(-300),
        owned_by: bot,
        scopes: ["api_keys_read"],
      },
      { name: "metrics gateway", created_at: at(200), last_used_at: at(0.2), owned_by: bot, scopes: ["metrics_read"] },
    ],
  };
}
