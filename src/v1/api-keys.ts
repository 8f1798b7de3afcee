/**
 * API keys by version 1 of the API, which addresses a key by its secret. Prefer `datadog-fetch/api-keys`, except where
 * v1 is what you have. Not available on the government sites.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v1/key-management.yaml by `npm run generate`. Do not edit.
import {
  createV1APIKey,
  deleteV1APIKey,
  getV1APIKey,
  listV1APIKeys,
  updateV1APIKey,
} from "../../generated/operations.ts";
import type {
  V1APIKey,
  V1APIKeyListResponse,
  V1APIKeyResponse,
  V1DeletedAPIKeyResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Lists all API keys at once, each with its secret in `key`. Version 2 lists them without. Not available on the
 * government sites.
 *
 * Needs the permission `api_keys_read`.
 */
export function list(client: Client, options?: CallOptions): Promise<V1APIKeyListResponse> {
  return send(client, listV1APIKeys, {}, options);
}

/**
 * Creates an API key of the given name. `api_key.key` is its secret. Not available on the government sites.
 *
 * Needs the permission `api_keys_write`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(client: Client, body: V1APIKey, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, createV1APIKey, { body }, options);
}

/**
 * Gets an API key by its secret. The secret stands in the path, where proxies and logs may keep it: prefer version 2,
 * which goes by id. Not available on the government sites.
 *
 * Needs the permission `api_keys_read`.
 */
export function get(client: Client, key: string, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, getV1APIKey, { path: { key } }, options);
}

/**
 * Renames an API key, addressed by its secret, which stays the same. Not available on the government sites.
 *
 * Needs the permission `api_keys_write`.
 */
export function update(client: Client, key: string, body: V1APIKey, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, updateV1APIKey, { path: { key }, body }, options);
}

function remove(client: Client, key: string, options?: CallOptions): Promise<V1DeletedAPIKeyResponse> {
  return send(client, deleteV1APIKey, { path: { key } }, options);
}

export {
  /**
   * Deletes an API key for good, addressed by its secret. The response holds the key as it was; deleting it a second
   * time is a 404. Resolves to `{}` where an earlier attempt of this call has deleted it and its response was lost. Not
   * available on the government sites.
   *
   * Needs the permission `api_keys_delete`.
   */
  remove as delete,
};
