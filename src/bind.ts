/** Binds the operations' modules to one client, so that `dd.apiKeys.get(id)` is `apiKeys.get(dd, id)`. */
import { type Client, type ClientOptions, createClient } from "./core.ts";
import { type Resources, resources } from "./resources.ts";

/** A module's functions without their first argument, the client; modules within a module likewise. */
export type Bound<Module> = {
  readonly [Name in keyof Module]: Module[Name] extends (client: Client, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : Bound<Module[Name]>;
};

/** A client with every operation bound to it. */
export interface Datadog extends Client, Bound<Resources> {}

/**
 * Makes a client with every operation bound to it. Nothing is sent yet.
 * @throws {InputError} where an option is missing or cannot work.
 * @example
 * const dd = createDatadog(fromEnv());
 * const { data } = await dd.apiKeys.create({ name: "ci" });
 */
export function createDatadog(options: ClientOptions): Datadog {
  const client = createClient(options);
  return { ...client, ...bind(client, resources) };
}

/** An operation's function, or a module of them. */
type Bindable = (client: Client, ...rest: unknown[]) => unknown;

function bind<Module extends object>(client: Client, module: Module): Bound<Module> {
  const entries = Object.entries(module).map(([name, member]: [string, Bindable | object]) => [
    name,
    typeof member === "function" ? (...rest: unknown[]) => (member as Bindable)(client, ...rest) : bind(client, member),
  ]);
  return Object.fromEntries(entries);
}
