/** Reads the Markdown page of an operation: one operation for each of its versions. */
import {
  type Address,
  type Body,
  type Fact,
  type Field,
  label,
  type Operation,
  type Parameter,
  type Response,
} from "./facts.ts";
import { indexEntries } from "./index-page.ts";
import { find, findAll, isHeading, isTab, lineOf, type Node, parse, rowsOf, textOf, titleOf } from "./markdoc.ts";
import { permissionsIn, slugOf } from "./prose.ts";
import { fieldsOf, type Hints } from "./table.ts";
import { UnreadablePage } from "./unreadable.ts";

export interface Page {
  file: string;
  title: string;
  address: Address;
  /** The group's name, as the breadcrumbs have it. */
  group?: string;
  operations: Operation[];
}

/** What the spec says of an operation, by which ambiguous tables are settled. */
export type Expect = (operation: Operation, address: Address) => Operation | undefined;

interface Section {
  heading: string;
  part: string;
  line: number;
  nodes: Node[];
}

const WHAT_TO_DO = "Give the page of one operation, saved from its address that ends in .md.";

/** Refuses what is no Markdown page of the reference, and says what it is. */
function refuseOthers(text: string, file: string): void {
  if (!text.trim()) throw new UnreadablePage(file, `this file is empty. ${WHAT_TO_DO}`);
  if (text.includes("\0")) throw new UnreadablePage(file, `this is no text. ${WHAT_TO_DO}`);
  if (/^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype|html|head|body|\?xml)\b/i.test(text)) {
    const markdown = /available at\s+(?:<a[^>]*>)?\s*(https:\/\/[\w./-]+\.md)/i.exec(text)?.[1];
    throw new UnreadablePage(
      file,
      `this is HTML, not Markdown. Save ${markdown ?? "the same address with .md at its end"} instead.`,
    );
  }
}

function refuseIndex(tree: Node, file: string): void {
  const entries = indexEntries(tree);
  if (!entries.length) return;
  const [first] = entries;
  throw new UnreadablePage(
    file,
    `this is the index of a group, which links to the pages of ${entries.length} operations and describes none. ` +
      `Save the page of one, such as ${first?.url}, or run docs:diff with --fetch.`,
  );
}

/** The third of the breadcrumbs: `Docs > API Reference > Key Management`. */
function groupOf(tree: Node): string | undefined {
  const crumbs = /^breadcrumbs:(.*)$/m.exec(String(tree.attributes.frontmatter ?? ""))?.[1];
  return crumbs?.split(">")[2]?.trim();
}

/** The parts of a version's tab: what stands between its headings. */
function sectionsOf(tab: Node): Section[] {
  const sections: Section[] = [{ heading: "", part: "", line: lineOf(tab), nodes: [] }];
  for (const node of tab.children) {
    const last = sections.at(-1);
    const heading = textOf(node).trim();
    if (isHeading(node, 3)) sections.push({ heading, part: "", line: lineOf(node), nodes: [] });
    else if (isHeading(node, 4))
      sections.push({ heading: last?.heading ?? "", part: heading, line: lineOf(node), nodes: [] });
    else last?.nodes.push(node);
  }
  return sections;
}

const isTable = (node: Node): boolean => node.type === "table";

interface Endpoint extends Fact {
  method: string;
  path: string;
  column: string;
}

/** The rows of the table of sites. Its first column has the address of the app, its second that of the API. */
function endpointsOf(tab: Node, file: string): Endpoint[] {
  const table = find(tab.children, isTable);
  const rows = table ? rowsOf(table) : [];
  const endpoints = rows.flatMap(({ cells, line }) => {
    const [column = "", address = ""] = Object.values(cells);
    const found = /^([A-Z]+)\s+https:\/\/api\.([^/\s]+)(\/\S*)$/.exec(address.replaceAll("`", ""));
    const [, method, name, path] = found ?? [];
    return method && name && path
      ? [{ method, name, path, column: column.replace(/^app\./, ""), place: { file, line } }]
      : [];
  });
  if (endpoints.length && endpoints.length === rows.length) return endpoints;
  throw UnreadablePage.at(
    { file, line: table ? lineOf(table) : lineOf(tab) },
    `the tab ${titleOf(tab)} does not begin with the table of sites and addresses. ${WHAT_TO_DO}`,
  );
}

/** Method and path as most rows have them: a single row that differs is a difference of its site. */
function usual(endpoints: readonly Endpoint[]): Endpoint {
  const count = (one: Endpoint): number => endpoints.filter((other) => label(other) === label(one)).length;
  return endpoints.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** A site; odd where the row contradicts itself or the others. */
function siteOf(endpoint: Endpoint, normal: Endpoint): Fact {
  const { name, column, place } = endpoint;
  const odd = [
    ...(column === name ? [] : [`${column} has the address of ${name}`]),
    ...(label(endpoint) === label(normal) ? [] : [`${column} has ${label(endpoint)}`]),
  ].join(", ");
  return odd ? { name: column, place, odd } : { name, place };
}

/** Paragraphs as they are; a list after a colon as code spans, because some pages list permissions so. */
function proseOf(node: Node): string {
  if (node.type !== "list") return textOf(node);
  return findAll([node], ({ type }) => type === "item")
    .map((item) => textOf(item).trim())
    .map((item) => (/^[a-z0-9_]+$/.test(item) ? `\`${item}\`` : item))
    .join("\n");
}

function permissionsOf(sections: readonly Section[], file: string): Fact[] {
  const overview = sections.find(({ heading }) => heading === "Overview");
  if (!overview) return [];
  const prose = overview.nodes.map((node) => ({ text: proseOf(node), line: lineOf(node) }));
  return permissionsIn(prose.map(({ text }) => text).join("\n")).map((name) => {
    const line = prose.find(({ text }) => text.includes(name))?.line ?? overview.line;
    return { name, place: { file, line } };
  });
}

const LOCATIONS: Record<string, string> = {
  "Path Parameters": "path",
  "Query Strings": "query",
  "Query Parameters": "query",
  "Header Parameters": "header",
};

function parametersOf(sections: readonly Section[], file: string): Parameter[] {
  return sections
    .filter(({ heading, part }) => heading === "Arguments" && part)
    .flatMap(({ part, nodes, line }) => {
      const where = LOCATIONS[part];
      const table = find(nodes, isTable);
      if (!where || !table)
        throw UnreadablePage.at({ file, line }, `"${part}" is no table of path or query parameters. ${WHAT_TO_DO}`);
      return fieldsOf(rowsOf(table), file).map((field) => ({ ...field, in: where }));
    });
}

function exampleIn(nodes: readonly Node[]): unknown {
  const fence = find(nodes, ({ type, attributes }) => type === "fence" && attributes.language === "json");
  try {
    return fence && JSON.parse(String(fence.attributes.content));
  } catch {
    return undefined; // An example that is no JSON settles nothing.
  }
}

/** The fields that a model lists, or undefined where there is none. */
function modelIn(nodes: readonly Node[], file: string, expected: readonly Field[] | undefined): Field[] | undefined {
  const model = find(nodes, (node) => isTab(node) && titleOf(node) === "Model");
  const table = find(model ? [model] : nodes, isTable);
  if (!table) return model && [];
  const example = exampleIn(nodes);
  const hints: Hints = { ...(example !== undefined && { example }), ...(expected && { expected }) };
  return fieldsOf(rowsOf(table), file, hints);
}

function bodyOf(sections: readonly Section[], file: string, expected: Body | undefined): Body | undefined {
  const section = sections.find(({ heading, part }) => heading === "Request" && part.startsWith("Body Data"));
  if (!section) return undefined;
  return {
    required: /\(required\)/i.test(section.part),
    fields: modelIn(section.nodes, file, expected?.fields) ?? [],
    place: { file, line: section.line },
  };
}

function responseOf(tab: Node, file: string, expected: Response | undefined): Response {
  const place = { file, line: lineOf(tab) };
  const first = tab.children.find(({ type }) => type === "paragraph");
  const fields = modelIn(tab.children, file, expected?.body?.fields);
  return {
    status: titleOf(tab),
    place,
    words: [titleOf(tab), first && textOf(first).trim()].filter(Boolean).join(" "),
    ...(fields && { body: { required: true, fields, place } }),
  };
}

function responsesOf(sections: readonly Section[], file: string, expected: Operation | undefined): Response[] {
  const section = sections.find(({ heading }) => heading === "Response");
  const tabs = section?.nodes.filter((node) => isTab(node) && /^(?:\d{3}|default)$/.test(titleOf(node))) ?? [];
  return tabs.map((tab) => {
    const same = expected?.responses.find(({ status }) => status === titleOf(tab));
    return responseOf(tab, file, same);
  });
}

function operationOf(tab: Node, file: string, address: Address, expect: Expect): Operation {
  const endpoints = endpointsOf(tab, file);
  const normal = usual(endpoints);
  const sections = sectionsOf(tab);
  const bare: Operation = {
    method: normal.method,
    path: normal.path,
    place: normal.place,
    sites: endpoints.map((endpoint) => siteOf(endpoint, normal)),
    permissions: permissionsOf(sections, file),
    parameters: parametersOf(sections, file),
    responses: [],
  };
  const expected = expect(bare, address);
  const body = bodyOf(sections, file, expected?.body);
  const responses = responsesOf(sections, file, expected);
  if (!responses.length)
    throw UnreadablePage.at(
      { file, line: lineOf(tab) },
      `the tab ${titleOf(tab)} has no "Response" with statuses, so the page is not whole. ${WHAT_TO_DO}`,
    );
  return { ...bare, responses, ...(body && { body }) };
}

/** The page's tree, if it is Markdown at all. */
export function treeOf(text: string, file: string): Node {
  refuseOthers(text, file);
  return parse(text, file);
}

/** Reads a page, or throws an UnreadablePage that says what it is instead. */
export function readPage(text: string, file: string, expect: Expect = () => undefined): Page {
  const tree = treeOf(text, file);
  refuseIndex(tree, file);
  const heading = find(tree.children, (node) => isHeading(node, 1));
  const tabs = tree.children.filter((node) => isTab(node) && /^v\d+$/.test(titleOf(node)));
  if (!heading || !tabs.length)
    throw new UnreadablePage(
      file,
      "this is no page of an operation in Datadog's reference: " +
        `it has no ${heading ? "tab of a version" : "title"}. ${WHAT_TO_DO}`,
    );
  const title = textOf(heading).trim();
  const slug = String(heading.attributes.id ?? slugOf(title));
  const group = groupOf(tree);
  const address: Address = group ? { group: slugOf(group), slug } : { slug };
  const operations = tabs.map((tab) => operationOf(tab, file, address, expect));
  return { file, title, address, ...(group && { group }), operations };
}
