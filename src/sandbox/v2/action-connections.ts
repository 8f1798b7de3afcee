/** Action connections, which keep credentials of other systems. */
import type { ActionConnectionIntegration } from "../../../generated/types.ts";
import type { Resource } from "../call.ts";
import { connection as completeConnection } from "../items.ts";
import { merge } from "../merge.ts";
import type { OperationId } from "../operations.ts";
import {
  type Family,
  type HandlerResponse,
  type Problem,
  refuseInObjects,
  refuseWith,
  sentence,
} from "../responses.ts";
import { withBlankSecrets } from "../secrets.ts";
import { goStamp } from "../stamps.ts";
import type { SandboxConnection, SandboxState } from "../state.ts";
import { isUUID } from "../uuid.ts";
import { bodyProblems, isObject, named, problemsOf } from "../validate.ts";

export type ActionConnectionOperations =
  | "createActionConnection"
  | "getActionConnection"
  | "updateActionConnection"
  | "deleteActionConnection";

const CONNECTIONS: Family = { mediaType: "application/vnd.api+json", refuse: refuseInObjects };
/** The AWS account from which Datadog assumes roles. */
const PRINCIPAL_ID = "464622532012";

/** An error as the service behind these operations words it; it says `creating` of an update, too. */
function failure(status: number, detail: string): HandlerResponse {
  return refuseWith(status, { title: "Generic Error", detail });
}
const notFound = (doing: "creating" | "getting" | "deleting"): HandlerResponse =>
  failure(404, `error ${doing} connection: rpc error: code = NotFound desc = connection not found`);
const invalid = (why: string): HandlerResponse =>
  failure(400, `error creating connection: rpc error: code = InvalidArgument desc = ${why}`);
const NO_UUID = failure(400, "error connectionId not a valid UUID");

export const actionConnections: Resource<ActionConnectionOperations> = {
  family: CONNECTIONS,
  refuseBody,
  handlers: {
    createActionConnection(call) {
      const { state, mint, caller, body } = call;
      const { name, integration, tags } = body.data.attributes;
      const connection = completeConnection(call, {
        name,
        integration: structuredClone(integration),
        ...(tags && { tags: [...tags] }),
        created_by: caller.user.id,
      });
      if (connection.integration.type === "AWS") {
        const made = { external_id: mint.hex(32), principal_id: PRINCIPAL_ID };
        Object.assign(connection.integration.credentials, made);
      }
      state.connections.push(connection);
      return { status: 201, body: { data: resource(connection) } };
    },

    getActionConnection({ state, path }) {
      if (!isUUID(path.connection_id)) return NO_UUID;
      const connection = find(state, path.connection_id);
      if (!connection) return notFound("getting");
      const { attributes, ...rest } = resource(connection);
      const times = {
        created_at: goStamp(connection.created_at),
        last_updated: goStamp(connection.last_updated),
      };
      const relationships = { created_by: { data: { id: connection.created_by, type: "user" } } };
      return { status: 200, body: { data: { ...rest, attributes: { ...attributes, ...times }, relationships } } };
    },

    updateActionConnection({ state, mint, path, now, body }) {
      if (!isUUID(path.connection_id)) return NO_UUID;
      const connection = find(state, path.connection_id);
      if (!connection) return notFound("creating");
      const { name, integration, tags } = body.data.attributes;
      if (integration) {
        const changed = changedIntegration(connection.integration, integration);
        if ("status" in changed) return changed;
        if (changed.type === "AWS" && asksForExternalId(integration)) {
          Object.assign(changed.credentials, { external_id: mint.hex(32) });
        }
        connection.integration = changed;
      }
      if (name !== undefined) connection.name = name;
      if (tags !== undefined) connection.tags = [...tags];
      connection.last_updated = now;
      return { status: 200, body: { data: resource(connection) } };
    },

    deleteActionConnection({ state, path }) {
      if (!isUUID(path.connection_id)) return NO_UUID;
      const connection = find(state, path.connection_id);
      if (!connection) return notFound("deleting");
      state.connections.splice(state.connections.indexOf(connection), 1);
      return { status: 204 };
    },
  },
};

const find = ({ connections }: SandboxState, wanted: string) => connections.find(({ id }) => id === wanted);

/** Where a body holds its integration. */
const INTEGRATION = ["data", "attributes", "integration"];

/** What is stored with the changes, or why they cannot be made. */
function changedIntegration(
  stored: ActionConnectionIntegration,
  sent: unknown,
): ActionConnectionIntegration | HandlerResponse {
  if (!isObject(sent) || sent.type !== stored.type) {
    return invalid(sentence({ path: [...INTEGRATION, "type"], detail: `must stay ${JSON.stringify(stored.type)}` }));
  }
  const changed = merge(stored, sent);
  const [problem] = problemsOf(changed, named("ActionConnectionIntegration"), INTEGRATION);
  return problem ? invalid(sentence(problem)) : changed;
}

function asksForExternalId(sent: unknown): boolean {
  return isObject(sent) && isObject(sent.credentials) && sent.credentials.generate_new_external_id === true;
}

/** A connection as all operations show one. */
function resource({ id, name, integration, tags, is_favorite }: SandboxConnection): {
  id: string;
  type: string;
  attributes: object;
} {
  return {
    id,
    type: "action_connection",
    attributes: {
      name,
      integration: withBlankSecrets(integration, named("ActionConnectionIntegration")),
      acting_user_can_resolve: true,
      external_secrets_manager: null,
      is_favorite,
      ...(tags && { tags }),
    },
  };
}

/** Says what is wrong with a body, one reason at a time. */
function refuseBody(id: OperationId, body: unknown): HandlerResponse | undefined {
  const [problem] = bodyProblems(id, body);
  return problem && invalid(wording(id, problem));
}

function wording(id: OperationId, problem: Problem): string {
  if (problem.path?.join(".") !== "data.attributes.integration.credentials.account_id") return sentence(problem);
  if (!problem.detail.startsWith("must match")) return sentence(problem);
  const data = id === "createActionConnection" ? CREATE_CHAIN : UPDATE_CHAIN;
  const chain = data.join(": embedded message failed validation | caused by: ");
  const reason = `${chain}: value does not match regex pattern "^\\\\d{12}$"`;
  return `multiple errors: 1 error occurred:\n\t* [error_code=8]: ${reason}\n\n`;
}

/** The messages through which a wrong AWS account is reported, from the outermost to the field. */
const CREATE_CHAIN = [
  "invalid CreateCustomConnectionRequest.Data",
  "invalid CustomConnectionData.Aws",
  "invalid CustomConnectionData_AwsAuthData.AssumeRole",
  "invalid CustomConnectionData_AwsAuthData_AssumeRole.AccountId",
];
const UPDATE_CHAIN = [
  "invalid UpdateCustomConnectionRequest.DataUpdate",
  "invalid CustomConnectionDataUpdate.Aws",
  "invalid CustomConnectionDataUpdate_AwsAuth.AssumeRole",
  "invalid CustomConnectionDataUpdate_AwsAuth_AssumeRole.AccountId",
];
