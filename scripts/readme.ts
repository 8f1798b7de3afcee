/** Writes the tables of README.md that come from runs: the runtimes that were tested, and the benchmarks. `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

interface Run {
  title: string;
  version: string;
  passed: number;
  failed: number;
}

/** The README with its generated parts as the committed results have them. */
export function render(readme: string): string {
  return fill(readme, "runtimes", runtimesTable(JSON.parse(read("test/runtimes/results.json"))));
}

function fill(readme: string, name: string, content: string): string {
  const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!part.test(readme)) throw new Error(`README.md has no part between <!-- ${name} --> and <!-- /${name} -->.`);
  return readme.replace(part, (_, start: string, end: string) => `${start}${content}${end}`);
}

function runtimesTable(runs: readonly Run[]): string {
  const rows = runs.map(
    ({ title, version, passed, failed }) => `| ${title} | ${version} | ${passed} passed${failed ? `, ${failed} failed` : ""} |`,
  );
  return `| runtime | version | conformance |\n|---|---|---|\n${rows.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(new URL("README.md", root), render(read("README.md")));
