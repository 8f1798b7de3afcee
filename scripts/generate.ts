/** Compiles spec/openapi.yaml into generated/ and the functions of src/, and writes them when it is run. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";
import type { Document, Parameter } from "./document.ts";
import { operationsFile } from "./operations-file.ts";
import { requestsFile } from "./requests-file.ts";
import { typesFile } from "./types-file.ts";
import { wrapperFiles } from "./wrappers.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const BANNER = "/** Generated from spec/ by `npm run generate`. Do not edit. */\n\n";

/** Where the spec stands, and below which folder the results go. */
export interface Paths {
  spec?: string;
  out?: string;
}

/** The folders that hold nothing but what is generated. */
const FOLDERS = ["generated", "src/v1", "src/v2"];

/** Turns the spec into the generated files, by path. Reads the spec, writes nothing. */
export async function compile(spec = join(root, "spec/openapi.yaml")): Promise<Record<string, string>> {
  const bundled = await bundle(spec);
  const document = JSON.parse(bundled) as Document;
  const text = await readFile(spec, "utf8");
  const { paths } = (spec.endsWith(".json") ? JSON.parse(text) : parse(text)) as {
    paths: Record<string, { $ref?: string }>;
  };
  const files = {
    "generated/openapi.json": bundled,
    "generated/operations.ts": BANNER + operationsFile(document),
    "generated/requests.ts": BANNER + requestsFile(document),
    "generated/types.ts": BANNER + (await typesFile(document)),
    ...wrapperFiles(document, (path) => `spec/${paths[path]?.$ref?.replace(/#.*/, "") ?? basename(spec)}`),
  };
  const formatted = await Promise.all(
    Object.entries(files).map(async ([path, text]) => [path, await format(path, text)]),
  );
  return Object.fromEntries(formatted);
}

/** Lints the spec, compiles it and replaces the generated files; a spec that is broken leaves them as they were. */
export async function generate({ spec = join(root, "spec/openapi.yaml"), out = root }: Paths = {}): Promise<void> {
  await lint(spec); // first: of a broken spec the bundler says less, or the same at every reference
  const files = await compile(spec);
  const draft = (path: string): string => join(out, dirname(path), `.${basename(path)}`);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await writeFile(draft(path), text);
  }
  for (const path of Object.keys(files)) await rename(draft(path), join(out, path));
  for (const folder of FOLDERS)
    for (const name of await readdir(join(out, folder)))
      if (!(`${folder}/${name}` in files)) await rm(join(out, folder, name));
}

/** Lints the spec with the project's rules. Rejects with the findings, each with its file and line. */
export async function lint(spec: string): Promise<void> {
  await redocly(["lint", spec, "--config", join(root, "spec/redocly.yaml"), "--format", "stylish"]);
}

/** Joins the spec's files into one JSON document; only components stay behind references. */
async function bundle(spec: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "datadog-fetch-"));
  try {
    const out = join(dir, "openapi.json");
    await redocly(["bundle", spec, "--ext", "json", "--output", out]);
    const document = JSON.parse(await readFile(out, "utf8")) as Document & { components: Record<string, unknown> };
    return JSON.stringify(selfContained(document), null, 2);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Redocly's progress, its notice about Node 20, and its advice to ignore what it found. */
const NO_FINDING = /^ *[╔║╚]|^validating |: validated in |^bundling |--generate-ignore-file/;

async function redocly(args: string[]): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  try {
    await run(process.execPath, [cli, ...args], { cwd: root, env, maxBuffer: 1 << 26 });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const lines = `${stdout}${stderr}`.split("\n").filter((line) => !NO_FINDING.test(line));
    const findings = lines.filter((line, index) => line !== lines[index - 1]).join("\n");
    throw new Error(`The spec is broken; what is generated was left as it was.\n${findings.trim()}`);
  }
}

/** Puts every shared parameter, response and header in its place, so that operations are complete and only schemas are referenced. */
export function selfContained(document: Document & { components: Record<string, unknown> }): Document {
  const components = document.components;
  const inline = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(inline);
    if (typeof node !== "object" || node === null) return node;
    const ref = (node as { $ref?: unknown }).$ref;
    if (typeof ref === "string" && !ref.startsWith("#/components/schemas/")) {
      const [, , kind = "", name = ""] = ref.split("/");
      return inline((components[kind] as Record<string, unknown>)[name]);
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inline(value)]));
  };
  const { schemas, securitySchemes } = components;
  const paths = Object.entries(inline(document.paths) as Document["paths"]).map(
    ([path, { parameters = [], ...item }]) => {
      const operations = Object.entries(item).map(([method, { parameters: own = [], ...operation }]) => {
        const all = [...(parameters as Parameter[]), ...own];
        return [method, all.length > 0 ? { ...operation, parameters: all } : operation];
      });
      return [path, Object.fromEntries(operations)];
    },
  );
  return { ...document, paths: Object.fromEntries(paths), components: { securitySchemes, schemas } } as Document;
}

/** Formats a file. Rejects where it is no TypeScript or JSON. */
async function format(path: string, text: string): Promise<string> {
  const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));
  const args = [biome, "format", `--stdin-file-path=${path}`];
  const child = run(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
  child.child.stdin?.end(text);
  return (await child).stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await generate();
    console.log("generated/ and the functions of src/ are up to date with spec/.");
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
