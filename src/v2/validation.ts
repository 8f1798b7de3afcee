/**
 * Whether Datadog accepts the client's credentials. A success is the documented body; a refusal is an `ApiError` as
 * everywhere else, with status 401 or 403, so that nobody who forgets to look at the result goes on with a dead key.
 * @see https://docs.datadoghq.com/api/latest/authentication/
 * @module
 */
// Generated from spec/v2/authentication.yaml by `npm run generate`. Do not edit.
import { validateAPIKey, validateV2APIKey } from "../../generated/operations.ts";
import type { ValidateAPIKeyResponse, ValidateV2Response } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Asks whether the token, or the API key together with the application key, is accepted on this site. No permission is
 * needed.
 * @throws {ApiError} with status 401 where a key is missing, 403 where one is unknown or revoked, or where they belong
 * to different organizations.
 * @example
 * async function areAccepted(dd: Datadog): Promise<boolean> {
 *   try {
 *     return (await dd.validation.keys()).status === "ok";
 *   } catch (error) {
 *     if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false;
 *     throw error; // Datadog could not be asked
 *   }
 * }
 */
export function keys(client: Client, options?: CallOptions): Promise<ValidateAPIKeyResponse> {
  return send(client, validateAPIKey, {}, options);
}

/**
 * Asks whether the API key is accepted on this site, and which one it is: its id, its scopes and, in `data.id`, its
 * organization. The application key is not looked at; for a token, ask `validation.keys`. In preview at Datadog, so it
 * may change. No permission is needed.
 * @throws {ApiError} with status 401 where the API key is missing, 403 where it is unknown or revoked.
 */
export function apiKey(client: Client, options?: CallOptions): Promise<ValidateV2Response> {
  return send(client, validateV2APIKey, {}, options);
}
