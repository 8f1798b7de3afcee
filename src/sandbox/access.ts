/** Who may do what: signing in by keys or a token, and the permissions that come with them. */
import type { Caller } from "./call.ts";
import { type Family, type HandlerResponse, refuse } from "./responses.ts";
import type { SandboxAPIKey, SandboxApplicationKey, SandboxState, SandboxToken, SandboxUser } from "./state.ts";

const TOKEN = /^dd[ps]at_/;

/** The caller whose credentials the headers hold, or the status of the refusal. Notes that they were used. */
export function authenticate(state: SandboxState, headers: Headers, now: string): Caller | 401 | 403 {
  const secret = tokenIn(headers);
  if (secret !== undefined) return byToken(state, secret, now);
  const [apiSecret, appSecret] = [headers.get("dd-api-key"), headers.get("dd-application-key")];
  if (!apiSecret || !appSecret) return 401;
  const apiKey = state.apiKeys.find(({ key }) => key === apiSecret);
  const appKey = state.applicationKeys.find(({ key }) => key === appSecret);
  const user = activeUser(state, appKey?.owned_by);
  if (!apiKey || !appKey || !user) return 403;
  apiKey.date_last_used = now;
  appKey.last_used_at = now;
  return { user, appKey, permissions: permissionsOf(state, user, appKey.scopes) };
}

/**
 * The token of a request: a bearer, or what stands in the place of an application key; the API key does not matter
 * then.
 */
export function tokenIn(headers: Headers): string | undefined {
  const [, bearer] = /^bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (bearer !== undefined) return bearer;
  const appSecret = headers.get("dd-application-key") ?? "";
  return TOKEN.test(appSecret) ? appSecret : undefined;
}

function byToken(state: SandboxState, secret: string, now: string): Caller | 403 {
  const session = state.users.find(({ token }) => token === secret);
  const token = state.tokens.find(({ key }) => key === secret);
  const user = activeUser(state, session?.id ?? token?.owned_by);
  if (!user) return 403;
  if (!token) return { user, permissions: permissionsOf(state, user, null) };
  if (token.revoked || isExpired(token, now)) return 403;
  token.last_used_at = now;
  return { user, token, permissions: permissionsOf(state, user, token.scopes) };
}

const isExpired = ({ expires_at }: SandboxToken, now: string): boolean =>
  expires_at !== null && Date.parse(expires_at) <= Date.parse(now);

/** The API key that a request carries, by itself. */
export function apiKeyIn(state: SandboxState, headers: Headers): SandboxAPIKey | undefined {
  const secret = headers.get("dd-api-key");
  return state.apiKeys.find(({ key }) => key === secret);
}

function activeUser(state: SandboxState, id: string | undefined): SandboxUser | undefined {
  return state.users.find((user) => user.id === id && !user.disabled);
}

/** What a user may do, narrowed by the scopes of a key or a token. */
function permissionsOf(
  state: SandboxState,
  user: SandboxUser,
  scopes: SandboxApplicationKey["scopes"],
): ReadonlySet<string> {
  const roles = state.roles.filter(({ id }) => user.roles.includes(id));
  const all = roles.flatMap(({ permissions }) => permissions);
  return new Set(scopes ? all.filter((name) => scopes.includes(name)) : all);
}

/** Signs a request in by its application key with an API key, or by a token. */
export const signInTo =
  (family: Family) =>
  (state: SandboxState, headers: Headers, now: string): Caller | HandlerResponse => {
    const caller = authenticate(state, headers, now);
    return typeof caller === "number" ? family.refuse(caller) : caller;
  };

/** What a token gets that asks for an application key. */
export const NOT_BY_TOKEN: HandlerResponse = refuse(403, "Forbidden");
