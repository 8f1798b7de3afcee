/** What `npm install` brings along with each client: packages and bytes, as they lie in bench/node_modules. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { bench } from "./setup.ts";

export interface InstalledRow {
  name: string;
  packages: number;
  bytes: number;
  /** Without what only the sandbox needs; the same where there is none. */
  bytesWithoutSandbox: number;
}

const modules = join(bench, "node_modules");

export async function measureInstalled(): Promise<InstalledRow[]> {
  const names = ["datadog-fetch", "openapi-fetch", "ky", "ofetch", "@datadog/datadog-api-client"];
  return Promise.all(
    names.map(async (name) => {
      const packages = [...(await dependencies(name, new Set()))];
      const files = (await Promise.all(packages.map((each) => filesOf(join(modules, each))))).flat();
      const sum = (some: typeof files): number => some.reduce((total, { size }) => total + size, 0);
      const sandbox = /datadog-fetch\/.*(?:sandbox[/.]|requests\.|operations\.)/;
      return {
        name,
        packages: packages.length,
        bytes: sum(files),
        bytesWithoutSandbox: sum(files.filter(({ path }) => !sandbox.test(path))),
      };
    }),
  );
}

/** A package and all that it depends on. The lockfile keeps every one of them at the top of node_modules. */
async function dependencies(name: string, found: Set<string>): Promise<Set<string>> {
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies: own = {} } = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  for (const each of Object.keys(own)) await dependencies(each, found);
  return found;
}

async function filesOf(folder: string): Promise<{ path: string; size: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (path) => ({ path, size: (await stat(path)).size })));
}
