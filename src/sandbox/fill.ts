/** Completes a state that a sandbox is to start from: what is left out gets its default. */
import { createMint, type Mint } from "./mint.ts";
import { PERMISSIONS } from "./permissions.ts";
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
  SandboxStateInput,
  SandboxToken,
  SandboxUser,
  Time,
  TokenInput,
  UserInput,
} from "./state.ts";

/** What items are completed with. */
interface Filling {
  state: SandboxState;
  mint: Mint;
  /** The time at which the sandbox starts. */
  now: string;
}

/** The whole state that a given part of one stands for. The result shares nothing with what was given. */
export function fill(input: SandboxStateInput, seed: number, now: string): SandboxState {
  const given = structuredClone(input);
  const state: SandboxState = {
    organization: { id: "", number: 0, max_api_keys: 50, max_application_keys_per_user: 1000 },
    roles: [],
    users: [],
    apiKeys: [],
    applicationKeys: [],
    tokens: [],
    connections: [],
    registrations: [...(given.registrations ?? [])],
    pagerDutyServices: [...(given.pagerDutyServices ?? [])],
    login: given.login ?? { user: "", apiKey: "", appKey: "" },
    random: given.random ?? seed >>> 0,
  };
  const filling = { state, mint: createMint(state), now };
  Object.assign(state.organization, organization(filling.mint, given.organization));
  const standard = standardRoles().filter(({ name }) => !given.roles?.some((each) => each.name === name));
  state.roles = [...standard, ...(given.roles ?? [])].map((each) => role(filling, each));
  for (const each of given.users ?? []) state.users.push(user(filling, each));
  if (!given.login) addLogin(filling);
  const own = { apiKeys: state.apiKeys, applicationKeys: state.applicationKeys };
  state.apiKeys = [...(given.apiKeys ?? []).map((each) => apiKey(filling, each)), ...own.apiKeys];
  state.applicationKeys = [
    ...(given.applicationKeys ?? []).map((each) => applicationKey(filling, each)),
    ...own.applicationKeys,
  ];
  state.tokens = (given.tokens ?? []).map((each) => token(filling, each));
  state.connections = (given.connections ?? []).map((each) => connection(filling, each));
  return state;
}

/** The user, the API key and the application key that the sandbox's own credentials are made of. */
function addLogin(filling: Filling): void {
  const { state } = filling;
  const someone = user(filling, { name: "Jo Example" });
  state.users.push(someone);
  state.login.user = someone.id;
  const key = apiKey(filling, { name: "sandbox" });
  const own = applicationKey(filling, { name: "sandbox" });
  state.apiKeys.push(key);
  state.applicationKeys.push(own);
  state.login = { user: someone.id, apiKey: key.id, appKey: own.id };
}

/** Adds a user with an application key. */
export function addUser(
  state: SandboxState,
  now: string,
  name: string,
): { user: SandboxUser; key: SandboxApplicationKey } {
  const filling = { state, mint: createMint(state), now };
  const added = user(filling, { name });
  state.users.push(added);
  const key = applicationKey(filling, { name: "sandbox", owned_by: added.id });
  state.applicationKeys.push(key);
  return { user: added, key };
}

function organization(
  mint: Mint,
  given: Partial<SandboxState["organization"]> = {},
): Partial<SandboxState["organization"]> {
  const { id = mint.uuid(), number = Number.parseInt(mint.hex(5), 16), ...limits } = given;
  return { id, number, ...limits };
}

const ADMIN = "Datadog Admin Role";
const ALL = PERMISSIONS.map(({ name }) => name);

/** The roles that Datadog gives to every organization. */
function standardRoles(): RoleInput[] {
  const managed = true;
  const standard = PERMISSIONS.filter(({ name }) => !/^(org_|user_access_|service_account_|audit_)/.test(name));
  return [
    { name: ADMIN, managed, permissions: ALL },
    { name: "Datadog Standard Role", managed, permissions: standard.map(({ name }) => name) },
    {
      name: "Datadog Read Only Role",
      managed,
      permissions: standard.filter(({ display_type }) => display_type === "read").map(({ name }) => name),
    },
  ];
}

const isoTime = (time: Time): string => {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new RangeError(`"${String(time)}" in the sandbox's state is no time.`);
  return typeof time === "string" && /Z$|[+-]\d\d:\d\d$/.test(time) ? time : date.toISOString();
};
const timeOr = (time: Time | undefined, fallback: string): string => (time === undefined ? fallback : isoTime(time));
const timeOrNull = (time: Time | null | undefined): string | null => (time ? isoTime(time) : null);

function role({ mint, now }: Filling, given: RoleInput): SandboxRole {
  const created_at = timeOr(given.created_at, now);
  return {
    id: given.id ?? mint.uuid(),
    name: given.name,
    managed: given.managed ?? false,
    created_at,
    modified_at: timeOr(given.modified_at, created_at),
    permissions: [...(given.permissions ?? [])],
  };
}

function user({ state, mint, now }: Filling, given: UserInput): SandboxUser {
  const { name = null, service_account = false } = given;
  const id = given.id ?? mint.uuid();
  const email = given.email ?? `${(name ?? id).toLowerCase().replace(/\W+/g, ".")}@example.com`;
  const created_at = timeOr(given.created_at, now);
  const roles = given.roles ?? (service_account ? [] : [ADMIN]);
  return {
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
  };
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
  return {
    id: given.id ?? mint.uuid(),
    date: timeOr(given.date, now),
    leak_source: given.leak_source ?? null,
  };
}

function apiKey(filling: Filling, given: APIKeyInput): SandboxAPIKey {
  const { state, mint, now } = filling;
  const created_at = timeOr(given.created_at, now);
  const created_by = userId(state, given.created_by);
  return {
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
  };
}

function applicationKey(filling: Filling, given: ApplicationKeyInput): SandboxApplicationKey {
  const { state, mint, now } = filling;
  return {
    id: given.id ?? mint.uuid(),
    key: given.key ?? mint.applicationKey(),
    name: given.name,
    scopes: given.scopes ? [...given.scopes] : null,
    created_at: timeOr(given.created_at, now),
    last_used_at: timeOrNull(given.last_used_at),
    owned_by: userId(state, given.owned_by),
    leak: leak(filling, given.leak),
  };
}

function token({ state, mint, now }: Filling, given: TokenInput): SandboxToken {
  const owned_by = userId(state, given.owned_by);
  const isService = state.users.some(({ id, service_account }) => id === owned_by && service_account);
  const type = given.type ?? (isService ? "service_access_tokens" : "personal_access_tokens");
  return {
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
  };
}

function connection({ state, mint, now }: Filling, given: ConnectionInput): SandboxConnection {
  const created_at = timeOr(given.created_at, now);
  return {
    id: given.id ?? mint.uuid(),
    name: given.name,
    integration: given.integration,
    ...(given.tags && { tags: given.tags }),
    is_favorite: given.is_favorite ?? false,
    created_at,
    last_updated: timeOr(given.last_updated, created_at),
    created_by: userId(state, given.created_by),
  };
}
