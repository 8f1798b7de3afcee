/** The results of one run, and their tables. */
import type { BundleRow } from "./bundles.ts";
import type { CallTable } from "./calls.ts";
import type { GenerateRow } from "./generate.ts";
import type { ImportRow } from "./imports.ts";
import type { InstalledRow } from "./installed.ts";
import type { MemoryRow, PageRow } from "./pages.ts";
import type { Spread } from "./stats.ts";
import type { TypeRow } from "./types.ts";

export interface Results {
  environment: {
    node: string;
    cpu: string;
    cores: number;
    platform: string;
    date: string;
    load: string;
    rounds: "full" | "quick";
  };
  versions: Record<string, string>;
  calls: CallTable[];
  imports: ImportRow[];
  bundles: BundleRow[];
  packed: number;
  installed: InstalledRow[];
  listed: number;
  pages: PageRow[];
  memory: MemoryRow[];
  types: TypeRow[];
  generate: GenerateRow[];
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
const range = ({ median, lower, upper }: Spread, digits: number): string =>
  `${fixed(median, digits)} (${fixed(lower, digits)}–${fixed(upper, digits)})`;
const kilobytes = (bytes: number | undefined): string =>
  bytes === undefined ? "" : `${fixed(bytes / 1000, bytes < 1e5 ? 2 : 0)} kB`;

/** All tables, as plain text. Values are medians, in brackets the quartiles; ratios are taken round by round. */
export function report(results: Results): string {
  const {
    environment: machine,
    versions,
    calls,
    imports,
    bundles,
    installed,
    pages,
    memory,
    types,
    generate,
  } = results;
  const sections = [
    `Node ${machine.node}, ${machine.cpu} × ${machine.cores}, ${machine.platform}, load ${machine.load}, ${machine.date} (${machine.rounds} run)`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "Values are medians with their quartiles. Ratios compare neighbours in the same round.",
    ...calls.map(({ title, rows }) =>
      table([`A call, ${title}`, "µs", "× raw fetch"], rows, ({ name, time, ratio }) => [
        name,
        fixed(time.median, 0),
        range(ratio, 2),
      ]),
    ),
    table(
      ["Start, above a bare process", "load, ms", "load, MB", "first answer, ms"],
      imports,
      ({ name, load, memory: size, first }) => [name, range(load, 1), range(size, 1), range(first, 0)],
    ),
    table(
      ["Bundle of one operation", "minified", "gzip", "brotli", "everything: gzip", "brotli"],
      bundles,
      ({ name, one, everything }) => [
        name,
        ...[one.minified, one.gzip, one.brotli, everything?.gzip, everything?.brotli].map(kilobytes),
      ],
    ),
    table(
      ["Installed", "packages", "size", "without the sandbox"],
      installed,
      ({ name, packages, bytes, bytesWithoutSandbox }) => [
        name,
        String(packages),
        kilobytes(bytes),
        kilobytes(bytesWithoutSandbox),
      ],
    ),
    table(
      [`Listing ${results.listed} keys, 50 ms of latency`, "s", "× page after page"],
      pages,
      ({ name, time, ratio }) => [name, range(time, 2), range(ratio, 2)],
    ),
    table(["Iterating without keeping", "live heap at its peak"], memory, ({ keys, peak }) => [
      `${keys} keys`,
      `${fixed(peak, 2)} MB`,
    ]),
    table(["Type check of a small consumer", "s", "× empty file", "MB", "instantiations"], types, (row) => [
      row.name,
      range(row.time, 2),
      range(row.ratio, 2),
      fixed(row.memory.median, 0),
      String(row.instantiations),
    ]),
    table(["Generating from a document", "ours, s", "hey-api, s"], generate, ({ operations, ours, heyApi }) => [
      `${operations} operations`,
      range(ours, 1),
      range(heyApi, 1),
    ]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function table<Row>(head: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly string[]): string {
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  const [first = "", ...rest] = lines.map((line) => line.map(pad).join("  ").trimEnd());
  return [first, "─".repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...rest].join("\n");
}
