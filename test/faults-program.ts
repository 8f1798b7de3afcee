/**
 * A program that makes and unmakes credentials through a bad network, and a ledger of what it was told. Every thing has a
 * label of its own, and every value that it is given begins with that label, so that whatever is on the server can be traced back.
 */
import { type Datadog, DatadogError, InputError } from "../src/index.ts";
import type { Fault, Sandbox, SandboxState } from "../src/sandbox/index.ts";

export type Random = () => number;

/** The same numbers for the same seed. */
export function dice(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface CallOptions {
  signal?: AbortSignal;
}

/** One kind of thing: how it is made, read, changed and removed, and what the server holds of it. */
interface Kind {
  create(dd: Datadog, value: string, options: CallOptions): Promise<string>;
  read(dd: Datadog, address: string, options: CallOptions): Promise<string>;
  update(dd: Datadog, address: string, value: string, options: CallOptions): Promise<unknown>;
  remove(dd: Datadog, address: string, options: CallOptions): Promise<unknown>;
  held(state: SandboxState): { address: string; value: string }[];
}

const kinds: Record<string, Kind> = {
  apiKey: {
    create: async (dd, name, options) => (await dd.apiKeys.create({ name }, options)).data.id,
    read: async (dd, id, options) => (await dd.apiKeys.get(id, undefined, options)).data.attributes.name,
    update: (dd, id, name, options) => dd.apiKeys.update(id, { name }, options),
    remove: (dd, id, options) => dd.apiKeys.delete(id, options),
    held: ({ apiKeys }) => apiKeys.map(({ id, name }) => ({ address: id, value: name })),
  },
  v1ApiKey: {
    create: async (dd, name, options) => (await dd.v1.apiKeys.create({ name }, options)).api_key.key,
    read: async (dd, key, options) => (await dd.v1.apiKeys.get(key, options)).api_key.name,
    update: (dd, key, name, options) => dd.v1.apiKeys.update(key, { name }, options),
    remove: (dd, key, options) => dd.v1.apiKeys.delete(key, options),
    held: ({ apiKeys }) => apiKeys.map(({ key, name }) => ({ address: key, value: name })),
  },
  applicationKey: {
    create: async (dd, name, options) => (await dd.currentUser.applicationKeys.create({ name }, options)).data.id,
    read: async (dd, id, options) => (await dd.applicationKeys.get(id, undefined, options)).data.attributes.name,
    update: (dd, id, name, options) => dd.applicationKeys.update(id, { name }, options),
    remove: (dd, id, options) => dd.currentUser.applicationKeys.delete(id, options),
    held: ({ applicationKeys }) => applicationKeys.map(({ id, name }) => ({ address: id, value: name })),
  },
  connection: {
    create: async (dd, name, options) => {
      const credentials = { type: "HTTPTokenAuth" } as const;
      return (
        await dd.actionConnections.create(
          { name, integration: { type: "HTTP", base_url: "https://vendor.example", credentials } },
          options,
        )
      ).data.id;
    },
    read: async (dd, id, options) => (await dd.actionConnections.get(id, options)).data.attributes.name,
    update: (dd, id, name, options) => dd.actionConnections.update(id, { name }, options),
    remove: (dd, id, options) => dd.actionConnections.delete(id, options),
    held: ({ connections }) => connections.map(({ id, name }) => ({ address: id, value: name })),
  },
  token: {
    create: async (dd, name, options) => {
      const expires_at = new Date(Date.now() + 30 * 86_400_000).toISOString();
      return (await dd.personalAccessTokens.create({ name, scopes: ["api_keys_read"], expires_at }, options)).data.id;
    },
    read: async (dd, id, options) => (await dd.personalAccessTokens.get(id, options)).data.attributes.name,
    update: (dd, id, name, options) => dd.personalAccessTokens.update(id, { name }, options),
    remove: (dd, id, options) => dd.personalAccessTokens.revoke(id, options),
    held: ({ tokens }) => tokens.flatMap(({ id, name, revoked }) => (revoked ? [] : { address: id, value: name })),
  },
  pagerDuty: {
    create: async (dd, value, options) =>
      (await dd.v1.pagerDutyServices.create({ service_name: value, service_key: value }, options)).service_name,
    read: async (dd, name, options) => (await dd.v1.pagerDutyServices.get(name, options)).service_name, // never the key
    update: (dd, name, key, options) => dd.v1.pagerDutyServices.update(name, { service_key: key }, options),
    remove: (dd, name, options) => dd.v1.pagerDutyServices.delete(name, options),
    held: ({ pagerDutyServices }) =>
      pagerDutyServices.map((it) => ({ address: it.service_name, value: it.service_key })),
  },
};

/** What the program knows of one thing. */
interface Thing {
  kind: string;
  label: string;
  address: string | undefined;
  /** The values that it may have on the server; one, unless an outcome is unknown. */
  values: string[];
  /** Whether it is there, as far as the program was told. */
  there: "yes" | "no" | "unknown";
}

export interface Figures {
  calls: number;
  attempts: number;
  repeats: number;
  succeeded: number;
  /** Calls that failed, by the name of what was thrown; `stopped` were aborted by the program itself. */
  failed: Record<string, number>;
  faults: Record<string, number>;
  /** Calls that left open what became of them, the creates among them, and those of these that had been carried out after all. */
  unknown: number;
  unknownCreates: number;
  carriedOutCreates: number;
  duplicates: number;
  /** Whatever should not be. */
  wrong: string[];
}

export const noFigures = (): Figures => ({
  calls: 0,
  attempts: 0,
  repeats: 0,
  succeeded: 0,
  failed: {},
  faults: {},
  unknown: 0,
  unknownCreates: 0,
  carriedOutCreates: 0,
  duplicates: 0,
  wrong: [],
});

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

const HTML = { "content-type": "text/html" };
const PLAIN = { "content-type": "text/plain" };

/** What can happen to a request, how often in a thousand, and how. Delays of 9 s are longer than an attempt may take. */
export const FAULTS: [name: string, times: number, fault: (random: Random) => Fault][] = [
  ["dropped before", 30, () => ({ drop: true })],
  ["dropped after", 40, () => ({ drop: true, after: true })],
  ["truncated", 30, () => ({ truncate: true })],
  ["late before", 10, () => ({ delay: 9000 })],
  ["late after", 15, () => ({ delay: 9000, after: true })],
  ["slow", 40, (random) => ({ delay: 1000 * random() })],
  ["429", 40, (random) => ({ status: 429, headers: { "x-ratelimit-reset": String(Math.floor(3 * random())) } })],
  ["500 before", 15, () => ({ status: 500 })],
  ["500 after", 15, () => ({ status: 500, after: true })],
  ["502 before", 15, () => ({ status: 502, body: "<html>Bad Gateway</html>", headers: HTML })],
  ["502 after", 15, () => ({ status: 502, body: "", after: true })],
  ["503 before", 20, () => ({ status: 503, headers: { "retry-after": "1" } })],
  ["503 after", 10, () => ({ status: 503, after: true })],
  ["504 before", 10, () => ({ status: 504 })],
  ["504 after", 20, () => ({ status: 504, after: true })],
  ["408", 5, () => ({ status: 408 })],
  ["302 before", 3, () => ({ status: 302, headers: { location: "https://other.example/" } })],
  ["403 before", 3, () => ({ status: 403 })],
  ["an unreadable response", 10, () => ({ status: 200, body: "<html>", after: true })],
  ["a login page before", 15, () => ({ status: 200, body: "<html>Log in</html>", headers: HTML })],
  ["a login address before", 10, () => ({ status: 200, body: { login_url: "https://sso.example" } })],
  ["errors with 200 before", 10, () => ({ status: 200, body: { errors: ["Forbidden"] } })],
  ["errors with 202 before", 5, () => ({ status: 202, body: { errors: ["Forbidden"] } })],
  ["nothing with 200 before", 10, () => ({ status: 200, body: {} })],
  ["nothing with 200 after", 5, () => ({ status: 200, body: "", after: true })],
  ["the wrong shape after", 10, () => ({ status: 201, body: { data: null }, after: true })],
  ["a gateway's 404 before", 20, () => ({ status: 404, body: "default backend - 404", headers: PLAIN })],
];

/** Decides for each request what goes wrong with it, if anything. */
export function badNetwork(random: Random, figures: Figures): () => Fault | undefined {
  return () => {
    let left = random() * 1000;
    for (const [name, times, fault] of FAULTS) {
      left -= times;
      if (left < 0) {
        count(figures.faults, name);
        return fault(random);
      }
    }
    return undefined;
  };
}

const STOPPED = { why: "the program has stopped this call itself" };

/** What one call of the program has at hand. */
interface Step {
  readonly dd: Datadog;
  readonly figures: Figures;
  readonly random: Random;
  readonly number: number;
  readonly options: { signal: AbortSignal };
}

/** Does so many calls one after the other on things of its own, and writes down what it was told. */
export async function work(
  dd: Datadog,
  name: string,
  calls: number,
  random: Random,
  things: Map<string, Thing>,
  figures: Figures,
): Promise<void> {
  const mine: Thing[] = [];
  const choose = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const names = Object.keys(kinds).filter((kind) => kind !== "pagerDuty" || name.startsWith("0."));
  for (let number = 0; number < calls; number += 1) {
    const stop = new AbortController();
    if (random() < 0.02) setTimeout(() => stop.abort(STOPPED), random() * 500);
    const step = { dd, figures, random, number, options: { signal: stop.signal } };
    const thing = random() < 0.7 ? choose(mine.filter(({ there }) => there === "yes")) : undefined;
    if (thing?.address) {
      const isLost = await use(thing, thing.address, step);
      if (isLost) mine.splice(mine.indexOf(thing), 1); // left alone from now on
      continue;
    }
    const kind = choose(names) ?? "";
    const label = `${kind}:${name}.${number}`;
    const made: Thing = { kind, label, address: undefined, values: [label], there: "unknown" };
    mine.push(made);
    things.set(label, made);
    await make(made, step);
  }
}

async function make(made: Thing, { dd, figures, options }: Step): Promise<void> {
  const { create } = kinds[made.kind] as Kind;
  const ended = await told(figures, () => create(dd, made.label, options));
  if (ended.how === "unknown") figures.unknownCreates += 1;
  made.there = ended.how === "done" ? "yes" : ended.how === "not done" ? "no" : "unknown";
  made.address = ended.how === "done" ? ended.value : undefined;
}

/** Reads, changes or removes a thing. Says whether its value is unknown from now on. */
async function use(thing: Thing, address: string, step: Step): Promise<boolean> {
  const { dd, figures, random, number, options } = step;
  const { kind, label, values } = thing;
  const { read, update, remove } = kinds[kind] as Kind;
  const action = random();
  if (action < 0.4) {
    const ended = await told(figures, () => read(dd, address, options));
    const expected = kind === "pagerDuty" ? label : values[0];
    if (ended.how === "done" && ended.value !== expected)
      figures.wrong.push(`${label} reads ${ended.value}, not ${expected}`);
    return false;
  }
  if (action >= 0.75) {
    const ended = await told(figures, () => remove(dd, address, options));
    if (ended.how !== "not done") thing.there = ended.how === "done" ? "no" : "unknown";
    return false;
  }
  const value = `${label}/${number}`;
  const ended = await told(figures, () => update(dd, address, value, options));
  if (ended.how === "done") thing.values = [value];
  if (ended.how === "unknown") thing.values.push(value);
  return ended.how === "unknown";
}

/** What a program may conclude from how a call ended. */
async function told<Value>(
  figures: Figures,
  call: () => Promise<Value>,
): Promise<{ how: "done"; value: Value } | { how: "not done" | "unknown" }> {
  figures.calls += 1;
  try {
    const value = await call();
    figures.succeeded += 1;
    return { how: "done", value };
  } catch (error) {
    if (error === STOPPED) {
      count(figures.failed, "stopped");
      figures.unknown += 1;
      return { how: "unknown" };
    }
    if (!(error instanceof DatadogError)) {
      figures.wrong.push(`an error of no known kind: ${String(error)}`);
      return { how: "unknown" };
    }
    count(figures.failed, "status" in error ? `${error.name} ${error.status}` : error.name);
    if (error instanceof InputError) figures.wrong.push(String(error));
    if (error.outcomeUnknown) figures.unknown += 1;
    const isInDoubt = error.message.endsWith("; it may have been carried out: look before you send it again");
    if (isInDoubt !== error.outcomeUnknown) figures.wrong.push(`a doubt that is not told: ${error.message}`);
    if (error.outcomeUnknown && error.operation.startsWith("GET"))
      figures.wrong.push(`a read with an unknown outcome: ${error.message}`);
    return { how: error.outcomeUnknown ? "unknown" : "not done" };
  }
}

/** Holds what the server has against what the program was told, thing by thing, and every create that was sent. */
export function audit(sandbox: Sandbox, things: ReadonlyMap<string, Thing>, figures: Figures): void {
  const state = sandbox.state();
  const held = heldByLabel(state, things, figures);
  const { apiKeys, applicationKeys, connections, pagerDutyServices } = state;
  const tokens = state.tokens.filter(({ revoked }) => !revoked);
  const total = [apiKeys, applicationKeys, connections, pagerDutyServices, tokens].flat().length;
  const traced = [...held.values()].flat().length + 2; // and the two keys that the sandbox begins with
  if (total !== traced) figures.wrong.push(`${total - traced} things on the server cannot be traced`);
  for (const thing of things.values()) compare(thing, held.get(thing.label) ?? [], figures);
  for (const [label, times] of createsOf(sandbox))
    if (times > 1) figures.wrong.push(`the create of ${label} was sent ${times} times`);
}

/** A thing on the server. */
interface Entry {
  readonly address: string;
  readonly value: string;
}

function heldByLabel(
  state: ReturnType<Sandbox["state"]>,
  things: ReadonlyMap<string, Thing>,
  figures: Figures,
): Map<string, Entry[]> {
  const held = new Map<string, Entry[]>();
  for (const [kind, { held: of }] of Object.entries(kinds)) {
    for (const entry of of(state)) {
      const [label = ""] = entry.value.split("/");
      if (label.split(":")[0] !== kind) continue;
      held.set(label, [...(held.get(label) ?? []), entry]);
      if (!things.has(label)) figures.wrong.push(`nobody has made ${label}`);
    }
  }
  return held;
}

function compare({ label, address, values, there }: Thing, entries: readonly Entry[], figures: Figures): void {
  const [entry] = entries;
  figures.duplicates += Math.max(0, entries.length - 1);
  if (there === "unknown" && !address && entry) figures.carriedOutCreates += 1;
  if (there === "yes" && !entry) figures.wrong.push(`${label} is gone`);
  if (there === "no" && entry) figures.wrong.push(`${label} is there`);
  if (!entry) return;
  if (!values.includes(entry.value)) figures.wrong.push(`${label} is ${entry.value}, not ${values.join(" or ")}`);
  if (address && entry.address !== address) figures.wrong.push(`${label} is elsewhere`);
}

/** How often the create of each thing has left. */
function createsOf({ requests }: Sandbox): Map<string, number> {
  const creates = new Map<string, number>();
  for (const { method, body, status } of requests) {
    const label = /"(\w+:\d+\.\d+\.\d+)"/.exec(JSON.stringify(body) ?? "")?.[1];
    if (method === "POST" && status !== 429 && label) creates.set(label, (creates.get(label) ?? 0) + 1);
  }
  return creates;
}
