/** The code samples of the API reference: the source text of the calls in examples/calls.ts, which a test makes. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const FILE = fileURLToPath(new URL("../examples/calls.ts", import.meta.url));
const OPENING = `import { createDatadog, fromEnv } from "datadog-fetch";

const dd = createDatadog(fromEnv());
`;

/** A program for every operation, by operationId. */
export function samples(): Map<string, string> {
  const file = ts.createSourceFile(FILE, readFileSync(FILE, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer) && ts.isBlock(node.initializer.body)) {
      found.set(node.name.getText(), OPENING + linesOf(node.initializer.body));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The statements of a function, as far to the left as they go. */
function linesOf(block: ts.Block): string {
  const lines = block.getText().split("\n").slice(1, -1);
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join("\n");
}
