/**
 * Application keys of a service account. The account's id is the one that it has as a user.
 * @see https://docs.datadoghq.com/api/latest/service-accounts/
 * @module
 */
// Generated from spec/v2/service-accounts.yaml by `npm run generate`. Do not edit.
import {
  createServiceAccountApplicationKey,
  deleteServiceAccountApplicationKey,
  getServiceAccountApplicationKey,
  listServiceAccountApplicationKeys,
  updateServiceAccountApplicationKey,
} from "../../generated/operations.ts";
import type {
  ApplicationKeyCreateAttributes,
  ApplicationKeyUpdateAttributes,
  CreatedApplicationKeyResponse,
  ListApplicationKeysResponse,
  ListServiceAccountApplicationKeysQuery,
  PartialApplicationKey,
  PartialApplicationKeyResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the application keys of a service account, without their secrets. Reads 100 a page unless the query says
 * otherwise.
 *
 * Needs the permission `service_account_write`.
 */
export function list(
  client: Client,
  serviceAccountId: string,
  query?: ListServiceAccountApplicationKeysQuery,
  options?: ListOptions,
): Paged<ListApplicationKeysResponse, PartialApplicationKey> {
  const path = { service_account_id: serviceAccountId };
  return sendPages(client, listServiceAccountApplicationKeys, { path, query }, options);
}

/**
 * Creates an application key for a service account. `data.attributes.key` is its secret, which is never shown again.
 * Without `scopes` the key may do whatever the account may.
 *
 * Needs the permission `service_account_write`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(
  client: Client,
  serviceAccountId: string,
  attributes: ApplicationKeyCreateAttributes,
  options?: CallOptions,
): Promise<CreatedApplicationKeyResponse> {
  const path = { service_account_id: serviceAccountId };
  const body = { data: { type: "application_keys", attributes } } as const;
  return send(client, createServiceAccountApplicationKey, { path, body }, options);
}

/**
 * Gets an application key of a service account by its id, without its secret.
 *
 * Needs the permission `service_account_write`.
 */
export function get(
  client: Client,
  serviceAccountId: string,
  appKeyId: string,
  options?: CallOptions,
): Promise<PartialApplicationKeyResponse> {
  const path = { service_account_id: serviceAccountId, app_key_id: appKeyId };
  return send(client, getServiceAccountApplicationKey, { path }, options);
}

/**
 * Renames an application key of a service account or changes its scopes; what is left out stays as it is. The secret
 * stays the same and is not shown.
 *
 * Needs the permission `service_account_write`.
 */
export function update(
  client: Client,
  serviceAccountId: string,
  appKeyId: string,
  attributes: ApplicationKeyUpdateAttributes,
  options?: CallOptions,
): Promise<PartialApplicationKeyResponse> {
  const path = { service_account_id: serviceAccountId, app_key_id: appKeyId };
  const body = { data: { type: "application_keys", id: appKeyId, attributes } } as const;
  return send(client, updateServiceAccountApplicationKey, { path, body }, options);
}

function remove(client: Client, serviceAccountId: string, appKeyId: string, options?: CallOptions): Promise<void> {
  const path = { service_account_id: serviceAccountId, app_key_id: appKeyId };
  return send(client, deleteServiceAccountApplicationKey, { path }, options);
}

export {
  /**
   * Deletes an application key of a service account for good. From then on everything that uses it is refused; deleting
   * it a second time is a 404.
   *
   * Needs the permission `service_account_write`.
   */
  remove as delete,
};
