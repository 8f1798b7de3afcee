/** Prints the operations' functions: a module of src/v1/ or src/v2/ each, and src/resources.ts, which binds them. */
import { type Document, operationsOf } from "./document.ts";
import { camelCase, firstSentence, type Module, modulesOf, property, type Wrapper } from "./functions.ts";

const LINE = 120;
/** What a function is called whose name is a reserved word. */
const RESERVED: Readonly<Record<string, string>> = { delete: "remove" };
/** The order of imports that lint asks for. */
const IN_ORDER = new Intl.Collator("en");
/** The types that are not made from the spec. */
const CORE = ["CallOptions", "Client", "ListOptions", "Paged"];

/** The files by their paths. `pageOf` says which file of the spec describes a path. */
export function wrapperFiles(document: Document, pageOf: (path: string) => string): Record<string, string> {
  const modules = modulesOf(document);
  const pages = new Map(operationsOf(document).map(({ path, operation }) => [operation, pageOf(path)]));
  const files = modules.map((module) => {
    const from = new Set(module.functions.map(({ operation }) => pages.get(operation)));
    return [fileOf(module.subpath), moduleFile(module, [...from].join(", "))];
  });
  return { ...Object.fromEntries(files), "src/resources.ts": resourcesFile(document, modules) };
}

/** The file of a module: `src/v2/api-keys.ts` for `api-keys`. */
const fileOf = (subpath: string): string => `src/${subpath.includes("/") ? "" : "v2/"}${subpath}.ts`;

const banner = (from: string): string => `// Generated from ${from} by \`npm run generate\`. Do not edit.`;

function moduleFile({ description, functions }: Module, from: string): string {
  const docs = functions[0]?.operation.externalDocs.url.replace(/#.*/, "");
  const signatures = functions.flatMap((each) => [each.returns, ...each.arguments.map(({ type }) => type)]).join(" ");
  const types = [...new Set(signatures.match(/\b[A-Z]\w+/g))].filter((name) => name !== "Promise");
  const named = listed(types.filter((name) => !CORE.includes(name)));
  const core = CORE.filter((name) => name === "Client" || types.includes(name)).map((name) => `type ${name}`);
  const senders = ["send", "sendPages"].filter((name) => functions.some((each) => senderOf(each) === name));
  return `${comment([description], [`@see ${docs}`, "@module"])}
${banner(from)}
import { ${listed(functions.map(({ operation }) => operation.operationId))} } from "../../generated/operations.ts";
${named && `import type { ${named} } from "../../generated/types.ts";`}
import { ${[...core, ...senders].join(", ")} } from "../core.ts";

${functions.map(functionText).join("\n\n")}
`;
}

const listed = (names: readonly string[]): string => [...names].sort(IN_ORDER.compare).join(", ");

const senderOf = ({ returns }: Wrapper): string => (returns.startsWith("Paged") ? "sendPages" : "send");

/** A function below its comment. A reserved word is given at the export, and there its comment has to stand. */
function functionText(wrapper: Wrapper): string {
  const { name, operation, text } = wrapper;
  const throws = Object.entries(operation["x-throws"] ?? {}).map(([error, when]) => `@throws {${error}} ${when}`);
  const example = operation["x-example"];
  const tags = [...throws.flatMap((each) => wrap(each, LINE - 3)), ...(example ? ["@example", example] : [])];
  const given = wrapper.arguments.map((each) => `${each.name}${each.optional ? "?" : ""}: ${each.type}`);
  const signature = `(${["client: Client", ...given].join(", ")}): ${wrapper.returns}`;
  const body = `{\n${callLines(wrapper).join("\n")}\n}`;
  const own = RESERVED[name];
  if (own === undefined) return `${comment(text, tags)}\nexport function ${name}${signature} ${body}`;
  return `function ${own}${signature} ${body}\n\nexport {\n${comment(text, tags, "  ")}\n  ${own} as ${name},\n};`;
}

/** The one expression that a function is. What does not fit on its line stands above it: the body first, then the path. */
function callLines(wrapper: Wrapper): string[] {
  const { path, body, query } = wrapper.input;
  const line = (parts: Record<string, string>): string => {
    const members = Object.entries(parts).flatMap(([name, text]) => (text === "" ? [] : property(name, text)));
    const input = members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
    return `  return ${senderOf(wrapper)}(client, ${wrapper.operation.operationId}, ${input}, options);`;
  };
  const inline = line({ path, body, query });
  const above = body.startsWith("{") ? [`  const body = ${body} as const;`] : [];
  const short = line({ path, body: body && "body", query });
  if (inline.length <= LINE) return [inline];
  if (short.length <= LINE) return [...above, short];
  return [`  const path = ${path};`, ...above, line({ path: path && "path", body: body && "body", query })];
}

/** A doc comment of paragraphs, and of tags that are lines already. */
export function comment(paragraphs: readonly string[], tags: readonly string[] = [], indent = ""): string {
  const text = paragraphs.map((each) => wrap(each, LINE - 3 - indent.length).join("\n")).join("\n\n");
  const lines = [text, ...tags].join("\n").replaceAll("*/", "*\\/").split("\n");
  const short = `${indent}/** ${lines[0]} */`;
  if (lines.length === 1 && short.length <= LINE) return short;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}

/** Breaks a text into lines of at most so many characters. */
function wrap(text: string, width: number): string[] {
  return text.match(new RegExp(`\\S.{0,${width - 2}}\\S(?=\\s|$)|\\S+`, "g")) ?? [];
}

/** What stands at one name on `dd`: a module, others in it, or both. */
interface Place {
  description: string;
  module?: string;
  inner: Map<string, Place>;
}

function resourcesFile(document: Document, modules: readonly Module[]): string {
  const root: Place = { description: "", inner: new Map() };
  for (const { bound } of modules) place(root, bound, document["x-modules"]);
  const byFile = [...modules].sort((a, b) => IN_ORDER.compare(fileOf(a.subpath), fileOf(b.subpath)));
  const imports = byFile.map(
    ({ bound, subpath }) => `import * as ${camelCase(bound)} from "${fileOf(subpath).replace("src", ".")}";`,
  );
  return `/** The one list of modules: what is bound on \`dd\`, and where. Everything else that lists them is tested against it. */
${banner("`x-modules` of spec/openapi.yaml")}
${imports.join("\n")}

/**
 * Each module's functions, where they are on \`dd\`. The path of a module's file is its subpath: \`v1/api-keys\`,
 * \`api-keys\`.
 */
export interface Resources ${typeText(root)}

/** The modules of all operations. */
export const resources: Resources = ${valueText(root)};
`;
}

/** Puts a module where its name says, and what its name leads through above it. */
function place(root: Place, bound: string, described: Document["x-modules"]): void {
  let at = root;
  const names = bound.split(".");
  for (const [index, name] of names.entries()) {
    const description = described[names.slice(0, index + 1).join(".")]?.description ?? "";
    const next = at.inner.get(name) ?? { description, inner: new Map<string, Place>() };
    at.inner.set(name, next);
    at = next;
  }
  at.module = camelCase(bound);
}

function typeText({ module, inner }: Place, indent = "  "): string {
  const members = [...inner].map(([name, each]) => {
    const text = `${indent}readonly ${name}: ${typeText(each, `${indent}  `)};`;
    return `${comment([firstSentence(each.description)], [], indent)}\n${text}\n`;
  });
  const object = members.length > 0 ? [`{\n${members.join("")}}`] : [];
  return [...(module ? [`typeof ${module}`] : []), ...object].join(" & ");
}

function valueText({ module, inner }: Place): string {
  if (module && inner.size === 0) return module;
  const members = [...inner].map(([name, each]) => property(name, valueText(each)));
  return `{ ${[...(module ? [`...${module}`] : []), ...members].join(", ")} }`;
}
