/** Pages written from the whole spec read back as the spec, ambiguous parents, alternatives and all. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { comparePage } from "../scripts/docs/compare.ts";
import { type Expect, readPage } from "../scripts/docs/page.ts";
import { operationFor, readSpec, type SpecOperation } from "../scripts/docs/spec.ts";
import { render } from "./docs/render.ts";

const operations = readSpec("spec/openapi.yaml").filter(({ beyond }) => !beyond?.whole);
const generated = JSON.parse(readFileSync("generated/openapi.json", "utf8")) as { paths: Record<string, object> };

const pages = new Map<string, SpecOperation[]>();
for (const one of operations) pages.set(addressOf(one), [...(pages.get(addressOf(one)) ?? []), one]);

function addressOf({ address }: SpecOperation): string {
  return `${address?.group}/${address?.slug}`;
}

test("every operation is read, with the page that it stands on", () => {
  const all = Object.entries(generated.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => /^(?:get|put|post|delete|patch)$/.test(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(
    readSpec("spec/openapi.yaml")
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(all.sort());
  expect(operations.filter(({ address }) => !address).map(({ id }) => id)).toEqual([]);
});

const hints: [what: string, example: boolean, expect: Expect | undefined][] = [
  ["with an example", true, undefined],
  ["with what the spec has there", false, (operation, address) => operationFor(operations, operation, address)],
];

test.each(hints)("every page reads back %s", (_, example, expected) => {
  const differences = [...pages].flatMap(([name, own]) => {
    const page = readPage(render(own, { example }), `${name}.md`, expected);
    return comparePage(page, operations).differences;
  });
  expect(differences).toEqual([]);
});

test("every fact of every page counts", () => {
  const wrong: string[] = [];
  for (const [name, own] of pages) {
    const text = render(own);
    const rows = text.split("\n").flatMap((line, at) => (/^\| .*What it is\./.test(line) ? [at] : []));
    for (const at of rows.filter((_, i) => i % 13 === 0)) {
      const lines = text.split("\n");
      lines[at] = (lines[at] ?? "").replace(/\| ([^|]+) \| What it is\./, "| binary | What it is.");
      const page = readPage(lines.join("\n"), `${name}.md`, (operation, address) =>
        operationFor(operations, operation, address),
      );
      const { differences } = comparePage(page, operations);
      if (differences.length !== 1 || differences[0]?.kind !== "type" || differences[0].pageLine !== at + 1)
        wrong.push(`${name}:${at + 1} ${lines[at]}\n  ${JSON.stringify(differences)}`);
    }
  }
  expect(wrong).toEqual([]);
});
