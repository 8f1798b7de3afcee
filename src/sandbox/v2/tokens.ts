/** What personal and service access tokens have in common. */
import type { Call, Caller } from "../call.ts";
import { token as completeToken } from "../items.ts";
import { pageOf, passes, sorted } from "../lists.ts";
import { publicPortion } from "../mint.ts";
import { type HandlerResponse, refuse } from "../responses.ts";
import { microStamp, nanoStamp, shortStamp } from "../stamps.ts";
import type { SandboxToken } from "../state.ts";
import { WRONG_ID } from "./api-keys.ts";

export const NOT_FOUND: HandlerResponse = refuse(404, "Token not found");

/** Adds a token and responds with its secret, unless a token asks for one that may do more than itself. */
export function create(
  call: Pick<Call, "state" | "mint" | "now" | "caller">,
  owner: string,
  type: SandboxToken["type"],
  { name, scopes, expires_at }: { name: string; scopes: readonly string[]; expires_at: string | null },
): HandlerResponse {
  if (isWider(scopes, call.caller)) return refuse(403, "Forbidden");
  const token = completeToken(call, { type, name, scopes: [...scopes], expires_at, owned_by: owner });
  call.state.tokens.push(token);
  const { last_used_at: _, ...attributes } = attributesOf(token);
  const created = { ...attributes, created_at: nanoStamp(call.now), key: token.key };
  return { status: 201, body: { data: { ...resource(token), attributes: created } } };
}

const isWider = (scopes: readonly string[], { token }: Caller): boolean =>
  token !== undefined && !scopes.every((scope) => token.scopes.includes(scope));

/** A page of tokens; those that were revoked are in no list. */
export function list(query: Call["query"], tokens: readonly SandboxToken[]): HandlerResponse {
  const kept = tokens.filter((token) => !token.revoked && passes(query, (name) => token[name as keyof SandboxToken]));
  const inOrder = sorted(kept, query.sort, (token, name) => token[name as "name"]);
  const data = pageOf(inOrder, query).map(resource);
  return { status: 200, body: { data, meta: { page: { total_filtered_count: kept.length } } } };
}

/** A token that is there and was not revoked. */
export const find = (tokens: readonly SandboxToken[], wanted: string): SandboxToken | undefined =>
  tokens.find(({ id, revoked }) => id === wanted && !revoked);

export const get = (token: SandboxToken | undefined): HandlerResponse =>
  token ? { status: 200, body: { data: resource(token) } } : NOT_FOUND;

interface Update {
  data: { id: string; attributes: { name?: string; scopes?: readonly string[] } };
}

export function update(
  { now, caller, body }: Pick<Call<Update>, "now" | "caller" | "body">,
  token: SandboxToken | undefined,
): HandlerResponse {
  if (!token) return NOT_FOUND;
  const { id, attributes } = body.data;
  if (id !== token.id) return WRONG_ID;
  if (isWider(attributes.scopes ?? [], caller)) return refuse(403, "Forbidden");
  token.name = attributes.name ?? token.name;
  token.scopes = [...(attributes.scopes ?? token.scopes)];
  token.modified_at = now;
  return get(token);
}

/** Revokes a token; doing that again changes nothing and succeeds. */
export function revoke(tokens: readonly SandboxToken[], wanted: string): HandlerResponse {
  const token = tokens.find(({ id }) => id === wanted);
  if (!token) return NOT_FOUND;
  token.revoked = true;
  return { status: 204 };
}

function resource(token: SandboxToken): object {
  const { id, type, owned_by } = token;
  const owner = type === "service_access_tokens" ? "service_account" : "users";
  return {
    id,
    type,
    attributes: attributesOf(token),
    relationships: { owned_by: { data: { id: owned_by, type: owner } } },
  };
}

function attributesOf(token: SandboxToken): { last_used_at: string | null } {
  const { name, scopes, modified_at, expires_at, last_used_at } = token;
  return {
    created_at: microStamp(token.created_at),
    expires_at: expires_at && shortStamp(expires_at),
    last_used_at: last_used_at && nanoStamp(last_used_at),
    ...(modified_at && { modified_at: microStamp(modified_at) }),
    name,
    public_portion: publicPortion(token.key),
    scopes,
  } as { last_used_at: string | null };
}
