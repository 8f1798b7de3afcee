/**
 * Application keys of the whole organization, whoever owns them. Their secrets are never shown here.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v2/key-management.yaml by `npm run generate`. Do not edit.
import {
  deleteApplicationKey,
  getApplicationKey,
  listApplicationKeys,
  updateApplicationKey,
} from "../../generated/operations.ts";
import type {
  ApplicationKeyResponse,
  ApplicationKeyUpdateAttributes,
  GetApplicationKeyQuery,
  ListApplicationKeysQuery,
  ListApplicationKeysResponse,
  PartialApplicationKey,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the application keys of the organization, whoever owns them, without their secrets. `include` adds their
 * owners. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `org_app_keys_read`.
 */
export function list(
  client: Client,
  query?: ListApplicationKeysQuery,
  options?: ListOptions,
): Paged<ListApplicationKeysResponse, PartialApplicationKey> {
  return sendPages(client, listApplicationKeys, { query }, options);
}

/**
 * Gets one application key of the organization by its id, without its secret. `include: "owned_by"` adds its owner.
 *
 * Needs the permission `org_app_keys_read`.
 */
export function get(
  client: Client,
  appKeyId: string,
  query?: GetApplicationKeyQuery,
  options?: CallOptions,
): Promise<ApplicationKeyResponse> {
  return send(client, getApplicationKey, { path: { app_key_id: appKeyId }, query }, options);
}

/**
 * Renames an application key, whoever owns it, or changes its scopes; what is left out stays as it is. The secret stays
 * the same and is not shown.
 *
 * Needs the permission `org_app_keys_write`.
 */
export function update(
  client: Client,
  appKeyId: string,
  attributes: ApplicationKeyUpdateAttributes,
  options?: CallOptions,
): Promise<ApplicationKeyResponse> {
  const body = { data: { type: "application_keys", id: appKeyId, attributes } } as const;
  return send(client, updateApplicationKey, { path: { app_key_id: appKeyId }, body }, options);
}

function remove(client: Client, appKeyId: string, options?: CallOptions): Promise<void> {
  return send(client, deleteApplicationKey, { path: { app_key_id: appKeyId } }, options);
}

export {
  /**
   * Deletes an application key for good, whoever owns it. From then on everything that uses it is refused; deleting it
   * a second time is a 404.
   *
   * Needs the permission `org_app_keys_write`.
   */
  remove as delete,
};
