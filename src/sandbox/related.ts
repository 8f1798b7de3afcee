/** Users, roles and leaks as other resources show them: beside a key that belongs to them. */
import { offsetStamp } from "./stamps.ts";
import type { SandboxLeak, SandboxRole, SandboxState, SandboxUser } from "./state.ts";

/** A reference to a resource. */
export interface Reference {
  id: string;
  type: string;
}
export const toUser = (id: string): { data: Reference } => ({ data: { id, type: "users" } });
export const toLeak = (leak: SandboxLeak | null): { data: Reference | null } => ({
  data: leak && { id: leak.id, type: "leaked_keys" },
});

/** A user as all operations show one. */
export function userAttributes(user: SandboxUser): Record<string, unknown> {
  const { name, handle, email, title, service_account, disabled } = user;
  return {
    name,
    handle,
    created_at: offsetStamp(user.created_at),
    modified_at: offsetStamp(user.modified_at),
    email,
    icon: "https://secure.gravatar.com/avatar/00000000000000000000000000000000?s=48&d=retro",
    title,
    verified: true,
    service_account,
    disabled,
    allowed_login_methods: [],
    status: disabled ? "Disabled" : "Active",
  };
}

export const toRoles = ({ roles }: Pick<SandboxUser, "roles">): { data: Reference[] } => ({
  data: roles.map((id) => ({ id, type: "roles" })),
});

export function roleAttributes({ name, managed, created_at, modified_at }: SandboxRole): Record<string, unknown> {
  return { name, managed, created_at: offsetStamp(created_at), modified_at: offsetStamp(modified_at) };
}

/** The roles that users have, each once. */
export const rolesOf = (state: SandboxState, users: readonly SandboxUser[]): SandboxRole[] =>
  state.roles.filter(({ id }) => users.some(({ roles }) => roles.includes(id)));

/** Users with these ids, each once, as they are included beside a key. */
export function includedUsers(state: SandboxState, ids: readonly string[]): object[] {
  return usersWith(state, ids).map((user) => ({
    type: "users",
    id: user.id,
    attributes: userAttributes(user),
    relationships: { roles: toRoles(user) },
  }));
}

/** The roles of the users with these ids. */
export function includedRoles(state: SandboxState, ids: readonly string[]): object[] {
  return rolesOf(state, usersWith(state, ids)).map((role) => ({
    type: "roles",
    id: role.id,
    attributes: roleAttributes(role),
  }));
}

const usersWith = ({ users }: SandboxState, ids: readonly string[]) => users.filter(({ id }) => ids.includes(id));

export function includedLeaks(keys: readonly { leak: SandboxLeak | null }[]): object[] {
  return keys.flatMap(({ leak }) => {
    if (!leak) return [];
    const { id, date, leak_source } = leak;
    return [{ type: "leaked_keys", id, attributes: { date: offsetStamp(date), ...(leak_source && { leak_source }) } }];
  });
}
