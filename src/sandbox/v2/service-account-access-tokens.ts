/** The access tokens of service accounts. */
import type { Call, Resource } from "../call.ts";
import { refuse, TOKENS } from "../responses.ts";
import type { SandboxToken } from "../state.ts";
import { findAccount, NO_ACCOUNT } from "./service-accounts.ts";
import { create, find, get, list, revoke, update } from "./tokens.ts";

export type ServiceAccountAccessTokenOperations =
  | "listServiceAccountAccessTokens"
  | "createServiceAccountAccessToken"
  | "getServiceAccountAccessToken"
  | "updateServiceAccountAccessToken"
  | "revokeServiceAccountAccessToken";

export const serviceAccountAccessTokens: Resource<ServiceAccountAccessTokenOperations> = {
  family: TOKENS,
  handlers: {
    listServiceAccountAccessTokens(call) {
      const account = findAccount(call.state, call.path.service_account_id);
      return account ? list(call.query, own(call)) : NO_ACCOUNT;
    },

    createServiceAccountAccessToken(call) {
      const account = findAccount(call.state, call.path.service_account_id);
      if (!account) return NO_ACCOUNT;
      const { expires_at = null, ...attributes } = call.body.data.attributes;
      if (expires_at !== null && !(Date.parse(expires_at) > Date.parse(call.now))) {
        return refuse(400, "expires_at must be in the future");
      }
      return create(call, account.id, "service_access_tokens", { ...attributes, expires_at });
    },

    getServiceAccountAccessToken: (call) => get(find(own(call), call.path.token_id)),
    updateServiceAccountAccessToken: (call) => update(call, find(own(call), call.path.token_id)),
    revokeServiceAccountAccessToken: (call) => revoke(own(call), call.path.token_id),
  },
};

/** The tokens of the service account in the path. */
function own({ state, path }: Pick<Call<unknown, { service_account_id: string }>, "state" | "path">): SandboxToken[] {
  return state.tokens.filter(
    ({ type, owned_by }) => type === "service_access_tokens" && owned_by === path.service_account_id,
  );
}
