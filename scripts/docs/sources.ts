/** Where the pages to compare come from: files, or the documentation itself. */
import { readFileSync } from "node:fs";
import { label, type Operation } from "./facts.ts";
import { Fetcher, type FetchOptions, inParallel, NoPage } from "./fetch.ts";
import { indexEntries } from "./index-page.ts";
import { type Expect, type Page, readPage, treeOf } from "./page.ts";
import { leadsTo, type SpecOperation } from "./spec.ts";
import { UnreadablePage } from "./unreadable.ts";

/** An operation that the documentation has and the spec lacks. */
export interface Missing {
  operation: string;
  title: string;
  page: string;
}

export interface Unreadable {
  page: string;
  reason: string;
}

export interface Sources {
  pages: Page[];
  missing: Missing[];
  unreadable: Unreadable[];
}

const AT_ONCE = 4;

/** Reads the file of a page; one that is not there is an UnreadablePage as well. */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as { code?: string }).code;
    const what = code === "EISDIR" ? "this is a folder" : `this file cannot be read (${code ?? String(error)})`;
    throw new UnreadablePage(file, `${what}. Give the saved Markdown page of an operation.`);
  }
}

function attempt(sources: Sources, page: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UnreadablePage || error instanceof NoPage)) throw error;
    sources.unreadable.push({ page, reason: error.message });
  }
}

/** The pages in files. */
export function fromFiles(files: readonly string[], expect: Expect): Sources {
  const sources: Sources = { pages: [], missing: [], unreadable: [] };
  for (const file of files) attempt(sources, file, () => sources.pages.push(readPage(readText(file), file, expect)));
  return sources;
}

/** An operation of the spec for which no page can be looked up. */
function withoutPage({ docs, id, place }: SpecOperation): Unreadable {
  return {
    page: docs?.name ?? id,
    reason:
      `${place.file}:${place.line}: ${id} has no externalDocs that lead to a page of its own ` +
      "(https://docs.datadoghq.com/api/latest/<group>/#<slug>). Add them, or say x-beyond where there is no page.",
  };
}

/** The pages that the spec's externalDocs lead to, and the indexes of their groups. */
export async function fromDocs(
  operations: readonly SpecOperation[],
  base: string,
  options: FetchOptions,
  expect: Expect,
): Promise<Sources> {
  const sources: Sources = { pages: [], missing: [], unreadable: [] };
  const documented = operations.filter(({ beyond }) => !beyond?.whole);
  sources.unreadable.push(...documented.filter(({ address }) => !address).map(withoutPage));
  const addresses = documented.flatMap(({ address }) => (address ? [address] : []));
  const fetcher = new Fetcher(options);
  const text = async (url: string): Promise<{ url: string; read: () => string }> => {
    try {
      const found = await fetcher.text(url);
      return { url, read: () => found };
    } catch (error) {
      if (!(error instanceof NoPage)) throw error;
      return {
        url,
        read: () => {
          throw error;
        },
      };
    }
  };
  const unique = (urls: readonly string[]): string[] => [...new Set(urls)].sort();
  const groups = unique(addresses.map(({ group }) => `${base}/api/latest/${group}.md`));
  const urls = unique(addresses.map(({ group, slug }) => `${base}/api/latest/${group}/${slug}.md`));
  for (const { url, read } of await inParallel(groups, AT_ONCE, text))
    attempt(sources, url, () => sources.missing.push(...missingIn(read(), url, operations)));
  for (const { url, read } of await inParallel(urls, AT_ONCE, text))
    attempt(sources, url, () => sources.pages.push(readPage(read(), url, expect)));
  return sources;
}

/** The operations of an index that the spec lacks. */
function missingIn(text: string, url: string, operations: readonly SpecOperation[]): Missing[] {
  const entries = indexEntries(treeOf(text, url));
  if (!entries.length)
    throw new UnreadablePage(url, "this is no index of a group: it links to no page of an operation.");
  return entries.flatMap(({ title, url: page, endpoints, address }) => {
    const unknown = endpoints.filter((one) => !operations.some((operation) => label(operation) === label(one)));
    if (endpoints.length) return unknown.map((one) => ({ operation: label(one), title, page }));
    return operations.some((one) => leadsTo(one, address)) ? [] : [{ operation: "", title, page }];
  });
}

/** Operations of a page that the spec lacks, in the form of those of an index. */
export const missingOf = (page: Page, unknown: readonly Operation[]): Missing[] =>
  unknown.map((operation) => ({ operation: label(operation), title: page.title, page: page.file }));
