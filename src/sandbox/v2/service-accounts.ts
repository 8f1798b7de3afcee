/** Service accounts, users that are programs. */
import type { Resource } from "../call.ts";
import { user } from "../items.ts";
import { type HandlerResponse, refuse, USERS } from "../responses.ts";
import type { SandboxState, SandboxUser } from "../state.ts";
import { userResource } from "./users.ts";

export type ServiceAccountOperations = "createServiceAccount";

export const serviceAccounts: Resource<ServiceAccountOperations> = {
  family: USERS,
  handlers: {
    createServiceAccount(call) {
      const { state, body } = call;
      const { attributes, relationships } = body.data;
      if (!attributes.service_account) return refuse(400, "data.attributes.service_account: must be true");
      const roles = (relationships?.roles?.data ?? []).flatMap(({ id }) => id ?? []);
      const unknown = roles.find((id) => !state.roles.some((role) => role.id === id));
      if (unknown !== undefined) return refuse(400, "data.relationships.roles: there is no such role");
      const { name = null, email, title = null } = attributes;
      const account = user(call, { name, email, title, service_account: true, roles });
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
