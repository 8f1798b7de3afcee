/** Finds the credential of exactly a given name, or makes it where there is none. */
import { abortSignal, type Client, DatadogError, InputError } from "../core.ts";
import { type Clock, clockOf } from "./clock.ts";
import type { Credential, Target } from "./credential.ts";
import { type Attributes, kindOf } from "./kinds.ts";
import { enumerated, knownOptions } from "./options.ts";
import {
  confirmAlone,
  discard,
  explained,
  leaveAlone,
  look,
  make,
  perform,
  refuseSeveral,
  remove,
  startRun,
} from "./run.ts";

export interface FindOptions {
  /** Ends the call. The promise rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the one credential of exactly this name; undefined where there is none. Datadog's own filter also finds names
 * that only contain it.
 * @throws {DatadogError} that lists the ids, where several have the name.
 */
export async function find(client: Client, target: Target, options?: FindOptions): Promise<Credential | undefined> {
  const kind = kindOf("find", target);
  const signal = abortSignal("find", knownOptions("find", options, ["signal"]).signal);
  const found = await kind.list(client, target.name, { signal });
  const exact = found.filter(({ credential }) => credential.name === target.name);
  refuseSeveral("find", kind.noun, target.name, exact);
  return exact[0]?.credential;
}

/** A target, and what a new credential of that name is made with: the same fields as in the module of the operation. */
export type Wanted =
  | (Extract<Target, { type: "api_keys" }> & Pick<Attributes, "category" | "remote_config_read_enabled">)
  | (Extract<Target, { type: "application_keys" }> & Pick<Attributes, "scopes">)
  | (Extract<Target, { type: "personal_access_tokens" }> & {
      readonly scopes: readonly string[];
      readonly expires_at: string;
    })
  | (Extract<Target, { type: "service_access_tokens" }> & { readonly scopes: readonly string[] } & Pick<
        Attributes,
        "expires_at"
      >);

export interface EnsureOptions extends FindOptions {
  /**
   * The clock.
   * @default Date.now
   */
  readonly now?: Clock | undefined;
}

/** A credential that is there now. */
export interface Ensured {
  readonly credential: Credential;
  /** Whether this call has made it. */
  readonly created: boolean;
  /** The secret, if this call has made it: keep it, Datadog does not show it again. */
  readonly secret?: string;
}

/**
 * Makes a credential if there is none of exactly this name. The settings of one that is there are left as they are.
 * Of two calls at once one makes it, and the other fails and says so.
 * @throws {DatadogError} that lists the ids, where several have the name.
 * @example
 * const { secret } = await ensure(dd, { type: "application_keys", name: "ci", scopes: ["dashboards_read"] });
 */
export async function ensure(client: Client, wanted: Wanted, options?: EnsureOptions): Promise<Ensured> {
  const { type, name, serviceAccountId, ...settings } = Object(wanted) as Wanted & { serviceAccountId?: string };
  const target = { type, name, ...(serviceAccountId !== undefined && { serviceAccountId }) } as Target;
  const { signal, now } = knownOptions("ensure", options, ["now", "signal"]);
  const clock = clockOf("ensure", now);
  const run = startRun(client, target, {
    operation: "ensure",
    signal: abortSignal("ensure", signal),
    now: clock,
    say: () => {},
  });
  refuseSettings(type, settings);
  const state = await look(run);
  if (state.current) return { credential: state.current.credential, created: false };
  leaveAlone(run, state);
  const rotated = [...state.pending.filter(({ mark }) => mark.phase !== "made"), ...state.replaced];
  if (rotated.length > 0) {
    const ids = rotated.map(({ found }) => found.credential.id).join(", ");
    throw new DatadogError(
      "ensure",
      `a rotation of "${name}" has broken off (${ids}): call rotate, which goes on with it. Nothing was changed`,
    );
  }
  for (const { found } of state.pending) await remove(run, found);

  const made = await make(run, { ...settings, name });
  try {
    const mine = await confirmAlone(run, state, made);
    await perform(run, (dd, call) => run.kind.rename(dd, made.id, name, call));
    return { credential: { ...mine.credential, name }, created: true, secret: made.secret };
  } catch (error) {
    throw explained(run, error, await discard(run, made));
  }
}

const SETTINGS: Record<Target["type"], readonly string[]> = {
  api_keys: ["category", "remote_config_read_enabled"],
  application_keys: ["scopes"],
  personal_access_tokens: ["scopes", "expires_at"],
  service_access_tokens: ["scopes", "expires_at"],
};

/** Settings that would be dropped without a word are refused. */
function refuseSettings(type: Target["type"], settings: object): void {
  const unknown = Object.keys(settings).find((name) => !SETTINGS[type].includes(name));
  if (unknown === undefined) return;
  throw new InputError(
    "ensure",
    `${type} have no setting ${JSON.stringify(unknown)}; they have ${enumerated(SETTINGS[type])}`,
  );
}
