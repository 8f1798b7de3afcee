/** What credentials say of themselves in v2: the pair of keys, or the API key alone. */
import { apiKeyIn, authenticate, tokenIn } from "../access.ts";
import type { Caller, Resource } from "../call.ts";
import { type Family, refuseInObjects, refuseInTexts, V1 } from "../responses.ts";
import type { SandboxState } from "../state.ts";

export type KeyPairOperations = "validateAPIKey";

export const keyPairValidation: Resource<KeyPairOperations> = {
  family: V1,
  handlers: { validateAPIKey: () => ({ status: 200, body: { status: "ok" } }) },
};

export type APIKeyValidationOperations = "validateV2APIKey";

const VALIDATION: Family = {
  mediaType: "application/vnd.api+json",
  refuse: (status, problems) => (status === 429 ? refuseInTexts(status) : refuseInObjects(status, problems)),
};

export const apiKeyValidation: Resource<APIKeyValidationOperations> = {
  family: VALIDATION,
  signIn(state, headers, now) {
    const caller = byAPIKey(state, headers, now);
    return typeof caller === "number" ? VALIDATION.refuse(caller) : caller;
  },
  handlers: {
    validateV2APIKey({ state, headers, caller }) {
      const apiKey = apiKeyIn(state, headers);
      const scopes = apiKey?.remote_config_read_enabled ? ["remote_config_read"] : [];
      const attributes = {
        valid: true,
        api_key_id: caller.token?.id ?? apiKey?.id ?? caller.user.id,
        api_key_scopes: caller.token?.scopes ?? scopes,
      };
      return { status: 200, body: { data: { id: state.organization.id, type: "validate_v2", attributes } } };
    },
  },
};

/** Signs a request in by a token, or by its API key, which needs no application key and gives no permission. */
export function byAPIKey(state: SandboxState, headers: Headers, now: string): Caller | 401 | 403 {
  if (tokenIn(headers) !== undefined) return authenticate(state, headers, now);
  if (!headers.get("dd-api-key")) return 401;
  const apiKey = apiKeyIn(state, headers);
  const user = state.users.find(({ id }) => id === apiKey?.created_by);
  if (!apiKey || !user) return 403;
  apiKey.date_last_used = now;
  return { user, permissions: new Set() };
}
