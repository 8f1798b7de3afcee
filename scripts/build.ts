/** Builds dist/: declarations file by file, code one file an entry point, because each file costs about a millisecond to load. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
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
const { metafile } = await build({
  entryPoints: { core: "./dist/src/core.js", ...Object.fromEntries(entries) },
  outdir: "dist",
  bundle: true,
  external: Object.keys(dependencies), // all other packages, which only the sandbox needs, are bundled
  metafile: true,
  format: "esm",
  target: "es2022",
  sourcemap: true,
  plugins: [sharedCore],
});
for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (name.includes("/") && /\.js(\.map)?$/.test(name)) rmSync(join("dist", name));
}
writeFileSync("dist/THIRD-PARTY-NOTICES", notices(packagesIn(Object.keys(metafile.inputs))));
