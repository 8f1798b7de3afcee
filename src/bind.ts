/** Binds the operations' modules to one client, so that `dd.apiKeys.get(id)` is `apiKeys.get(dd, id)`. */
import { type Client, type ClientOptions, createClient } from "./core.ts";
import * as v1ApiKeys from "./v1/api-keys.ts";
import * as v1ApplicationKeys from "./v1/application-keys.ts";
import * as v1PagerDutyServices from "./v1/pagerduty-services.ts";
import * as actionConnections from "./v2/action-connections.ts";
import * as apiKeys from "./v2/api-keys.ts";
import * as appKeyRegistrations from "./v2/app-key-registrations.ts";
import * as applicationKeys from "./v2/application-keys.ts";
import * as currentUserApplicationKeys from "./v2/current-user-application-keys.ts";

/** A module's functions without their first argument, the client. */
export type Bound<Module> = {
  readonly [Name in keyof Module]: Module[Name] extends (client: Client, ...rest: infer Rest) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

// Interfaces, because a message of the compiler shows their names, where it would spell out `Bound<typeof import("…")>`.
/** API keys: they let data into Datadog. */
export interface APIKeys extends Bound<typeof apiKeys> {}
/** Application keys of the whole organization. */
export interface ApplicationKeys extends Bound<typeof applicationKeys> {}
/** The user's own application keys. */
export interface CurrentUserApplicationKeys extends Bound<typeof currentUserApplicationKeys> {}
/** Credentials that Datadog's actions use on other systems. */
export interface ActionConnections extends Bound<typeof actionConnections> {}
/** Which application keys may manage action connections. */
export interface AppKeyRegistrations extends Bound<typeof appKeyRegistrations> {}
/** API keys, addressed by their secrets. */
export interface V1APIKeys extends Bound<typeof v1ApiKeys> {}
/** Application keys, addressed by their secrets. */
export interface V1ApplicationKeys extends Bound<typeof v1ApplicationKeys> {}
/** PagerDuty services that Datadog may page. */
export interface V1PagerDutyServices extends Bound<typeof v1PagerDutyServices> {}

/** A client with every operation bound to it. */
export interface Datadog extends Client {
  readonly apiKeys: APIKeys;
  readonly applicationKeys: ApplicationKeys;
  /** What belongs to the user whose credentials these are. */
  readonly currentUser: { readonly applicationKeys: CurrentUserApplicationKeys };
  readonly actionConnections: ActionConnections;
  readonly appKeyRegistrations: AppKeyRegistrations;
  /** Version 1 of the API. */
  readonly v1: {
    readonly apiKeys: V1APIKeys;
    readonly applicationKeys: V1ApplicationKeys;
    readonly pagerDutyServices: V1PagerDutyServices;
  };
}

/**
 * Makes a client with every operation bound to it. Nothing is sent yet.
 * @throws {InputError} where an option is missing or cannot work.
 * @example
 * const dd = createDatadog(fromEnv());
 * const { data } = await dd.apiKeys.create({ name: "ci" });
 */
export function createDatadog(options: ClientOptions): Datadog {
  const client = createClient(options);
  const bind = <Module extends object>(module: Module): Bound<Module> => {
    const entries = Object.entries(module).map(([name, operation]) => [name, (...rest: unknown[]) => operation(client, ...rest)]);
    return Object.fromEntries(entries);
  };
  return {
    ...client,
    apiKeys: bind(apiKeys),
    applicationKeys: bind(applicationKeys),
    currentUser: { applicationKeys: bind(currentUserApplicationKeys) },
    actionConnections: bind(actionConnections),
    appKeyRegistrations: bind(appKeyRegistrations),
    v1: { apiKeys: bind(v1ApiKeys), applicationKeys: bind(v1ApplicationKeys), pagerDutyServices: bind(v1PagerDutyServices) },
  };
}
