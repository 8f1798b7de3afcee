/** API keys. */
import type { Call, Resource } from "../call.ts";
import { apiKey, type Filling } from "../items.ts";
import { pageOf, passes, sorted } from "../lists.ts";
import { includedLeaks, includedUsers, toLeak, toUser } from "../related.ts";
import { type HandlerResponse, KEYS, refuse } from "../responses.ts";
import { offsetStamp } from "../stamps.ts";
import type { SandboxAPIKey, SandboxState } from "../state.ts";

export type APIKeyOperations = "listAPIKeys" | "createAPIKey" | "getAPIKey" | "updateAPIKey" | "deleteAPIKey";

const NOT_FOUND = refuse(404, "API key not found");
export const TOO_MANY: HandlerResponse = refuse(400, "The organization has as many API keys as it may have");
export const LAST_ONE: HandlerResponse = refuse(403, "The last API key of an organization cannot be deleted");

export const apiKeys: Resource<APIKeyOperations> = {
  family: KEYS,
  handlers: {
    listAPIKeys(call) {
      const { state, query } = call;
      const wrong = wrongInclude(call);
      if (wrong) return wrong;
      const kept = state.apiKeys.filter((key) => passes(query, (name) => key[name as keyof SandboxAPIKey]));
      const inOrder = sorted(kept, query.sort, (key, name) =>
        name === "last4" ? key.key.slice(-4) : key[name as "name"],
      );
      const page = pageOf(inOrder, query);
      const meta = {
        page: { total_filtered_count: kept.length },
        max_allowed: state.organization.max_api_keys,
      };
      const data = page.map((key) => resource(key, lastUse(key, call.now)));
      return { status: 200, body: { data, ...included(call, page), meta } };
    },

    createAPIKey(call) {
      if (isFull(call.state)) return TOO_MANY;
      const { attributes } = call.body.data;
      const key = addAPIKey(call, call.caller.user.id, attributes.name);
      return { status: 201, body: { data: resource(change(key, attributes), { key: key.key }) } };
    },

    getAPIKey(call) {
      const wrong = wrongInclude(call);
      if (wrong) return wrong;
      const key = find(call.state, call.path.api_key_id);
      if (!key) return NOT_FOUND;
      const data = resource(key, { key: key.key, ...lastUse(key, call.now) });
      return { status: 200, body: { data, ...included(call, [key]) } };
    },

    updateAPIKey({ state, path, body, now, caller }) {
      const key = find(state, path.api_key_id);
      if (!key) return NOT_FOUND;
      const { attributes, id } = body.data;
      if (id !== key.id) return WRONG_ID;
      change(key, attributes);
      Object.assign(key, { modified_at: now, modified_by: caller.user.id });
      return { status: 200, body: { data: resource(key, { key: key.key }) } };
    },

    deleteAPIKey({ state, path }) {
      const key = find(state, path.api_key_id);
      if (!key) return NOT_FOUND;
      return removeAPIKey(state, key) ? { status: 204 } : LAST_ONE;
    },
  },
};

/** For a body whose id is not the one in the path. */
export const WRONG_ID: HandlerResponse = refuse(400, "data.id: is not the id in the path");

const find = ({ apiKeys }: SandboxState, id: string) => apiKeys.find((key) => key.id === id);

export const isFull = ({ apiKeys, organization }: SandboxState): boolean => apiKeys.length >= organization.max_api_keys;

export function addAPIKey(filling: Filling, created_by: string, name: string): SandboxAPIKey {
  const key = apiKey(filling, { name, created_by });
  filling.state.apiKeys.push(key);
  return key;
}

/** Whether the key was removed: the last one cannot be. */
export function removeAPIKey(state: SandboxState, key: SandboxAPIKey): boolean {
  if (state.apiKeys.length === 1) return false;
  state.apiKeys.splice(state.apiKeys.indexOf(key), 1);
  return true;
}

type Changes = Partial<Pick<SandboxAPIKey, "name" | "category" | "remote_config_read_enabled">>;

/** Takes over what can be chosen of a key, and nothing else that a request may hold. */
function change(key: SandboxAPIKey, { name, category, remote_config_read_enabled }: Changes): SandboxAPIKey {
  if (name !== undefined) key.name = name;
  if (category !== undefined) key.category = category;
  if (remote_config_read_enabled !== undefined) key.remote_config_read_enabled = remote_config_read_enabled;
  return key;
}

function resource(key: SandboxAPIKey, more: object): object {
  const { id, name, category, remote_config_read_enabled, created_by, modified_by, leak } = key;
  return {
    type: "api_keys",
    attributes: {
      created_at: offsetStamp(key.created_at),
      last4: key.key.slice(-4),
      modified_at: offsetStamp(key.modified_at),
      remote_config_read_enabled,
      category,
      name,
      ...more,
    },
    relationships: { created_by: toUser(created_by), modified_by: toUser(modified_by), leak_information: toLeak(leak) },
    id,
  };
}

const DAY = 86_400_000;

/** What reads say of a key's use. */
function lastUse({ date_last_used }: SandboxAPIKey, now: string): object {
  const timestamp = date_last_used && offsetStamp(date_last_used);
  const recently = date_last_used !== null && Date.parse(now) - Date.parse(date_last_used) < DAY;
  const description = timestamp === null ? "Never used" : recently ? "Used in the last 24 hours" : "Used before";
  return { date_last_used: timestamp, used_in_last_24_hours: recently, last_used_date: { timestamp, description } };
}

const RELATED = ["created_by", "modified_by"] as const;
const relatedIn = ({ query }: Pick<Call, "query">): string[] =>
  query.include === undefined ? [] : String(query.include).split(",");

function wrongInclude(call: Pick<Call, "query">): HandlerResponse | undefined {
  const isKnown = relatedIn(call).every((name) => RELATED.some((known) => known === name));
  return isKnown ? undefined : refuse(400, `include: must be of ${RELATED.join(", ")}`);
}

/** The users that `include` asks for, and where keys were found that leaked. */
function included(call: Pick<Call, "query" | "state">, keys: readonly SandboxAPIKey[]): { included?: object[] } {
  const names = relatedIn(call);
  if (names.length === 0) return {};
  const wanted = RELATED.filter((name) => names.includes(name));
  const ids = keys.flatMap((key) => wanted.map((name) => key[name]));
  return { included: [...includedUsers(call.state, ids), ...includedLeaks(keys)] };
}
