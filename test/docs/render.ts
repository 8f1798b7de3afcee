/** Writes pages in the form of the reference from what the spec says. */
import type { Body, Field, Parameter, Response } from "../../scripts/docs/facts.ts";
import type { SpecOperation } from "../../scripts/docs/spec.ts";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const tab = (title: string, ...content: readonly string[]): string =>
  [`{% tab title="${title}" %}`, ...content, "{% /tab %}"].join("\n\n");

const isOption = (field: Field): boolean => field.name.startsWith("Option ");

/** Fields in alphabetical order, alternatives in their own. */
const inOrder = (fields: readonly Field[]): Field[] =>
  [...fields].sort((a, b) => (isOption(a) ? 0 : Number(a.name > b.name) - Number(a.name < b.name)));

const nameOf = ({ name, required }: Field): string => name.replace("<", "&lt;") + (required ? " [*required*]" : "");

const typeOf = ({ type }: Field): string => type.replace("oneOf", " <oneOf>");

const wordsOf = ({ enum: values }: Field): string =>
  `What it is.${values ? ` Allowed enum values: \`${values.join(",")}\`` : ""}`;

function rowsOf(fields: readonly Field[], parent = ""): string[][] {
  return inOrder(fields).flatMap((field) => [
    [parent, nameOf(field), typeOf(field), wordsOf(field)],
    ...rowsOf(field.children, field.name),
  ]);
}

function exampleOf(fields: readonly Field[]): unknown {
  const [option] = fields;
  if (option && isOption(option)) return exampleOf(option.children);
  return Object.fromEntries(fields.map((field) => [field.name, exampleValue(field)]));
}

function exampleValue({ type, enum: values, children }: Field): unknown {
  if (type.startsWith("["))
    return [exampleValue({ ...FIELD, children, type: type.slice(1, -1), ...(values && { enum: values }) })];
  if (values) return values[0];
  if (type === "object" || type === "oneOf") return exampleOf(children);
  if (type === "boolean") return true;
  return /int|number|double/.test(type) ? 1 : "string";
}

const FIELD: Field = { name: "", type: "", required: false, children: [], place: { file: "", line: 1 } };

function modelOf(body: Body, example: boolean): string {
  const rows = rowsOf(body.fields);
  const flat = rows.every(([parent]) => parent === "");
  const model = flat
    ? table(
        ["Field", "Type", "Description"],
        rows.map((row) => row.slice(1)),
      )
    : table(["Parent field", "Field", "Type", "Description"], rows);
  const json = `\`\`\`json\n${JSON.stringify(exampleOf(body.fields), null, 2)}\n\`\`\``;
  return [tab("Model", "What it is.", model), ...(example ? [tab("Example", json)] : [])].join("\n\n");
}

function parametersOf(parameters: readonly Parameter[], where: string, title: string): string[] {
  const own = parameters.filter((parameter) => parameter.in === where);
  const rows = own.map((field) => [nameOf(field), typeOf(field), wordsOf(field)]);
  return own.length ? [`#### ${title}`, table(["Name", "Type", "Description"], rows)] : [];
}

const responseOf = ({ status, body }: Response, example: boolean): string =>
  tab(status, "What happened.", ...(body ? [modelOf(body, example)] : []));

function permissionsOf({ permissions }: SpecOperation): string {
  const [first, ...others] = permissions.map(({ name }) => `\`${name}\``);
  if (!first) return "";
  return others.length
    ? `This endpoint requires any of the following permissions:\n${[first, ...others].join("")} `
    : `This endpoint requires the ${first} permission.`;
}

function versionOf(operation: SpecOperation, example: boolean): string {
  const { method, path, sites, parameters, body, responses } = operation;
  const endpoints = sites.map(({ name }) => [
    name.split(".").length === 2 ? `app.${name}` : name,
    `${method} https://api.${name}${path}`,
  ]);
  const args = [
    ...parametersOf(parameters, "path", "Path Parameters"),
    ...parametersOf(parameters, "query", "Query Strings"),
  ];
  return tab(
    /v\d/.exec(path)?.[0] ?? "",
    table(["Datadog site", "API endpoint"], endpoints),
    "### Overview",
    `What it does. ${permissionsOf(operation)}`,
    ...(args.length ? ["### Arguments", ...args] : []),
    ...(body ? ["### Request", `#### Body Data${body.required ? " (required)" : ""}`, modelOf(body, example)] : []),
    "### Response",
    ...responses.map((response) => responseOf(response, example)),
    "### Code Example\n\n##### \n\\## default\n# \ncurl -X POST",
  );
}

/** The page of operations that the spec says stand on the same one. */
export function render(operations: readonly SpecOperation[], { example = true } = {}): string {
  const { group = "", slug = "" } = operations[0]?.address ?? {};
  return [
    `---\ntitle: A page\nbreadcrumbs: Docs > API Reference > ${group}\n---`,
    `# A page{% #${slug} %}`,
    ...operations.map((operation) => versionOf(operation, example)),
    "",
  ].join("\n\n");
}
