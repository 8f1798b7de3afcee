/** What all forms of the audit's report are made from: every credential once, what needs a look first. */
import { FINDINGS } from "../jobs/findings.ts";
import type { Audit, AuditFinding, Credential } from "../jobs/index.ts";
import { count, LISTS, ownerName } from "./words.ts";

/** A credential with all that was found out about it. */
export interface Entry {
  readonly credential: Credential;
  /** The worst first; empty where all is well. */
  readonly findings: readonly AuditFinding[];
}

/** What a report says besides the audit. */
export interface Report {
  readonly entries: readonly Entry[];
  readonly unseen: Audit["unseen"];
  /** Host name of the site. */
  readonly host: string;
  readonly now: number;
  readonly staleAfterDays: number;
}

/** Puts the findings of each credential together, and the credentials into the order of their worst finding. */
export function entriesOf({ credentials, findings }: Audit): Entry[] {
  const byId = new Map<Credential, AuditFinding[]>();
  for (const each of findings) {
    const known = byId.get(each.credential);
    if (known) known.push(each);
    else byId.set(each.credential, [each]);
  }
  const clean = credentials.filter((credential) => !byId.has(credential));
  return [
    ...[...byId].map(([credential, own]) => ({ credential, findings: own })),
    ...clean.map((credential) => ({ credential, findings: [] })).sort(byName),
  ];
}

const names = new Intl.Collator("en", { numeric: true });

const byName = (a: Entry, b: Entry): number =>
  names.compare(a.credential.name, b.credential.name) ||
  names.compare(ownerName(a.credential), ownerName(b.credential));

/** How many credentials have each finding; those that none has are left out. */
export function tally(entries: readonly Entry[]): { finding: AuditFinding["finding"]; count: number }[] {
  return FINDINGS.map((finding) => ({
    finding,
    count: entries.filter(({ findings }) => findings.some((each) => each.finding === finding)).length,
  })).filter(({ count }) => count > 0);
}

/** The result in a sentence. */
export function summary({ entries }: Report): string {
  const found = entries.filter(({ findings }) => findings.length > 0).length;
  if (entries.length === 0) return "No credentials are there to be seen.";
  if (found === 0) return `${count(entries.length, "credential")}, and nothing is wrong with any of them.`;
  const kinds = tally(entries).map((each) => `${each.count} ${each.finding.replace("-", " ")}`);
  const verb = found === 1 ? "needs" : "need";
  return `${found} of ${count(entries.length, "credential")} ${verb} a look: ${kinds.join(", ")}.`;
}

/** What the caller may not see, a sentence each: it is not known to be empty. */
export const unseenSentences = ({ unseen }: Report): string[] =>
  unseen.map(({ type, reason }) => `Not seen: ${LISTS[type]}, because these credentials may not list them (${reason})`);
