/** The one list of modules: what is bound on `dd`, and where. Everything else that lists them is tested against it. */
// Generated from `x-modules` of spec/openapi.yaml by `npm run generate`. Do not edit.
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
import * as serviceAccountsAccessTokens from "./v2/service-account-access-tokens.ts";
import * as serviceAccountsApplicationKeys from "./v2/service-account-application-keys.ts";
import * as serviceAccounts from "./v2/service-accounts.ts";
import * as users from "./v2/users.ts";
import * as validation from "./v2/validation.ts";

/**
 * Each module's functions, where they are on `dd`. The path of a module's file is its subpath: `v1/api-keys`,
 * `api-keys`.
 */
export interface Resources {
  /** API keys: they let data into Datadog, and identify the organization in every call. */
  readonly apiKeys: typeof apiKeys;
  /** Application keys of the whole organization, whoever owns them. */
  readonly applicationKeys: typeof applicationKeys;
  /** What belongs to the user whose credentials the client has. */
  readonly currentUser: {
    /** Application keys of the user whose credentials the client has. */
    readonly applicationKeys: typeof currentUserApplicationKeys;
  };
  /** Action connections: the credentials that Datadog's actions use on other systems. */
  readonly actionConnections: typeof actionConnections;
  /** App key registrations: which application keys may manage action connections. */
  readonly appKeyRegistrations: typeof appKeyRegistrations;
  /**
   * Personal access tokens: they act for a user, within their scopes and until they expire, and replace the pair of
   * keys.
   */
  readonly personalAccessTokens: typeof personalAccessTokens;
  /** Service accounts: users that programs act as, so that their credentials outlive the people who made them. */
  readonly serviceAccounts: typeof serviceAccounts & {
    /** Application keys of a service account. */
    readonly applicationKeys: typeof serviceAccountsApplicationKeys;
    /**
     * Access tokens of a service account: what a program signs in with, in place of an API key and an application key.
     */
    readonly accessTokens: typeof serviceAccountsAccessTokens;
  };
  /** Users of the organization, the people and the service accounts: who owns application keys and tokens. */
  readonly users: typeof users;
  /** Permissions: what roles grant, and what the `scopes` of application keys and tokens name. */
  readonly permissions: typeof permissions;
  /** Whether Datadog accepts the client's credentials. */
  readonly validation: typeof validation;
  /** Version 1 of the API. */
  readonly v1: {
    /** API keys by version 1 of the API, which addresses a key by its secret. */
    readonly apiKeys: typeof v1ApiKeys;
    /** Application keys by version 1 of the API, which addresses a key by its secret (its `hash`). */
    readonly applicationKeys: typeof v1ApplicationKeys;
    /** PagerDuty services that Datadog may page. */
    readonly pagerDutyServices: typeof v1PagerDutyServices;
    /** Whether Datadog accepts the client's API key, by version 1 of the API. */
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
    applicationKeys: serviceAccountsApplicationKeys,
    accessTokens: serviceAccountsAccessTokens,
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
