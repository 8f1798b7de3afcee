/**
 * API keys by version 1 of the API, which addresses a key by its secret. Prefer `datadog-fetch/api-keys`, except where v1 is
 * what you have. Not available on the government sites.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
import type { V1APIKey, V1APIKeyListResponse, V1APIKeyResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Lists all API keys at once, each with its secret in `key`.
 *
 * Needs the permission `api_keys_read`.
 */
export function list(client: Client, options?: CallOptions): Promise<V1APIKeyListResponse> {
  return send(client, "get", "/api/v1/api_key", {}, options);
}

/**
 * Creates an API key. The answer's `api_key.key` is its secret.
 *
 * Needs the permission `api_keys_write`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(client: Client, body: V1APIKey, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, "post", "/api/v1/api_key", { body }, options);
}

/**
 * Gets an API key by its secret.
 *
 * Needs the permission `api_keys_read`.
 */
export function get(client: Client, key: string, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, "get", "/api/v1/api_key/{key}", { path: { key } }, options);
}

/**
 * Renames an API key, addressed by its secret.
 *
 * Needs the permission `api_keys_write`.
 */
export function update(client: Client, key: string, body: V1APIKey, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, "put", "/api/v1/api_key/{key}", { path: { key }, body }, options);
}

function remove(client: Client, key: string, options?: CallOptions): Promise<V1APIKeyResponse> {
  return send(client, "delete", "/api/v1/api_key/{key}", { path: { key } }, options);
}

export {
  /**
   * Deletes an API key, addressed by its secret. Answers `{}` if it was an earlier attempt of this call, whose answer was
   * lost, that deleted it.
   *
   * Needs the permission `api_keys_delete`.
   */
  remove as delete,
};
