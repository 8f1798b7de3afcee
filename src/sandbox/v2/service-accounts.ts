/** Service accounts, users that are programs. */
import type { Resource } from "../call.ts";
import { type HandlerResponse, refuse, USERS } from "../responses.ts";
import type { SandboxState, SandboxUser } from "../state.ts";
import { userResource } from "./users.ts";

export type ServiceAccountOperations = "createServiceAccount";

export const serviceAccounts: Resource<ServiceAccountOperations> = {
  family: USERS,
  handlers: {
    createServiceAccount({ state, mint, now, body }) {
      const { attributes, relationships } = body.data;
      if (!attributes.service_account) return refuse(400, "data.attributes.service_account: must be true");
      const roles = (relationships?.roles?.data ?? []).flatMap(({ id }) => id ?? []);
      const unknown = roles.find((id) => !state.roles.some((role) => role.id === id));
      if (unknown !== undefined) return refuse(400, "data.relationships.roles: there is no such role");
      const account: SandboxUser = {
        id: mint.uuid(),
        name: attributes.name ?? null,
        email: attributes.email,
        handle: mint.uuid(),
        title: attributes.title ?? null,
        service_account: true,
        disabled: false,
        created_at: now,
        modified_at: now,
        last_login_time: null,
        mfa_enabled: false,
        roles,
        token: mint.token("ddpat").key,
      };
      state.users.push(account);
      const data = userResource(state, { ...account, roles: [] }); // roles are shown from the first read on
      return {
        status: 201,
        body: { data: { ...data, attributes: { uuid: account.id, ...data.attributes, last_login_time: null } } },
      };
    },
  },
};

export const NO_ACCOUNT: HandlerResponse = refuse(404, "Service account not found");

export function findAccount({ users }: SandboxState, wanted: string): SandboxUser | undefined {
  return users.find(({ id, service_account }) => id === wanted && service_account);
}
