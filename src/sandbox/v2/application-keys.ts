/** Application keys of the organization, and what all operations on application keys share. */
import type { Call, Resource } from "../call.ts";
import { applicationKey, type Filling } from "../items.ts";
import { pageOf, passes, sorted } from "../lists.ts";
import type { SandboxRateLimit } from "../rate-limits.ts";
import { includedLeaks, includedRoles, includedUsers, toLeak, toUser } from "../related.ts";
import { type HandlerResponse, KEYS, refuse } from "../responses.ts";
import { offsetStamp } from "../stamps.ts";
import type { SandboxApplicationKey, SandboxState } from "../state.ts";
import { WRONG_ID } from "./api-keys.ts";

export type ApplicationKeyOperations =
  | "listApplicationKeys"
  | "getApplicationKey"
  | "updateApplicationKey"
  | "deleteApplicationKey";

/** What every response about application keys reports. */
export const LIMIT: SandboxRateLimit = { limit: 400, period: 3600, name: "application_keys" };
export const NOT_FOUND: HandlerResponse = refuse(404, "Application key not found");
export const TOO_MANY: HandlerResponse = refuse(400, "The user has as many application keys as one may have");

export const applicationKeys: Resource<ApplicationKeyOperations> = {
  family: KEYS,
  limit: LIMIT,
  handlers: {
    listApplicationKeys: (call) => listOf(call, call.state.applicationKeys, ["owned_by"]),

    getApplicationKey(call) {
      const wrong = wrongInclude(call);
      if (wrong) return wrong;
      const key = find(call.state.applicationKeys, call.path.app_key_id);
      if (!key) return NOT_FOUND;
      const data = resource(key, ["owned_by", "last_used_at"]);
      return { status: 200, body: { data, ...includedIfAsked(call, [key]) } };
    },

    updateApplicationKey: ({ state, path, body }) =>
      update(find(state.applicationKeys, path.app_key_id), body, ["owned_by"]),

    deleteApplicationKey: ({ state, path }) => remove(state, find(state.applicationKeys, path.app_key_id)),
  },
};

export const find = (keys: readonly SandboxApplicationKey[], wanted: string): SandboxApplicationKey | undefined =>
  keys.find(({ id }) => id === wanted);

export const ownedBy = ({ applicationKeys }: SandboxState, owner: string): SandboxApplicationKey[] =>
  applicationKeys.filter(({ owned_by }) => owned_by === owner);

/** Whether a user has as many keys as one may have. */
export const hasAll = (state: SandboxState, owner: string): boolean =>
  ownedBy(state, owner).length >= state.organization.max_application_keys_per_user;

export function addApplicationKey(
  filling: Filling,
  owned_by: string,
  { name, scopes = null }: { name: string; scopes?: readonly string[] | null },
): SandboxApplicationKey {
  const key = applicationKey(filling, { name, scopes: scopes && [...scopes], owned_by });
  filling.state.applicationKeys.push(key);
  return key;
}

/** Removes a key together with its registration for actions. */
export function removeApplicationKey(state: SandboxState, key: SandboxApplicationKey): void {
  state.applicationKeys.splice(state.applicationKeys.indexOf(key), 1);
  state.registrations = state.registrations.filter((id) => id !== key.id);
}

export function remove(state: SandboxState, key: SandboxApplicationKey | undefined): HandlerResponse {
  if (!key) return NOT_FOUND;
  removeApplicationKey(state, key);
  return { status: 204 };
}

interface Update {
  data: { id: string; attributes: { name?: string; scopes?: readonly string[] | null } };
}

export function update(
  key: SandboxApplicationKey | undefined,
  { data: { id, attributes } }: Update,
  shown: readonly Shown[],
): HandlerResponse {
  if (!key) return NOT_FOUND;
  if (id !== key.id) return WRONG_ID;
  if (attributes.name !== undefined) key.name = attributes.name;
  if (attributes.scopes !== undefined) key.scopes = attributes.scopes && [...attributes.scopes];
  return { status: 200, body: { data: resource(key, ["last_used_at", ...shown]) } };
}

/** What only some operations show of a key. */
export type Shown = "key" | "last_used_at" | "owned_by";

/** A key as an operation shows it. */
export function resource(stored: SandboxApplicationKey, shown: readonly Shown[]): object {
  const { id, key, name, scopes, created_at, last_used_at, owned_by, leak } = stored;
  return {
    type: "application_keys",
    id,
    attributes: {
      name,
      created_at: offsetStamp(created_at),
      last4: key.slice(-4),
      ...(shown.includes("key") && { key }),
      scopes,
      ...(shown.includes("last_used_at") && { last_used_at: last_used_at && offsetStamp(last_used_at) }),
    },
    relationships: {
      ...(shown.includes("owned_by") && { owned_by: toUser(owned_by) }),
      leak_information: toLeak(leak),
    },
  };
}

type ListCall = Pick<Call, "state" | "query">;

/** A page of keys; there are 100 on one unless the query says otherwise. */
export function listOf(
  call: ListCall,
  keys: readonly SandboxApplicationKey[],
  shown: readonly Shown[],
): HandlerResponse {
  const { state, query } = call;
  const wrong = wrongInclude(call);
  if (wrong) return wrong;
  const kept = keys.filter((key) => passes(query, (name) => key[name as keyof SandboxApplicationKey]));
  const inOrder = sorted(kept, query.sort, (key, name) => (name === "last4" ? key.key.slice(-4) : key[name as "name"]));
  const page = pageOf(inOrder, query, 100);
  const meta = {
    page: { total_filtered_count: kept.length },
    max_allowed_per_user: state.organization.max_application_keys_per_user,
  };
  const data = page.map((key) => resource(key, ["last_used_at", ...shown]));
  return { status: 200, body: { data, ...includedIfAsked(call, page), meta } };
}

function wrongInclude({ query }: Pick<Call, "query">): HandlerResponse | undefined {
  const { include } = query;
  return include === undefined || include === "owned_by" ? undefined : refuse(400, "include: must be of owned_by");
}

function includedIfAsked({ state, query }: ListCall, keys: readonly SandboxApplicationKey[]): { included?: object[] } {
  return query.include === undefined ? {} : { included: included(state, keys) };
}

/** The owners of keys with their roles, and where keys were found that leaked. */
export function included(state: SandboxState, keys: readonly SandboxApplicationKey[]): object[] {
  const owners = keys.map(({ owned_by }) => owned_by);
  return [...includedUsers(state, owners), ...includedRoles(state, owners), ...includedLeaks(keys)];
}
