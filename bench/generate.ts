/** How long generation takes as the document grows: ours, and hey-api's on the same document. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "../scripts/generate.ts";
import { bench, heyApiCommand, root, run, work } from "./setup.ts";
import { interleave, type Spread, spread } from "./stats.ts";

export interface GenerateRow {
  operations: number;
  /** Seconds. */
  ours: Spread;
  heyApi: Spread;
}

interface Document {
  paths: Record<string, Record<string, { operationId: string; "x-function": string }>>;
  components: { schemas: Record<string, unknown> };
}

/** Compiles our document, and copies of it side by side in one. Linting and writing the files are not counted. */
export async function measureGenerate(rounds: number, copies: readonly number[]): Promise<GenerateRow[]> {
  const text = await readFile(join(root, "generated/openapi.json"), "utf8");
  const rows: GenerateRow[] = [];
  for (const count of copies) {
    const document = multiply(text, count);
    const folder = join(work, `generate-${count}`);
    await mkdir(folder, { recursive: true });
    const file = join(folder, "openapi.json");
    await writeFile(file, JSON.stringify(document));
    const [ours = [], heyApi = []] = await interleave(
      [() => compile(file), () => generateHeyApi(file, folder)],
      rounds,
      seconds,
    );
    const operations = Object.values(document.paths).flatMap(Object.keys).length;
    rows.push({ operations, ours: spread(ours), heyApi: spread(heyApi) });
  }
  return rows;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function generateHeyApi(file: string, folder: string): Promise<void> {
  const out = join(folder, "hey-api");
  await rm(out, { recursive: true, force: true });
  await run(process.execPath, heyApiCommand(file, out), { cwd: bench });
}

/** Joins `count` copies of a document; every copy has its own paths, operations and schemas. */
function multiply(text: string, count: number): Document {
  const copies = Array.from({ length: count }, (_, index) =>
    renamed(JSON.parse(text) as Document, index === 0 ? "" : `Copy${index}`),
  );
  const [first] = copies;
  if (!first) throw new Error("no copy was asked for");
  return {
    ...first,
    paths: Object.assign({}, ...copies.map(({ paths }) => paths)),
    components: {
      ...first.components,
      schemas: Object.assign({}, ...copies.map(({ components }) => components.schemas)),
    },
  };
}

function renamed(document: Document, suffix: string): Document {
  if (!suffix) return document;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    for (const operation of Object.values(item)) {
      operation.operationId += suffix;
      operation["x-function"] += suffix;
    }
    return [`/${suffix}${path}`, item];
  });
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [`${name}${suffix}`, schema]);
  const all = {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  };
  return JSON.parse(
    JSON.stringify(all).replace(/"#\/components\/schemas\/(\w+)"/g, `"#/components/schemas/$1${suffix}"`),
  ) as Document;
}
