/** What a handler is given, and what the handlers of several families share: who calls, pages, filters, related users. */

import type { paths, User } from "../../generated/types.ts";
import type { Answer } from "./answers.ts";
import type { operations } from "./operations.ts";
import type { Mint, SandboxApplicationKey, SandboxState, SandboxUser } from "./store.ts";
import { useStamp } from "./store.ts";
import type { Query } from "./validate.ts";

export type OperationId = keyof typeof operations;
/** The operations whose paths begin so. */
export type OperationsUnder<Path extends string> = {
  [Id in OperationId]: (typeof operations)[Id] extends `${string} ${Path}${string}` ? Id : never;
}[OperationId];

/** The body that an operation takes. */
type BodyOf<Operation extends string> = Operation extends `${infer Method} ${infer Path extends keyof paths}`
  ? paths[Path] extends {
      [Name in Lowercase<Method>]: { requestBody: { content: { "application/json": infer Body } } };
    }
    ? Body
    : undefined
  : never;

/** Whom a request acts for. A token has no application key. */
interface Caller {
  user: SandboxUser;
  appKey?: SandboxApplicationKey;
}

/** A request that has passed every check that can be made without looking at what it is about. */
export interface Call<Body = unknown> {
  /** The path parameter, decoded: no path has more than one. */
  id: string;
  query: Query;
  body: Body;
  caller: Caller;
  state: SandboxState;
  mint: Mint;
  /** The time of the call as Datadog writes it. */
  time: string;
  oneTimeRead: boolean;
}

/** What carries out each of these operations. */
export type Handlers<Id extends OperationId> = {
  readonly [Name in Id]: (call: Call<BodyOf<(typeof operations)[Name]>>) => Answer;
};

/** The caller that a request's headers belong to, or the status that it gets instead. */
export function authenticate(state: SandboxState, headers: Headers, now: Date): Caller | 401 | 403 {
  const [, token] = /^bearer +(.+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token !== undefined) {
    const user = state.users.find((each) => each.token === token);
    return user ? { user } : 403;
  }
  const secrets = [headers.get("dd-api-key"), headers.get("dd-application-key")];
  if (!secrets[0] || !secrets[1]) return 401;
  const apiKey = state.apiKeys.find(({ key }) => key === secrets[0]);
  const appKey = state.applicationKeys.find(({ key }) => key === secrets[1]);
  const user = state.users.find(({ id }) => id === appKey?.owned_by);
  if (!apiKey || !appKey || !user) return 403;
  apiKey.date_last_used = useStamp(now);
  appKey.last_used_at = useStamp(now);
  return { user, appKey };
}

/** A resource as v2 shows it. */
export interface Resource {
  id: string;
  type: string;
  attributes: Readonly<Record<string, unknown>>;
  relationships: Readonly<Record<string, { data: { id: string; type: "users" } }>>;
}

export const toUser = (id: string): { data: { id: string; type: "users" } } => ({ data: { id, type: "users" } });

/** The part of a list that the query asks for. Datadog gives 100 items at most, however many are asked for. */
export function pageOf<Item>(items: readonly Item[], query: Query): Item[] {
  const size = Math.min(Number(query["page[size]"] ?? 10), 100);
  const start = Number(query["page[number]"] ?? 0) * size;
  return items.slice(start, start + size);
}

/** A list of keys: filtered, sorted, paged, with the users that `include` asks for. */
export function listOf(call: Call, resources: readonly Resource[], meta: Readonly<Record<string, number>>): Answer {
  const kept = sorted(
    resources.filter(({ attributes }) => passes(attributes, call.query)),
    call.query.sort,
  );
  const data = pageOf(kept, call.query);
  return {
    status: 200,
    body: { data, ...included(call, data), meta: { ...meta, page: { total_filtered_count: kept.length } } },
  };
}

/** One key, with the users that `include` asks for. */
export function oneOf(call: Call, resource: Resource, status = 200): Answer {
  return { status, body: { data: resource, ...included(call, [resource]) } };
}

function passes(attributes: Resource["attributes"], query: Query): boolean {
  return Object.entries(query).every(([name, wanted]) => {
    if (name === "filter") return String(attributes.name).includes(String(wanted));
    const [, field, end] = /^filter\[(\w+)\](?:\[(start|end)\])?$/.exec(name) ?? [];
    if (field === undefined) return true;
    const actual = attributes[field];
    if (end === undefined) return actual === wanted;
    const [time, bound] = [Date.parse(String(actual)), Date.parse(String(wanted))];
    return end === "start" ? time >= bound : time <= bound;
  });
}

/** In the order of an attribute; of equals, and without `sort`, the older one first. */
function sorted(resources: Resource[], sort: unknown): Resource[] {
  if (typeof sort !== "string") return resources;
  const field = sort.replace("-", "");
  const value = ({ attributes }: Resource) => String(attributes[field]);
  const sign = sort.startsWith("-") ? -1 : 1;
  return resources.sort((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}

function included({ query, state }: Call, resources: readonly Resource[]): { included?: User[] } {
  if (query.include === undefined) return {};
  const names = String(query.include).split(",");
  const ids = new Set(resources.flatMap(({ relationships }) => names.map((name) => relationships[name]?.data.id)));
  return { included: state.users.filter(({ id }) => ids.has(id)).map(asResource) };
}

function asResource({ id, name, handle, created_at }: SandboxUser): User {
  return {
    id,
    type: "users",
    attributes: {
      created_at,
      disabled: false,
      email: handle,
      handle,
      icon: "https://secure.gravatar.com/avatar/00000000000000000000000000000000",
      last_login_time: null,
      mfa_enabled: true,
      modified_at: created_at,
      name,
      service_account: false,
      status: "Active",
      title: "Engineer",
      uuid: id,
      verified: true,
    },
  };
}
