/** MIGRATING.md leads to functions that are there, for every operation. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { type Document, operationsOf } from "../scripts/document.ts";
import { functions } from "../scripts/functions.ts";
import { languageService, root } from "./typescript.ts";

const guide = readFileSync(join(root, "MIGRATING.md"), "utf8");
const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;

test("every function has a row, with its operation", () => {
  const operations = new Map(operationsOf(document).map((each) => [each.operation.operationId, each]));
  const rows = functions().map(({ bound, call, operationId }) => {
    const { method, path } = operations.get(operationId) ?? {};
    return `| \`dd.${bound.replace(/\w+$/, "")}${call}\` | \`${method} ${path}\` |`;
  });
  const table = guide.split("\n").filter((line) => /^\| `v[12]\.\w+Api\.\w+` \|/.test(line));
  expect(table.map((line) => line.replace(/^\| `[\w.]+` /, "")).sort()).toEqual(rows.sort());
  expect(guide).toContain(`${rows.length} operations`);
});

test("no old name stands in two rows", () => {
  const names = [...guide.matchAll(/^\| `(v[12]\.\w+)` \|/gm)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("the code after the move compiles", () => {
  const [, code = ""] = /```ts\n\/\/ after\n([\s\S]*?)```/.exec(guide) ?? [];
  expect(code).toContain("dd.apiKeys.create");
  const path = "test/migrating-sample.ts";
  const text = `${code.replace('"datadog-fetch"', '"../src/index.ts"')}\nexport const shown: string = secret;\n`;
  const service = languageService({ [path]: text });
  const problems = [...service.getSyntacticDiagnostics(root + path), ...service.getSemanticDiagnostics(root + path)];
  const messages = problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
  expect(messages).toEqual([]);
});
