/** Whether an API key works, as v1 says it. */
import type { Resource } from "../call.ts";
import { refuse, V1 } from "../responses.ts";
import { byAPIKey } from "../v2/validation.ts";

export type V1ValidationOperations = "validateV1APIKey";

export const v1Validation: Resource<V1ValidationOperations> = {
  family: V1,
  signIn(state, headers, now) {
    const caller = byAPIKey(state, headers, now);
    if (caller === 401) return refuse(403, "API key required");
    return caller === 403 ? refuse(403, "Forbidden") : caller;
  },
  handlers: { validateV1APIKey: () => ({ status: 200, body: { valid: true } }) },
};
