/**
 * Whether Datadog accepts the client's API key, by version 1 of the API.
 * @see https://docs.datadoghq.com/api/latest/authentication/
 * @module
 */
// Generated from spec/v1/authentication.yaml by `npm run generate`. Do not edit.
import { validateV1APIKey } from "../../generated/operations.ts";
import type { AuthenticationValidationResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Asks whether the API key is accepted on this site. The application key is not looked at; for a token, ask
 * `validation.keys` of version 2. `valid` is always true: a refusal is an `ApiError` with status 403, as everywhere
 * else. No permission is needed.
 * @throws {ApiError} with status 403 where the API key is missing, unknown or revoked.
 * @example
 * try {
 *   await dd.v1.validation.apiKey();
 * } catch (error) {
 *   if (!(error instanceof ApiError && error.status === 403)) throw error; // Datadog could not be asked
 *   console.log("This API key is unknown or revoked.");
 * }
 */
export function apiKey(client: Client, options?: CallOptions): Promise<AuthenticationValidationResponse> {
  return send(client, validateV1APIKey, {}, options);
}
