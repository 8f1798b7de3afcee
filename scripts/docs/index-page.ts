/** Reads the index of a group: which operations it links to. */
import { type Address, label, version } from "./facts.ts";
import { find, findAll, isHeading, lineOf, type Node, rowsOf, textOf } from "./markdoc.ts";
import { addressIn } from "./prose.ts";

/** An operation as an index has it. */
export interface IndexEntry {
  title: string;
  url: string;
  address: Address;
  line: number;
  /** One for each version that the index shows. */
  endpoints: { method: string; path: string }[];
}

const LABEL = /^`?([A-Z]+)\s+https:\/\/api\.[^/\s]+(\/[^\s`]*)`?$/;

function linkOf(heading: Node): string | undefined {
  const link = find(heading.children, ({ type }) => type === "link");
  return link && String(link.attributes.href);
}

function endpointsIn(nodes: readonly Node[]): { method: string; path: string }[] {
  const tables = findAll(nodes, ({ type }) => type === "table");
  const found = tables.flatMap(rowsOf).flatMap(({ cells }) => {
    const [, method, path] = LABEL.exec(Object.values(cells)[1] ?? "") ?? [];
    return method && path && version(path) ? [{ method, path }] : [];
  });
  return [...new Map(found.map((one) => [label(one), one])).values()];
}

/** The operations that an index links to; none where the page is no index. */
export function indexEntries(tree: Node): IndexEntry[] {
  const entries: IndexEntry[] = [];
  let nodes: Node[] = [];
  for (const node of tree.children) {
    const url = isHeading(node, 2) ? linkOf(node) : undefined;
    const address = url && addressIn(url);
    if (url && address) {
      nodes = [];
      const title = textOf(node).replace(/→\s*$/, "").trim();
      entries.push({ title, url, address, line: lineOf(node), endpoints: [] });
      continue;
    }
    nodes = [...nodes, node];
    const last = entries.at(-1);
    if (last) last.endpoints = endpointsIn(nodes);
  }
  return entries;
}
