/** The one list of modules: what is bound on `dd`, and where. Everything else that lists them is tested against it. */
import * as v1ApiKeys from "./v1/api-keys.ts";
import * as v1ApplicationKeys from "./v1/application-keys.ts";
import * as v1PagerDutyServices from "./v1/pagerduty-services.ts";
import * as v1Validation from "./v1/validation.ts";
import * as actionConnections from "./v2/action-connections.ts";
import * as apiKeys from "./v2/api-keys.ts";
import * as appKeyRegistrations from "./v2/app-key-registrations.ts";
import * as applicationKeys from "./v2/application-keys.ts";
import * as currentUserApplicationKeys from "./v2/current-user-application-keys.ts";
import * as permissions from "./v2/permissions.ts";
import * as personalAccessTokens from "./v2/personal-access-tokens.ts";
import * as serviceAccountAccessTokens from "./v2/service-account-access-tokens.ts";
import * as serviceAccountApplicationKeys from "./v2/service-account-application-keys.ts";
import * as serviceAccounts from "./v2/service-accounts.ts";
import * as users from "./v2/users.ts";
import * as validation from "./v2/validation.ts";

/**
 * Each module's functions, where they are on `dd`. The path of a module's file is its subpath: `v1/api-keys`,
 * `api-keys`.
 */
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
  /** Tokens that act for a user, in place of the two keys. */
  readonly personalAccessTokens: typeof personalAccessTokens;
  /** Users that programs act as. */
  readonly serviceAccounts: typeof serviceAccounts & {
    /** Application keys of a service account. */
    readonly applicationKeys: typeof serviceAccountApplicationKeys;
    /** Access tokens of a service account, in place of the two keys. */
    readonly accessTokens: typeof serviceAccountAccessTokens;
  };
  /** Who belongs to the organization, service accounts included. */
  readonly users: typeof users;
  /** What the scopes of keys and tokens name. */
  readonly permissions: typeof permissions;
  /** Whether the client's credentials are accepted. */
  readonly validation: typeof validation;
  /** Version 1 of the API. */
  readonly v1: {
    /** API keys, addressed by their secrets. */
    readonly apiKeys: typeof v1ApiKeys;
    /** Application keys, addressed by their secrets. */
    readonly applicationKeys: typeof v1ApplicationKeys;
    /** PagerDuty services that Datadog may page. */
    readonly pagerDutyServices: typeof v1PagerDutyServices;
    /** Whether the client's API key is accepted. */
    readonly validation: typeof v1Validation;
  };
}

/** The modules of all operations. */
export const resources: Resources = {
  apiKeys,
  applicationKeys,
  currentUser: { applicationKeys: currentUserApplicationKeys },
  actionConnections,
  appKeyRegistrations,
  personalAccessTokens,
  serviceAccounts: {
    ...serviceAccounts,
    applicationKeys: serviceAccountApplicationKeys,
    accessTokens: serviceAccountAccessTokens,
  },
  users,
  permissions,
  validation,
  v1: {
    apiKeys: v1ApiKeys,
    applicationKeys: v1ApplicationKeys,
    pagerDutyServices: v1PagerDutyServices,
    validation: v1Validation,
  },
};
