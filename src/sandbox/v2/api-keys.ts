/** API keys, the same ones in v1 and v2. */
import type { V1APIKey } from "../../generated/types.ts";
import { refuse } from "./answers.ts";
import { type Call, type Handlers, listOf, type OperationsUnder, oneOf, type Resource, toUser } from "./calls.ts";
import { addAPIKey, remove, type SandboxAPIKey } from "./store.ts";

const NOT_FOUND = refuse(404, "API key not found");
const NO_NAME = refuse(400, { path: ["name"], detail: "is required" });

export const apiKeys: Handlers<OperationsUnder<"/api/v1/api_key"> | OperationsUnder<"/api/v2/api_keys">> = {
  listAPIKeys: (call) =>
    listOf(
      call,
      call.state.apiKeys.map((key) => resource(key)),
      { max_allowed: 1000 },
    ),

  createAPIKey(call) {
    const { attributes } = call.body.data;
    const key = addAPIKey(call.state, call.mint, call.caller.user, call.time, attributes.name);
    return oneOf(call, resource(change(key, attributes), "with secret"), 201);
  },

  getAPIKey(call) {
    const key = byId(call);
    return key ? oneOf(call, resource(key, "with secret")) : NOT_FOUND;
  },

  updateAPIKey(call) {
    const key = byId(call);
    const { attributes, id } = call.body.data;
    if (!key) return NOT_FOUND;
    if (id !== call.id) return refuse(400, { path: ["data", "id"], detail: "is not the id in the path" });
    touch(call, change(key, attributes));
    return oneOf(call, resource(key, "with secret"));
  },

  deleteAPIKey(call) {
    const key = byId(call);
    if (!key) return NOT_FOUND;
    remove(call.state.apiKeys, key);
    return { status: 204 };
  },

  listV1APIKeys: (call) => ({ status: 200, body: { api_keys: call.state.apiKeys.map((key) => v1(call, key)) } }),

  createV1APIKey(call) {
    const { name } = call.body;
    if (name === undefined) return NO_NAME;
    return answerV1(call, addAPIKey(call.state, call.mint, call.caller.user, call.time, name));
  },

  getV1APIKey(call) {
    const key = bySecret(call);
    return key ? answerV1(call, key) : NOT_FOUND;
  },

  updateV1APIKey(call) {
    const key = bySecret(call);
    const { name } = call.body;
    if (!key) return NOT_FOUND;
    if (name === undefined) return NO_NAME;
    touch(call, change(key, { name }));
    return answerV1(call, key);
  },

  deleteV1APIKey(call) {
    const key = bySecret(call);
    if (!key) return NOT_FOUND;
    remove(call.state.apiKeys, key);
    return answerV1(call, key);
  },
};

const byId = ({ state, id }: Call) => state.apiKeys.find((key) => key.id === id);
const bySecret = ({ state, id }: Call) => state.apiKeys.find(({ key }) => key === id);

type Changes = Partial<Pick<SandboxAPIKey, "name" | "category" | "remote_config_read_enabled">>;

/** Takes over what can be chosen of a key, and nothing else that a request may hold. */
function change(key: SandboxAPIKey, { name, category, remote_config_read_enabled }: Changes): SandboxAPIKey {
  if (name !== undefined) key.name = name;
  if (category !== undefined) key.category = category;
  if (remote_config_read_enabled !== undefined) key.remote_config_read_enabled = remote_config_read_enabled;
  return key;
}

function touch(call: Call, key: SandboxAPIKey): void {
  key.modified_at = call.time;
  key.modified_by = call.caller.user.id;
}

function resource(stored: SandboxAPIKey, secret?: "with secret"): Resource {
  const { id, key, created_by, modified_by, ...rest } = stored;
  return {
    id,
    type: "api_keys",
    attributes: { ...rest, last4: key.slice(-4), ...(secret && { key }) },
    relationships: { created_by: toUser(created_by), modified_by: toUser(modified_by) },
  };
}

const answerV1 = (call: Call, key: SandboxAPIKey) => ({ status: 200, body: { api_key: v1(call, key) } });

function v1({ state }: Call, { name, key, created_at, created_by }: SandboxAPIKey): V1APIKey {
  const created = created_at.slice(0, 19).replace("T", " ");
  return { created, created_by: state.users.find(({ id }) => id === created_by)?.handle ?? "", key, name };
}
