/** Single items of the state, completed: what is left out gets its default. */
import type { Mint } from "./mint.ts";
import type {
  APIKeyInput,
  ApplicationKeyInput,
  ConnectionInput,
  LeakInput,
  RoleInput,
  SandboxAPIKey,
  SandboxApplicationKey,
  SandboxConnection,
  SandboxLeak,
  SandboxRole,
  SandboxState,
  SandboxToken,
  SandboxUser,
  Time,
  TokenInput,
  UserInput,
} from "./state.ts";
import { refuseUnknown } from "./unknown.ts";

/** What items are completed with. */
export interface Filling {
  state: SandboxState;
  mint: Mint;
  /** When what has no time of its own was made, ISO 8601. */
  now: string;
}

/** The role of users who are given none: it has every permission. */
export const ADMIN = "Datadog Admin Role";

/** An item that has all its fields, once nothing was given that is none of them. */
function complete<Item extends object>(where: string, given: object, item: Item): Item {
  refuseUnknown(where, given, Object.keys(item));
  return item;
}

const isoTime = (time: Time): string => {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${String(time)}" in the sandbox's state is no time.`);
  return typeof time === "string" && /Z$|[+-]\d\d:\d\d$/.test(time) ? time : date.toISOString();
};
const timeOr = (time: Time | undefined, fallback: string): string => (time === undefined ? fallback : isoTime(time));
const timeOrNull = (time: Time | null | undefined): string | null => (time ? isoTime(time) : null);

export function role({ mint, now }: Filling, given: RoleInput): SandboxRole {
  const created_at = timeOr(given.created_at, now);
  return complete("state.roles", given, {
    id: given.id ?? mint.uuid(),
    name: given.name,
    managed: given.managed ?? false,
    created_at,
    modified_at: timeOr(given.modified_at, created_at),
    permissions: [...(given.permissions ?? [])],
  });
}

export function user({ state, mint, now }: Filling, given: UserInput): SandboxUser {
  const { name = null, service_account = false } = given;
  const id = given.id ?? mint.uuid();
  const email = given.email ?? `${(name ?? id).toLowerCase().replace(/\W+/g, ".")}@example.com`;
  const created_at = timeOr(given.created_at, now);
  const roles = given.roles ?? (service_account ? [] : [ADMIN]);
  return complete("state.users", given, {
    id,
    name,
    email,
    handle: given.handle ?? (service_account ? mint.uuid() : email),
    title: given.title ?? null,
    service_account,
    disabled: given.disabled ?? false,
    created_at,
    modified_at: timeOr(given.modified_at, created_at),
    last_login_time: timeOrNull(given.last_login_time),
    mfa_enabled: given.mfa_enabled ?? false,
    roles: roles.map((named) => roleId(state, named)),
    token: given.token ?? mint.token("ddpat").key,
  });
}

/** The id of a role that is given by its id or its name. */
function roleId(state: SandboxState, named: string): string {
  const found = state.roles.find(({ id, name }) => id === named || name === named);
  if (!found) throw new RangeError(`There is no role "${named}" in the sandbox's state.`);
  return found.id;
}

/** The id of a user that is given by id or email address; without one, of the user who signs in. */
function userId({ users, login }: SandboxState, named: string | undefined): string {
  if (named === undefined) return login.user;
  const found = users.find(({ id, email, handle }) => id === named || email === named || handle === named);
  if (!found) throw new RangeError(`There is no user "${named}" in the sandbox's state.`);
  return found.id;
}

function leak({ mint, now }: Filling, given: LeakInput | null | undefined): SandboxLeak | null {
  if (!given) return null;
  return complete("leak", given, {
    id: given.id ?? mint.uuid(),
    date: timeOr(given.date, now),
    leak_source: given.leak_source ?? null,
  });
}

export function apiKey(filling: Filling, given: APIKeyInput): SandboxAPIKey {
  const { state, mint, now } = filling;
  const created_at = timeOr(given.created_at, now);
  const created_by = userId(state, given.created_by);
  return complete("state.apiKeys", given, {
    id: given.id ?? mint.uuid(),
    key: given.key ?? mint.hex(32),
    name: given.name,
    category: given.category ?? "default",
    remote_config_read_enabled: given.remote_config_read_enabled ?? true,
    created_at,
    modified_at: timeOr(given.modified_at, created_at),
    date_last_used: timeOrNull(given.date_last_used),
    created_by,
    modified_by: given.modified_by === undefined ? created_by : userId(state, given.modified_by),
    leak: leak(filling, given.leak),
  });
}

export function applicationKey(filling: Filling, given: ApplicationKeyInput): SandboxApplicationKey {
  const { state, mint, now } = filling;
  return complete("state.applicationKeys", given, {
    id: given.id ?? mint.uuid(),
    key: given.key ?? mint.applicationKey(),
    name: given.name,
    scopes: given.scopes ? [...given.scopes] : null,
    created_at: timeOr(given.created_at, now),
    last_used_at: timeOrNull(given.last_used_at),
    owned_by: userId(state, given.owned_by),
    leak: leak(filling, given.leak),
  });
}

export function token({ state, mint, now }: Filling, given: TokenInput): SandboxToken {
  const owned_by = userId(state, given.owned_by);
  const isService = state.users.some(({ id, service_account }) => id === owned_by && service_account);
  const type = given.type ?? (isService ? "service_access_tokens" : "personal_access_tokens");
  return complete("state.tokens", given, {
    id: given.id ?? mint.uuid(),
    type,
    key: given.key ?? mint.token(type === "service_access_tokens" ? "ddsat" : "ddpat").key,
    name: given.name,
    scopes: [...(given.scopes ?? [])],
    created_at: timeOr(given.created_at, now),
    modified_at: timeOrNull(given.modified_at),
    expires_at: timeOrNull(given.expires_at),
    last_used_at: timeOrNull(given.last_used_at),
    owned_by,
    revoked: given.revoked ?? false,
  });
}

export function connection({ state, mint, now }: Filling, given: ConnectionInput): SandboxConnection {
  const { tags } = given;
  const created_at = timeOr(given.created_at, now);
  const item: SandboxConnection = {
    id: given.id ?? mint.uuid(),
    name: given.name,
    integration: given.integration,
    ...(tags && { tags }),
    is_favorite: given.is_favorite ?? false,
    created_at,
    last_updated: timeOr(given.last_updated, created_at),
    created_by: userId(state, given.created_by),
  };
  refuseUnknown("state.connections", given, Object.keys({ ...item, tags }));
  return item;
}
