/** Gets everything in place: our package as users get it, and a client that hey-api generates from our document. */
import { execFile } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export const run = promisify(execFile);
export const bench = fileURLToPath(new URL(".", import.meta.url));
export const root = join(bench, "..");
export const work = join(bench, ".work");
/** The generated client as one module that Node can load. */
export const heyApiBundle = join(work, "hey-api.mjs");

/** Puts the packed tarball into bench/node_modules, where `npm install` would put it. */
export async function installOurs(): Promise<{ packed: number }> {
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const tarball = await pack(work);
  const target = join(bench, "node_modules/datadog-fetch");
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await run("tar", ["-xzf", tarball.file, "-C", target, "--strip-components=1"]);
  return { packed: tarball.size };
}

/** Packs what is built already. */
export async function pack(
  into: string,
): Promise<{ file: string; size: number; files: { path: string; size: number }[] }> {
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], {
    cwd: root,
  });
  const [{ size, files }] = JSON.parse(stdout) as [{ size: number; files: { path: string; size: number }[] }];
  const name = (await readdir(into)).find((file) => file.endsWith(".tgz")) ?? "";
  return { file: join(into, name), size, files };
}

export async function generateHeyApi(): Promise<void> {
  const out = join(work, "hey-api");
  await run(process.execPath, heyApiCommand(join(root, "generated/openapi.json"), out), { cwd: bench });
  const entry = {
    contents: 'export * from "./index.ts"; export { createClient } from "./client/index.ts";',
    resolveDir: out,
  };
  await build({ stdin: entry, bundle: true, format: "esm", outfile: heyApiBundle, logLevel: "warning" });
}

/** How the generator is started, without its log files. */
export const heyApiCommand = (input: string, out: string): string[] => [
  join(bench, "node_modules/@hey-api/openapi-ts/bin/run.js"),
  ...["--input", input, "--output", out, "--silent", "--no-log-file"],
];
