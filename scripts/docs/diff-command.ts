/** The command `docs:diff`: holds the spec against pages of the documentation. */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { comparePage } from "./compare.ts";
import { label } from "./facts.ts";
import { type FetchOptions, Offline } from "./fetch.ts";
import { forPeople, type Report } from "./report.ts";
import { fromDocs, fromFiles, type Missing, missingOf, type Sources } from "./sources.ts";
import { operationFor, readSpec, type SpecOperation } from "./spec.ts";
import { UnreadableSpec } from "./yaml.ts";

/** What a command writes to, and what a test replaces. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  fetch?: Pick<FetchOptions, "wait" | "now" | "timeout">;
}

export const USAGE = `usage: npm run docs:diff -- PAGE.md… | --fetch
       [--json] [--spec FILE] [--docs-url URL] [--cache DIR] [--fresh]

  PAGE.md      pages of operations, saved from their addresses that end in .md
  --fetch      fetch the page of every operation of the spec instead
  --json       for programs: { operations, pages, differences, missing, unreadable }
  --spec       the root of the spec (spec/openapi.yaml)
  --docs-url   where the documentation is (https://docs.datadoghq.com)
  --cache      where fetched pages are kept for a day (.cache/docs)
  --fresh      fetch again what is kept
Exit: 0 no difference, 1 differences, 2 a page, the spec or the command line cannot be read.
`;

/** A command line that makes no sense. */
export class Usage extends Error {
  override name = "Usage";
}

interface Options {
  files: string[];
  fetch: boolean;
  json: boolean;
  spec: string;
  base: string;
  cache: string;
  fresh: boolean;
}

function optionsOf(args: readonly string[]): Options | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  if (values.fetch && positionals.length) throw new Usage("Give either pages or --fetch.");
  if (!values.fetch && !positionals.length) throw new Usage("Give pages, or --fetch.");
  if (!URL.canParse(values["docs-url"])) throw new Usage(`--docs-url ${values["docs-url"]} is no address.`);
  return {
    files: positionals,
    fetch: values.fetch,
    json: values.json,
    spec: values.spec,
    base: values["docs-url"].replace(/\/+$/, ""),
    cache: values.cache,
    fresh: values.fresh,
  };
}

const FLAGS = {
  fetch: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  spec: { type: "string", default: "spec/openapi.yaml" },
  "docs-url": { type: "string", default: "https://docs.datadoghq.com" },
  cache: { type: "string", default: ".cache/docs" },
  fresh: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

async function sourcesOf(options: Options, spec: readonly SpecOperation[], terminal: Terminal): Promise<Sources> {
  const expect = (...[operation, address]: Parameters<Parameters<typeof fromFiles>[1]>) =>
    operationFor(spec, operation, address);
  if (!options.fetch) return fromFiles(options.files, expect);
  const fetching = { cache: options.cache, ...terminal.fetch, ...(options.fresh && { maxAge: 0 }) };
  return fromDocs(spec, options.base, fetching, expect);
}

const notThere = (page: string, operations: readonly string[]): string =>
  `${page}: the spec has no operation ${operations.join(" and ")}. ` +
  "Draft it with npm run docs:import -- PAGE.md, or correct the page's externalDocs if it has moved.";

async function compare(options: Options, terminal: Terminal): Promise<Report> {
  const spec = readSpec(options.spec);
  const { pages, missing, unreadable } = await sourcesOf(options, spec, terminal);
  const report: Report = { operations: 0, pages: 0, differences: [], missing, unreadable };
  for (const page of pages) {
    const { differences, compared, unknown } = comparePage(page, spec);
    if (!compared) {
      unreadable.push({ page: page.file, reason: notThere(page.file, unknown.map(label)) });
      continue;
    }
    report.operations += compared;
    report.pages += 1;
    report.differences.push(...differences);
    missing.push(...missingOf(page, unknown));
  }
  report.differences = report.differences.map((one) => ({
    ...one,
    specFile: relative(process.cwd(), one.specFile) || one.specFile,
  }));
  report.missing = unique(missing);
  return report;
}

/** An operation that both an index and a page have is listed once. */
function unique(missing: readonly Missing[]): Missing[] {
  return [...new Map(missing.map((one) => [one.operation || one.page, one])).values()];
}

/** Runs the command; what it returns is the exit status. */
export async function docsDiff(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = optionsOf(args);
    if (!options) {
      terminal.out(USAGE);
      return 0;
    }
    const report = await compare(options, terminal);
    if (options.json) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
    else if (report.pages) terminal.out(forPeople(report));
    for (const { reason } of report.unreadable) terminal.err(`${reason}\n`);
    if (report.unreadable.length) return 2;
    return report.differences.length ? 1 : 0;
  } catch (error) {
    if (error instanceof Usage) terminal.err(`${error.message}\n\n${USAGE}`);
    else if (error instanceof Offline || error instanceof UnreadableSpec) terminal.err(`${error.message}\n`);
    else throw error;
    return 2;
  }
}
