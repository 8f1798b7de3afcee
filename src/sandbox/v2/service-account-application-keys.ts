/** The application keys of service accounts. */
import { NOT_BY_TOKEN } from "../access.ts";
import type { Call, Resource } from "../call.ts";
import { KEYS } from "../responses.ts";
import type { SandboxApplicationKey } from "../state.ts";
import {
  addApplicationKey,
  find,
  hasAll,
  LIMIT,
  listOf,
  NOT_FOUND,
  ownedBy,
  remove,
  resource,
  TOO_MANY,
  update,
} from "./application-keys.ts";
import { findAccount, NO_ACCOUNT } from "./service-accounts.ts";

export type ServiceAccountApplicationKeyOperations =
  | "listServiceAccountApplicationKeys"
  | "createServiceAccountApplicationKey"
  | "getServiceAccountApplicationKey"
  | "updateServiceAccountApplicationKey"
  | "deleteServiceAccountApplicationKey";

export const serviceAccountApplicationKeys: Resource<ServiceAccountApplicationKeyOperations> = {
  family: KEYS,
  limit: LIMIT,
  handlers: {
    listServiceAccountApplicationKeys(call) {
      if (!findAccount(call.state, call.path.service_account_id)) return NO_ACCOUNT;
      return listOf(call, ownedBy(call.state, call.path.service_account_id), ["owned_by"]);
    },

    createServiceAccountApplicationKey(call) {
      const { state, caller, path, body } = call;
      const account = findAccount(state, path.service_account_id);
      if (!account) return NO_ACCOUNT;
      if (!caller.appKey) return NOT_BY_TOKEN;
      if (hasAll(state, account.id)) return TOO_MANY;
      const key = addApplicationKey(call, account.id, body.data.attributes);
      return { status: 201, body: { data: resource(key, ["key", "owned_by"]) } };
    },

    getServiceAccountApplicationKey(call) {
      const key = keyIn(call);
      return key ? { status: 200, body: { data: resource(key, ["last_used_at"]) } } : NOT_FOUND;
    },

    updateServiceAccountApplicationKey: (call) => update(keyIn(call), call.body, []),

    deleteServiceAccountApplicationKey: (call) => remove(call.state, keyIn(call)),
  },
};

type KeyCall = Call<unknown, { service_account_id: string; app_key_id: string }>;

function keyIn({ state, path }: KeyCall): SandboxApplicationKey | undefined {
  const account = findAccount(state, path.service_account_id);
  return account && find(ownedBy(state, account.id), path.app_key_id);
}
