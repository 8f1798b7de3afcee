/** Markdoc's syntax tree with what reading a page needs: text, tables, tabs, lines, and errors in a sentence. */
import Markdoc, { type Node } from "@markdoc/markdoc";
import { UnreadablePage } from "./unreadable.ts";

export type { Node };

export interface Row {
  /** The text of each cell by its column's heading, in lower case. */
  cells: Record<string, string>;
  line: number;
}

/**
 * The page without its code samples, which are not fenced and end where the version's tab ends.
 * Lines keep their numbers.
 */
function withoutSamples(text: string): string {
  let inSamples = false;
  const lines = text.split(/\r?\n/);
  const ends = (at: number): boolean => {
    const next = lines.slice(at + 1).find((line) => line.trim() !== "");
    return lines[at]?.trim() === "{% /tab %}" && (next === undefined || /^\{% tab title="v\d+" %\}/.test(next));
  };
  return lines
    .map((line, at) => {
      if (/^### Code Example\s*$/.test(line)) inSamples = true;
      else if (inSamples && ends(at)) inSamples = false;
      return inSamples ? "" : line;
    })
    .join("\n");
}

/** Parses a page; a tag that is never closed, which is how a half-saved page ends, is an error. */
export function parse(text: string, file: string): Node {
  const tree = Markdoc.parse(withoutSamples(text));
  for (const node of [tree, ...tree.walk()]) {
    const [error] = node.errors;
    if (!error) continue;
    const line = (error.location?.start.line ?? node.lines[0] ?? 0) + 1;
    throw UnreadablePage.at(
      { file, line },
      `this page is cut off or damaged (${error.message}). Save it again, whole, from its address that ends in .md.`,
    );
  }
  return tree;
}

/** The text of a node; code keeps its backticks and emphasis its marks, so that prose can be told from names. */
export function textOf(node: Node): string {
  if (node.type === "text") return String(node.attributes.content);
  if (node.type === "code") return `\`${String(node.attributes.content)}\``;
  if (node.type === "softbreak" || node.type === "hardbreak") return "\n";
  const inner = node.children.map(textOf).join("");
  const marker = node.type === "em" || node.type === "strong" ? String(node.attributes.marker ?? "*") : "";
  return marker + inner + marker;
}

export const lineOf = (node: Node): number => (node.lines[0] ?? 0) + 1;

export const titleOf = (node: Node): string => String(node.attributes.title ?? "");

export const isTab = (node: Node): boolean => node.type === "tag" && node.tag === "tab";

export const isHeading = (node: Node, level: number): boolean =>
  node.type === "heading" && node.attributes.level === level;

/** The first node of a kind, at any depth. */
export function find(nodes: readonly Node[], wanted: (node: Node) => boolean): Node | undefined {
  for (const node of nodes) {
    if (wanted(node)) return node;
    const inner = find(node.children, wanted);
    if (inner) return inner;
  }
  return undefined;
}

/** All nodes of a kind, at any depth, in the page's order. */
export function findAll(nodes: readonly Node[], wanted: (node: Node) => boolean): Node[] {
  return nodes.flatMap((node) => [...(wanted(node) ? [node] : []), ...findAll(node.children, wanted)]);
}

/** The rows of a table. */
export function rowsOf(table: Node): Row[] {
  const rows = findAll([table], (node) => node.type === "tr");
  const [head, ...body] = rows;
  const headings = head?.children.map((cell) => textOf(cell).trim().toLowerCase()) ?? [];
  return body.map((row) => ({
    cells: Object.fromEntries(headings.map((heading, i) => [heading, cellText(row.children[i])])),
    line: lineOf(row),
  }));
}

const cellText = (cell: Node | undefined): string => (cell ? textOf(cell).replaceAll("\u00a0", " ").trim() : "");
