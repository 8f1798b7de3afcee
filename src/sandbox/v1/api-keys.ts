/** API keys of v1, which go by their secret: the same ones as in v2. */
import type { V1APIKey } from "../../../generated/types.ts";
import type { Resource } from "../call.ts";
import { type HandlerResponse, refuse, V1 } from "../responses.ts";
import { plainStamp } from "../stamps.ts";
import type { SandboxAPIKey, SandboxState } from "../state.ts";
import { addAPIKey, isFull, LAST_ONE, removeAPIKey, TOO_MANY } from "../v2/api-keys.ts";
import { refuseWithoutName } from "./names.ts";

export type V1APIKeyOperations =
  | "listV1APIKeys"
  | "createV1APIKey"
  | "getV1APIKey"
  | "updateV1APIKey"
  | "deleteV1APIKey";

const NOT_FOUND = refuse(404, "API key not found");

export const v1APIKeys: Resource<V1APIKeyOperations> = {
  family: V1,
  refuseBody: refuseWithoutName,
  handlers: {
    listV1APIKeys: ({ state }) => ({ status: 200, body: { api_keys: state.apiKeys.map((key) => shown(state, key)) } }),

    createV1APIKey(call) {
      if (isFull(call.state)) return TOO_MANY;
      return response(call.state, addAPIKey(call, call.caller.user.id, String(call.body.name)));
    },

    getV1APIKey: ({ state, path }) => response(state, find(state, path.key)),

    updateV1APIKey({ state, path, body, now, caller }) {
      const key = find(state, path.key);
      if (key) Object.assign(key, { name: String(body.name), modified_at: now, modified_by: caller.user.id });
      return response(state, key);
    },

    deleteV1APIKey({ state, path }) {
      const key = find(state, path.key);
      if (!key) return NOT_FOUND;
      return removeAPIKey(state, key) ? response(state, key) : LAST_ONE;
    },
  },
};

const find = ({ apiKeys }: SandboxState, secret: string) => apiKeys.find(({ key }) => key === secret);

function response(state: SandboxState, key: SandboxAPIKey | undefined): HandlerResponse {
  return key ? { status: 200, body: { api_key: shown(state, key) } } : NOT_FOUND;
}

function shown({ users }: SandboxState, { name, key, created_at, created_by }: SandboxAPIKey): V1APIKey {
  const author = users.find(({ id }) => id === created_by);
  return { created: plainStamp(created_at), created_by: author?.handle ?? "", key, name };
}
