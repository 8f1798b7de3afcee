/**
 * Action connections: the credentials that Datadog's actions use on other systems. All of them need an application key
 * that is registered for actions (`appKeyRegistrations.register`). The API has no list of connections.
 * @see https://docs.datadoghq.com/api/latest/action-connection/
 * @module
 */
// Generated from spec/v2/action-connection.yaml by `npm run generate`. Do not edit.
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
 * Creates a connection, which holds a credential of another system for the actions of Workflow Automation and App
 * Builder. Its secrets are write-only: each is `""` in every response, this one included. The response for an AWS
 * connection adds the `external_id` and `principal_id` that the role's trust policy needs. Keep the id: nothing lists
 * connections.
 *
 * Needs an application key that is registered for actions (`appKeyRegistrations.register`). Repeated after a 429 only:
 * a second request would make a second connection.
 */
export function create(
  client: Client,
  attributes: ActionConnectionAttributes,
  options?: CallOptions,
): Promise<CreateActionConnectionResponse> {
  return send(client, createActionConnection, { body: { data: { type: "action_connection", attributes } } }, options);
}

/**
 * Gets a connection by its id, with `""` in place of each secret. Keep the id that `create` returns: nothing lists
 * connections. An id that is no UUID is a 400.
 *
 * Needs an application key that is registered for actions (`appKeyRegistrations.register`).
 */
export function get(client: Client, connectionId: string, options?: CallOptions): Promise<GetActionConnectionResponse> {
  return send(client, getActionConnection, { path: { connection_id: connectionId } }, options);
}

/**
 * Changes what is given, be it the name, a secret or another part of the credential, and keeps the rest. A header,
 * token or URL parameter of an HTTP connection goes away only if it is sent with `deleted: true`. Secrets come back as
 * `""`, which would blank them: leave such a field out to keep the secret.
 *
 * Needs an application key that is registered for actions (`appKeyRegistrations.register`).
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
   * Deletes a connection and the credential in it. Actions that use it fail from then on; deleting it a second time is
   * a 404.
   *
   * Needs the permission `connection_write`, and an application key that is registered for actions
   * (`appKeyRegistrations.register`).
   */
  remove as delete,
};
