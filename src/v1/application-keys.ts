/**
 * Application keys by version 1 of the API, which addresses a key by its secret (its `hash`). Prefer
 * `datadog-fetch/application-keys`. Disabled for organizations in One-Time Read mode and on the government sites.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v1/key-management.yaml by `npm run generate`. Do not edit.
import {
  createV1ApplicationKey,
  deleteV1ApplicationKey,
  getV1ApplicationKey,
  listV1ApplicationKeys,
  updateV1ApplicationKey,
} from "../../generated/operations.ts";
import type {
  V1ApplicationKey,
  V1ApplicationKeyListResponse,
  V1ApplicationKeyResponse,
  V1DeletedApplicationKeyResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Lists all application keys at once, each with its secret in `hash`. Version 2 lists them without. Not available in
 * One-Time Read mode, nor on the government sites.
 *
 * Needs one of the permissions `org_app_keys_read`, `user_app_keys`.
 */
export function list(client: Client, options?: CallOptions): Promise<V1ApplicationKeyListResponse> {
  return send(client, listV1ApplicationKeys, {}, options);
}

/**
 * Creates an application key of the given name for the user whose credentials the client has. `application_key.hash` is
 * its secret. A name that is taken is a 409. Not available in One-Time Read mode, nor on the government sites.
 *
 * Needs the permission `user_app_keys`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(
  client: Client,
  body: V1ApplicationKey,
  options?: CallOptions,
): Promise<V1ApplicationKeyResponse> {
  return send(client, createV1ApplicationKey, { body }, options);
}

/**
 * Gets an application key by its secret. The secret stands in the path, where proxies and logs may keep it: prefer
 * version 2, which goes by id. Not available in One-Time Read mode, nor on the government sites.
 *
 * Needs one of the permissions `org_app_keys_read`, `user_app_keys`.
 */
export function get(client: Client, key: string, options?: CallOptions): Promise<V1ApplicationKeyResponse> {
  return send(client, getV1ApplicationKey, { path: { key } }, options);
}

/**
 * Renames an application key, addressed by its secret. A name that is taken is a 409. Not available in One-Time Read
 * mode, nor on the government sites.
 *
 * Needs one of the permissions `org_app_keys_write`, `user_app_keys`.
 */
export function update(
  client: Client,
  key: string,
  body: V1ApplicationKey,
  options?: CallOptions,
): Promise<V1ApplicationKeyResponse> {
  return send(client, updateV1ApplicationKey, { path: { key }, body }, options);
}

function remove(client: Client, key: string, options?: CallOptions): Promise<V1DeletedApplicationKeyResponse> {
  return send(client, deleteV1ApplicationKey, { path: { key } }, options);
}

export {
  /**
   * Deletes an application key for good, addressed by its secret. The response holds the key as it was; deleting it a
   * second time is a 404. Resolves to `{}` where an earlier attempt of this call has deleted it and its response was
   * lost. Not available in One-Time Read mode, nor on the government sites.
   *
   * Needs one of the permissions `org_app_keys_write`, `user_app_keys`.
   */
  remove as delete,
};
