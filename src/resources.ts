/** The one list of modules: what is bound on `dd`, and where. Everything else that lists them is tested against it. */
import * as v1ApiKeys from "./v1/api-keys.ts";
import * as v1ApplicationKeys from "./v1/application-keys.ts";
import * as v1PagerDutyServices from "./v1/pagerduty-services.ts";
import * as actionConnections from "./v2/action-connections.ts";
import * as apiKeys from "./v2/api-keys.ts";
import * as appKeyRegistrations from "./v2/app-key-registrations.ts";
import * as applicationKeys from "./v2/application-keys.ts";
import * as currentUserApplicationKeys from "./v2/current-user-application-keys.ts";

/** Each module's functions, where they are on `dd`. The path of a module's file is its subpath: `v1/api-keys`, `api-keys`. */
export interface Resources {
  /** API keys: they let data into Datadog. */
  readonly apiKeys: typeof apiKeys;
  /** Application keys of the whole organization. */
  readonly applicationKeys: typeof applicationKeys;
  /** What belongs to the user whose credentials these are. */
  readonly currentUser: {
    /** The user's own application keys. */
    readonly applicationKeys: typeof currentUserApplicationKeys;
  };
  /** Credentials that Datadog's actions use on other systems. */
  readonly actionConnections: typeof actionConnections;
  /** Which application keys may manage action connections. */
  readonly appKeyRegistrations: typeof appKeyRegistrations;
  /** Version 1 of the API. */
  readonly v1: {
    /** API keys, addressed by their secrets. */
    readonly apiKeys: typeof v1ApiKeys;
    /** Application keys, addressed by their secrets. */
    readonly applicationKeys: typeof v1ApplicationKeys;
    /** PagerDuty services that Datadog may page. */
    readonly pagerDutyServices: typeof v1PagerDutyServices;
  };
}

/** The modules of all operations. */
export const resources: Resources = {
  apiKeys,
  applicationKeys,
  currentUser: { applicationKeys: currentUserApplicationKeys },
  actionConnections,
  appKeyRegistrations,
  v1: { apiKeys: v1ApiKeys, applicationKeys: v1ApplicationKeys, pagerDutyServices: v1PagerDutyServices },
};
