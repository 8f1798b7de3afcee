/**
 * Action connections: the credentials that Datadog's actions use on other systems. All of them need an application key
 * that is registered for actions (`appKeyRegistrations.register`). The API has no list of connections.
 * @see https://docs.datadoghq.com/api/latest/action-connection/
 * @module
 */
import {
  createActionConnection,
  deleteActionConnection,
  getActionConnection,
  updateActionConnection,
} from "../../generated/operations.ts";
import type {
  ActionConnectionAttributes,
  ActionConnectionAttributesUpdate,
  CreateActionConnectionResponse,
  GetActionConnectionResponse,
  UpdateActionConnectionResponse,
} from "../../generated/types.ts";
import { type CallOptions, type Client, send } from "../core.ts";

/**
 * Creates a connection. Its secrets are write-only: no response shows them, this one included. The response for an AWS
 * connection adds the `external_id` and `principal_id` that the role's trust policy needs.
 *
 * Needs an application key that is registered for actions (`appKeyRegistrations.register`), as all of these functions
 * do. Repeated after a 429 only: a second request would make a second connection.
 */
export function create(
  client: Client,
  attributes: ActionConnectionAttributes,
  options?: CallOptions,
): Promise<CreateActionConnectionResponse> {
  return send(client, createActionConnection, { body: { data: { type: "action_connection", attributes } } }, options);
}

/**
 * Gets a connection by its id, a UUID, without its secrets. Keep the id that `create` returns: nothing lists them.
 *
 * Needs an application key that is registered for actions.
 */
export function get(client: Client, connectionId: string, options?: CallOptions): Promise<GetActionConnectionResponse> {
  return send(client, getActionConnection, { path: { connection_id: connectionId } }, options);
}

/**
 * Changes what is given and keeps the rest. A header, token or URL parameter of an HTTP connection goes away only if it
 * is sent with `deleted: true`. Secrets come back as `""`: leave such a field out to keep the secret.
 *
 * Needs an application key that is registered for actions.
 * @throws {InputError} where a secret is `""`, which would blank it.
 */
export function update(
  client: Client,
  connectionId: string,
  attributes: ActionConnectionAttributesUpdate,
  options?: CallOptions,
): Promise<UpdateActionConnectionResponse> {
  const body = { data: { type: "action_connection", attributes } } as const;
  return send(client, updateActionConnection, { path: { connection_id: connectionId }, body }, options);
}

function remove(client: Client, connectionId: string, options?: CallOptions): Promise<void> {
  return send(client, deleteActionConnection, { path: { connection_id: connectionId } }, options);
}

export {
  /**
   * Deletes a connection. Actions that use it fail from then on.
   *
   * Needs the permission `connection_write`, and an application key that is registered for actions.
   */
  remove as delete,
};
