/**
 * Access tokens of a service account: what a program signs in with, in place of an API key and an application key. The
 * account's id is the one that it has as a user.
 * @see https://docs.datadoghq.com/api/latest/service-accounts/
 * @module
 */
// Generated from spec/v2/service-accounts.yaml by `npm run generate`. Do not edit.
import {
  createServiceAccountAccessToken,
  getServiceAccountAccessToken,
  listServiceAccountAccessTokens,
  revokeServiceAccountAccessToken,
  updateServiceAccountAccessToken,
} from "../../generated/operations.ts";
import type {
  AccessTokenUpdateAttributes,
  CreatedServiceAccessTokenResponse,
  ListServiceAccessTokensResponse,
  ListServiceAccountAccessTokensQuery,
  ServiceAccessToken,
  ServiceAccessTokenCreateAttributes,
  ServiceAccessTokenResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the access tokens of a service account, without their secrets. Reads 100 a page unless the query says
 * otherwise.
 *
 * Needs the permission `service_account_write`.
 */
export function list(
  client: Client,
  serviceAccountId: string,
  query?: ListServiceAccountAccessTokensQuery,
  options?: ListOptions,
): Paged<ListServiceAccessTokensResponse, ServiceAccessToken> {
  const path = { service_account_id: serviceAccountId };
  return sendPages(client, listServiceAccountAccessTokens, { path, query }, options);
}

/**
 * Creates an access token for a service account, within `scopes`. `data.attributes.key` is its secret, which is never
 * shown again. Without `expires_at` the token works until it is revoked.
 *
 * Needs the permission `service_account_write`. Repeated after a 429 only: a second request would make a second token.
 */
export function create(
  client: Client,
  serviceAccountId: string,
  attributes: ServiceAccessTokenCreateAttributes,
  options?: CallOptions,
): Promise<CreatedServiceAccessTokenResponse> {
  const path = { service_account_id: serviceAccountId };
  const body = { data: { type: "service_access_tokens", attributes } } as const;
  return send(client, createServiceAccountAccessToken, { path, body }, options);
}

/**
 * Gets an access token of a service account by its id, without its secret.
 *
 * Needs the permission `service_account_write`.
 */
export function get(
  client: Client,
  serviceAccountId: string,
  tokenId: string,
  options?: CallOptions,
): Promise<ServiceAccessTokenResponse> {
  const path = { service_account_id: serviceAccountId, token_id: tokenId };
  return send(client, getServiceAccountAccessToken, { path }, options);
}

/**
 * Renames an access token of a service account or changes its scopes; what is left out stays as it is. Its secret and
 * the time at which it expires cannot be changed.
 *
 * Needs the permission `service_account_write`.
 */
export function update(
  client: Client,
  serviceAccountId: string,
  tokenId: string,
  attributes: AccessTokenUpdateAttributes,
  options?: CallOptions,
): Promise<ServiceAccessTokenResponse> {
  const path = { service_account_id: serviceAccountId, token_id: tokenId };
  const body = { data: { type: "service_access_tokens", id: tokenId, attributes } } as const;
  return send(client, updateServiceAccountAccessToken, { path, body }, options);
}

/**
 * Revokes an access token of a service account for good: from then on everything that uses it is refused. Revoking it a
 * second time succeeds as well.
 *
 * Needs the permission `service_account_write`.
 */
export function revoke(
  client: Client,
  serviceAccountId: string,
  tokenId: string,
  options?: CallOptions,
): Promise<void> {
  const path = { service_account_id: serviceAccountId, token_id: tokenId };
  return send(client, revokeServiceAccountAccessToken, { path }, options);
}
