/** The resource that each operation belongs to. */
import type { Resource } from "./call.ts";
import type { OperationId } from "./operations.ts";
import { v1APIKeys } from "./v1/api-keys.ts";
import { v1ApplicationKeys } from "./v1/application-keys.ts";
import { pagerDutyServices } from "./v1/pagerduty-services.ts";
import { v1Validation } from "./v1/validation.ts";
import { actionConnections } from "./v2/action-connections.ts";
import { apiKeys } from "./v2/api-keys.ts";
import { appKeyRegistrations } from "./v2/app-key-registrations.ts";
import { applicationKeys } from "./v2/application-keys.ts";
import { currentUserApplicationKeys } from "./v2/current-user-application-keys.ts";
import { permissions } from "./v2/permissions.ts";
import { personalAccessTokens } from "./v2/personal-access-tokens.ts";
import { serviceAccountAccessTokens } from "./v2/service-account-access-tokens.ts";
import { serviceAccountApplicationKeys } from "./v2/service-account-application-keys.ts";
import { serviceAccounts } from "./v2/service-accounts.ts";
import { users } from "./v2/users.ts";
import { apiKeyValidation, keyPairValidation } from "./v2/validation.ts";

const ALL = [
  v1APIKeys,
  v1ApplicationKeys,
  pagerDutyServices,
  v1Validation,
  actionConnections,
  apiKeys,
  appKeyRegistrations,
  applicationKeys,
  currentUserApplicationKeys,
  permissions,
  personalAccessTokens,
  serviceAccountAccessTokens,
  serviceAccountApplicationKeys,
  serviceAccounts,
  users,
  keyPairValidation,
  apiKeyValidation,
] as const;

/** The ids of the operations that have a handler. */
type HandledBy<One> = One extends { handlers: infer Handlers } ? keyof Handlers & string : never;
type Handled = HandledBy<(typeof ALL)[number]>;
type Table<Id extends string> = Readonly<Record<Id, Resource<OperationId>>>;

const byOperation = Object.fromEntries(
  ALL.flatMap((resource) => Object.keys(resource.handlers).map((id) => [id, resource])),
) as unknown as Table<Handled>;

/** By operation. The compiler sees to it that none is missing. */
export const RESOURCES: Table<OperationId> = byOperation;
