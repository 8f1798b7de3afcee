/** Installs the packed package into the small projects of test/consumers, checks their types and runs them: `npm run test:consumers`. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { HOME as RUNTIMES, runtimes } from "../test/runtimes/runtimes.ts";
import { install, npm, pack } from "./pack.ts";

/** Something that has to hold for the package. Rejects where it does not; resolves to what the program printed. */
interface Check {
  name: string;
  run: () => Promise<string>;
  /** What the output has to contain. */
  prints?: string;
}

const CONSUMERS = resolve("test/consumers");
const TOOLS = join(CONSUMERS, "node_modules");
const CREATED = "created consumer";
const TYPESCRIPTS = ["5.4", "5.9", "6", "7"];
/** How projects are checked whose output is a bundler's. */
const BUNDLER = { module: "esnext", moduleResolution: "bundler", lib: ["ES2022", "DOM"], types: [], noEmit: true };
const run = promisify(execFile);

const { values } = parseArgs({ options: { only: { type: "string" } } });
for (const folder of [CONSUMERS, RUNTIMES]) if (!existsSync(join(folder, "node_modules"))) npm(["ci"], folder);
const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-consumers-"));
try {
  const tarball = pack(folder);
  install(tarball, folder);
  cpSync(CONSUMERS, folder, {
    recursive: true,
    filter: (path) => !/node_modules|package(-lock)?\.json/.test(path.slice(CONSUMERS.length)),
  });
  const all = [...published(tarball), ...onNode(), ...types(), ...bundles(), worker(), deno(), bun()];
  await report(all.filter(({ name }) => name.includes(values.only ?? "")));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs two checks at a time. */
async function report(checks: Check[]): Promise<void> {
  const queue = checks.values();
  let failed = 0;
  const work = async () => {
    for (const { name, run, prints = "" } of queue) {
      const started = performance.now();
      const problem = await run().then(
        (output) => (output.includes(prints) ? "" : `did not print "${prints}":\n${output}`),
        (error) => `${error.message}\n${error.stdout ?? ""}`,
      );
      if (problem) failed += 1;
      console.log(`${problem ? "✗" : "✓"} ${name.padEnd(52)} ${((performance.now() - started) / 1000).toFixed(1)} s`);
      if (problem) console.log(`    ${problem.trim().replaceAll("\n", "\n    ")}`);
    }
  };
  await Promise.all([work(), work()]);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || checks.length === 0 ? 1 : 0;
}

/** Runs a program in one of the projects. */
async function execute(project: string, file: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(file, args, { cwd: join(folder, project), maxBuffer: 2 ** 24 });
  return stdout + stderr;
}

/** What registries and linters think of the package. */
function published(tarball: string): Check[] {
  const own = (tool: string, ...args: string[]) => execute("", resolve("node_modules/.bin", tool), ...args);
  return [
    { name: "publint", run: () => own("publint", tarball, "--strict") },
    { name: "are the types wrong", run: () => own("attw", tarball, "--profile", "esm-only") },
    { name: "jsr.json says what package.json says", run: async () => compareManifests() },
    {
      name: "deno publish --dry-run",
      run: async () => {
        const { stdout, stderr } = await run(binaryOf("deno"), ["publish", "--dry-run", "--allow-dirty"], {
          env: { ...process.env, NO_COLOR: "1" },
        });
        const output = stdout + stderr;
        if (/warning/i.test(output)) throw new Error(output);
        return output;
      },
      prints: "Success Dry run complete",
    },
  ];
}

function compareManifests(): string {
  const [npm, jsr] = ["package.json", "jsr.json"].map((file) => JSON.parse(readFileSync(file, "utf8")));
  const sources = Object.entries<{ types?: string }>(npm.exports).flatMap(([name, target]) =>
    target.types ? [[name, target.types.replace("./dist/", "./").replace(/\.d\.ts$/, ".ts")]] : [],
  );
  const [wanted, found] = [
    { version: npm.version, exports: Object.fromEntries(sources) },
    { version: jsr.version, exports: jsr.exports },
  ];
  if (JSON.stringify(wanted) !== JSON.stringify(found)) throw new Error(`expected ${JSON.stringify(wanted)}`);
  return "";
}

function onNode(): Check[] {
  return runtimes
    .filter(({ title }) => title === "Node")
    .flatMap(({ name, find }) => {
      const binary = find();
      if (!binary) return [];
      return [
        { name: `${name}, ES module`, run: () => execute("node", binary, "main.js"), prints: CREATED },
        { name: `${name}, CommonJS`, run: () => execute("commonjs", binary, "main.cjs"), prints: CREATED },
      ];
    });
}

/** Every TypeScript, as Node and as a bundler resolves, with a browser's types and with Node's. */
function types(): Check[] {
  const check = (version: string, resolution: "nodenext" | "bundler", dom: boolean): Check => ({
    name: `TypeScript ${versionOf(version)}, ${resolution}, ${dom ? "DOM types" : "Node's types, no DOM"}`,
    async run() {
      const module = resolution === "nodenext" ? "nodenext" : "esnext";
      const lib = dom ? ["ES2022", "DOM", "DOM.Iterable"] : ["ES2022"];
      return compile("typescript", version, {
        module,
        moduleResolution: resolution,
        lib,
        types: dom ? [] : ["node"],
        noEmit: true,
      });
    },
  });
  const matrix = TYPESCRIPTS.flatMap((version) =>
    (["nodenext", "bundler"] as const).flatMap((resolution) => [
      check(version, resolution, true),
      check(version, resolution, false),
    ]),
  );
  return [...matrix, { name: "TypeScript's output on Node", run: compileAndRun, prints: CREATED }];
}

async function compileAndRun(): Promise<string> {
  await compile("typescript", "5.9", { module: "nodenext", types: ["node"], lib: ["ES2022"] });
  return execute("typescript", process.execPath, "main.mjs");
}

function versionOf(version: string): string {
  return JSON.parse(readFileSync(join(TOOLS, `typescript${version}/package.json`), "utf8")).version;
}

/** Compiles a project's main.mts strictly, the package's own declarations included. */
function compile(project: string, version: string, options: object): Promise<string> {
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    rootDir: ".",
    outDir: ".",
    typeRoots: [join(TOOLS, "@types")],
    ...options,
  };
  const config = `tsconfig.${Math.random().toString(36).slice(2)}.json`;
  writeFileSync(join(folder, project, config), JSON.stringify({ compilerOptions, files: ["main.mts"] }));
  return execute(project, process.execPath, join(TOOLS, `typescript${version}/bin/tsc`), "-p", config);
}

function bundles(): Check[] {
  return [
    {
      name: "Vite",
      async run() {
        await compile("vite", "5.9", BUNDLER);
        await execute("vite", join(TOOLS, ".bin/vite"), "build", "--logLevel", "warn");
        const [, bundle = ""] =
          /src="\/(assets\/[^"]+)"/.exec(readFileSync(join(folder, "vite/dist/index.html"), "utf8")) ?? [];
        return execute("vite/dist", process.execPath, bundle);
      },
      prints: CREATED,
    },
    {
      name: "webpack",
      async run() {
        await execute("webpack", join(TOOLS, ".bin/webpack"));
        return execute("webpack/dist", process.execPath, "main.mjs");
      },
      prints: CREATED,
    },
    {
      name: "esbuild",
      async run() {
        await compile("esbuild", "5.9", BUNDLER);
        await bundle("esbuild", "--outfile=bundle.mjs", "--platform=browser");
        return execute("esbuild", process.execPath, "bundle.mjs");
      },
      prints: CREATED,
    },
  ];
}

function bundle(project: string, ...options: string[]): Promise<string> {
  const common = ["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"];
  return execute(project, join(TOOLS, ".bin/esbuild"), "main.mts", ...common, ...options);
}

function worker(): Check {
  return {
    name: "Cloudflare worker",
    async run() {
      const workersTypes = dirname(join(TOOLS, "@cloudflare/workers-types/package.json"));
      await compile("worker", "5.9", { ...BUNDLER, lib: ["ES2022"], types: [workersTypes] });
      await bundle("worker", "--outfile=bundle.js", "--conditions=workerd,worker,browser");
      return execute("worker", binaryOf("workerd"), "test", "config.capnp");
    },
    prints: CREATED,
  };
}

function deno(): Check {
  return {
    name: "Deno project",
    async run() {
      await execute("deno", binaryOf("deno"), "check", "main.mts");
      return execute("deno", binaryOf("deno"), "run", "--no-prompt", "--cached-only", "main.mts");
    },
    prints: CREATED,
  };
}

function bun(): Check {
  return {
    name: "Bun project",
    async run() {
      await compile("bun", "5.9", { ...BUNDLER, lib: ["ES2022"], types: ["bun"], skipLibCheck: true }); // as `bun init` has it
      return execute("bun", binaryOf("bun"), "--no-install", "main.mts");
    },
    prints: CREATED,
  };
}

function binaryOf(runtime: string): string {
  const found = runtimes.find(({ name }) => name === runtime);
  const binary = found?.find();
  if (!binary) throw new Error(`${runtime} is not installed: ${found?.advice}`);
  return binary;
}
