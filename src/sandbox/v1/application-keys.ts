/** Application keys of v1, which go by their secret: the same ones as in v2. */
import { NOT_BY_TOKEN } from "../access.ts";
import type { Call, CallOf, Resource } from "../call.ts";
import { type HandlerResponse, refuse, V1 } from "../responses.ts";
import type { SandboxApplicationKey, SandboxState } from "../state.ts";
import { addApplicationKey, hasAll, LIMIT, ownedBy, removeApplicationKey, TOO_MANY } from "../v2/application-keys.ts";
import { refuseWithoutName } from "./names.ts";

export type V1ApplicationKeyOperations =
  | "listV1ApplicationKeys"
  | "createV1ApplicationKey"
  | "getV1ApplicationKey"
  | "updateV1ApplicationKey"
  | "deleteV1ApplicationKey";

const NOT_FOUND = refuse(404, "Application key not found");
const taken = (name: string) => refuse(409, `An application key with the name ${name} already exists`);

export const v1ApplicationKeys: Resource<V1ApplicationKeyOperations> = {
  family: V1,
  limit: LIMIT,
  refuseBody: refuseWithoutName,
  handlers: {
    listV1ApplicationKeys: (call) =>
      unlessOneTimeRead(call) ?? {
        status: 200,
        body: { application_keys: call.state.applicationKeys.map((key) => shown(call.state, key)) },
      },

    createV1ApplicationKey(call) {
      const { state, mint, caller, body } = call;
      const refusal = unlessOneTimeRead(call);
      if (refusal) return refusal;
      if (!caller.appKey) return NOT_BY_TOKEN;
      if (hasAll(state, caller.user.id)) return TOO_MANY;
      const name = String(body.name);
      if (isTaken(call, name)) return taken(name);
      const key = addApplicationKey(call, caller.user.id, { name });
      key.key = mint.hex(40);
      return response(state, key);
    },

    getV1ApplicationKey: (call) => unlessOneTimeRead(call) ?? response(call.state, find(call)),

    updateV1ApplicationKey(call) {
      const refusal = unlessOneTimeRead(call);
      if (refusal) return refusal;
      const key = find(call);
      if (!key) return NOT_FOUND;
      const name = String(call.body.name);
      if (isTaken(call, name, key)) return taken(name);
      key.name = name;
      return response(call.state, key);
    },

    deleteV1ApplicationKey(call) {
      const refusal = unlessOneTimeRead(call);
      if (refusal) return refusal;
      const key = find(call);
      if (key) removeApplicationKey(call.state, key);
      return response(call.state, key, true);
    },
  },
};

/** v1 shows secrets at any time, so One-Time Read mode switches it off. */
function unlessOneTimeRead({ oneTimeRead }: Pick<Call, "oneTimeRead">): HandlerResponse | undefined {
  return oneTimeRead ? refuse(403, "Forbidden: this endpoint is not available in One-Time Read mode") : undefined;
}

function find({
  state,
  path,
}: Pick<CallOf<"getV1ApplicationKey">, "state" | "path">): SandboxApplicationKey | undefined {
  return state.applicationKeys.find(({ key }) => key === path.key);
}

/** Whether the user who asks has another key of this name. */
function isTaken(
  { state, caller }: Pick<Call, "state" | "caller">,
  name: string,
  but?: SandboxApplicationKey,
): boolean {
  return ownedBy(state, caller.user.id).some((key) => key !== but && key.name === name);
}

function response(state: SandboxState, key: SandboxApplicationKey | undefined, revoked = false): HandlerResponse {
  return key ? { status: 200, body: { application_key: shown(state, key, revoked) } } : NOT_FOUND;
}

function shown({ users, organization }: SandboxState, key: SandboxApplicationKey, revoked = false): object {
  const owner = users.find(({ id }) => id === key.owned_by)?.handle ?? "";
  return { owner, org_id: organization.number, hash: key.key, name: key.name, revoked };
}
