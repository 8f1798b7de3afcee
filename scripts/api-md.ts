/** Writes API.md, every function on one page with its operation, its permissions and its documentation: `npm run api`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Document, operationsOf } from "./document.ts";
import { type Described, functions } from "./functions.ts";

const root = new URL("../", import.meta.url);

/** The page as the committed document has it. */
export function render(): string {
  const document = JSON.parse(readFileSync(new URL("generated/openapi.json", root), "utf8")) as Document;
  const operations = new Map(operationsOf(document).map((each) => [each.operation.operationId, each]));
  const all = functions();
  const sections = new Map<string, Described[]>();
  for (const each of all) sections.set(each.subpath, [...(sections.get(each.subpath) ?? []), each]);
  const parts = [...sections].map(([subpath, group]) => section(subpath, group, operations));
  return `# API

<!-- Written by \`npm run api\` from spec/. Do not edit. -->

Every function of \`datadog-fetch\`: ${all.length} of ${operations.size} operations. \`dd\` is what \`createDatadog\` returns. Imported from its own
subpath, a function takes the client as its first argument: \`apiKeys.get(client, apiKeyId)\`. The last argument,
\`options\`, holds \`{ signal, timeout, maxRetries, headers }\`. Any one of the permissions in a row is enough.

${parts.join("\n")}`;
}

type Operations = ReadonlyMap<string, ReturnType<typeof operationsOf>[number]>;

function section(subpath: string, group: readonly Described[], operations: Operations): string {
  const [first] = group;
  const title = first?.bound.replace(/\.\w+$/, "") ?? "";
  const rows = group.map((each) => row(each, operations));
  return `## dd.${title}

\`import * as ${camelCase(subpath)} from "${subpath}"\`

| function | operation | permission | |
|---|---|---|---|
${rows.join("\n")}
`;
}

/** A name to import a module under: `v1ApiKeys` for `datadog-fetch/v1/api-keys`. */
function camelCase(subpath: string): string {
  return subpath.replace("datadog-fetch/", "").replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function row({ call, returns, summary, operationId }: Described, operations: Operations): string {
  const found = operations.get(operationId);
  if (!found) throw new Error(`The spec has no operation ${operationId}.`);
  const { method, path, operation } = found;
  const permissions = operation["x-permissions"].map((name) => `\`${name}\``).join(" or ") || "none named";
  const preview = /\bpreview\b/i.test(operation.description ?? "") ? " (preview)" : "";
  const link = `[\`${method} ${path}\`](${operation.externalDocs.url})${preview}`;
  return `| \`${call}\` → \`${returns}\` | ${link} | ${permissions} | ${summary} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("API.md", root), render());
  console.log("API.md is up to date.");
}
