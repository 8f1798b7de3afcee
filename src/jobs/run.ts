/**
 * What the jobs that make credentials have in common: one run with its marks, and what it sees, makes and takes back.
 */
import { type CallOptions, type Client, createClient, DatadogError, InputError, originOf, sleep } from "../core.ts";
import type { Found, Target } from "./credential.ts";
import { isRefusal, unlessGone } from "./errors.ts";
import { type Attributes, type Kind, kindOf } from "./kinds.ts";
import { isMarked, type Mark, markedName, markOf, newRunId } from "./names.ts";

/** How long another run is given, in milliseconds, before what it has begun counts as left behind. */
const GRACE = 10 * 60_000;
/**
 * A run hands over what it has made within this time or not at all, so that nobody takes it for left behind meanwhile.
 */
const HANDOVER_TIME = GRACE / 2;
/** Milliseconds that a run which has failed may still take to tidy up. */
const TIDY_UP = 5000;
/** A list may be some seconds behind: pauses in milliseconds before it is read again. */
const LIST_PAUSES = [500, 1000, 2000, 4000];

/** One run of a job. */
export interface Run {
  readonly operation: "rotate" | "ensure";
  /** Marks what this run makes. */
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  readonly signal: AbortSignal | undefined;
  readonly now: () => number;
  /** Notes what was done, in words without secrets. */
  readonly say: (step: string) => void;
  client: Client;
  /** The same client with the new credential in place of its own, for a run that replaces what it signs in with. */
  renewed: Client | undefined;
}

/** What one look at Datadog shows of a name. */
export interface State {
  /** The one of exactly this name. */
  readonly current: Found | undefined;
  /** Those that are being made or handed over, and those in doubt. */
  readonly pending: readonly Marked[];
  readonly replaced: readonly Marked[];
}

export interface Marked {
  readonly found: Found;
  readonly mark: Mark;
}

/** A new credential with its secret. */
export interface Made {
  readonly id: string;
  readonly secret: string;
  /** When the request for it was sent, on the run's clock. */
  readonly since: number;
}

export function startRun(
  client: Client,
  target: Target,
  given: Pick<Run, "operation" | "signal" | "now" | "say">,
): Run {
  const kind = kindOf(given.operation, target);
  if (isMarked(target.name)) {
    const message = `"${target.name}" is a name that a rotation gives for a while: pass the name before " (rotation"`;
    throw new InputError(given.operation, message);
  }
  return { ...given, id: newRunId(), kind, name: target.name, client, renewed: undefined };
}

/** A client at the same place that signs in with a secret of the kind. */
export function signedInWith({ operation, kind, client }: Run, secret: string): Client {
  const origin = originOf(client);
  if (!origin) throw new InputError(operation, "client must be one that createClient or createDatadog has made");
  const { apiKey, appKey, token, ...connection } = origin;
  return createClient({ ...connection, ...kind.signIn({ apiKey, appKey, token }, secret) });
}

/** Has Datadog do something, as the new credential where the old one is refused: it may be what was just replaced. */
export async function perform<T>(run: Run, work: (client: Client, options: CallOptions) => Promise<T>): Promise<T> {
  const options = { signal: run.signal };
  try {
    return await work(run.client, options);
  } catch (error) {
    const { client, renewed } = run;
    if (!renewed || !isRefusal(error)) throw error;
    try {
      const done = await work(renewed, options);
      Object.assign(run, { client: renewed, renewed: client });
      return done;
    } catch (again) {
      throw isRefusal(again) ? error : again;
    }
  }
}

/** All that Datadog has of the name, marked or not. */
export async function look(run: Run): Promise<State> {
  const { kind, name, operation } = run;
  const found = await perform(run, (client, options) => kind.list(client, name, options));
  const exact = found.filter(({ credential }) => credential.name === name);
  refuseSeveral(operation, kind.noun, name, exact);
  const marked = found.flatMap((each): Marked[] => {
    const mark = markOf(name, each.credential.name);
    return mark ? [{ found: each, mark }] : [];
  });
  const isReplaced = ({ mark }: Marked): boolean => mark.phase === "replaced";
  return {
    current: exact[0],
    pending: marked.filter((each) => !isReplaced(each)),
    replaced: marked.filter(isReplaced),
  };
}

export function refuseSeveral(operation: string, noun: string, name: string, exact: readonly Found[]): void {
  if (exact.length < 2) return;
  const ids = exact.map(({ credential }) => credential.id).join(", ");
  const found = `${exact.length} ${noun}s have the name "${name}": ${ids}`;
  const message = `${found}. Nothing was changed; give them different names`;
  throw new DatadogError(operation, message);
}

/** Whether a credential is so old that no run can still be at work on it. */
export const isLeftBehind = ({ now }: Run, { credential }: Found): boolean =>
  now() - credential.createdAt.getTime() >= GRACE;

/** Refuses to go on where another run may be at work. */
export function leaveAlone(run: Run, { pending }: State): void {
  const active = pending.find(({ found, mark }) => mark.phase !== "in doubt" && !isLeftBehind(run, found));
  if (!active) return;
  const { id, createdAt } = active.found.credential;
  const free = new Date(createdAt.getTime() + GRACE);
  const doing = active.mark.phase === "made" ? "it has made" : "it is handing over";
  throw new DatadogError(
    run.operation,
    `another run began at ${isoOf(createdAt)} and may still be at work: ${doing} ${id}. ` +
      `Nothing was changed; run it again after ${isoOf(free)}, when that counts as left behind`,
  );
}

const isoOf = (date: Date): string => (Number.isNaN(date.getTime()) ? "an unknown time" : date.toISOString());

/** Makes a credential under a marked name. Of one whose response was lost nothing stays behind. */
export async function make(run: Run, attributes: Attributes): Promise<Made> {
  const { kind, operation } = run;
  const since = run.now();
  const name = markedName(run.name, { phase: "made", run: run.id });
  try {
    const { found, secret } = await perform(run, (client, options) =>
      kind.create(client, { ...attributes, name }, options),
    );
    const { id } = found.credential;
    run.say(`made the ${kind.noun} ${id}`);
    return { id, secret, since };
  } catch (error) {
    if (error instanceof InputError) throw new InputError(operation, textOf(error));
    if (error instanceof DatadogError && !error.outcomeUnknown) throw explained(run, error, "Nothing was changed");
    throw explained(run, error, await removeLost(run));
  }
}

/** Deletes what a create has made whose response was lost: nobody knows its secret. Tells how that went. */
async function removeLost(run: Run): Promise<string> {
  const { kind } = run;
  const later = `if one was made, nobody has its secret, and a run in ${GRACE / 60_000} minutes deletes it`;
  try {
    const all = await kind.list(run.client, run.name, { timeout: TIDY_UP });
    const mine = all.filter(({ credential }) => markOf(run.name, credential.name)?.run === run.id);
    for (const { credential } of mine) await kind.remove(run.client, credential.id, { timeout: TIDY_UP });
    return mine.length > 0
      ? "What it had made is deleted; the next run begins anew"
      : `Nothing new is to be seen; ${later}`;
  } catch {
    return `Nothing else was changed; ${later}`;
  }
}

/**
 * Looks whether this run is the only one. Of two that have both made something the later one sees the other's and gives
 * way, since it looks after it has made its own.
 */
export async function confirmAlone(run: Run, before: State, made: Made): Promise<Found> {
  const { operation, kind } = run;
  const { state, mine } = await lookFor(run, made);
  const known = new Set(before.pending.map(({ found }) => found.credential.id));
  const other = state.pending.find(
    ({ found }) => found !== mine && !known.has(found.credential.id) && !isYounger(found, mine),
  );
  if (other || state.current?.credential.id !== before.current?.credential.id) {
    throw new DatadogError(operation, `another run is at work on the ${kind.noun} "${run.name}"`);
  }
  const owner = before.current?.ownerId;
  if (kind.ownersOnly && owner !== undefined && mine.ownerId !== undefined && owner !== mine.ownerId) {
    throw new DatadogError(
      operation,
      `the ${kind.noun} "${run.name}" belongs to another user (${owner}), who alone can replace it`,
    );
  }
  return mine;
}

const isYounger = (a: Found, b: Found): boolean => a.credential.createdAt > b.credential.createdAt;

/** Looks until a list shows what this run has made. */
export async function lookFor(run: Run, made: Made): Promise<{ state: State; mine: Found }> {
  for (const pause of [...LIST_PAUSES, undefined]) {
    const state = await look(run);
    const mine = state.pending.find(({ found }) => found.credential.id === made.id)?.found;
    if (mine) return { state, mine };
    if (pause !== undefined) await sleep(pause, run.signal);
  }
  throw new DatadogError(
    run.operation,
    `the ${run.kind.noun} ${made.id}, which this run has made, is gone: somebody else has deleted it`,
  );
}

/** Refuses to go on with something that others may already take for left behind. */
export function refuseLateHandover(run: Run, { id, since }: Made): void {
  if (run.now() - since < HANDOVER_TIME) return;
  throw new DatadogError(
    run.operation,
    `it took more than ${HANDOVER_TIME / 60_000} minutes to make ${id}, and others may take it for left behind`,
  );
}

/** Deletes; what is gone already is no error. */
export async function remove(run: Run, { credential }: Found): Promise<void> {
  const { kind } = run;
  await perform(run, (client, options) => kind.remove(client, credential.id, options)).catch(unlessGone);
  run.say(`deleted the ${kind.noun} ${credential.id}`);
}

/** Deletes what this run has made and nobody has been given. Tells what is left to do. */
export async function discard(run: Run, { id }: Made): Promise<string> {
  const { kind } = run;
  try {
    await tidyUp(run, (client, options) => kind.remove(client, id, options)).catch(unlessGone);
    run.say(`deleted the ${kind.noun} ${id} again`);
    return `The new one, ${id}, is deleted again, and all else is as it was; the next run begins anew`;
  } catch {
    return (
      `The new one, ${id}, could not be deleted; nobody has its secret, ` +
      `and a run in ${GRACE / 60_000} minutes deletes it`
    );
  }
}

/** Does something after a failure: whatever the signal says, but not for long. */
export const tidyUp = <T>(run: Run, work: (client: Client, options: CallOptions) => Promise<T>): Promise<T> =>
  perform({ ...run, signal: undefined }, (client) => work(client, { timeout: TIDY_UP, maxRetries: 1 }));

/** The error that a job throws: the reason, how far it came, and what comes next. An abort's reason stays as it is. */
export function explained(run: Run, error: unknown, howFar: string): unknown {
  if (!(error instanceof DatadogError)) return error;
  const own = error.operation === run.operation;
  return new DatadogError(
    run.operation,
    `${textOf(error)}. ${howFar}.`,
    own && error.cause === undefined ? {} : { cause: error },
  );
}

/** An error's message without the job's name, which comes first again, and without advice that the job has followed. */
const textOf = ({ message, operation }: DatadogError): string => {
  const isOwn = operation === "rotate" || operation === "ensure" || operation === "jobs";
  return (isOwn ? message.slice(operation.length + 2) : message).replace(": look before you send it again", "");
};
