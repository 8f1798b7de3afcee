/**
 * App key registrations: which application keys may manage action connections.
 * @see https://docs.datadoghq.com/api/latest/action-connection/
 * @module
 */
// Generated from spec/v2/action-connection.yaml by `npm run generate`. Do not edit.
import {
  getAppKeyRegistration,
  listAppKeyRegistrations,
  registerAppKey,
  unregisterAppKey,
} from "../../generated/operations.ts";
import type {
  AppKeyRegistrationData,
  GetAppKeyRegistrationResponse,
  ListAppKeyRegistrationsQuery,
  ListAppKeyRegistrationsResponse,
  RegisterAppKeyResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, type ListOptions, type Paged, send, sendPages } from "../core.ts";

/**
 * Lists the application keys of the organization that are registered for actions. Reads 100 a page unless the query
 * says otherwise.
 *
 * Needs the permission `org_app_keys_read`.
 */
export function list(
  client: Client,
  query?: ListAppKeyRegistrationsQuery,
  options?: ListOptions,
): Paged<ListAppKeyRegistrationsResponse, AppKeyRegistrationData> {
  return sendPages(client, listAppKeyRegistrations, { query }, options);
}

/**
 * Registers an application key for actions, by its id. From then on it may manage action connections, and whatever else
 * of the Actions API asks for a registered key. Actions API access in the key's settings does the same. The request has
 * no body.
 *
 * Needs one of the permissions `user_access_manage`, `user_app_keys`, `service_account_write`.
 */
export function register(client: Client, appKeyId: string, options?: CallOptions): Promise<RegisterAppKeyResponse> {
  return send(client, registerAppKey, { path: { app_key_id: appKeyId } }, options);
}

/**
 * Gets the registration of an application key; a 404 means that it is not registered. An id that is no UUID is a 400.
 *
 * Needs the permission `org_app_keys_read`.
 */
export function get(client: Client, appKeyId: string, options?: CallOptions): Promise<GetAppKeyRegistrationResponse> {
  return send(client, getAppKeyRegistration, { path: { app_key_id: appKeyId } }, options);
}

/**
 * Takes an application key's registration away, and with it the right to manage action connections. Elsewhere the key
 * goes on working. A key that is not registered is a 404.
 *
 * Needs one of the permissions `user_access_manage`, `user_app_keys`, `service_account_write`.
 */
export function unregister(client: Client, appKeyId: string, options?: CallOptions): Promise<void> {
  return send(client, unregisterAppKey, { path: { app_key_id: appKeyId } }, options);
}
