/**
 * Service accounts: users that programs act as, so that their credentials outlive the people who made them. They stand
 * in the list of users, where they are found and disabled: `datadog-fetch/users`.
 * @see https://docs.datadoghq.com/api/latest/service-accounts/
 * @module
 */
// Generated from spec/v2/service-accounts.yaml by `npm run generate`. Do not edit.
import { createServiceAccount } from "../../generated/operations.ts";
import type { NewServiceAccount, ServiceAccountCreateRelationships, UserResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Creates a service account, with the roles that its permissions come from. It may do nothing before it has a role.
 * Nobody signs in as it, and the response holds no secret: the account is given application keys or access tokens
 * afterwards. It stands in the list of users and is ended by disabling it there.
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
  const body = {
    data: {
      type: "users",
      attributes: { ...attributes, service_account: true },
      ...(relationships && { relationships }),
    },
  } as const;
  return send(client, createServiceAccount, { body }, options);
}
