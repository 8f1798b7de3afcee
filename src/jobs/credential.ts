/**
 * What the jobs are about: which credential is meant, and what is known of each, flat and checked, whatever its kind.
 */
import { DatadogError } from "../core.ts";

/** The kinds of credentials, by the name that Datadog gives their resources. */
export type CredentialType = "api_keys" | "application_keys" | "personal_access_tokens" | "service_access_tokens";

/** The one credential of exactly this name. */
export type Target =
  | { readonly type: "api_keys"; readonly name: string }
  /** One's own application key, or that of a service account. */
  | { readonly type: "application_keys"; readonly name: string; readonly serviceAccountId?: string | undefined }
  | { readonly type: "personal_access_tokens"; readonly name: string }
  | { readonly type: "service_access_tokens"; readonly name: string; readonly serviceAccountId: string };

/** The user or service account that a credential belongs to; for API keys, the one who made it. */
export interface Owner {
  readonly id: string;
  /** Null where the account has none, as service accounts often do. */
  readonly name: string | null;
  readonly email: string;
  readonly disabled: boolean;
  readonly serviceAccount: boolean;
}

/** A key or a token, without its secret. */
export interface Credential {
  readonly type: CredentialType;
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Null if it was never used; undefined where the API does not say, as for one that was made just now. */
  readonly lastUsedAt: Date | null | undefined;
  /** Null if it lives until it is deleted. */
  readonly expiresAt: Date | null;
  /** Null where nothing is narrowed: an API key, or an application key with all permissions of its owner. */
  readonly scopes: readonly string[] | null;
  /** The end of the secret; for tokens, that of their public portion. */
  readonly last4: string | undefined;
  readonly owner: Owner | undefined;
}

/** A resource as the lists have it, of whichever kind. */
export interface Listed {
  readonly id: string;
  readonly type: string;
  readonly attributes: {
    readonly name: string;
    readonly created_at: string;
    readonly category?: string;
    readonly remote_config_read_enabled?: boolean;
    readonly date_last_used?: string | null;
    readonly last_used_at?: string | null;
    readonly expires_at?: string | null;
    readonly scopes?: readonly string[] | null;
    readonly last4?: string;
    readonly public_portion?: string;
  };
  readonly relationships?: {
    readonly created_by?: Pointer;
    readonly owned_by?: Pointer;
    readonly leak_information?: Pointer;
  };
}

interface Pointer {
  readonly data?: { readonly id: string } | null;
}

/** What a list has besides its items: users, roles, leaks. */
export interface Included {
  readonly id?: string;
  readonly type?: string;
  readonly attributes?: object;
}

/** A credential, and what it takes to make another one like it. */
export interface Found {
  readonly credential: Credential;
  readonly ownerId: string | undefined;
  /** When it leaked: a date, null where the date is not told, undefined where no leak is known. */
  readonly leakedAt: Date | null | undefined;
  readonly settings: Settings;
}

/** What a new credential takes over from an old one. */
export interface Settings {
  readonly category?: string;
  readonly remote_config_read_enabled?: boolean;
  readonly scopes?: readonly string[];
  /** Milliseconds from being made to expiring. */
  readonly lifetime?: number;
}

/** Reads a resource; `users` and `leaks` are what is known by id. */
export function readListed(
  listed: Listed,
  users: ReadonlyMap<string, Owner>,
  leaks: ReadonlyMap<string, Date | null>,
): Found {
  const { id, attributes, relationships = {} } = listed;
  const { category, remote_config_read_enabled, date_last_used, last_used_at, expires_at, last4, public_portion } =
    attributes;
  const { created_by, owned_by, leak_information } = relationships;
  const ownerId = (owned_by ?? created_by)?.data?.id;
  const createdAt = dateOf(attributes.created_at);
  const expiresAt = expires_at ? dateOf(expires_at) : null;
  const lastUsed = date_last_used === undefined ? last_used_at : date_last_used;
  const leak = leak_information?.data?.id;
  const type = typeOf(listed.type);
  return {
    credential: {
      type,
      id,
      name: attributes.name,
      createdAt,
      lastUsedAt: typeof lastUsed === "string" ? dateOf(lastUsed) : lastUsed,
      expiresAt,
      scopes: attributes.scopes ? [...attributes.scopes] : null,
      last4: last4 ?? public_portion?.slice(-4),
      owner: ownerId === undefined ? undefined : users.get(ownerId),
    },
    ownerId,
    leakedAt: leak === undefined ? undefined : (leaks.get(leak) ?? null),
    settings: {
      ...(category !== undefined && { category }),
      ...(remote_config_read_enabled !== undefined && { remote_config_read_enabled }),
      ...(attributes.scopes && { scopes: attributes.scopes }),
      ...(expiresAt && { lifetime: wholeMinutes(expiresAt.getTime() - createdAt.getTime()) }),
    },
  };
}

/**
 * Expiry is told in seconds and may have been asked for earlier: without rounding, lives would get shorter each time.
 */
const wholeMinutes = (milliseconds: number): number => Math.round(milliseconds / 60_000) * 60_000;

/** All kinds, in the order in which reports have them. */
export const CREDENTIAL_TYPES: readonly CredentialType[] = [
  "api_keys",
  "application_keys",
  "personal_access_tokens",
  "service_access_tokens",
];

export const isCredentialType = (type: unknown): type is CredentialType =>
  CREDENTIAL_TYPES.some((each) => each === type);

function typeOf(type: string): CredentialType {
  if (isCredentialType(type)) return type;
  throw new DatadogError("jobs", `a list of credentials holds something of the unknown type "${type}"`);
}

/** Datadog writes up to nine digits of a second's fraction; every platform reads three. */
const dateOf = (text: string): Date => new Date(text.replace(/(\.\d{3})\d+/, "$1"));

/** The users among what a list has included, by id. */
export function usersOf(included: readonly Included[]): [string, Owner][] {
  return included.flatMap(({ id, type, attributes = {} }): [string, Owner][] => {
    if (type !== "users" || id === undefined) return [];
    const { name, email, disabled, service_account } = attributes as UserAttributes;
    return [
      [
        id,
        {
          id,
          name: name ?? null,
          email: email ?? "",
          disabled: disabled ?? false,
          serviceAccount: service_account ?? false,
        },
      ],
    ];
  });
}

interface UserAttributes {
  name?: string | null;
  email?: string;
  disabled?: boolean;
  service_account?: boolean;
}

/** The leaks among what a list has included, by id. */
export function leaksOf(included: readonly Included[]): [string, Date | null][] {
  return included.flatMap(({ id, type, attributes = {} }): [string, Date | null][] => {
    if (type !== "leaked_keys" || id === undefined) return [];
    const { date } = attributes as { date?: string };
    return [[id, date === undefined ? null : dateOf(date)]];
  });
}
