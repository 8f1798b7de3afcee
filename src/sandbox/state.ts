/** Everything that a sandbox holds: plain JSON, secrets that the API never shows included. Times are ISO 8601. */
import type { ActionConnectionIntegration } from "../../generated/types.ts";

/** The organization and what it is allowed. */
export interface SandboxOrganization {
  id: string;
  /** The number that v1 calls `org_id`. */
  number: number;
  /** How many API keys there may be. */
  max_api_keys: number;
  /** How many application keys a user may have. */
  max_application_keys_per_user: number;
}

/** A role: a name for a set of permissions. */
export interface SandboxRole {
  id: string;
  name: string;
  /** Whether it is one of Datadog's own. */
  managed: boolean;
  created_at: string;
  modified_at: string;
  /** Names of permissions. */
  permissions: string[];
}

/** A user of the organization, or a service account. */
export interface SandboxUser {
  id: string;
  name: string | null;
  email: string;
  handle: string;
  title: string | null;
  service_account: boolean;
  /** Keys and tokens of a user who is disabled do not work. */
  disabled: boolean;
  created_at: string;
  modified_at: string;
  last_login_time: string | null;
  mfa_enabled: boolean;
  /** Ids of roles: what the user may do. */
  roles: string[];
  /** A bearer token that acts for this user with all permissions. It is in no list and never expires. */
  token: string;
}

/** Where a secret was found that should not be there. */
export interface SandboxLeak {
  id: string;
  date: string;
  leak_source: string | null;
}

/** An API key with its secret. */
export interface SandboxAPIKey {
  id: string;
  key: string;
  name: string;
  category: string;
  remote_config_read_enabled: boolean;
  created_at: string;
  modified_at: string;
  date_last_used: string | null;
  /** Ids of users. */
  created_by: string;
  modified_by: string;
  leak: SandboxLeak | null;
}

/** An application key with its secret. */
export interface SandboxApplicationKey {
  id: string;
  key: string;
  name: string;
  /** Names of permissions; null for all that its owner has. */
  scopes: string[] | null;
  created_at: string;
  last_used_at: string | null;
  /** Id of a user or a service account. */
  owned_by: string;
  leak: SandboxLeak | null;
}

/** A personal access token, or a service account's, with its secret. */
export interface SandboxToken {
  id: string;
  type: "personal_access_tokens" | "service_access_tokens";
  key: string;
  name: string;
  /** Names of permissions. */
  scopes: string[];
  created_at: string;
  /** Null until it is changed. */
  modified_at: string | null;
  /** Null if it does not expire. */
  expires_at: string | null;
  last_used_at: string | null;
  /** Id of a user or a service account. */
  owned_by: string;
  /** Whether it was revoked: such a token is kept, but in no list. */
  revoked: boolean;
}

/** An action connection with its secrets. */
export interface SandboxConnection {
  id: string;
  name: string;
  integration: ActionConnectionIntegration;
  /** Absent where none were ever given. */
  tags?: string[];
  is_favorite: boolean;
  created_at: string;
  last_updated: string;
  /** Id of a user. */
  created_by: string;
}

/** A PagerDuty service with its secret. */
export interface SandboxPagerDutyService {
  service_name: string;
  service_key: string;
}

/** Everything that the sandbox holds, in the order in which it was made. */
export interface SandboxState {
  organization: SandboxOrganization;
  roles: SandboxRole[];
  users: SandboxUser[];
  apiKeys: SandboxAPIKey[];
  applicationKeys: SandboxApplicationKey[];
  tokens: SandboxToken[];
  connections: SandboxConnection[];
  /** Ids of the application keys that are registered for actions. */
  registrations: string[];
  pagerDutyServices: SandboxPagerDutyService[];
  /** Ids of the user and of the two keys that `sandbox.credentials` are made of. */
  login: { user: string; apiKey: string; appKey: string };
  /** Where the random numbers stand that ids and secrets are made of. */
  random: number;
}

/** A state to start from. Of each item only its name is needed; everything else has a default. */
export interface SandboxStateInput {
  /** @default 50 API keys, 1000 application keys a user */
  organization?: Partial<SandboxOrganization>;
  /** Roles besides Datadog Admin Role, which has every permission, Datadog Standard Role and Datadog Read Only Role. */
  roles?: readonly RoleInput[];
  /** Users besides the one who signs in. */
  users?: readonly UserInput[];
  apiKeys?: readonly APIKeyInput[];
  applicationKeys?: readonly ApplicationKeyInput[];
  tokens?: readonly TokenInput[];
  connections?: readonly ConnectionInput[];
  registrations?: readonly string[];
  pagerDutyServices?: readonly SandboxPagerDutyService[];
  /**
   * Ids of what `sandbox.credentials` are made of.
   * @default a user and two keys of their own, which come after the given ones
   */
  login?: { user: string; apiKey: string; appKey: string };
  random?: number;
}

/** A time, as ISO 8601 or as a date. */
export type Time = string | Date;
type Times<Item, Name extends keyof Item> = Partial<Omit<Item, Name>> & {
  [Key in Name]?: null extends Item[Key] ? Time | null : Time;
};

/** @default permissions: none */
export type RoleInput = Times<SandboxRole, "created_at" | "modified_at"> & { name: string };

/** `roles` are named or given by id; without them a user is an admin, and a service account has none. */
export type UserInput = Times<SandboxUser, "created_at" | "modified_at" | "last_login_time"> &
  ({ name: string | null } | { email: string });

/** `created_by` and `modified_by` are ids or email addresses of users; `leak: {}` says that it was found in public. */
export type APIKeyInput = Times<Omit<SandboxAPIKey, "leak">, "created_at" | "modified_at" | "date_last_used"> & {
  name: string;
  leak?: LeakInput | null;
};

/** `owned_by` is the id or the email address of a user; without it, it is the user who signs in. */
export type ApplicationKeyInput = Times<Omit<SandboxApplicationKey, "leak">, "created_at" | "last_used_at"> & {
  name: string;
  leak?: LeakInput | null;
};

/** @default date: now */
export type LeakInput = Times<SandboxLeak, "date">;

/** `type` follows from the owner: a service account's token is a service access token. */
export type TokenInput = Times<SandboxToken, "created_at" | "modified_at" | "expires_at" | "last_used_at"> & {
  name: string;
};

export type ConnectionInput = Times<SandboxConnection, "created_at" | "last_updated"> & {
  name: string;
  integration: ActionConnectionIntegration;
};
