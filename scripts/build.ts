/** Builds dist/: declarations file by file, code one file an entry point, because each file costs about a millisecond to load. */
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
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
  external: ["openapi-fetch"], // what else is imported becomes part of the package
  format: "esm",
  target: "es2022",
  sourcemap: true,
  metafile: true,
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

/** Licences ask to be passed on with the code. */
const inputs = [library, commandLine].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
writeFileSync(
  "dist/THIRD-PARTY-NOTICES.txt",
  [...packages]
    .sort()
    .map(noticeOf)
    .join(`\n${"-".repeat(80)}\n\n`),
);

function noticeOf(name: string): string {
  const folder = join("node_modules", name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file && license !== "MIT") throw new Error(`${name} is bundled, but its licence is not known`);
  const text = file ? readFileSync(join(folder, file), "utf8") : mitLicense(author?.name ?? author);
  return `${name} ${version}\n\n${text.trim()}\n`;
}

/** For packages that name the licence and leave out its text. */
function mitLicense(holder: string): string {
  const text = readFileSync(join("node_modules", "hono", "LICENSE"), "utf8");
  return text.replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
}

for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (name.includes("/") && /\.js(\.map)?$/.test(name)) rmSync(join("dist", name));
}
