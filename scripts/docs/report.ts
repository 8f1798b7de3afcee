/** Writes what a comparison found, for people and for programs. */
import type { Difference } from "./compare.ts";
import type { Missing, Unreadable } from "./sources.ts";

/** What `--json` prints. */
export interface Report {
  /** How many operations were compared. */
  operations: number;
  /** How many pages they stand on. */
  pages: number;
  differences: Difference[];
  /** Operations that the documentation has and the spec lacks. */
  missing: Missing[];
  unreadable: Unreadable[];
}

const count = (n: number, noun: string): string => `${n === 0 ? "no" : n} ${noun}${n === 1 ? "" : "s"}`;

function difference({ kind, place, page, spec, words, pageFile, pageLine, specFile, specLine }: Difference): string {
  const what = place === kind || kind === "field" || kind === "parameter" ? place : `${place}: ${kind}`;
  const quoted = words && words !== page ? `\n          "${words}"` : "";
  return (
    `  ${what.replace("  ", " ")}\n` +
    `    page  ${page}  (${pageFile}:${pageLine})${quoted}\n` +
    `    spec  ${spec}  (${specFile}:${specLine})`
  );
}

/** The report for people: each operation with its differences, the page's words beside the spec's line. */
export function forPeople({ operations, pages, differences, missing }: Report): string {
  const lines: string[] = [];
  for (const operation of new Set(differences.map((one) => one.operation))) {
    const own = differences.filter((one) => one.operation === operation);
    lines.push(`${operation}  (${own[0]?.operationId})`, ...own.map(difference), "");
  }
  if (missing.length) {
    lines.push("In the documentation, but not in the spec (npm run docs:import -- PAGE.md drafts them):");
    lines.push(...missing.map(({ operation, title, page }) => `  ${operation || title}  (${page})`), "");
  }
  lines.push(
    `${count(operations, "operation")} on ${count(pages, "page")} compared with the spec: ` +
      `${count(differences.length, "difference")}.`,
  );
  return `${lines.join("\n")}\n`;
}
