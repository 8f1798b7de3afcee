/** A sandbox with a key named "ci" that a store holds, for the tests of the jobs. */
import { type Client, createClient } from "../../src/core.ts";
import type { Issued, RotateOptions, Rotation, Target } from "../../src/jobs/index.ts";
import { rotate } from "../../src/jobs/index.ts";
import { createSandbox, type Sandbox, type SandboxStateInput } from "../../src/sandbox/index.ts";

export const CI: Target = { type: "api_keys", name: "ci" };
export const MINUTE = 60_000;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;
export const START: number = Date.parse("2026-03-01T08:00:00Z");

export interface Scene {
  readonly sandbox: Sandbox;
  readonly client: Client;
  /** What the store holds, and what was written to it. */
  readonly store: RotateOptions["store"] & {
    held: { id: string; secret: string } | undefined;
    readonly written: Issued[];
  };
  /** The time, in the sandbox and for the jobs. */
  readonly clock: { time: number };
  /** Rotates "ci", or what the options say. */
  rotate(options?: Partial<RotateOptions> & { target?: Target; client?: Client }): Promise<Rotation>;
  /** The names of all API keys. */
  names(): string[];
}

export function scene(state: SandboxStateInput = {}): Scene {
  const clock = { time: START };
  const ci = { id: "33333333-3333-4333-8333-333333333333", name: "ci", key: "c1".repeat(16), category: "ci" };
  const sandbox = createSandbox({ now: () => clock.time, state: { apiKeys: [ci], ...state } });
  const client = createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
  const store: Scene["store"] = {
    held: { id: ci.id, secret: ci.key },
    written: [],
    read: async () => store.held,
    async write(issued) {
      store.written.push(issued);
      store.held = { id: issued.id, secret: issued.secret };
    },
  };
  return {
    sandbox,
    client,
    store,
    clock,
    rotate: ({ target = CI, client: other = client, ...options } = {}) =>
      rotate(other, target, { store, now: () => clock.time, ...options }),
    names: () => sandbox.state().apiKeys.map(({ name }) => name),
  };
}
