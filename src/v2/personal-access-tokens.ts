/**
 * Personal access tokens: they act for a user, within their scopes and until they expire, and replace the pair of keys.
 * @see https://docs.datadoghq.com/api/latest/key-management/
 * @module
 */
// Generated from spec/v2/personal-access-tokens.yaml by `npm run generate`. Do not edit.
import {
  createPersonalAccessToken,
  getPersonalAccessToken,
  listPersonalAccessTokens,
  revokePersonalAccessToken,
  updatePersonalAccessToken,
} from "../../generated/operations.ts";
import type {
  AccessToken,
  AccessTokenUpdateAttributes,
  CreatedPersonalAccessTokenResponse,
  ListAccessTokensResponse,
  ListPersonalAccessTokensQuery,
  PersonalAccessTokenCreateAttributes,
  PersonalAccessTokenResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the organization's access tokens, those of users and those of service accounts, without their secrets. Their
 * `type` tells them apart: `personal_access_tokens` or `service_access_tokens`. `filter[owned_by]` takes the ids of any
 * number of owners. Reads 100 a page unless the query says otherwise.
 *
 * Needs the permission `user_app_keys` for one's own tokens, or `org_app_keys_read` for everybody's.
 * @example
 * for await (const token of dd.personalAccessTokens.list({ sort: "expires_at" })) {
 *   const { name, expires_at } = token.attributes;
 *   if (token.type === "service_access_tokens") console.log(name, expires_at ?? "never expires");
 * }
 */
export function list(
  client: Client,
  query?: ListPersonalAccessTokensQuery,
  options?: ListOptions,
): Paged<ListAccessTokensResponse, AccessToken> {
  return sendPages(client, listPersonalAccessTokens, { query }, options);
}

/**
 * Creates a token that acts for the user whose credentials the client has, within `scopes`. `data.attributes.key` is
 * its secret, which is never shown again. `expires_at` lies at least 24 hours and at most a year ahead; anything else
 * is an `ApiError` with status 400. It cannot be changed afterwards.
 *
 * Needs the permission `user_app_keys`. Repeated after a 429 only: a second request would make a second token.
 */
export function create(
  client: Client,
  attributes: PersonalAccessTokenCreateAttributes,
  options?: CallOptions,
): Promise<CreatedPersonalAccessTokenResponse> {
  const body = { data: { type: "personal_access_tokens", attributes } } as const;
  return send(client, createPersonalAccessToken, { body }, options);
}

/**
 * Gets one personal access token by its id, without its secret.
 *
 * Needs the permission `user_app_keys` for one's own token, or `org_app_keys_read` for somebody else's.
 */
export function get(client: Client, tokenId: string, options?: CallOptions): Promise<PersonalAccessTokenResponse> {
  return send(client, getPersonalAccessToken, { path: { token_id: tokenId } }, options);
}

/**
 * Renames a personal access token or changes its scopes; what is left out stays as it is. Its secret and the time at
 * which it expires cannot be changed.
 *
 * Needs the permission `user_app_keys` for one's own token, or `org_app_keys_write` for somebody else's.
 */
export function update(
  client: Client,
  tokenId: string,
  attributes: AccessTokenUpdateAttributes,
  options?: CallOptions,
): Promise<PersonalAccessTokenResponse> {
  const body = { data: { type: "personal_access_tokens", id: tokenId, attributes } } as const;
  return send(client, updatePersonalAccessToken, { path: { token_id: tokenId }, body }, options);
}

/**
 * Revokes a personal access token for good: from then on everything that uses it is refused. Revoking it a second time
 * succeeds as well.
 *
 * Needs the permission `user_app_keys` for one's own token, or `org_app_keys_write` for somebody else's.
 */
export function revoke(client: Client, tokenId: string, options?: CallOptions): Promise<void> {
  return send(client, revokePersonalAccessToken, { path: { token_id: tokenId } }, options);
}
