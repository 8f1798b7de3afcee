/**
 * Looks at every key and token of an organization: who owns it, how old it is, when it was used, and what is wrong with
 * it.
 */
import { ApiError, abortSignal, type Client, InputError, type ListOptions, type Paged } from "../core.ts";
import * as apiKeys from "../v2/api-keys.ts";
import * as applicationKeys from "../v2/application-keys.ts";
import * as accessTokens from "../v2/personal-access-tokens.ts";
import * as users from "../v2/users.ts";
import { type Clock, clockOf } from "./clock.ts";
import {
  CREDENTIAL_TYPES,
  type Credential,
  type CredentialType,
  type Found,
  isCredentialType,
  type Owner,
  usersOf,
} from "./credential.ts";
import { type AuditFinding, byRank, findingsOf } from "./findings.ts";
import { type Page, readPage } from "./kinds.ts";
import { observer } from "./observer.ts";
import { knownOptions } from "./options.ts";

export interface AuditOptions {
  /**
   * Milliseconds without use after which a credential is stale.
   * @default 90 days
   */
  readonly staleAfter?: number | undefined;
  /**
   * Milliseconds before its end from which on a token expires soon.
   * @default 30 days
   */
  readonly expiringWithin?: number | undefined;
  /**
   * The kinds to look at.
   * @default all four
   */
  readonly types?: readonly CredentialType[] | undefined;
  /**
   * The clock.
   * @default Date.now
   */
  readonly now?: Clock | undefined;
  /** Is told after every page how far the audit has come. */
  readonly onProgress?: ((progress: AuditProgress) => void) | undefined;
  /** Ends the audit. The promise rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** How far one list has been read. Service accounts' tokens come in the list of personal access tokens. */
export interface AuditProgress {
  readonly type: CredentialType | "users";
  readonly read: number;
  readonly total: number;
}

export interface Audit {
  /** All that the caller may see, kind by kind. */
  readonly credentials: readonly Credential[];
  /** What is wrong, the worst first. A credential may appear several times. */
  readonly findings: readonly AuditFinding[];
  /** What the caller may not see. It is not known to be empty. Without `users`, the owners of tokens are missing. */
  readonly unseen: readonly { readonly type: CredentialType | "users"; readonly reason: string }[];
}

const DAY = 24 * 3600_000;
/** How many pages of a list are on their way at once. */
const CONCURRENCY = 8;

const OPTIONS = ["staleAfter", "expiringWithin", "types", "now", "onProgress", "signal"] as const;

/** One list that is read, and what is in it. */
interface Source {
  readonly types: readonly CredentialType[];
  list(client: Client, options: ListOptions): Paged<Page & { readonly meta: ListMeta }, unknown>;
}

interface ListMeta {
  readonly page: { readonly total_filtered_count: number };
}

const SOURCES: readonly Source[] = [
  { types: ["api_keys"], list: (client, options) => apiKeys.list(client, { include: "created_by" }, options) },
  {
    types: ["application_keys"],
    list: (client, options) => applicationKeys.list(client, { include: "owned_by" }, options),
  },
  {
    types: ["personal_access_tokens", "service_access_tokens"],
    list: (client, options) => accessTokens.list(client, {}, options),
  },
];

/**
 * Reads all keys and tokens of the organization with their owners, several pages of all kinds at once, and tells what
 * is wrong with them. Makes no call for a single key. Changes nothing.
 *
 * Needs `api_keys_read`, `org_app_keys_read` and `user_access_read`; what the caller may not see is reported as
 * `unseen`.
 * @throws {ApiError} where the caller may see nothing at all.
 * @example
 * const { findings } = await audit(dd);
 * for (const { finding, credential } of findings) console.log(finding, credential.name, credential.owner?.email);
 */
export async function audit(client: Client, options?: AuditOptions): Promise<Audit> {
  const { types = CREDENTIAL_TYPES, now, onProgress, ...given } = knownOptions("audit", options, OPTIONS);
  const limits = {
    staleAfter: duration("staleAfter", given.staleAfter ?? 90 * DAY),
    expiringWithin: duration("expiringWithin", given.expiringWithin ?? 30 * DAY),
  };
  if (!Array.isArray(types) || !types.every(isCredentialType))
    throw new InputError("audit", `types must be of ${CREDENTIAL_TYPES.join(", ")}`);
  const tell = observer("audit", "onProgress", onProgress);
  const clock = clockOf("audit", now);
  const signal = abortSignal("audit", given.signal);

  const reading: Reading = { client, signal, tell, refused: [], owners: undefined };
  const wanted = SOURCES.filter((source) => source.types.some((type) => types.includes(type)));
  const lists = await Promise.all(wanted.map((source) => readSource(reading, source)));
  const owners = await reading.owners;
  const { refused } = reading;
  const [first] = refused;
  if (first && wanted.every(({ types: [type] }) => refused.some((each) => each.type === type))) throw first.error;

  const found = lists.flat().filter(({ credential }) => types.includes(credential.type));
  const known = found.map((each) => withOwner(each, owners));
  const time = clock();
  return {
    credentials: known.map(({ credential }) => credential),
    findings: known.flatMap((each) => findingsOf(each, time, limits)).sort(byRank),
    unseen: refused.flatMap(({ type, error }) =>
      unseenTypes(type, types).map((each) => ({ type: each, reason: error.message })),
    ),
  };
}

function duration(option: string, value: number): number {
  if (typeof value === "number" && value >= 0) return value;
  throw new InputError("audit", `${option} must be a number of milliseconds, 0 or more`);
}

/** What several lists that are read at once have in common. */
interface Reading {
  readonly client: Client;
  readonly signal: AbortSignal | undefined;
  readonly tell: (progress: AuditProgress) => void;
  /** Lists that the caller may not see. */
  readonly refused: { type: CredentialType | "users"; error: ApiError }[];
  /** The owners of tokens, which their lists do not include; read only where there are tokens. */
  owners: Promise<ReadonlyMap<string, Owner>> | undefined;
}

/** Reads a list page by page. One that the caller may not see is noted, and ends there. */
async function readPages<Body extends { readonly data: readonly unknown[]; readonly meta: ListMeta }>(
  { signal, tell, refused }: Reading,
  type: CredentialType | "users",
  list: (options: ListOptions) => Paged<Body, unknown>,
  onPage: (body: Body) => void,
): Promise<void> {
  let count = 0;
  try {
    for await (const body of list({ signal, concurrency: CONCURRENCY }).pages()) {
      onPage(body);
      count += body.data.length;
      tell({ type, read: count, total: body.meta.page.total_filtered_count });
    }
  } catch (error) {
    if (!(error instanceof ApiError && (error.status === 403 || error.status === 404))) throw error;
    refused.push({ type, error });
  }
}

async function readSource(reading: Reading, { types: [type = "api_keys"], list }: Source): Promise<Found[]> {
  const found = new Map<string, Found>(); // what moves to another page while the list is read comes twice
  await readPages(
    reading,
    type,
    (options) => list(reading.client, options),
    (body) => {
      const page = readPage(body);
      for (const each of page) found.set(each.credential.id, each);
      if (!page.some(({ credential, ownerId }) => ownerId !== undefined && !credential.owner)) return;
      reading.owners ??= readOwners(reading);
      reading.owners.catch(() => {}); // thrown when it is awaited
    },
  );
  return [...found.values()];
}

async function readOwners(reading: Reading): Promise<ReadonlyMap<string, Owner>> {
  const byId = new Map<string, Owner>();
  await readPages(
    reading,
    "users",
    (options) => users.list(reading.client, {}, options),
    ({ data }) => {
      for (const [id, owner] of usersOf(data)) byId.set(id, owner);
    },
  );
  return byId;
}

function withOwner(found: Found, owners: ReadonlyMap<string, Owner> | undefined): Found {
  const { credential, ownerId } = found;
  if (credential.owner || ownerId === undefined) return found;
  return { ...found, credential: { ...credential, owner: owners?.get(ownerId) } };
}

/** The kinds that are missing where a list is. */
function unseenTypes(type: CredentialType | "users", wanted: readonly CredentialType[]): (CredentialType | "users")[] {
  if (type === "users") return [type];
  const source = SOURCES.find(({ types }) => types[0] === type);
  return source?.types.filter((each) => wanted.includes(each)) ?? [];
}
