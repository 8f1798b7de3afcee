/** What the package exports: every name of every entry point. */
import { existsSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { modules } from "./every-operation.ts";
import { languageService, root } from "./typescript.ts";

const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  exports: Record<string, string | { types: string; default: string }>;
};

/** Each entry point with the source that it is built from. */
const entries = Object.entries(exports).flatMap(([entry, target]) =>
  typeof target === "string"
    ? []
    : [{ entry, ...target, source: target.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1.ts") }],
);

const program = languageService({
  "test/entries.ts": entries.map(({ source }) => `import "../${source}";`).join("\n"),
}).getProgram() as ts.Program;
const checker = program.getTypeChecker();

/** The names that a source exports: values, and what only types know. */
function exported(source: string): { values: string[]; types: string[] } {
  const file = program.getSourceFile(root + source) as ts.SourceFile;
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol);
  const isValue = (symbol: ts.Symbol): boolean => {
    const typeOnly = symbol.declarations?.some(
      (node) => ts.isExportSpecifier(node) && (node.isTypeOnly || node.parent.parent.isTypeOnly),
    );
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return !typeOnly && (target.flags & ts.SymbolFlags.Value) !== 0;
  };
  const names = (list: ts.Symbol[]) => list.map(({ name }) => name).sort();
  return { values: names(symbols.filter(isValue)), types: names(symbols.filter((symbol) => !isValue(symbol))) };
}

test("the exported names are these", async () => {
  const text = entries.map(({ entry, source }) => {
    const { values, types } = exported(source);
    return [`── datadog-fetch${entry.slice(1)}`, ...values, ...types.map((name) => `type ${name}`)].join("\n");
  });
  await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot("public-api.txt");
});

test.each(entries)("$entry: the source and the built file have the values that the types promise", async (each) => {
  const { values } = exported(each.source);
  expect(Object.keys(await import(root + each.source)).sort()).toEqual(values);
  const [, names = ""] = /^export \{([^}]*)\};$/m.exec(readFileSync(root + each.default, "utf8")) ?? [];
  expect(
    names
      .split(",")
      .map((name) => name.replace(/.* as /, "").trim())
      .sort(),
  ).toEqual(values);
});

/** A file of the package's own sources. */
const PACKED = /^\.\.\/(?:src|generated)\//;

test.each(entries)("$entry: every source that its map names is in the map or in the package", ({ default: file }) => {
  const { sources, sourcesContent } = JSON.parse(readFileSync(`${root}${file}.map`, "utf8")) as {
    sources: string[];
    sourcesContent: (string | null)[];
  };
  const isPacked = (source: string): boolean => PACKED.test(source) && existsSync(`${root}dist/${source}`);
  expect(sources.filter((source, i) => isPacked(source) === (typeof sourcesContent[i] === "string"))).toEqual([]);
});

test("every type that a hover names is exported by the root", () => {
  const signatures = readFileSync(`${root}test/hovers.txt`, "utf8").matchAll(/^(?:\(\w+\) |function ).*$/gm);
  const named = [...signatures].flatMap(([line]) =>
    [...line.matchAll(/(?<=[:<,|>] )[A-Z]\w+|(?<=<)[A-Z]\w+/g)].map(([name]) => name),
  );
  const wanted = [...new Set(named)].filter((name) => name !== "Promise");
  expect(wanted.length).toBeGreaterThan(40);
  expect(exported("src/index.ts").types).toEqual(expect.arrayContaining(wanted));
});

test("every schema and every query is an exported type", () => {
  const types = [
    ...readFileSync(`${root}generated/types.ts`, "utf8").matchAll(/^export (?:interface|type) (\w+)/gm),
  ].map(([, name]) => name);
  expect(exported("src/index.ts").types).toEqual(expect.arrayContaining(types));
});

/** The text of a file of the project. */
const read = (path: string): string => readFileSync(root + path, "utf8");
const subpaths = Object.keys(exports).filter((entry) => entry !== "./package.json");

test.each(modules)("package.json and jsr.json export $file as /$subpath", ({ file, subpath }) => {
  expect(exports[`./${subpath}`]).toEqual({
    types: `./dist/src/${file}.d.ts`,
    default: `./dist/${subpath.replace("/", "-")}.js`,
  });
  expect(JSON.parse(read("jsr.json")).exports[`./${subpath}`]).toBe(`./src/${file}.ts`);
});

test("jsr.json exports what package.json exports, from the sources", () => {
  const sources = entries.map(({ entry, source }) => [entry, `./${source}`]);
  expect(JSON.parse(read("jsr.json"))).toMatchObject({ exports: Object.fromEntries(sources) });
  expect(Object.keys(JSON.parse(read("jsr.json")).exports).sort()).toEqual(subpaths.sort());
});

test("both have the same version", () =>
  expect(JSON.parse(read("jsr.json")).version).toBe(JSON.parse(read("package.json")).version));

/** The subpaths that a file imports or exports. */
const importsOf = (path: string): string[] =>
  Array.from(read(path).matchAll(/ from "datadog-fetch(.*)";/g), ([, subpath = ""]) => `.${subpath}`).sort();

test("the runtimes' suite and the consumers' types use every subpath", () => {
  expect(importsOf("test/runtimes/lib.js")).toEqual(subpaths.sort());
  expect(importsOf("test/consumers/typescript/main.mts")).toEqual(subpaths.sort());
});
