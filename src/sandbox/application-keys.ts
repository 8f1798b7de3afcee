/** Application keys: the organization's, one's own, and those of v1. */
import type { V1ApplicationKey } from "../../generated/types.ts";
import { type Answer, refuse } from "./answers.ts";
import { type Call, type Handlers, listOf, type OperationsUnder, oneOf, type Resource, toUser } from "./calls.ts";
import { addApplicationKey, remove, type SandboxApplicationKey } from "./store.ts";

const NOT_FOUND = refuse(404, "Application key not found");
const NO_NAME = refuse(400, { path: ["name"], detail: "is required" });
const TAKEN = refuse(409, "An application key with this name already exists");
const META = { max_allowed_per_user: 1000 };

type V2 = OperationsUnder<"/api/v2/application_keys"> | OperationsUnder<"/api/v2/current_user/">;

export const applicationKeys: Handlers<V2 | OperationsUnder<"/api/v1/application_key">> = {
  listApplicationKeys: (call) =>
    listOf(
      call,
      call.state.applicationKeys.map((key) => resource(key)),
      META,
    ),
  getApplicationKey: (call) => get(call, byId(call)),
  updateApplicationKey: (call) => update(call, byId(call)),
  deleteApplicationKey: (call) => (forget(call, byId(call)) ? { status: 204 } : NOT_FOUND),

  listCurrentUserApplicationKeys: (call) =>
    listOf(
      call,
      own(call).map((key) => resource(key)),
      META,
    ),
  createCurrentUserApplicationKey(call) {
    const { name, scopes = null } = call.body.data.attributes;
    const key = addApplicationKey(call.state, call.mint, call.caller.user, call.time, name);
    key.scopes = scopes;
    return oneOf(call, resource(key, true), 201);
  },
  getCurrentUserApplicationKey: (call) => get(call, ownById(call), !call.oneTimeRead),
  updateCurrentUserApplicationKey: (call) => update(call, ownById(call)),
  deleteCurrentUserApplicationKey: (call) => (forget(call, ownById(call)) ? { status: 204 } : NOT_FOUND),

  listV1ApplicationKeys: v1((call) => ({
    status: 200,
    body: { application_keys: call.state.applicationKeys.map((key) => asV1(call, key)) },
  })),
  createV1ApplicationKey: v1((call) => {
    const { name } = call.body;
    if (name === undefined) return NO_NAME;
    if (own(call).some((key) => key.name === name)) return TAKEN;
    return answerV1(call, addApplicationKey(call.state, call.mint, call.caller.user, call.time, name));
  }),
  getV1ApplicationKey: v1((call) => answerV1(call, bySecret(call))),
  updateV1ApplicationKey: v1((call) => {
    const key = bySecret(call);
    const { name } = call.body;
    if (!key) return NOT_FOUND;
    if (name === undefined) return NO_NAME;
    if (own(call).some((other) => other !== key && other.name === name)) return TAKEN;
    key.name = name;
    return answerV1(call, key);
  }),
  deleteV1ApplicationKey: v1((call) => answerV1(call, forget(call, bySecret(call)))),
};

const own = ({ state, caller }: Call) => state.applicationKeys.filter((key) => key.owned_by === caller.user.id);
const byId = ({ state, id }: Call) => state.applicationKeys.find((key) => key.id === id);
const ownById = (call: Call) => own(call).find((key) => key.id === call.id);
const bySecret = ({ state, id }: Call) => state.applicationKeys.find(({ key }) => key === id);

function get(call: Call, key: SandboxApplicationKey | undefined, secret = false): Answer {
  return key ? oneOf(call, resource(key, secret)) : NOT_FOUND;
}

function update(
  call: Call<{ data: { id: string; attributes: { name?: string; scopes?: readonly string[] | null } } }>,
  key: SandboxApplicationKey | undefined,
): Answer {
  const { attributes, id } = call.body.data;
  if (!key) return NOT_FOUND;
  if (id !== call.id) return refuse(400, { path: ["data", "id"], detail: "is not the id in the path" });
  if (attributes.name !== undefined) key.name = attributes.name;
  if (attributes.scopes !== undefined) key.scopes = attributes.scopes;
  return oneOf(call, resource(key));
}

/** Removes a key together with its registration for actions. */
function forget({ state }: Call, key: SandboxApplicationKey | undefined): SandboxApplicationKey | undefined {
  if (key) {
    remove(state.applicationKeys, key);
    state.registrations = state.registrations.filter((id) => id !== key.id);
  }
  return key;
}

function resource(stored: SandboxApplicationKey, secret = false): Resource {
  const { id, key, owned_by, ...rest } = stored;
  return {
    id,
    type: "application_keys",
    attributes: { ...rest, last4: key.slice(-4), ...(secret && { key }) },
    relationships: { owned_by: toUser(owned_by) },
  };
}

/** v1 shows secrets at any time, so One-Time Read mode switches it off. */
function v1<Body>(handler: (call: Call<Body>) => Answer): (call: Call<Body>) => Answer {
  return (call) =>
    call.oneTimeRead ? refuse(403, "Forbidden: this endpoint is not available in One-Time Read mode") : handler(call);
}

function answerV1(call: Call, key: SandboxApplicationKey | undefined): Answer {
  return key ? { status: 200, body: { application_key: asV1(call, key) } } : NOT_FOUND;
}

function asV1({ state }: Call, { key, name, owned_by }: SandboxApplicationKey): V1ApplicationKey {
  return { hash: key, name, owner: state.users.find(({ id }) => id === owned_by)?.handle ?? "" };
}
