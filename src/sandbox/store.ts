/** What the sandbox remembers, and the dice that make its ids and secrets. */
import type { ActionConnectionIntegration } from "../../generated/types.ts";

/** A user of the organization. */
export interface SandboxUser {
  id: string;
  name: string;
  handle: string;
  created_at: string;
  /** The personal access token that acts for this user. */
  token: string;
}

/** An API key with its secret. */
export interface SandboxAPIKey {
  id: string;
  key: string;
  name: string;
  category?: string;
  remote_config_read_enabled: boolean;
  created_at: string;
  modified_at: string;
  date_last_used: string | null;
  /** Ids of users. */
  created_by: string;
  modified_by: string;
}

/** An application key with its secret. */
export interface SandboxApplicationKey {
  id: string;
  key: string;
  name: string;
  scopes: readonly string[] | null;
  created_at: string;
  last_used_at: string | null;
  /** Id of a user. */
  owned_by: string;
}

/** An action connection with its secrets. */
export interface SandboxConnection {
  id: string;
  name: string;
  integration: ActionConnectionIntegration;
}

/** Everything that the sandbox holds, in the order in which it was made, secrets that the API never shows included. */
export interface SandboxState {
  users: SandboxUser[];
  apiKeys: SandboxAPIKey[];
  applicationKeys: SandboxApplicationKey[];
  connections: SandboxConnection[];
  /** Ids of the application keys that are registered for actions. */
  registrations: string[];
  pagerDutyServices: { service_name: string; service_key: string }[];
}

/** Makes ids and secrets that look like Datadog's. The same seed makes the same ones in the same order. */
export interface Mint {
  uuid(): string;
  /** That many hexadecimal digits: an API key has 32. */
  hex(length: number): string;
  applicationKey(): string;
  token(): string;
}

export function createMint(seed: number): Mint {
  const random = mulberry32(seed);
  const pick = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join("");
  const hex = (length: number) => pick("0123456789abcdef", length);
  const word = (length: number) => pick("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length);
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick("89ab", 1)}${hex(3)}-${hex(12)}`,
    hex,
    applicationKey: () => `ddapp_${word(34)}`,
    token: () => `ddpat_${word(22)}_${word(36)}`,
  };
}

/** Random numbers from 0 to 1, the same ones for the same seed. Nothing here needs to be hard to guess. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function emptyState(): SandboxState {
  return { users: [], apiKeys: [], applicationKeys: [], connections: [], registrations: [], pagerDutyServices: [] };
}

/** Datadog writes most times with microseconds and an offset … */
export const timeStamp = (date: Date): string => date.toISOString().replace("Z", "000+00:00");
/** … but times of last use with nanoseconds and a Z. */
export const useStamp = (date: Date): string => date.toISOString().replace("Z", "000000Z");

export function addAPIKey(state: SandboxState, mint: Mint, by: SandboxUser, time: string, name: string): SandboxAPIKey {
  const key: SandboxAPIKey = {
    id: mint.uuid(),
    key: mint.hex(32),
    name,
    remote_config_read_enabled: false,
    created_at: time,
    modified_at: time,
    date_last_used: null,
    created_by: by.id,
    modified_by: by.id,
  };
  state.apiKeys.push(key);
  return key;
}

export function addApplicationKey(
  state: SandboxState,
  mint: Mint,
  owner: SandboxUser,
  time: string,
  name: string,
): SandboxApplicationKey {
  const key: SandboxApplicationKey = {
    id: mint.uuid(),
    key: mint.applicationKey(),
    name,
    scopes: null,
    created_at: time,
    last_used_at: null,
    owned_by: owner.id,
  };
  state.applicationKeys.push(key);
  return key;
}

export function addUser(state: SandboxState, mint: Mint, time: string, name: string): SandboxUser {
  const handle = `${name.toLowerCase().replace(/\W+/g, ".")}@example.com`;
  const user = { id: mint.uuid(), name, handle, created_at: time, token: mint.token() };
  state.users.push(user);
  return user;
}

/** Takes an item out of its list. */
export function remove<Item>(list: Item[], item: Item): void {
  list.splice(list.indexOf(item), 1);
}
