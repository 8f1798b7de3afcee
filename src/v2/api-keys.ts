/**
 * API keys: they let data into Datadog, and identify the organization in every call.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v2/key-management.yaml by `npm run generate`. Do not edit.
import { createAPIKey, deleteAPIKey, getAPIKey, listAPIKeys, updateAPIKey } from "../../generated/operations.ts";
import type {
  APIKeyCreateAttributes,
  APIKeyResponse,
  APIKeysResponse,
  APIKeyUpdateAttributes,
  CreatedAPIKeyResponse,
  GetAPIKeyQuery,
  ListAPIKeysQuery,
  PartialAPIKey,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the organization's API keys, without their secrets. Sorted, filtered and paged by the query; `include` adds the
 * users who created or last changed them. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `api_keys_read`.
 * @example
 * for await (const key of dd.apiKeys.list({ filter: "ci", sort: "-created_at" })) {
 *   console.log(key.id, key.attributes.name);
 * }
 */
export function list(
  client: Client,
  query?: ListAPIKeysQuery,
  options?: ListOptions,
): Paged<APIKeysResponse, PartialAPIKey> {
  return sendPages(client, listAPIKeys, { query }, options);
}

/**
 * Creates an API key. `data.attributes.key` is its secret; a new key may take a few seconds before it works.
 *
 * Needs the permission `api_keys_write`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(
  client: Client,
  attributes: APIKeyCreateAttributes,
  options?: CallOptions,
): Promise<CreatedAPIKeyResponse> {
  return send(client, createAPIKey, { body: { data: { type: "api_keys", attributes } } }, options);
}

/**
 * Gets one API key by its id, which is not the key itself. `data.attributes.key` is optional: do not rely on reading
 * the secret again after the create. `include` adds the users who created or last changed the key.
 *
 * Needs the permission `api_keys_read`.
 */
export function get(
  client: Client,
  apiKeyId: string,
  query?: GetAPIKeyQuery,
  options?: CallOptions,
): Promise<APIKeyResponse> {
  return send(client, getAPIKey, { path: { api_key_id: apiKeyId }, query }, options);
}

/**
 * Renames an API key, or changes its category or its Remote Configuration access. `name` has to be sent even where it
 * does not change. The secret stays as it is.
 *
 * Needs the permission `api_keys_write`.
 */
export function update(
  client: Client,
  apiKeyId: string,
  attributes: APIKeyUpdateAttributes,
  options?: CallOptions,
): Promise<APIKeyResponse> {
  const body = { data: { type: "api_keys", id: apiKeyId, attributes } } as const;
  return send(client, updateAPIKey, { path: { api_key_id: apiKeyId }, body }, options);
}

function remove(client: Client, apiKeyId: string, options?: CallOptions): Promise<void> {
  return send(client, deleteAPIKey, { path: { api_key_id: apiKeyId } }, options);
}

export {
  /**
   * Deletes an API key for good. From then on everything that uses it is refused; deleting it a second time is a 404.
   *
   * Needs the permission `api_keys_delete`.
   */
  remove as delete,
};
