/** Completes a state that a sandbox is to start from: what is left out gets its default. */
import { ADMIN, apiKey, applicationKey, connection, type Filling, role, token, user } from "./items.ts";
import { createMint, type Mint } from "./mint.ts";
import { PERMISSIONS } from "./permissions.ts";
import type { RoleInput, SandboxApplicationKey, SandboxState, SandboxStateInput, SandboxUser } from "./state.ts";
import { refuseUnknown } from "./unknown.ts";

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
  refuseUnknown("state", given, Object.keys(state));
  refuseUnknown("state.organization", given.organization, Object.keys(state.organization));
  refuseUnknown("state.login", given.login, ["user", "apiKey", "appKey"]);
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
