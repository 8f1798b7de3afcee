/**
 * Users of the organization, the people and the service accounts: who owns application keys and tokens.
 * @see https://docs.datadoghq.com/api/latest/users/
 * @module
 */
// Generated from spec/v2/users.yaml by `npm run generate`. Do not edit.
import { disableUser, getUser, listUsers } from "../../generated/operations.ts";
import type { ListUsersQuery, User, UserResponse, UsersResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the organization's users, service accounts and disabled users among them. Sorted, filtered and paged by the
 * query. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `user_access_read`.
 * @example
 * for await (const user of dd.users.list({ filter: "deploy", "filter[status]": "Active" })) {
 *   if (user.attributes.service_account) console.log(user.id, user.attributes.name ?? user.attributes.email);
 * }
 */
export function list(client: Client, query?: ListUsersQuery, options?: ListOptions): Paged<UsersResponse, User> {
  return sendPages(client, listUsers, { query }, options);
}

/**
 * Gets a user or a service account by its id, the roles in `included`. A user's name and title may be null.
 *
 * Needs the permission `user_access_read`.
 */
export function get(client: Client, userId: string, options?: CallOptions): Promise<UserResponse> {
  return send(client, getUser, { path: { user_id: userId } }, options);
}

/**
 * Disables a user or a service account: application keys and tokens that act for it stop working. Datadog keeps the
 * user, with `disabled: true`; nothing is deleted.
 *
 * Needs the permission `user_access_manage`, or `service_account_write` for a service account.
 */
export function disable(client: Client, userId: string, options?: CallOptions): Promise<void> {
  return send(client, disableUser, { path: { user_id: userId } }, options);
}
