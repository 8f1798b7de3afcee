/** Where the demo takes place: a small organization in a sandbox that is served over HTTP, and a terminal that tells what happens. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { type ClientOptions, type ConnectionOptions, createDatadog, type Datadog } from "datadog-fetch";
import { createSandbox, type HarRecorder, type Sandbox, type SandboxStateInput } from "datadog-fetch/sandbox";
import { cut, harmless, terminalOf } from "../src/cli/terminal.ts";

const WIDTH = 100;
const terminal = terminalOf(process.stdout, process.env);
const { paint } = terminal;

/** Who watches gets time to read; a file or a pipe needs none. */
const PAUSE = terminal.isTerminal ? 350 : 0;

/** Text of others, such as names and messages, in lines that fit. */
function wrapped(text: string, indent: string): string[] {
  const lines = [""];
  for (const word of harmless(text).split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] === "" ? word : `${lines[last]} ${word}`;
    if (indent.length + longer.length <= WIDTH) lines[last] = longer;
    else lines.push(cut(word, WIDTH - indent.length));
  }
  return lines.map((line) => indent + line);
}

export const print = (...lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** Begins a chapter. */
export async function chapter(title: string): Promise<void> {
  await sleep(PAUSE * 2);
  print("", paint("bold", title));
}

/** One step that went as it should. */
export const done = (text: string): Promise<void> => step(paint("green", "✓"), text);
/** One step that went wrong, as it was meant to. */
export const failed = (text: string): Promise<void> => step(paint("yellow", "!"), text);
/** What a step was about. */
export const note = (text: string): Promise<void> => step(paint("dim", "·"), text);

async function step(sign: string, text: string): Promise<void> {
  const [first = "", ...more] = wrapped(text, "    ");
  print(`  ${sign} ${first.trimStart()}`, ...more);
  await sleep(PAUSE);
}

/** A row of a table; a cell that is too long is cut. */
export function row(...cells: readonly (readonly [text: string, width: number])[]): void {
  const [first = "", ...rest] = cells.map(([text, width]) => cut(harmless(text), width).padEnd(width));
  print(`  ${[paint("cyan", first), ...rest].join("  ").trimEnd()}`);
}

/** What made the demo end early, where it does not mix with the story. */
export function complain(message: string): void {
  process.stderr.write(`${wrapped(message, "").join("\n")}\n`);
}

/** Shows on a terminal how the seconds go by until something happens. Returns a function that takes it away again. */
export function countdown(seconds: number): () => void {
  if (!terminal.isTerminal) return () => {};
  let left = seconds;
  const show = (): void => {
    process.stdout.write(`\r    ${paint("dim", `${left} s left `)}`);
    left = Math.max(0, left - 1);
  };
  show();
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    process.stdout.write("\r\x1b[K");
  };
}

/** The sandbox, and clients that reach it over HTTP. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  readonly dd: Datadog;
  /** What carries the requests of its clients. */
  readonly send: NonNullable<ClientOptions["fetch"]>;
  /** A further client. */
  connect(options?: ConnectionOptions & { apiKey?: string }): Datadog;
  close(): Promise<void>;
}

/** Serves the organization on a free port of this machine. */
export async function openStage(recorder: HarRecorder | undefined): Promise<Stage> {
  const sandbox = createSandbox({ state: organization(Date.now()) });
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = recorder ? recorder.fetch : fetch;
  const connect: Stage["connect"] = ({ apiKey = sandbox.credentials.apiKey, ...options } = {}) =>
    createDatadog({ apiKey, appKey: sandbox.credentials.appKey, baseUrl, fetch: send, ...options });
  return {
    sandbox,
    baseUrl,
    dd: connect(),
    send,
    connect,
    async close() {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Who runs the demo, and with which keys. */
const LOGIN = {
  user: "00000000-0000-4000-8000-000000000001",
  apiKey: "00000000-0000-4000-8000-000000000002",
  appKey: "00000000-0000-4000-8000-000000000003",
};

/** Keys and tokens of all ages, and people who come and go. */
function organization(now: number): SandboxStateInput {
  const days = (number: number): Date => new Date(now + number * 24 * 3600_000);
  const [ada, grace, runner] = ["ada@example.com", "grace@example.com", "ci-runner@example.com"] as const;
  return {
    users: [
      { id: LOGIN.user, name: "Jo Example", email: "jo@example.com" },
      { name: "Ada Example", email: ada },
      { name: "Grace Example", email: grace, disabled: true },
      { name: "ci-runner", email: runner, service_account: true, roles: ["Datadog Read Only Role"] },
    ],
    apiKeys: [
      { name: "agents", created_by: ada, created_at: days(-400), date_last_used: days(-1) },
      { name: "website", created_by: ada, created_at: days(-210), date_last_used: days(-2), leak: { date: days(-3) } },
      { name: "old cluster", created_by: grace, created_at: days(-900), date_last_used: days(-203) },
      { id: LOGIN.apiKey, name: "demo", created_by: LOGIN.user, created_at: days(-20), date_last_used: days(0) },
    ],
    applicationKeys: [
      { name: "deploys", owned_by: grace, scopes: ["monitors_read"], created_at: days(-300), last_used_at: days(-5) },
      { name: "report", owned_by: ada, created_at: days(-45), last_used_at: null, scopes: ["dashboards_read"] },
      { id: LOGIN.appKey, name: "demo", owned_by: LOGIN.user, created_at: days(-20), last_used_at: days(0) },
    ],
    tokens: [
      {
        name: "nightly build",
        owned_by: runner,
        scopes: ["metrics_read"],
        created_at: days(-80),
        last_used_at: days(-1),
        expires_at: days(12),
      },
    ],
    login: LOGIN,
  };
}
