/** What the kinds of credentials differ in, one row a kind; all that the jobs do is written once, over this table. */
import {
  type CallOptions,
  type Client,
  type Credentials,
  InputError,
  type Origin,
  type Paged,
  shownName,
} from "../core.ts";
import * as v1Validation from "../v1/validation.ts";
import * as apiKeys from "../v2/api-keys.ts";
import * as registrations from "../v2/app-key-registrations.ts";
import * as ownKeys from "../v2/current-user-application-keys.ts";
import * as personalTokens from "../v2/personal-access-tokens.ts";
import * as serviceTokens from "../v2/service-account-access-tokens.ts";
import * as serviceKeys from "../v2/service-account-application-keys.ts";
import * as validation from "../v2/validation.ts";
import {
  type Found,
  type Included,
  isCredentialType,
  type Listed,
  leaksOf,
  readListed,
  type Settings,
  type Target,
  usersOf,
} from "./credential.ts";
import { isNotFound, isRefusal } from "./errors.ts";
import { enumerated } from "./options.ts";

/** What can be chosen of a new credential, under the names that Datadog has for it. */
export interface Attributes {
  readonly name: string;
  readonly category?: string | undefined;
  readonly remote_config_read_enabled?: boolean | undefined;
  readonly scopes?: readonly string[] | null | undefined;
  readonly expires_at?: string | null | undefined;
}

/** How many there are, and how many there may be. */
export interface Room {
  readonly count: number;
  readonly allowed: number | undefined;
}

/** How one kind of credentials is dealt with. */
export interface Kind {
  /** What people call one of them. */
  readonly noun: string;
  /** All whose names contain the text, and perhaps more. */
  list(client: Client, filter: string, options: CallOptions): Promise<Found[]>;
  /** The name of the one with this id. */
  name(client: Client, id: string, options: CallOptions): Promise<string>;
  /** Absent where Datadog does not tell how many there may be. */
  room?(client: Client, options: CallOptions): Promise<Room>;
  create(client: Client, attributes: Attributes, options: CallOptions): Promise<{ found: Found; secret: string }>;
  /** Gives a new one what an old one has beyond its attributes. Tells whether there was anything. */
  carryOver?(client: Client, from: string, to: string, options: CallOptions): Promise<boolean>;
  rename(client: Client, id: string, name: string, options: CallOptions): Promise<unknown>;
  remove(client: Client, id: string, options: CallOptions): Promise<void>;
  /** Who signs in with the new secret, in the place of who does now. */
  signIn(now: Origin, secret: string): Credentials;
  /** Asks whether a client's credentials work. Needs no permission. */
  check(client: Client, options: CallOptions): Promise<unknown>;
  /** Whether its list shows those of other users too, which only they can replace. */
  readonly ownersOnly?: boolean;
  /** The shortest time in milliseconds that a new one may live. */
  readonly leastLifetime?: number;
}

/** The response to a create. */
interface Created {
  readonly data: Listed & { readonly attributes: { readonly key: string } };
}

/** One page of a list. */
export interface Page {
  readonly data: readonly Listed[];
  readonly included?: readonly Included[];
}

const HOUR = 3600_000;

/** The row of a kind. Service accounts' credentials need the account's id. */
const KINDS = {
  api_keys: (): Kind => ({
    noun: "API key",
    list: (client, filter, options) => collect(apiKeys.list(client, { filter, include: "created_by" }, options)),
    name: async (client, id, options) => (await apiKeys.get(client, id, {}, options)).data.attributes.name,
    async room(client, options) {
      const { meta } = await apiKeys.list(client, { "page[size]": 1 }, options).page(0);
      return { count: meta.page.total_filtered_count, allowed: meta.max_allowed };
    },
    create: async (client, { name, category, remote_config_read_enabled }, options) =>
      read(await apiKeys.create(client, { name, ...given({ category, remote_config_read_enabled }) }, options)),
    rename: (client, id, name, options) => apiKeys.update(client, id, { name }, options),
    remove: apiKeys.delete,
    // A token needs no API key, and is not tried out by one: the application key is beside the point then.
    signIn: ({ appKey }, apiKey) => ({ apiKey, appKey: appKey ?? "none" }),
    check: v1Validation.apiKey,
  }),

  application_keys: (): Kind => ({
    noun: "application key",
    list: (client, filter, options) => collect(ownKeys.list(client, { filter, include: "owned_by" }, options)),
    name: async (client, id, options) => (await ownKeys.get(client, id, options)).data.attributes.name,
    async room(client, options) {
      const { meta } = await ownKeys.list(client, { "page[size]": 1 }, options).page(0);
      return { count: meta.page.total_filtered_count, allowed: meta.max_allowed_per_user };
    },
    create: async (client, { name, scopes }, options) =>
      read(await ownKeys.create(client, { name, ...(scopes && { scopes: [...scopes] }) }, options)),
    carryOver: carryRegistration,
    rename: (client, id, name, options) => ownKeys.update(client, id, { name }, options),
    remove: ownKeys.delete,
    signIn: withApplicationKey,
    check: validation.keys,
  }),

  service_account_application_keys: (account: string): Kind => ({
    noun: "application key",
    list: (client, filter, options) => collect(serviceKeys.list(client, account, { filter }, options)),
    name: async (client, id, options) => (await serviceKeys.get(client, account, id, options)).data.attributes.name,
    async room(client, options) {
      const { meta } = await serviceKeys.list(client, account, { "page[size]": 1 }, options).page(0);
      return { count: meta.page.total_filtered_count, allowed: meta.max_allowed_per_user };
    },
    create: async (client, { name, scopes }, options) =>
      read(await serviceKeys.create(client, account, { name, ...(scopes && { scopes: [...scopes] }) }, options)),
    carryOver: carryRegistration,
    rename: (client, id, name, options) => serviceKeys.update(client, account, id, { name }, options),
    remove: (client, id, options) => serviceKeys.delete(client, account, id, options),
    signIn: withApplicationKey,
    check: validation.keys,
  }),

  personal_access_tokens: (): Kind => ({
    noun: "personal access token",
    async list(client, filter, options) {
      // Service accounts' tokens are among them.
      const all = await collect(personalTokens.list(client, { filter }, options));
      return all.filter(({ credential }) => credential.type === "personal_access_tokens");
    },
    name: async (client, id, options) => (await personalTokens.get(client, id, options)).data.attributes.name,
    async create(client, { name, scopes, expires_at }, options) {
      if (!expires_at) throw new InputError("jobs", "expires_at is missing: a personal access token must expire");
      return read(await personalTokens.create(client, { name, scopes: [...(scopes ?? [])], expires_at }, options));
    },
    rename: (client, id, name, options) => personalTokens.update(client, id, { name }, options),
    remove: personalTokens.revoke,
    signIn: (_, token) => ({ token }),
    check: validation.keys,
    ownersOnly: true,
    leastLifetime: 24 * HOUR,
  }),

  service_access_tokens: (account: string): Kind => ({
    noun: "service access token",
    list: (client, filter, options) => collect(serviceTokens.list(client, account, { filter }, options)),
    name: async (client, id, options) => (await serviceTokens.get(client, account, id, options)).data.attributes.name,
    create: async (client, { name, scopes, expires_at }, options) =>
      read(
        await serviceTokens.create(
          client,
          account,
          { name, scopes: [...(scopes ?? [])], ...(expires_at && { expires_at }) },
          options,
        ),
      ),
    rename: (client, id, name, options) => serviceTokens.update(client, account, id, { name }, options),
    remove: (client, id, options) => serviceTokens.revoke(client, account, id, options),
    signIn: (_, token) => ({ token }),
    check: validation.keys,
  }),
};

/** What a target consists of, kind by kind. */
const TARGET_FIELDS: Record<Target["type"], readonly string[]> = {
  api_keys: ["type", "name"],
  application_keys: ["type", "name", "serviceAccountId"],
  personal_access_tokens: ["type", "name"],
  service_access_tokens: ["type", "name", "serviceAccountId"],
};

/** The row of a target's kind, once the target is known to be one. */
export function kindOf(operation: string, target: Target): Kind {
  const { type, name, serviceAccountId, ...others } = Object(target) as Partial<Target> & { serviceAccountId?: string };
  if (!isCredentialType(type))
    throw new InputError(operation, "type must be one of the four kinds of credentials, such as api_keys");
  refuseFields(operation, type, { ...others, ...(serviceAccountId !== undefined && { serviceAccountId }) });
  if (typeof name !== "string" || name === "") throw new InputError(operation, "name must be the name of a credential");
  const needsAccount = type === "service_access_tokens" || serviceAccountId !== undefined;
  if (needsAccount && (typeof serviceAccountId !== "string" || serviceAccountId === "")) {
    throw new InputError(operation, "serviceAccountId must be the id of a service account");
  }
  if (type === "application_keys" && serviceAccountId !== undefined)
    return KINDS.service_account_application_keys(serviceAccountId);
  return KINDS[type](serviceAccountId ?? "");
}

/** Without `serviceAccountId`, or with another spelling of it, another credential of the same name would be meant. */
function refuseFields(operation: string, type: Target["type"], given: object): void {
  const fields = TARGET_FIELDS[type];
  const unknown = Object.keys(given).find((field) => !fields.includes(field));
  if (unknown === undefined) return;
  throw new InputError(operation, `${type} have no field ${shownName(unknown)}; they have ${enumerated(fields)}`);
}

/** What a new credential is made with so that it has the settings of another one, and lives as long from now on. */
export function attributesLike(
  { lifetime, ...settings }: Settings,
  name: string,
  now: number,
  leastLifetime = 0,
): Attributes {
  // Datadog counts from when the request arrives: a time that is just long enough for it now would be too short then.
  const least = leastLifetime > 0 ? leastLifetime + HOUR / 12 : 0;
  return {
    ...settings,
    name,
    ...(lifetime !== undefined && { expires_at: new Date(now + Math.max(lifetime, least)).toISOString() }),
  };
}

async function collect<Body extends Page, Item>(list: Paged<Body, Item>): Promise<Found[]> {
  const found = new Map<string, Found>(); // what moves to another page while the list is read comes twice
  for await (const body of list.pages()) for (const each of readPage(body)) found.set(each.credential.id, each);
  return [...found.values()];
}

/** The credentials on one page. */
export function readPage({ data, included = [] }: Page): Found[] {
  const users = new Map(usersOf(included));
  const leaks = new Map(leaksOf(included));
  return data.map((listed) => readListed(listed, users, leaks));
}

function read({ data }: Created): { found: Found; secret: string } {
  return { found: readListed(data, new Map(), new Map()), secret: data.attributes.key };
}

/** Registers an application key for actions if another one is. Who may not see that can have registered none. */
async function carryRegistration(client: Client, from: string, to: string, options: CallOptions): Promise<boolean> {
  try {
    await registrations.get(client, from, options);
  } catch (error) {
    if (isNotFound(error) || isRefusal(error)) return false;
    throw error;
  }
  await registrations.register(client, to, options);
  return true;
}

/** An application key works only beside an API key. */
function withApplicationKey({ apiKey }: Origin, appKey: string): Credentials {
  if (apiKey !== undefined) return { apiKey, appKey };
  throw new InputError(
    "jobs",
    "an application key is tried out together with an API key: pass a client that has apiKey and appKey",
  );
}

/** The properties that have a value. */
function given<T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
