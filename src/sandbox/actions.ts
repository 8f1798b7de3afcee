/** Action connections, which keep credentials of other systems, and the registrations that give access to them. */
import type { ActionConnectionData, ActionConnectionIntegration } from "../../generated/types.ts";
import { type Answer, refuse } from "./answers.ts";
import { type Call, type Handlers, type OperationsUnder, pageOf } from "./calls.ts";
import { remove, type SandboxConnection } from "./store.ts";
import { problemsOf, withoutSecrets } from "./validate.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INTEGRATION = ["data", "attributes", "integration"];
/** The AWS account from which Datadog assumes roles. */
const PRINCIPAL_ID = "464622532012";
const NO_CONNECTION = refuse(404, "connection not found");
const NO_REGISTRATION = refuse(404, "app key registration not found");

export const actions: Handlers<OperationsUnder<"/api/v2/actions/">> = {
  createActionConnection: registeredOnly((call) => {
    const { name, integration } = call.body.data.attributes;
    const connection: SandboxConnection = { id: call.mint.uuid(), name, integration: structuredClone(integration) };
    if (connection.integration.type === "AWS") {
      Object.assign(connection.integration.credentials, { external_id: call.mint.hex(32), principal_id: PRINCIPAL_ID });
    }
    call.state.connections.push(connection);
    return answer(connection, 201);
  }),

  getActionConnection: registeredOnly((call) => {
    const connection = find(call);
    return connection ? answer(connection) : NO_CONNECTION;
  }),

  updateActionConnection: registeredOnly((call) => {
    const connection = find(call);
    const { name, integration } = call.body.data.attributes;
    if (!connection) return NO_CONNECTION;
    if (integration) {
      const { type } = connection.integration;
      if (integration.type !== type)
        return refuse(400, { path: [...INTEGRATION, "type"], detail: `must stay ${JSON.stringify(type)}` });
      const changed = merge(connection.integration, integration);
      const problems = problemsOf(changed, "ActionConnectionIntegration", INTEGRATION);
      if (problems.length > 0) return refuse(400, ...problems);
      if (changed.type === "AWS" && integration.type === "AWS" && integration.credentials?.generate_new_external_id) {
        Object.assign(changed.credentials, { external_id: call.mint.hex(32) });
      }
      connection.integration = changed;
    }
    if (name !== undefined) connection.name = name;
    return answer(connection);
  }),

  deleteActionConnection: registeredOnly((call) => {
    const connection = find(call);
    if (!connection) return NO_CONNECTION;
    remove(call.state.connections, connection);
    return { status: 204 };
  }),

  listAppKeyRegistrations({ state, query }) {
    const total = state.registrations.length;
    return {
      status: 200,
      body: { data: pageOf(state.registrations, query).map(registration), meta: { total, total_filtered: total } },
    };
  },

  getAppKeyRegistration: uuidOnly("app_key_id", ({ state, id }) =>
    state.registrations.includes(id) ? { status: 200, body: { data: registration(id) } } : NO_REGISTRATION,
  ),

  registerAppKey: uuidOnly("app_key_id", ({ state, id }) => {
    if (!state.applicationKeys.some((key) => key.id === id))
      return refuse(400, { parameter: "app_key_id", detail: "application key not found" });
    if (!state.registrations.includes(id)) state.registrations.push(id);
    return { status: 201, body: { data: registration(id) } };
  }),

  unregisterAppKey: uuidOnly("app_key_id", ({ state, id }) => {
    if (!state.registrations.includes(id)) return NO_REGISTRATION;
    remove(state.registrations, id);
    return { status: 204 };
  }),
};

type Handler<Body> = (call: Call<Body>) => Answer;

/** Lets tokens pass, and application keys that are registered for actions. */
function registeredOnly<Body>(handler: Handler<Body>): Handler<Body> {
  const checked = uuidOnly("connection_id", handler);
  return (call) => {
    const { appKey } = call.caller;
    if (appKey && !call.state.registrations.includes(appKey.id))
      return refuse(403, "the application key is not registered for actions");
    return checked(call);
  };
}

function uuidOnly<Body>(parameter: string, handler: Handler<Body>): Handler<Body> {
  return (call) =>
    call.id === "" || UUID.test(call.id)
      ? handler(call)
      : refuse(400, { parameter, detail: `${parameter}: expected type "uuid"` });
}

const registration = (id: string) => ({ id, type: "app_key_registration" });
const find = ({ state, id }: Call) => state.connections.find((connection) => connection.id === id);

function answer({ id, name, integration }: SandboxConnection, status = 200): Answer {
  const shown: ActionConnectionIntegration = withoutSecrets(integration, "ActionConnectionIntegration");
  const data: ActionConnectionData = { id, type: "action_connection", attributes: { name, integration: shown } };
  return { status, body: { data } };
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNamedList = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && "name" in item);

/** What is stored, changed by what was sent: objects by field, lists by name, credentials of another type as a whole. */
function merge<Stored>(stored: Stored, sent: unknown): Stored;
function merge(stored: unknown, sent: unknown): unknown {
  if (isNamedList(sent)) return mergeList(isNamedList(stored) ? stored : [], sent);
  if (!isObject(sent)) return sent;
  const { generate_new_external_id: _, deleted: __, ...fields } = sent;
  const base = isObject(stored) && (fields.type ?? stored.type) === stored.type ? stored : {};
  return {
    ...base,
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, merge(base[name], value)])),
  };
}

function mergeList(stored: Json[], sent: Json[]): unknown[] {
  const result = new Map(stored.map((item) => [item.name, item]));
  for (const item of sent) {
    if (item.deleted === true) result.delete(item.name);
    else result.set(item.name, merge(result.get(item.name) ?? {}, item));
  }
  return [...result.values()];
}
