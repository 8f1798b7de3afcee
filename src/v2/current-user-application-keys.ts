/**
 * Application keys of the user whose credentials the client has.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
import type {
  ApplicationKeyCreateAttributes,
  ApplicationKeyResponse,
  ApplicationKeyUpdateAttributes,
  ListApplicationKeysResponse,
  ListCurrentUserApplicationKeysQuery,
  PartialApplicationKey,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, paged, send, sendWithoutAnswer } from "../core.ts";

/**
 * Lists the user's own application keys, without their secrets. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `user_app_keys`.
 */
export function list(
  client: Client,
  query?: ListCurrentUserApplicationKeysQuery,
  options?: ListOptions,
): Paged<ListApplicationKeysResponse, PartialApplicationKey> {
  return paged({
    operation: "GET /api/v2/current_user/application_keys",
    query,
    options,
    fetch: (page, rest) => send(client, "get", "/api/v2/current_user/application_keys", { query: { ...query, ...page } }, rest),
    items: (body) => body.data ?? [],
    total: (body) => body.meta?.page?.total_filtered_count,
  });
}

/**
 * Creates an application key for the user. The answer's `data.attributes.key` is its secret: keep it, since organizations
 * in One-Time Read mode never show it again. Without `scopes` the key may do whatever the user may.
 *
 * Needs the permission `user_app_keys`. Repeated after a 429 only: a second request would make a second key.
 */
export function create(client: Client, attributes: ApplicationKeyCreateAttributes, options?: CallOptions): Promise<ApplicationKeyResponse> {
  return send(
    client,
    "post",
    "/api/v2/current_user/application_keys",
    { body: { data: { type: "application_keys", attributes } } },
    options,
  );
}

/**
 * Gets one of the user's application keys by its id. `data.attributes.key` is its secret, unless the organization is in
 * One-Time Read mode.
 *
 * Needs the permission `user_app_keys`.
 */
export function get(client: Client, appKeyId: string, options?: CallOptions): Promise<ApplicationKeyResponse> {
  return send(client, "get", "/api/v2/current_user/application_keys/{app_key_id}", { path: { app_key_id: appKeyId } }, options);
}

/**
 * Renames one of the user's application keys or changes its scopes. The secret stays as it is.
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
  return send(client, "patch", "/api/v2/current_user/application_keys/{app_key_id}", { path: { app_key_id: appKeyId }, body }, options);
}

function remove(client: Client, appKeyId: string, options?: CallOptions): Promise<void> {
  return sendWithoutAnswer(
    client,
    "delete",
    "/api/v2/current_user/application_keys/{app_key_id}",
    { path: { app_key_id: appKeyId } },
    options,
  );
}

export {
  /**
   * Deletes one of the user's application keys. From then on everything that uses it is refused.
   *
   * Needs the permission `user_app_keys`.
   */
  remove as delete,
};
