/**
 * Application keys of the user whose credentials the client has.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v2/key-management.yaml by `npm run generate`. Do not edit.
import {
  createCurrentUserApplicationKey,
  deleteCurrentUserApplicationKey,
  getCurrentUserApplicationKey,
  listCurrentUserApplicationKeys,
  updateCurrentUserApplicationKey,
} from "../../generated/operations.ts";
import type {
  ApplicationKeyCreateAttributes,
  ApplicationKeyResponse,
  ApplicationKeyUpdateAttributes,
  CreatedApplicationKeyResponse,
  ListApplicationKeysResponse,
  ListCurrentUserApplicationKeysQuery,
  PartialApplicationKey,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the application keys of the user whose credentials the client has, without their secrets. `include` adds that
 * user. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `user_app_keys`.
 */
export function list(
  client: Client,
  query?: ListCurrentUserApplicationKeysQuery,
  options?: ListOptions,
): Paged<ListApplicationKeysResponse, PartialApplicationKey> {
  return sendPages(client, listCurrentUserApplicationKeys, { query }, options);
}

/**
 * Creates an application key for the user whose credentials the client has. `data.attributes.key` is its secret: keep
 * it, since organizations in One-Time Read mode never show it again. Without `scopes` the key may do whatever the user
 * may. It may take a few seconds before it works.
 *
 * Needs the permission `user_app_keys`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(
  client: Client,
  attributes: ApplicationKeyCreateAttributes,
  options?: CallOptions,
): Promise<CreatedApplicationKeyResponse> {
  const body = { data: { type: "application_keys", attributes } } as const;
  return send(client, createCurrentUserApplicationKey, { body }, options);
}

/**
 * Gets one of the user's own application keys by its id. `data.attributes.key` is its secret, unless the organization
 * is in One-Time Read mode: then `key` is absent. The user and their roles are always in `included`.
 *
 * Needs the permission `user_app_keys`.
 */
export function get(client: Client, appKeyId: string, options?: CallOptions): Promise<ApplicationKeyResponse> {
  return send(client, getCurrentUserApplicationKey, { path: { app_key_id: appKeyId } }, options);
}

/**
 * Renames one of the user's own application keys or changes its scopes; what is left out stays as it is. The secret
 * stays the same. Do not look for it here: in One-Time Read mode `key` is always absent.
 *
 * Needs the permission `user_app_keys`.
 */
export function update(
  client: Client,
  appKeyId: string,
  attributes: ApplicationKeyUpdateAttributes,
  options?: CallOptions,
): Promise<ApplicationKeyResponse> {
  const body = { data: { type: "application_keys", id: appKeyId, attributes } } as const;
  return send(client, updateCurrentUserApplicationKey, { path: { app_key_id: appKeyId }, body }, options);
}

function remove(client: Client, appKeyId: string, options?: CallOptions): Promise<void> {
  return send(client, deleteCurrentUserApplicationKey, { path: { app_key_id: appKeyId } }, options);
}

export {
  /**
   * Deletes one of the user's own application keys for good. From then on everything that uses it is refused; deleting
   * it a second time is a 404.
   *
   * Needs the permission `user_app_keys`.
   */
  remove as delete,
};
