/** Users, among them service accounts. */
import type { Resource } from "../call.ts";
import { pageOf, sorted } from "../lists.ts";
import { PERMISSIONS } from "../permissions.ts";
import { type Reference, roleAttributes, rolesOf, toRoles, userAttributes } from "../related.ts";
import { type HandlerResponse, refuse, USERS } from "../responses.ts";
import { offsetStamp } from "../stamps.ts";
import type { SandboxState, SandboxUser } from "../state.ts";
import { permissionResource } from "./permissions.ts";

export type UserOperations = "listUsers" | "getUser" | "disableUser";

const NOT_FOUND = refuse(404, "user not found");
const SORTABLE = ["name", "email", "handle", "created_at", "modified_at", "status"];

export const users: Resource<UserOperations> = {
  family: USERS,
  handlers: {
    listUsers({ state, query }) {
      const order = String(query.sort ?? "name");
      if (!SORTABLE.includes(order.replace("-", ""))) return refuse(400, `sort: must be one of ${SORTABLE.join(", ")}`);
      const kept = state.users.filter(
        (user) => matches(user, query.filter) && hasStatus(user, query["filter[status]"]),
      );
      const direction = query.sort_dir === "desc" && !order.startsWith("-") ? "-" : "";
      const inOrder = sorted(kept, direction + order, (user, name) => userAttributes(user)[name] ?? user.email);
      const page = pageOf(inOrder, query);
      const meta = {
        page: { total_count: state.users.length, total_filtered_count: kept.length, max_page_size: 100 },
      };
      const data = page.map((user) => listed(state, user));
      return { status: 200, body: { data, ...included(state, page), meta } };
    },

    getUser({ state, path }) {
      const user = find(state, path.user_id);
      if (!user) return NOT_FOUND;
      const { attributes, relationships, ...rest } = listed(state, user);
      const data = {
        ...rest,
        attributes: { uuid: user.id, ...attributes },
        relationships: { ...relationships, team_roles: { data: [] } },
      };
      return { status: 200, body: { data, ...included(state, [user]) } };
    },

    disableUser({ state, path, now }): HandlerResponse {
      const user = find(state, path.user_id);
      if (!user) return refuse(404, `${path.user_id} not found`);
      Object.assign(user, { disabled: true, modified_at: now });
      return { status: 204 };
    },
  },
};

const find = (state: SandboxState, wanted: string) => state.users.find(({ id }) => id === wanted);

function matches({ name, email, handle }: SandboxUser, filter: unknown): boolean {
  if (filter === undefined) return true;
  const wanted = String(filter).toLowerCase();
  return [name ?? "", email, handle].some((text) => text.toLowerCase().includes(wanted));
}

/** Several statuses are given with commas between them. */
function hasStatus(user: SandboxUser, filter: unknown): boolean {
  if (filter === undefined) return true;
  const wanted = String(filter).toLowerCase().split(",");
  return wanted.includes(String(userAttributes(user).status).toLowerCase());
}

interface UserResource {
  type: "users";
  id: string;
  attributes: object;
  relationships: { roles: { data: Reference[] }; org: { data: Reference } };
}

/** A user as lists show one. */
function listed(state: SandboxState, user: SandboxUser): UserResource {
  const { last_login_time, mfa_enabled, service_account } = user;
  return {
    ...userResource(state, user),
    attributes: {
      ...userAttributes(user),
      ...(!service_account && { mfa_enabled }),
      last_login_time: last_login_time && offsetStamp(last_login_time),
    },
  };
}

export function userResource({ organization }: SandboxState, user: SandboxUser): UserResource {
  return {
    type: "users",
    id: user.id,
    attributes: userAttributes(user),
    relationships: { roles: toRoles(user), org: { data: { type: "orgs", id: organization.id } } },
  };
}

/** The roles of users and the permissions of those; nothing where there are none. */
function included(state: SandboxState, shown: readonly SandboxUser[]): { included?: object[] } {
  const roles = rolesOf(state, shown);
  if (roles.length === 0) return {};
  const held = PERMISSIONS.filter(({ name }) => roles.some(({ permissions }) => permissions.includes(name)));
  return {
    included: [
      ...roles.map((role) => ({
        type: "roles",
        id: role.id,
        attributes: roleAttributes(role),
        relationships: { permissions: { data: permissionsOf(role.permissions) } },
      })),
      ...held.map((permission) => permissionResource(permission, offsetStamp)),
    ],
  };
}

const permissionsOf = (names: readonly string[]): Reference[] =>
  PERMISSIONS.filter(({ name }) => names.includes(name)).map(({ id }) => ({ type: "permissions", id }));
