/** Runs the conformance suite of test/runtimes against the packed package on every runtime there is: `npm run test:runtimes`. */
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Control, type Result, startControl } from "../test/runtimes/control.ts";
import { importMap, modulesOf } from "../test/runtimes/modules.ts";
import { HOME, type Runtime, runtimes } from "../test/runtimes/runtimes.ts";
import { install, npm, pack } from "./pack.ts";

/** The longest time that a runtime may take. */
const LIMIT = 120_000;

/** What pages may load. */
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

interface Outcome extends Result {
  runtime: string;
  title: string;
  version: string;
}

const { values } = parseArgs({ options: { only: { type: "string" }, json: { type: "string" } } });
const chosen = choose(values.only);
if (chosen.some(({ advice, find }) => advice.includes("npm ci") && !find())) {
  console.log("installing the runtimes of test/runtimes/package.json …");
  npm(["ci"], HOME);
}
const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-runtimes-"));
let outcomes: Outcome[];
try {
  prepare(folder);
  outcomes = await runAll(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
finish(outcomes);

function choose(only: string | undefined): readonly Runtime[] {
  const names = only?.split(",") ?? runtimes.map(({ name }) => name);
  const unknown = names.filter((name) => !runtimes.some((runtime) => runtime.name === name));
  if (unknown.length > 0)
    throw new Error(`--only knows ${runtimes.map(({ name }) => name).join(", ")}, not ${unknown.join(", ")}`);
  return runtimes.filter(({ name }) => names.includes(name));
}

/** Installs the tarball, and puts the suite beside it. */
function prepare(folder: string): void {
  install(pack(folder), folder);
  cpSync(HOME, folder, {
    recursive: true,
    filter: (path) => !/node_modules|package(-lock)?\.json|\.ts$/.test(path.slice(HOME.length)),
  });
  const page = join(folder, "run/page.html");
  const imports = importMap(modulesOf(folder, "run/browser.js"));
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(/(?<="importmap">)\s*\{\}\s*/, () => imports),
  );
}

/** Runs side by side what is there. */
async function runAll(folder: string): Promise<Outcome[]> {
  const control = await startControl((path) => readPageFile(folder, path));
  try {
    const present = chosen.flatMap((runtime) => {
      const binary = runtime.find();
      return binary ? [{ runtime, binary }] : [];
    });
    return await Promise.all(present.map(({ runtime, binary }) => run(runtime, binary, folder, control)));
  } finally {
    control.close();
  }
}

async function run(runtime: Runtime, binary: string, folder: string, control: Control): Promise<Outcome> {
  const { name, title } = runtime;
  const scratch = join(folder, "scratch", name);
  mkdirSync(scratch, { recursive: true });
  const url = `${control.home}/run/${name}`;
  const reported = control.result(name);
  let result: Result;
  let version = "";
  try {
    version = await runtime.version(binary);
    const origins = [control.home, control.other, control.closed];
    const { file, args, env } = await runtime.start({ binary, url, origins, folder, scratch });
    result = await superviseUntil(reported, file, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      detached: true,
    });
  } catch (error) {
    result = { passed: 0, failures: [{ name: "start", message: (error as Error).message }] };
  } finally {
    runtime.stop?.();
  }
  console.log(`${title} ${version}`.padEnd(26), ` ${result.passed} passed, ${result.failures.length} failed`);
  for (const failure of result.failures)
    console.log(`  ✗ ${failure.name}\n      ${failure.message.trim().replaceAll("\n", "\n      ")}`);
  return { runtime: name, title, version, ...result };
}

/** Starts a process and ends it, with all that it started, once its result is there. */
async function superviseUntil(
  reported: Promise<Result>,
  file: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; detached: true },
): Promise<Result> {
  const child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output = `${output}${data}`.slice(-4000);
    });
  }
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const over = new AbortController();
  const failed = (what: string): Result => ({
    passed: 0,
    failures: [{ name: "start", message: `${what}\n${output}` }],
  });
  try {
    return await Promise.race([
      reported,
      exited.then(() => Promise.race([reported, wait(500).then(() => failed("ended without a result"))])),
      wait(LIMIT, undefined, { signal: over.signal }).then(() => failed(`no result within ${LIMIT} ms`)),
    ]);
  } finally {
    over.abort();
    if (child.pid !== undefined) endGroup(child.pid);
    await Promise.race([exited, wait(3000)]);
  }
}

/** Ends a process that was started with `detached`, and its children. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // it has ended already
}

function readPageFile(folder: string, path: string): { type: string; content: Buffer } | undefined {
  const file = join(folder, path.replace(/\?.*/, ""));
  const type = TYPES[extname(file)];
  return type && file.startsWith(folder) && existsSync(file) ? { type, content: readFileSync(file) } : undefined;
}

function finish(outcomes: Outcome[]): void {
  const missing = chosen.filter(({ name }) => !outcomes.some(({ runtime }) => runtime === name));
  for (const { title, name, advice } of missing) console.log(`NOT FOUND  ${title} (${name}): ${advice}`);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (values.json) {
    const rows = outcomes.map(({ runtime, title, version, passed, failures }) => ({
      runtime,
      title,
      version,
      passed,
      failed: failures.length,
    }));
    writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  }
  const incomplete = missing.length > 0 && process.env.CI === "true";
  process.exitCode = failed > 0 || outcomes.length === 0 || incomplete ? 1 : 0;
}
