/** Builds dist/: declarations file by file, code one file an entry point, because each file costs about a millisecond to load. */
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { notices, packagesIn } from "./notices.ts";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { dependencies, exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  exports: Record<string, { types?: string; default?: string }>;
};

rmSync("dist", { recursive: true, force: true });
execFileSync(
  process.execPath,
  [fileURLToPath(import.meta.resolve("typescript/bin/tsc")), "-p", "tsconfig.build.json"],
  {
    stdio: "inherit",
  },
);

/** The core is a file of its own, so that all entry points share its classes and an import loads it once. */
const sharedCore: Plugin = {
  name: "shared core",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/core\.js$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: "./core.js", external: true },
    );
    onResolve({ filter: /\/client\.js$/ }, ({ kind, path }) =>
      kind === "entry-point" ? { path, namespace: "client" } : undefined,
    );
    onLoad({ filter: /./, namespace: "client" }, async ({ path }) => {
      const names = Object.keys(await import(pathToFileURL(path).href));
      return { contents: `export { ${names} } from "./core.js";` };
    });
  },
};
const entries = Object.values(exports).flatMap(({ types, default: file }) =>
  types && file ? [[basename(file, ".js"), types.replace(/\.d\.ts$/, ".js")]] : [],
);
const options: BuildOptions & { metafile: true } = {
  outdir: "dist",
  bundle: true,
  external: Object.keys(dependencies), // all other packages, which only the sandbox needs, are bundled
  metafile: true,
  format: "esm",
  target: "es2022",
  sourcemap: true,
};
const library = await build({
  ...options,
  entryPoints: { core: "./dist/src/core.js", ...Object.fromEntries(entries) },
  plugins: [sharedCore],
});

/** The command line is for Node alone, has no declarations, and uses the entry points that there are. */
const files = new Map([["src/core", "./core.js"]]);
for (const [name = "", path = ""] of entries) files.set(path.replace(/^\.\/dist\/|\.js$/g, ""), `./${name}.js`);
const sharedEntries: Plugin = {
  name: "shared entry points",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const source = relative(process.cwd(), join(resolveDir, path)).replace(/\.ts$/, "");
      const file = kind === "entry-point" ? undefined : files.get(source);
      return file === undefined ? undefined : { path: file, external: true };
    });
  },
};
const commandLine = await build({
  ...options,
  entryPoints: { cli: "./src/cli/main.ts" },
  platform: "node",
  target: "node20",
  plugins: [sharedEntries],
});
chmodSync("dist/cli.js", 0o755);

for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (name.includes("/") && /\.js(\.map)?$/.test(name)) rmSync(join("dist", name));
}
/** The package holds its own sources beside dist/, so that the maps need not repeat them. */
for (const name of readdirSync("dist").filter((file) => file.endsWith(".js.map"))) {
  const map = JSON.parse(readFileSync(join("dist", name), "utf8")) as { sources: string[]; sourcesContent: unknown[] };
  map.sourcesContent = map.sources.map((source, i) =>
    /^\.\.\/(?:src|generated)\//.test(source) ? null : map.sourcesContent[i],
  );
  writeFileSync(join("dist", name), JSON.stringify(map));
}
writeFileSync(
  "dist/THIRD-PARTY-NOTICES",
  notices(packagesIn([library, commandLine].flatMap(({ metafile }) => Object.keys(metafile.inputs)))),
);
