/**
 * Service accounts: users that programs act as, so that their credentials outlive the people who made them.
 * They stand in the list of users, where they are found and disabled: `datadog-fetch/users`.
 * @see https://docs.datadoghq.com/api/latest/service-accounts/
 * @module
 */
import { createServiceAccount } from "../../generated/operations.ts";
import type {
  ServiceAccountCreateAttributes,
  ServiceAccountCreateRelationships,
  UserResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * What can be chosen of a new service account. That it is one, `service_account: true`, is added where it is left out.
 */
export interface NewServiceAccount extends Omit<ServiceAccountCreateAttributes, "service_account"> {
  service_account?: true;
}

/**
 * Creates a service account, with the roles that its permissions come from. The response holds no secret: the account
 * is given application keys or access tokens afterwards. It may do nothing before it has a role.
 *
 * Needs the permission `service_account_write`. Repeated after a 429 only: a second request would make a second
 * account.
 * @example
 * const roles = { data: [{ type: "roles", id: roleId }] } as const;
 * const { data } = await dd.serviceAccounts.create({ email: "ops@example.com", name: "deploy" }, { roles });
 */
export function create(
  client: Client,
  attributes: NewServiceAccount,
  relationships?: ServiceAccountCreateRelationships,
  options?: CallOptions,
): Promise<UserResponse> {
  const account = { ...attributes, service_account: true };
  const body = { data: { type: "users", attributes: account, ...(relationships && { relationships }) } } as const;
  return send(client, createServiceAccount, { body }, options);
}
