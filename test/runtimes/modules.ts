/** Which modules an entry consists of, for the runtimes that have no node_modules: browsers and workerd. */
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface Modules {
  /** Paths within the folder. */
  files: string[];
  /** Every bare specifier, the folders that it is imported from, and the path behind it. */
  bare: Map<string, { path: string; from: Set<string> }>;
}

/** Follows the imports of an entry, as Node resolves them, with no conditions but `import` and `default`. */
export function modulesOf(folder: string, entry: string): Modules {
  const files = new Set<string>();
  const bare: Modules["bare"] = new Map();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const specifier of importsOf(readFileSync(join(folder, file), "utf8"))) {
      const here = posix.dirname(file);
      if (specifier.startsWith(".")) {
        visit(posix.join(here, specifier));
        continue;
      }
      const found = bare.get(specifier) ?? { path: resolve(folder, specifier), from: new Set() };
      bare.set(specifier, found);
      found.from.add(here);
      visit(found.path);
    }
  };
  visit(entry);
  return { files: [...files], bare };
}

const importsOf = (source: string): string[] => {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/(?:\bfrom|^import)\s*["']([^"']+)["']/gm)].map(([, specifier = ""]) => specifier);
};

type Target = string | { [condition: string]: Target };

function resolve(folder: string, specifier: string): string {
  const [, name = "", rest] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const home = posix.join("node_modules", name);
  const { exports } = JSON.parse(readFileSync(join(folder, home, "package.json"), "utf8"));
  const pick = (target: Target): string =>
    typeof target === "string" ? target : pick(target.import ?? target.default ?? "");
  const path = pick(exports[rest ? `./${rest}` : "."]);
  if (!path) throw new Error(`${specifier} is not exported`);
  return posix.join(home, path);
}

/** A page's import map for the bare specifiers. */
export const importMap = ({ bare }: Modules): string =>
  JSON.stringify({ imports: Object.fromEntries([...bare].map(([name, { path }]) => [name, `/files/${path}`])) });

/**
 * A workerd configuration that embeds every file under its path. workerd looks for a bare specifier beside the module that
 * imports it, so there it gets a module that hands on the real one.
 */
export function workerdConfig(folder: string, { files, bare }: Modules, entry: string, url: string): string {
  const module = (name: string, source: string) => `(name = ${JSON.stringify(name)}, esModule = ${source})`;
  const handOn = (path: string): string => {
    const hasDefault = /^export default|^export \{[^}]*\bas default\b/m.test(readFileSync(join(folder, path), "utf8"));
    return JSON.stringify(`export * from "/${path}";${hasDefault ? ` export { default } from "/${path}";` : ""}`);
  };
  const modules = [
    module("entry", handOn(entry)),
    ...files.map((file) => module(file, `embed ${JSON.stringify(file)}`)),
    ...[...bare].flatMap(([name, { path, from }]) =>
      [...from].map((here) => module(posix.join(here, name), handOn(path))),
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback",
      bindings = [(name = "url", text = ${JSON.stringify(url)})],
      modules = [
        ${modules.join(",\n        ")}
      ],
    )),
    (name = "loopback", network = (allow = ["private", "local"])),
  ],
);
`;
}
