/** What can be wrong with a credential, and what is. */
import type { Credential, Found } from "./credential.ts";

/** What can be wrong with a credential, the worst first. */
export type Finding =
  /** Somebody found it in the open. */
  | "leaked"
  /** Its owner's account is switched off. */
  | "owner-disabled"
  /** It expires within `expiringWithin`. */
  | "expires-soon"
  /** It was not used for `staleAfter`. */
  | "stale"
  /** It was never used at all. */
  | "never-used"
  /** An application key that may do all that its owner may. */
  | "unscoped";

export interface AuditFinding {
  readonly finding: Finding;
  readonly credential: Credential;
  /**
   * Since when: the date of the leak, the last use of a stale one, when one that was never used or is unscoped was
   * made, when it came close to its end. Undefined where nobody says.
   */
  readonly since: Date | undefined;
}

/** All findings, the worst first. */
export const FINDINGS: readonly Finding[] = [
  "leaked",
  "owner-disabled",
  "expires-soon",
  "stale",
  "never-used",
  "unscoped",
];

/** For sorting: the worst first, and of the same kind the oldest. */
export const byRank = (a: AuditFinding, b: AuditFinding): number =>
  FINDINGS.indexOf(a.finding) - FINDINGS.indexOf(b.finding) || (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0);

/** From when on something is a finding, in milliseconds. */
export interface Limits {
  readonly staleAfter: number;
  readonly expiringWithin: number;
}

/** All that is wrong with one credential. */
export function findingsOf(
  { credential, leakedAt }: Found,
  now: number,
  { staleAfter, expiringWithin }: Limits,
): AuditFinding[] {
  const { type, lastUsedAt, createdAt, expiresAt, scopes, owner } = credential;
  const closeToEnd = expiresAt ? expiresAt.getTime() - expiringWithin : Number.POSITIVE_INFINITY;
  const found: [Finding, boolean, Date | undefined][] = [
    ["leaked", leakedAt !== undefined, leakedAt ?? undefined],
    ["owner-disabled", owner?.disabled === true, undefined],
    ["expires-soon", now >= closeToEnd && now < (expiresAt?.getTime() ?? 0), new Date(Math.min(closeToEnd, now))],
    ["stale", !!lastUsedAt && now - lastUsedAt.getTime() > staleAfter, lastUsedAt ?? undefined],
    ["never-used", lastUsedAt === null, createdAt],
    ["unscoped", type === "application_keys" && scopes === null, createdAt],
  ];
  return found.flatMap(([finding, holds, since]) => (holds ? [{ finding, credential, since }] : []));
}
