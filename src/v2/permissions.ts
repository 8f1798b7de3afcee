/**
 * Permissions: what roles grant, and what the `scopes` of application keys and tokens name.
 * @see https://docs.datadoghq.com/api/latest/roles/
 * @module
 */
import { listPermissions } from "../../generated/operations.ts";
import type { PermissionsResponse } from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Lists all permissions at once; there are no pages. `attributes.name` is what goes into `scopes`.
 *
 * Needs the permission `user_access_read`.
 */
export function list(client: Client, options?: CallOptions): Promise<PermissionsResponse> {
  return send(client, listPermissions, {}, options);
}
