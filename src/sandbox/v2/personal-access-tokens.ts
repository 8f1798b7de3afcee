/** Personal access tokens; their list shows service access tokens as well. */
import type { Resource } from "../call.ts";
import { type HandlerResponse, refuse, TOKENS } from "../responses.ts";
import type { SandboxState, SandboxToken } from "../state.ts";
import { create, find, get, list, revoke, update } from "./tokens.ts";

export type PersonalAccessTokenOperations =
  | "listPersonalAccessTokens"
  | "createPersonalAccessToken"
  | "getPersonalAccessToken"
  | "updatePersonalAccessToken"
  | "revokePersonalAccessToken";

export const personalAccessTokens: Resource<PersonalAccessTokenOperations> = {
  family: TOKENS,
  handlers: {
    listPersonalAccessTokens: ({ state, query }) => list(query, state.tokens),

    createPersonalAccessToken(call) {
      const { attributes } = call.body.data;
      return (
        refuseExpiry(attributes.expires_at, call.now) ??
        create(call, call.caller.user.id, "personal_access_tokens", attributes)
      );
    },

    getPersonalAccessToken: ({ state, path }) => get(find(personal(state), path.token_id)),
    updatePersonalAccessToken: (call) => update(call, find(personal(call.state), call.path.token_id)),
    revokePersonalAccessToken: ({ state, path }) => revoke(personal(state), path.token_id),
  },
};

const personal = ({ tokens }: SandboxState): SandboxToken[] =>
  tokens.filter(({ type }) => type === "personal_access_tokens");

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A personal token has to expire, at least a day and at most a year from now. */
function refuseExpiry(expires_at: string, now: string): HandlerResponse | undefined {
  const life = Date.parse(expires_at) - Date.parse(now);
  if (Number.isNaN(life)) return refuse(400, "expires_at must be a time");
  if (life < DAY) return refuse(400, "expires_at must be at least 24 hours in the future");
  return life > 366 * DAY ? refuse(400, "expires_at must be at most 1 year in the future") : undefined;
}
