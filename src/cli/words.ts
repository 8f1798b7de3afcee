/** Says kinds, findings and times in words, the same ones in every report. */
import type { Credential, CredentialType } from "../jobs/index.ts";

/** What one credential of a kind is called. */
export const NOUNS: Record<CredentialType, string> = {
  api_keys: "API key",
  application_keys: "application key",
  personal_access_tokens: "personal access token",
  service_access_tokens: "service access token",
};

/** What a list that the caller may not see is called. */
export const LISTS: Record<CredentialType | "users", string> = {
  api_keys: "API keys",
  application_keys: "application keys",
  personal_access_tokens: "personal access tokens",
  service_access_tokens: "service access tokens",
  users: "owners of tokens",
};

const DAY = 24 * 3600_000;

/** In days. What was used just now may carry a later time than this machine's. */
const CLOCK_SKEW = 1 / 24;

/** How long ago or ahead a time is. */
export function ago(date: Date, now: number): string {
  const days = (now - date.getTime()) / DAY;
  if (Number.isNaN(days)) return "unknown";
  if (days < -CLOCK_SKEW) return ahead(-days);
  if (days < 1) return "today";
  if (days < 2) return "yesterday";
  return `${span(days)} ago`;
}

function ahead(days: number): string {
  if (days < 1) return "within a day";
  return days < 2 ? "in a day" : `in ${span(days)}`;
}

function span(days: number): string {
  if (days < 365) return `${Math.floor(days)} days`;
  const years = String(Math.floor(days / 36.525) / 10);
  return years === "1" || years === "0.9" ? "a year" : `${years} years`;
}

/** When a credential was last used. */
export function lastUse({ lastUsedAt }: Credential, now: number): string {
  if (lastUsedAt === undefined) return "";
  return lastUsedAt === null ? "never" : ago(lastUsedAt, now);
}

/** Name, or else address, of whoever has a credential. */
export function ownerName({ owner }: Credential): string {
  if (!owner) return "";
  return owner.name || owner.email || owner.id;
}

/** A date as ISO 8601; nothing where there is none or it cannot be read. */
export const isoOf = (date: Date | null | undefined): string =>
  date && !Number.isNaN(date.getTime()) ? date.toISOString() : "";

/** "1 key", "2 keys". */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
