/**
 * Permissions: what roles grant, and what the `scopes` of application keys and tokens name.
 * @see https://docs.datadoghq.com/api/latest/roles/
 * @module
 */
// Generated from spec/v2/roles.yaml by `npm run generate`. Do not edit.
import { listPermissions } from "../../generated/operations.ts";
import type { PermissionsResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Lists all permissions at once; there are no pages. `attributes.name` is what goes into the `scopes` of keys and
 * tokens.
 *
 * Needs the permission `user_access_read`.
 */
export function list(client: Client, options?: CallOptions): Promise<PermissionsResponse> {
  return send(client, listPermissions, {}, options);
}
