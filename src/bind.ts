/** Binds the operations' modules to one client, so that `dd.apiKeys.get(id)` is `apiKeys.get(dd, id)`. */
import { type Client, type ClientOptions, createClient } from "./client.ts";
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

/** A client with every operation bound to it. */
export interface Datadog extends Client {
  /** API keys: they let data into Datadog. */
  readonly apiKeys: Bound<typeof apiKeys>;
  /** Application keys of the whole organization. */
  readonly applicationKeys: Bound<typeof applicationKeys>;
  /** What belongs to the user whose credentials these are. */
  readonly currentUser: {
    /** The user's own application keys. */
    readonly applicationKeys: Bound<typeof currentUserApplicationKeys>;
  };
  /** Credentials that Datadog's actions use on other systems. */
  readonly actionConnections: Bound<typeof actionConnections>;
  /** Which application keys may manage action connections. */
  readonly appKeyRegistrations: Bound<typeof appKeyRegistrations>;
  /** Version 1 of the API. */
  readonly v1: {
    /** API keys, addressed by their secrets. */
    readonly apiKeys: Bound<typeof v1ApiKeys>;
    /** Application keys, addressed by their secrets. */
    readonly applicationKeys: Bound<typeof v1ApplicationKeys>;
    /** PagerDuty services that Datadog may page. */
    readonly pagerDutyServices: Bound<typeof v1PagerDutyServices>;
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
