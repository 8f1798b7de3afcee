/** What an editor shows of every function: names, not expansions, and the doc comment. */
import ts from "typescript";
import { expect, test } from "vitest";
import { functions as bound, modules } from "./every-operation.ts";
import { languageService, root } from "./typescript.ts";

const functions = bound.map(({ name }) => `dd.${name}`);
const variable = (file: string): string => file.replace(/\W/g, "_");
const inModules = modules.flatMap(({ file, functions }) =>
  Object.keys(functions).map((at) => `${variable(file)}.${at}`),
);
const entrances = ["createDatadog", "createClient", "fromEnv"];

/** A file that names each of them on a line of its own, so that the cursor can be put on it. */
const FILE = "test/hovered.ts";
const text = `
import { createDatadog, createClient, fromEnv } from "../src/index.ts";
${modules.map(({ file }) => `import * as ${variable(file)} from "../src/${file}.ts";`).join("\n")}
declare const dd: ReturnType<typeof createDatadog>;
${[...entrances, ...functions, ...inModules].map((at) => `${at};`).join("\n")}
`;
const service = languageService({ [FILE]: text });

/** The quick info of the last name in an expression. */
function hover(expression: string): string {
  const position = text.indexOf(`\n${expression};`) + expression.length;
  const info = service.getQuickInfoAtPosition(root + FILE, position);
  const tags = (info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation), ...tags]
    .filter(Boolean)
    .join("\n");
}

const hovers = [...entrances, ...functions, ...inModules].map((at) => [at, hover(at)] as const);

test("the hovers are these", async () => {
  const shown = hovers.map(([at, info]) => `── ${at}\n${info}\n`).join("\n");
  await expect(shown).toMatchFileSnapshot("hovers.txt");
});

test.each(hovers)("%s shows names", (at, info) => {
  const [signature = ""] = info.split("\n");
  expect(info).not.toMatch(/components\[|Readable<|import\(|paths\[/);
  expect(signature).not.toMatch(/typeof |\bany\b|\.\.\. \d+ more|=> never/);
  if (at.includes(".")) expect(signature).toMatch(/(\):|=>) (Promise<\w+>|Paged<\w+, \w+>)$/);
});

// `delete` is exported under another name than it has, and only a comment at its export reaches the client.
test.each(hovers)("%s shows what it does", (_, info) => {
  expect(info).toMatch(/\n[A-Z][^\n]*\./);
});

const examples = hovers.flatMap(([at, info]) => {
  const [, example] = info.split("\n@example ");
  return example ? [{ at, example: example.split("\n@")[0] ?? "" }] : [];
});

test("the examples are about the client, and ask no more than the types do", () => {
  expect(examples.length).toBeGreaterThan(5);
  for (const { at, example } of examples) expect(example, at).not.toMatch(/\(dd[,)]|\?\.|\?\? ""/);
});

test("the examples compile", () => {
  const file = "test/example-of-hovers.ts";
  const functions = examples.map(({ example }) => `void (async () => {\n${example}\n});`);
  const code = `
import { ApiError, createDatadog, type Datadog, fromEnv } from "../src/index.ts";
declare const dd: Datadog;
declare const [roleId]: [string];
${functions.join("\n")}
void [ApiError, createDatadog, fromEnv, dd, roleId];
`;
  const options = { noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const diagnostics = languageService({ [file]: code }, options).getSemanticDiagnostics(root + file);
  expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
