/**
 * Replaces a credential by a new one with its settings, so that at every moment what the store holds works.
 *
 * A run leaves nothing to the next one but the store and the names in Datadog. For a credential "ci":
 *
 * | name                                     | who has its secret          | what the next run does with it        |
 * |------------------------------------------|-----------------------------|---------------------------------------|
 * | `ci`                                     | the store and its readers   | replaces it                           |
 * | `ci (rotation 5c1f, being made)`         | the run that made it        | deletes it                            |
 * | `ci (rotation 5c1f, being handed over)`  | that run, perhaps the store | asks the store; in doubt keeps it     |
 * | `ci (rotation 5c1f, in doubt)`           | perhaps the store, no run   | the same, at once                     |
 * | `ci (rotation 5c1f, replaced, delete …)` | readers, for a while        | deletes it, unless the store holds it |
 *
 * A run makes the successor, looks whether it is alone, waits until the successor works, marks it as being handed over,
 * and writes it to the store. Then it marks the old one as replaced: from here on the successor is known to be the
 * store's, since its run's mark stands on what it has replaced. The successor gets the name, and what was replaced is
 * deleted in time.
 *
 * - The first two marks, so young that their run may still be at work, stop every other run. A run gives up what it has
 *   not handed over in half that time. Of two runs that begin at once the later one sees the other's successor, and
 *   gives way.
 * - What a store holds is asked once more before anything that it may hold is deleted.
 * - A store that cannot be read leaves a successor in doubt when its writing fails. It is kept, and marked as replaced
 *   together with the old one when a later successor has been handed over.
 * - All that follows the handing over can be done twice, by one run after the other or by two at once.
 */
import { abortSignal, type Client, DatadogError, InputError } from "../core.ts";
import { untilAccepted } from "./active.ts";
import { type Clock, clockOf } from "./clock.ts";
import type { Credential, Found, Target } from "./credential.ts";
import { unlessGone } from "./errors.ts";
import { attributesLike } from "./kinds.ts";
import { type Mark, markedName, markOf } from "./names.ts";
import { observer } from "./observer.ts";
import { knownOptions } from "./options.ts";
import {
  confirmAlone,
  discard,
  explained,
  isLeftBehind,
  leaveAlone,
  look,
  lookFor,
  type Made,
  type Marked,
  make,
  perform,
  type Run,
  refuseLateHandover,
  remove,
  type State,
  signedInWith,
  startRun,
  tidyUp,
} from "./run.ts";
import { type SafeStore, type Store, safeStore } from "./store.ts";

export interface RotateOptions {
  /** Where the users of the credential read its secret. */
  readonly store: Store;
  /**
   * Milliseconds that the old credential stays after the new one is in the store, for those who still hold it.
   * @default 0
   */
  readonly overlap?: number | undefined;
  /**
   * The clock.
   * @default Date.now
   */
  readonly now?: Clock | undefined;
  /**
   * Only looks, and tells in `steps` what a run would do.
   * @default false
   */
  readonly dryRun?: boolean | undefined;
  /** Is told each step when it is done, in words without secrets. */
  readonly onStep?: ((step: string) => void) | undefined;
  /** Ends the run. The promise rejects with the signal's own reason; the next run goes on from there. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a rotation has come. */
export interface Rotation {
  /** `overlapping`: the new one is in the store, and the old one stays until `deleteAfter`; call again then. */
  readonly state: "rotated" | "overlapping" | "planned";
  /** The credential of that name. */
  readonly current: Credential;
  /** The one that it has replaced. In a dry run it is absent where a new rotation would begin. */
  readonly previous?: Credential;
  /** When `previous` may be deleted. */
  readonly deleteAfter?: Date;
  /** What was done; in a dry run, what would be. */
  readonly steps: readonly string[];
}

/** A run with what only a rotation has. */
interface Rotating extends Run {
  readonly store: SafeStore;
  readonly overlap: number;
  readonly steps: string[];
}

const OPTIONS = ["store", "overlap", "now", "dryRun", "onStep", "signal"] as const;

/** How long a new credential may be refused before a run gives up, in milliseconds. */
const ACTIVE_WITHIN = 60_000;

/**
 * Rotates a credential: makes the next one with the same settings, waits until it works, writes it to the store, keeps
 * the old one for `overlap`, deletes it. Called again after any break-off, or by cron, it finds out how far it came and
 * goes on.
 *
 * Needs the permissions to list, create, rename and delete this kind of credentials.
 * @throws {DatadogError} that says why, how far it came, and what the next run will do.
 * @example
 * const { state, deleteAfter } = await rotate(dd, { type: "api_keys", name: "ci" }, { store, overlap: 24 * 3600_000 });
 */
export async function rotate(client: Client, target: Target, options: RotateOptions): Promise<Rotation> {
  const { dryRun = false, ...given } = knownOptions("rotate", options, OPTIONS);
  const run = startRotating(client, target, given);
  try {
    const state = await look(run);
    const held = await run.store.read().catch((error: unknown) => {
      throw explained(run, error, "Nothing was changed");
    });
    leaveAlone(run, state);
    const successor = successorIn(state, held);
    if (successor) return dryRun ? planFinish(run, state, successor) : await finish(run, state, successor);
    const old = await startingPoint(run, state, held);
    return dryRun ? planBegin(run, state, old) : await begin(run, state, old, held);
  } catch (error) {
    if (!(error instanceof DatadogError) || error.operation === run.operation) throw error;
    throw explained(run, error, run.steps.length === 0 ? "Nothing was changed" : "The next run goes on from here");
  }
}

function startRotating(client: Client, target: Target, given: Partial<RotateOptions>): Rotating {
  const { store, overlap = 0, now, onStep } = given;
  if (typeof overlap !== "number" || !(overlap >= 0 && overlap <= 1e12)) {
    throw new InputError("rotate", "overlap must be a number of milliseconds, 0 or more");
  }
  const tell = observer("rotate", "onStep", onStep);
  const signal = abortSignal("rotate", given.signal);
  const steps: string[] = [];
  const say = (step: string): void => {
    steps.push(step);
    tell(step);
  };
  const run = startRun(client, target, { operation: "rotate", signal, now: clockOf("rotate", now), say });
  signedInWith(run, "none"); // throws now, rather than when something has been made, where the client cannot try it out
  return { ...run, store: safeStore("rotate", store as Store, signal), overlap, steps };
}

/** What is to have the name, and the run that has handed it over. */
interface Successor {
  readonly found: Found;
  readonly run: string;
}

/** What has been handed over for certain, where a rotation is under way. */
function successorIn({ current, pending, replaced }: State, held: string | undefined): Successor | undefined {
  if (current && replaced.some(({ found }) => found.credential.id === held)) return undefined; // the store was set back
  const runs = new Set(replaced.map(({ mark }) => mark.run));
  const handedOver = pending.find(({ found, mark }) => found.credential.id === held || runs.has(mark.run));
  if (handedOver) return { found: handedOver.found, run: handedOver.mark.run };
  const [latest] = replaced;
  return current && latest && { found: current, run: latest.mark.run };
}

/** The credential to be replaced, once nothing speaks against it. */
async function startingPoint(run: Rotating, state: State, held: string | undefined): Promise<Found> {
  const { kind, name } = run;
  const { current, pending, replaced } = state;
  if (!current) {
    const ids = [...pending, ...replaced].map(({ found }) => found.credential.id);
    const rest =
      ids.length > 0
        ? `, only what rotations have left behind: ${ids.join(", ")}. Give the one in use its name back`
        : "";
    throw new DatadogError("rotate", `there is no ${kind.noun} with the name "${name}"${rest}. Nothing was changed`);
  }
  const known = [current, ...[...pending, ...replaced].map(({ found }) => found)].map(
    ({ credential }) => credential.id,
  );
  if (held !== undefined && !known.includes(held)) await refuseForeign(run, held);
  const room = await perform(run, async (client, options) => kind.room?.(client, options));
  const freed = pending.filter((each) => isUseless(run, each, state, held)).length;
  if (room?.allowed !== undefined && room.count - freed >= room.allowed) {
    const taken = `${room.count} of ${room.allowed} are taken`;
    const message = `there is no place for a second ${kind.noun}: ${taken}. Nothing was changed; delete one first`;
    throw new DatadogError("rotate", message);
  }
  return current;
}

/** The store may hold the id of something long gone, but not of something that lives and is not meant. */
async function refuseForeign(run: Rotating, held: string): Promise<void> {
  const { kind, name } = run;
  const other = await perform(run, (client, options) => kind.name(client, held, options)).catch(unlessGone);
  if (other === undefined) return;
  const mine = other === name || markOf(name, other) !== undefined;
  const message = mine
    ? `another run has just written ${held} to the store`
    : `the store holds ${held}, which is not the ${kind.noun} "${name}" but "${other}"`;
  throw new DatadogError("rotate", `${message}. Nothing was changed`);
}

/**
 * Whether nobody can have the secret: it never left its run, or its run ended long ago and the store holds something
 * else.
 */
function isUseless(run: Run, { found, mark }: Marked, { current }: State, held: string | undefined): boolean {
  if (!isLeftBehind(run, found)) return false;
  return mark.phase === "made" || (held !== undefined && held === current?.credential.id);
}

/** Makes the next credential, hands it over, and goes on from there. */
async function begin(run: Rotating, state: State, old: Found, held: string | undefined): Promise<Rotation> {
  const { kind, name } = run;
  for (const each of state.pending) if (isUseless(run, each, state, held)) await remove(run, each.found);
  const made = await make(run, attributesLike(old.settings, name, run.now(), kind.leastLifetime));
  try {
    await confirmAlone(run, state, made);
    await carryOver(run, old, made);
    const client = signedInWith(run, made.secret);
    const limits = { operation: "rotate", timeout: ACTIVE_WITHIN, signal: run.signal };
    await untilAccepted((call) => kind.check(client, call), limits);
    run.say(`the ${kind.noun} ${made.id} works`);
    run.renewed = client;
    refuseLateHandover(run, made);
    await rename(run, made.id, markedName(name, { phase: "handed over", run: run.id }));
    refuseLateHandover(run, made);
  } catch (error) {
    throw explained(run, error, await discard(run, made));
  }
  await handOver(run, made);
  try {
    const { state: after, mine } = await lookFor(run, made);
    if (after.current?.credential.id !== old.credential.id)
      throw new DatadogError("rotate", `another run has replaced "${name}" meanwhile`);
    return await finish(run, after, { found: mine, run: run.id });
  } catch (error) {
    await release(run, made);
    throw explained(
      run,
      error,
      `The new one, ${made.id}, works and was written to the store; the next run goes on from there`,
    );
  }
}

async function carryOver(run: Run, { credential }: Found, { id }: Made): Promise<void> {
  const carried = await perform(run, async (client, options) =>
    run.kind.carryOver?.(client, credential.id, id, options),
  );
  if (carried) run.say(`registered the ${run.kind.noun} ${id} for actions, as ${credential.id} is`);
}

/** Writes to the store. Where that fails, the store has the last word on what it holds. */
async function handOver(run: Rotating, { id, secret, since }: Made): Promise<void> {
  const { kind, store, name } = run;
  try {
    await store.write({ id, name, secret });
    run.say(`wrote the ${kind.noun} ${id} to the store`);
  } catch (error) {
    const held = run.signal?.aborted ? undefined : await store.read().catch(() => undefined);
    if (held === id) return run.say(`the store reported a failure, but holds the ${kind.noun} ${id}`);
    if (error instanceof InputError) throw explained(run, error, await discard(run, { id, secret, since }));
    const ended = await release(run, { id, secret, since });
    const next = ended ? "The next run" : "A run in some minutes";
    const rest = `${next} asks the store; as long as that cannot tell, both stay until a later one is handed over`;
    throw explained(
      run,
      error,
      `Whether the store holds the new one, ${id}, is in doubt, so both are kept, and both work. ${rest}`,
    );
  }
}

/** Says in the name that this run has ended, so that the next one need not wait. Without a word where that fails. */
async function release(run: Rotating, { id }: Made): Promise<boolean> {
  const { kind, name } = run;
  try {
    const all = await tidyUp(run, (client, options) => kind.list(client, name, options));
    const mine = all.find(({ credential }) => credential.id === id);
    if (!mine || markOf(name, mine.credential.name)?.phase !== "handed over") return true;
    await tidyUp(run, (client, options) =>
      kind.rename(client, id, markedName(name, { phase: "in doubt", run: run.id }), options),
    );
    return true;
  } catch {
    return false;
  }
}

/** Does what is left once the successor is in the store: marks what it replaces, gives it the name, deletes in time. */
async function finish(run: Rotating, state: State, successor: Successor): Promise<Rotation> {
  const { name, kind } = run;
  const { found } = successor;
  const { left, retired, deleteAfter } = leftToDo(run, state, successor);
  for (const each of left) await remove(run, each);
  const mark: Mark = { phase: "replaced", run: successor.run, deleteAfter };
  for (const { credential } of retired) {
    await rename(run, credential.id, markedName(name, mark)).catch(unlessGone);
    run.say(`marked the ${kind.noun} ${credential.id} as replaced`);
  }
  if (found.credential.name !== name) {
    await rename(run, found.credential.id, name);
    run.say(`gave the ${kind.noun} ${found.credential.id} the name "${name}"`);
  }
  const current = renamed(found, name).credential;
  const all = [...retired.map((each) => ({ found: renamed(each, markedName(name, mark)), mark })), ...state.replaced];
  const [previous] = all;
  const rest = { current, ...(previous && { previous: previous.found.credential }), steps: run.steps };
  if (!isDue(run, all)) {
    run.say(`${idsOf(all)} may be used until ${deleteAfter.toISOString()}`);
    return { state: "overlapping", deleteAfter, ...rest };
  }
  await refuseToDeleteHeld(run, all);
  for (const each of all) await remove(run, each.found);
  return { state: "rotated", ...rest };
}

const renamed = (found: Found, name: string): Found => ({ ...found, credential: { ...found.credential, name } });

/** What a successor makes superfluous. */
function leftToDo(
  run: Rotating,
  { current, pending, replaced }: State,
  { found, run: by }: Successor,
): { left: readonly Found[]; retired: readonly Found[]; deleteAfter: Date } {
  const isOther = (each: Found): boolean => each.credential.id !== found.credential.id;
  const others = pending.filter(
    (each) => isOther(each.found) && (each.mark.phase === "in doubt" || isLeftBehind(run, each.found)),
  );
  const left = others.filter(({ mark }) => mark.phase === "made").map((each) => each.found);
  const doubted = others.filter(({ mark }) => mark.phase !== "made").map((each) => each.found);
  const times = replaced.flatMap(({ mark }) =>
    mark.phase === "replaced" && mark.run === by ? [mark.deleteAfter.getTime()] : [],
  );
  return {
    left,
    retired: [...(current && isOther(current) ? [current] : []), ...doubted],
    deleteAfter: new Date(times.length > 0 ? Math.max(...times) : run.now() + run.overlap),
  };
}

/** All together or none: whoever holds one of them may hold another. */
const isDue = (run: Run, replaced: readonly Marked[]): boolean =>
  replaced.every(({ mark }) => mark.phase === "replaced" && run.now() >= mark.deleteAfter.getTime());

const idsOf = (marked: readonly Marked[]): string => marked.map(({ found }) => found.credential.id).join(", ");

async function refuseToDeleteHeld(run: Rotating, replaced: readonly Marked[]): Promise<void> {
  if (replaced.length === 0) return;
  const held = await run.store.read();
  if (!replaced.some(({ found }) => found.credential.id === held)) return;
  const message = `the store holds ${held}, which was replaced, so it is not deleted. The next run replaces it again`;
  throw new DatadogError("rotate", message);
}

const rename = (run: Run, id: string, name: string): Promise<unknown> =>
  perform(run, (client, options) => run.kind.rename(client, id, name, options));

function planBegin(run: Rotating, { pending, replaced }: State, old: Found): Rotation {
  const { kind, name, overlap } = run;
  const deleteAfter = new Date(run.now() + overlap);
  const ids = [old, ...[...pending, ...replaced].map(({ found }) => found)]
    .map(({ credential }) => credential.id)
    .join(", ");
  const steps = [
    `make ${article(kind.noun)} with the settings of "${name}" (${old.credential.id})`,
    "wait until it works",
    "write it to the store",
    overlap > 0 ? `keep ${ids} until ${deleteAfter.toISOString()}, then delete it` : `delete ${ids}`,
  ];
  return { state: "planned", current: old.credential, ...(overlap > 0 && { deleteAfter }), steps };
}

function planFinish(run: Rotating, state: State, successor: Successor): Rotation {
  const { kind, name } = run;
  const { left, retired, deleteAfter } = leftToDo(run, state, successor);
  const { credential } = successor.found;
  const all = [...retired.map((found) => ({ found })), ...state.replaced].map(({ found }) => found.credential);
  const due = run.now() >= deleteAfter.getTime();
  const steps = [
    ...left.map((each) => `delete the ${kind.noun} ${each.credential.id}, which nobody has`),
    ...(credential.name === name ? [] : [`give the ${kind.noun} ${credential.id} the name "${name}"`]),
    ...all.map(({ id }) =>
      due ? `delete the ${kind.noun} ${id}` : `keep the ${kind.noun} ${id} until ${deleteAfter.toISOString()}`,
    ),
  ];
  const [previous] = all;
  return { state: "planned", current: credential, ...(previous && { previous }), ...(!due && { deleteAfter }), steps };
}

const article = (noun: string): string => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
