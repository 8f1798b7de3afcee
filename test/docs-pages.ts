/** What the tests of docs:diff and docs:import share: pages of our own, and a terminal that remembers. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docsDiff, type Terminal } from "../scripts/docs/diff-command.ts";
import type { Report } from "../scripts/docs/report.ts";

export const SPEC = "test/docs/spec/openapi.yaml";

export const page = (name: string): string => readFileSync(`test/docs/${name}.md`, "utf8");

const folder = mkdtempSync(join(tmpdir(), "docs-pages-"));
let files = 0;

/** Writes a text to a file of its own. */
export function fileOf(text: string, name = "page.md"): string {
  const file = join(folder, `${++files}-${name}`);
  writeFileSync(file, text);
  return file;
}

/** Replaces a text that has to be there, once, and has to be the only one of its kind. */
export function changed(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${from}" is there ${parts.length - 1} times.`);
  return parts.join(to);
}

export interface Run {
  status: number;
  out: string;
  err: string;
}

export async function diff(args: readonly string[], fetching: Terminal["fetch"] = {}): Promise<Run> {
  const run: Run = { status: -1, out: "", err: "" };
  run.status = await docsDiff(args, {
    out: (text) => {
      run.out += text;
    },
    err: (text) => {
      run.err += text;
    },
    fetch: fetching,
  });
  return run;
}

/** The report on pages, and each difference as one line: what, where, what the page says, what the spec says. */
export async function differences(
  text: string | readonly string[],
  spec = SPEC,
): Promise<{ lines: string[]; report: Report; run: Run }> {
  const run = await diff([...[text].flat().map((one) => fileOf(one)), "--json", "--spec", spec]);
  const report = JSON.parse(run.out) as Report;
  const lines = report.differences.map(({ kind, place, page: ours, spec: theirs }) =>
    [kind, place, ours, theirs].join(" | "),
  );
  return { lines, report, run };
}
