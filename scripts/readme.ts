/** Writes the tables of README.md: the resources, the runtimes that were tested, and the benchmarks. `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { functions } from "./functions.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

interface Run {
  title: string;
  version: string;
  passed: number;
  failed: number;
}

/** The part of bench/results.json that the README shows. */
interface Measured {
  environment: { node: string; cpu: string; cores: number };
  calls: { title: string; rows: { name: string; ratio: { median: number } }[] }[];
  imports: { name: string; load: { median: number } }[];
  bundles: { name: string; one?: { gzip: number } }[];
  installed: { name: string; bytes: number }[];
  pages: { time: { median: number } }[];
  listed: number;
}

/** The README with its generated parts as the committed results have them. */
export function render(readme: string): string {
  const withResources = fill(readme, "resources", resourcesTable());
  const withRuntimes = fill(withResources, "runtimes", runtimesTable(JSON.parse(read("test/runtimes/results.json"))));
  return fill(withRuntimes, "bench", benchTable(JSON.parse(read("bench/results.json"))));
}

function fill(readme: string, name: string, content: string): string {
  const part = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!part.test(readme)) throw new Error(`README.md has no part between <!-- ${name} --> and <!-- /${name} -->.`);
  return readme.replace(part, (_, start: string, end: string) => `${start}${content}${end}`);
}

/** One row a module: where it is on `dd`, what it is imported from, and its functions. */
function resourcesTable(): string {
  const rows = new Map<string, { bound: string; names: string[] }>();
  for (const { bound, subpath } of functions()) {
    const end = bound.lastIndexOf(".");
    const row = rows.get(subpath) ?? { bound: bound.slice(0, end), names: [] };
    row.names.push(bound.slice(end + 1));
    rows.set(subpath, row);
  }
  const lines = [...rows].map(
    ([subpath, { bound, names }]) =>
      `| \`dd.${bound}\` | \`${subpath.replace("datadog-fetch", "")}\` | ${names.map((name) => `\`${name}\``).join(" ")} |`,
  );
  return `| on the client | subpath | functions |\n|---|---|---|\n${lines.join("\n")}\n`;
}

function runtimesTable(runs: readonly Run[]): string {
  const rows = runs.map(
    ({ title, version, passed, failed }) =>
      `| ${title} | ${version} | ${passed} passed${failed ? `, ${failed} failed` : ""} |`,
  );
  return `| runtime | version | conformance |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** One row a client, one column a measurement; the smaller the better. */
function benchTable({ environment, calls, imports, bundles, installed, pages, listed }: Measured): string {
  const ratio = (title: string, client: string): string => {
    const row = calls.find((table) => table.title === title)?.rows.find(({ name }) => name === client);
    return row ? `${row.ratio.median.toFixed(2)} ×` : "";
  };
  const rows = calls[0]?.rows.map(({ name }) => {
    const load = imports.find((row) => row.name === name)?.load.median;
    const gzip = bundles.find((row) => row.name === name)?.one?.gzip;
    const folder = installed.find(
      (row) => row.name === name || (name === "official client" && row.name.startsWith("@datadog/")),
    );
    return [
      name === "datadog-fetch" ? `**${name}**` : name,
      ratio("200 B over loopback", name),
      ratio("50 kB page over loopback", name),
      load !== undefined && name !== "raw fetch" ? `${Math.max(0, load).toFixed(0)} ms` : "",
      gzip ? `${(gzip / 1000).toFixed(1)} kB` : "",
      folder ? `${(folder.bytes / 1e6).toFixed(1)} MB` : "",
    ];
  });
  const [sequential, , eight] = pages;
  const faster =
    sequential && eight ? `${(sequential.time.median / eight.time.median).toFixed(1)} times as fast` : "faster";
  return `![The same, as a chart](bench/chart.svg)

| | a small call | a page of 100 keys | loading it | one operation, bundled | on disk |
|---|---|---|---|---|---|
${rows?.map((row) => `| ${row.join(" | ")} |`).join("\n")}

Medians of interleaved rounds on Node ${environment.node}, ${environment.cores} × ${environment.cpu}; calls over loopback HTTP as multiples of raw \`fetch\` in the same round,
loading above bare Node, bundles minified and gzipped. datadog-fetch has all its guarantees on; the others repeat what they repeat by default. Listing ${listed.toLocaleString("en")} keys under
50 ms of latency is ${faster} with \`concurrency: 8\`. \`npm run bench\` measures it all again; [bench/results.json](bench/results.json) has the spreads.
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL("README.md", root), render(read("README.md")));
