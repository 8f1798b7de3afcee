/** The audit's report as a table, as CSV and as JSON. */
import type { Audit } from "../jobs/index.ts";
import { type Entry, type Report, summary, unseenSentences } from "./report.ts";
import { type Column, tableOf } from "./table.ts";
import { harmless, type Terminal } from "./terminal.ts";
import { ago, isoOf, lastUse, NOUNS, ownerName } from "./words.ts";

/** A table for people: what needs a look first, the summary last, where it stays in view. */
export function tableReport(report: Report, terminal: Terminal): string {
  const { entries, now } = report;
  const { paint } = terminal;
  const columns: Column<Entry>[] = [
    {
      title: "FINDINGS",
      text: ({ findings }) => findings.map(({ finding }) => finding).join(", ") || "none",
      paint: (text, { findings: [worst] }) => paint(worst ? colorOf(worst.finding) : "dim", text),
      least: 14,
    },
    { title: "TYPE", text: ({ credential }) => NOUNS[credential.type], least: 11, spare: 1 },
    {
      title: "NAME",
      text: ({ credential }) => harmless(credential.name),
      paint: (text) => paint("bold", text),
      least: 16,
    },
    { title: "OWNER", text: ({ credential }) => harmless(ownerName(credential)), least: 12, spare: 3 },
    { title: "CREATED", text: ({ credential }) => ago(credential.createdAt, now), spare: 2 },
    { title: "LAST USED", text: ({ credential }) => lastUse(credential, now), spare: 0 },
    { title: "EXPIRES", text: ({ credential: { expiresAt } }) => (expiresAt ? ago(expiresAt, now) : ""), spare: 4 },
    { title: "ID", text: ({ credential }) => credential.id, spare: 5 },
  ];
  const lines = entries.length > 0 ? [...tableOf(entries, columns, terminal), ""] : [];
  const unseen = unseenSentences(report).map((sentence) => paint("yellow", harmless(sentence)));
  return [...lines, ...unseen, paint("bold", summary(report)), ""].join("\n");
}

const colorOf = (finding: string): "red" | "yellow" =>
  finding === "leaked" || finding === "owner-disabled" ? "red" : "yellow";

const CSV_COLUMNS: readonly (readonly [title: string, text: (entry: Entry) => string])[] = [
  ["findings", ({ findings }) => findings.map(({ finding }) => finding).join(" ")],
  ["type", ({ credential }) => credential.type],
  ["id", ({ credential }) => credential.id],
  ["name", ({ credential }) => credential.name],
  ["owner", ({ credential }) => credential.owner?.name ?? ""],
  ["owner_email", ({ credential }) => credential.owner?.email ?? ""],
  ["owner_disabled", ({ credential: { owner } }) => (owner ? String(owner.disabled) : "")],
  ["created_at", ({ credential }) => isoOf(credential.createdAt)],
  ["last_used_at", ({ credential: { lastUsedAt } }) => (lastUsedAt === null ? "never" : isoOf(lastUsedAt))],
  ["expires_at", ({ credential }) => isoOf(credential.expiresAt)],
  ["scopes", ({ credential }) => credential.scopes?.join(" ") ?? ""],
  ["last4", ({ credential }) => credential.last4 ?? ""],
];

/** A row a credential, as RFC 4180 has it. Nothing in it is a formula to a spreadsheet. */
export function csvReport({ entries }: Report): string {
  const rows = [
    CSV_COLUMNS.map(([title]) => title),
    ...entries.map((entry) => CSV_COLUMNS.map(([, text]) => text(entry))),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/** What a spreadsheet takes for a formula, also in the full-width letters of East Asian keyboards or after a space. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What the library's `audit` gives, for programs. A `lastUsedAt` of null means never; absent, Datadog does not say. */
export const jsonReport = (audit: Audit): string => `${JSON.stringify(audit, undefined, 2)}\n`;
