/** One's own application keys. */
import { NOT_BY_TOKEN } from "../access.ts";
import type { Call, Resource } from "../call.ts";
import { KEYS } from "../responses.ts";
import type { SandboxApplicationKey } from "../state.ts";
import {
  addApplicationKey,
  find,
  hasAll,
  included,
  LIMIT,
  listOf,
  NOT_FOUND,
  ownedBy,
  remove,
  resource,
  type Shown,
  TOO_MANY,
  update,
} from "./application-keys.ts";

export type CurrentUserApplicationKeyOperations =
  | "listCurrentUserApplicationKeys"
  | "createCurrentUserApplicationKey"
  | "getCurrentUserApplicationKey"
  | "updateCurrentUserApplicationKey"
  | "deleteCurrentUserApplicationKey";

export const currentUserApplicationKeys: Resource<CurrentUserApplicationKeyOperations> = {
  family: KEYS,
  limit: LIMIT,
  handlers: {
    listCurrentUserApplicationKeys: (call) =>
      listOf(call, own(call), call.query.include === undefined ? [] : ["owned_by"]),

    createCurrentUserApplicationKey(call) {
      const { state, caller, body } = call;
      if (!caller.appKey) return NOT_BY_TOKEN;
      if (hasAll(state, caller.user.id)) return TOO_MANY;
      const key = addApplicationKey(call, caller.user.id, body.data.attributes);
      return { status: 201, body: { data: resource(key, ["key", "owned_by"]) } };
    },

    getCurrentUserApplicationKey(call) {
      const key = find(own(call), call.path.app_key_id);
      if (!key) return NOT_FOUND;
      const data = resource(key, ["owned_by", "last_used_at", ...secret(call)]);
      return { status: 200, body: { data, included: included(call.state, [key]) } };
    },

    updateCurrentUserApplicationKey: (call) =>
      update(find(own(call), call.path.app_key_id), call.body, ["owned_by", ...secret(call)]),

    deleteCurrentUserApplicationKey: (call) => remove(call.state, find(own(call), call.path.app_key_id)),
  },
};

const own = ({ state, caller }: Pick<Call, "state" | "caller">): SandboxApplicationKey[] =>
  ownedBy(state, caller.user.id);

/** The secret, where One-Time Read mode lets it be seen. */
const secret = ({ oneTimeRead }: Pick<Call, "oneTimeRead">): Shown[] => (oneTimeRead ? [] : ["key"]);
