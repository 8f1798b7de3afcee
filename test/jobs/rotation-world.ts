/** A Datadog in memory with one credential of each kind to rotate, and what may break off around it, step by step. */
import { expect } from "vitest";
import { type Client, type Credentials, createClient, DatadogError } from "../../src/core.ts";
import { type Rotation, rotate, type Store, type Target } from "../../src/jobs/index.ts";
import { createSandbox, type Sandbox, type SandboxState } from "../../src/sandbox/index.ts";

export const HOUR = 3600_000;
export const DAY = 24 * HOUR;

const ADMIN = "11111111-1111-4111-8111-111111111111";
const BOT = "22222222-2222-4222-8222-222222222222";
const OLD = "33333333-3333-4333-8333-333333333333";
const START = Date.parse("2026-03-01T08:00:00Z");

/**
 * What may happen at a step, which is a request or a call of the store: it does not arrive, or its response does not, or the
 * process dies when it has been carried out.
 */
export type Fault = "lost before" | "lost after" | "dead";
export const FAULTS: readonly Fault[] = ["lost before", "lost after", "dead"];

/** One kind of credential in a sandbox of its own. */
interface Kind {
  readonly target: Target;
  /** Where the sandbox keeps them. */
  readonly list: "apiKeys" | "applicationKeys" | "tokens";
  readonly owner: string;
  /** What a successor has to have as well. */
  readonly settings: object;
  /** The fields to compare. */
  readonly compared: readonly string[];
  /** Who signs in with the credential itself, beside an API key of the administrator's. */
  signIn(secret: string, apiKey: string): Credentials;
}

const keySettings = { category: "ci", remote_config_read_enabled: false };
const scopes = ["user_app_keys", "service_account_write"];
const appKey = (secret: string, apiKey: string): Credentials => ({ apiKey, appKey: secret });
const token = (secret: string): Credentials => ({ token: secret });

export const KINDS: Readonly<Record<string, Kind>> = {
  "API key": {
    target: { type: "api_keys", name: "ci" },
    list: "apiKeys",
    owner: ADMIN,
    settings: keySettings,
    compared: ["category", "remote_config_read_enabled"],
    signIn: (apiKey) => ({ apiKey, appKey: ADMIN_APP_KEY }),
  },
  "application key": {
    target: { type: "application_keys", name: "ci" },
    list: "applicationKeys",
    owner: ADMIN,
    settings: { scopes },
    compared: ["scopes", "owned_by"],
    signIn: appKey,
  },
  "service account's application key": {
    target: { type: "application_keys", name: "ci", serviceAccountId: BOT },
    list: "applicationKeys",
    owner: BOT,
    settings: { scopes },
    compared: ["scopes", "owned_by"],
    signIn: appKey,
  },
  "personal access token": {
    target: { type: "personal_access_tokens", name: "ci" },
    list: "tokens",
    owner: ADMIN,
    settings: { scopes, expires_at: new Date(START + 60 * DAY) },
    compared: ["type", "scopes", "owned_by", "life"],
    signIn: token,
  },
  "service access token": {
    target: { type: "service_access_tokens", name: "ci", serviceAccountId: BOT },
    list: "tokens",
    owner: BOT,
    settings: { scopes, expires_at: null },
    compared: ["type", "scopes", "owned_by", "life"],
    signIn: token,
  },
};

const ADMIN_APP_KEY = `ddapp_${"a".repeat(34)}`;
const ADMIN_API_KEY = "ab".repeat(16);

/** Names of credentials that are somebody else's business, however alike they look. */
const OTHERS = ["ci 2", "my ci", "CI", "ci (rotation notes)", "ci (rotation 0badcafe, being made) too"];

interface Item {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly revoked?: boolean;
  readonly created_at: string;
  readonly expires_at?: string | null;
}

export interface Settings {
  readonly kind: string;
  readonly overlap: number;
  /** Whether the store can tell what it holds. */
  readonly readable: boolean;
  /** Whether the client signs in with what the store holds, so with the very credential that is rotated. */
  readonly own: boolean;
}

/** Decides what happens to a step of a run, perhaps after a while. */
export type Gate = (step: number, what: string) => Fault | undefined | Promise<Fault | undefined>;

export interface World {
  readonly sandbox: Sandbox;
  /** What was seen to be wrong, at whichever step. */
  readonly violations: string[];
  /** Moves the clock. */
  wait(milliseconds: number): void;
  /** One run. Rejects where it fails; never settles once it is dead. */
  run(gate?: Gate): Promise<Rotation>;
  /** Runs until nothing is left to do; waits where it is told to. */
  complete(): Promise<void>;
  /** What has to hold in the end. */
  check(): void;
  readonly figures: { runs: number; steps: number };
}

/** Sandboxes by kind, since making one takes longer than rotating in it; and the time in each. */
const sandboxes = new Map<string, { sandbox: Sandbox; clock: { time: number } }>();

/** The sandbox of a kind, as it was at the start. A world that is made later ends those before it. */
function sandboxFor(name: string): { sandbox: Sandbox; clock: { time: number } } {
  const kind = KINDS[name] as Kind;
  const known = sandboxes.get(name);
  if (known) {
    known.sandbox.reset();
    known.clock.time = START;
    return known;
  }
  const clock = { time: START };
  const credential = (each: string, id?: string) => ({
    ...(id !== undefined && { id }),
    name: each,
    created_at: new Date(START),
    ...(kind.list === "apiKeys" ? { created_by: kind.owner, modified_by: kind.owner } : { owned_by: kind.owner }),
    ...kind.settings,
  });
  const sandbox = createSandbox({
    now: () => clock.time,
    state: {
      users: [
        { id: ADMIN, name: "Ada Admin" },
        { id: BOT, name: "bot", service_account: true, roles: ["Datadog Admin Role"] },
      ],
      apiKeys: [{ id: "44444444-4444-4444-8444-444444444444", name: "admin", key: ADMIN_API_KEY, created_by: ADMIN }],
      applicationKeys: [
        { id: "55555555-5555-4555-8555-555555555555", name: "admin", key: ADMIN_APP_KEY, owned_by: ADMIN },
      ],
      login: {
        user: ADMIN,
        apiKey: "44444444-4444-4444-8444-444444444444",
        appKey: "55555555-5555-4555-8555-555555555555",
      },
      ...{ [kind.list]: [...admins(kind), credential("ci", OLD), ...OTHERS.map((each) => credential(each))] },
    },
  });
  sandboxes.set(name, { sandbox, clock });
  return { sandbox, clock };
}

export function createWorld({ kind: name, overlap, readable, own }: Settings): World {
  const kind = KINDS[name] as Kind;
  const { sandbox, clock } = sandboxFor(name);
  const items = (state: SandboxState): Item[] => (state[kind.list] as Item[]).filter(({ revoked }) => !revoked);
  const first = items(sandbox.state());
  const old = first.find(({ id }) => id === OLD) as Item;
  let held = { id: old.id, secret: old.key };
  const violations: string[] = [];
  const figures = { runs: 0, steps: 0 };

  /** Secrets that the store held before, and when that ended. */
  const before = new Map<string, number>();
  const note = (what: string): void => {
    const living = new Set(items(sandbox.state()).map(({ key }) => key));
    if (!living.has(held.secret)) violations.push(`what the store holds does not work after ${what}`);
    for (const [secret, since] of before) {
      const isEarly = !living.has(secret) && clock.time < since + overlap;
      if (isEarly) violations.push(`what the store held before does not work for as long as it should after ${what}`);
    }
  };

  async function run(gate: Gate = () => undefined): Promise<Rotation> {
    figures.runs += 1;
    let count = 0;
    let dead = false;
    const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      if (dead) return new Promise<never>(() => {});
      figures.steps += 1;
      const fault = await gate(count++, what);
      dead = fault === "dead";
      if (fault === "lost before") throw new TypeError("fetch failed");
      const done = await work();
      if (!/^(GET|read)/.test(what)) note(what); // what only reads changes nothing
      if (dead) return new Promise<never>(() => {});
      if (fault === "lost after") throw new TypeError("fetch failed");
      return done;
    };
    const credentials = own
      ? kind.signIn(held.secret, ADMIN_API_KEY)
      : { apiKey: ADMIN_API_KEY, appKey: ADMIN_APP_KEY };
    const client: Client = createClient({
      ...credentials,
      maxRetries: 0,
      fetch: (url, init) => step(`${init.method} ${new URL(url).pathname}`, () => sandbox.fetch(url, init)),
    });
    const store: Store = {
      read: () => step("read of the store", async () => (readable ? { id: held.id } : undefined)),
      write: ({ id, secret }) =>
        step("write to the store", async () => {
          before.set(held.secret, clock.time);
          before.delete(secret);
          held = { id, secret };
        }),
    };
    try {
      return await rotate(client, kind.target, { store, overlap, now: () => clock.time });
    } catch (error) {
      if (!(error instanceof DatadogError)) violations.push(`${error} is no DatadogError`);
      const text = `${(error as Error).message} ${JSON.stringify(error)}`;
      if (items(sandbox.state()).some(({ key }) => text.includes(key))) violations.push("an error holds a secret");
      throw error;
    }
  }

  return {
    sandbox,
    violations,
    figures,
    run,
    wait: (milliseconds) => {
      clock.time += milliseconds;
    },
    async complete() {
      const told: string[] = [];
      for (let runs = 0; runs < 6; runs++) {
        try {
          const { state } = await run();
          if (state === "rotated") return;
          clock.time += overlap;
        } catch (error) {
          told.push((error as Error).message);
          clock.time += 11 * 60_000;
        }
      }
      violations.push(`it does not come to an end: ${told.join("\n")}`);
    },
    check() {
      const left = items(sandbox.state());
      const mine = left.filter(({ name: each }) => each === "ci");
      const others = (all: readonly Item[]): string[] =>
        all
          .filter(({ name: each }) => OTHERS.includes(each) || each === "admin")
          .map(({ id, name: each, key }) => `${id} ${each} ${key}`);
      expect(violations).toEqual([]);
      expect(mine.map(({ key }) => key)).toEqual([held.secret]);
      expect(mine[0]?.id).toBe(held.id);
      expect(settingsOf(mine[0] as Item, kind.compared)).toEqual(settingsOf(old, kind.compared));
      expect(others(left)).toEqual(others(first));
      expect(left.map(({ name: each }) => each).sort()).toEqual(first.map(({ name: each }) => each).sort());
    },
  };
}

/** The administrator's own keys stand in the list that the kind's credentials are put into. */
function admins({ list }: Kind): object[] {
  if (list === "apiKeys")
    return [{ id: "44444444-4444-4444-8444-444444444444", name: "admin", key: ADMIN_API_KEY, created_by: ADMIN }];
  if (list === "tokens") return [];
  return [{ id: "55555555-5555-4555-8555-555555555555", name: "admin", key: ADMIN_APP_KEY, owned_by: ADMIN }];
}

function settingsOf(item: Item, compared: readonly string[]): object {
  const life = item.expires_at ? Date.parse(item.expires_at) - Date.parse(item.created_at) : null;
  return Object.fromEntries(compared.map((field) => [field, { ...item, life }[field as "life"]]));
}
