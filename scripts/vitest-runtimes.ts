/** Runs the vitest suite on the runtimes that can run vitest, and names what cannot run where: `npm run test:runtimes:vitest`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HOME, type Runtime, runtimes } from "../test/runtimes/runtimes.ts";
import { npm } from "./pack.ts";

/**
 * Tests of the client's modules, of the jobs and of the sandbox's way to sign in. The others start compilers, linters,
 * browsers and processes, which run on runtimes of their own, or are part of the conformance suite.
 */
const FILES = [
  ..."send pages path site headers options json rate-limit errors api-error redact".split(" "),
  ..."policy limits deadline transport".split(" ").map((name) => `transport/${name}`),
  ...["sandbox/tokens", "sandbox/scopes"],
].map((name) => `test/${name}.test.ts`);

/** Tests, by a part of their names, that a runtime cannot pass for a reason of its own. */
const CANNOT: Record<string, Record<string, string>> = {
  bun: {
    "are held by no property of its own": "Bun's errors have properties for line and column",
    "a write that is over is forgotten": "its garbage collection is not V8's, which the test asks for",
  },
};

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = runtimes.filter(({ name }) =>
  (values.only?.split(",") ?? ["node22", "node24", "node26", "bun", "deno"]).includes(name),
);
if (chosen.some(({ find }) => !find())) npm(["ci"], HOME);
const scratch = mkdtempSync(join(tmpdir(), "datadog-fetch-vitest-"));
try {
  const results = chosen.map((runtime) => test(runtime));
  process.exitCode = results.length > 0 && results.every(Boolean) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Runs the suite on one runtime; says whether all of it passed. */
function test(runtime: Runtime): boolean {
  const { name, title, advice } = runtime;
  const binary = runtime.find();
  if (!binary) {
    console.log(`NOT FOUND  ${title} (${name}): ${advice}`);
    return false;
  }
  const cannot = CANNOT[name] ?? {};
  const outputFile = join(scratch, `${name}.json`);
  const flags = { bun: ["--bun"], deno: ["run", "-A"] }[name] ?? [];
  const args = ["run", "--reporter=json", `--outputFile=${outputFile}`, ...FILES, "test/jobs"];
  if (Object.keys(cannot).length > 0) args.push(`--testNamePattern=^(?!.*(?:${Object.keys(cannot).join("|")}))`);
  const { stderr } = spawnSync(binary, [...flags, "node_modules/vitest/vitest.mjs", ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return report(`${title} ${runtime.version(binary)}`, outputFile, stderr, cannot);
}

function report(title: string, outputFile: string, stderr: string, cannot: Record<string, string>): boolean {
  let result: Report;
  try {
    result = JSON.parse(readFileSync(outputFile, "utf8"));
  } catch {
    console.log(`${title.padEnd(26)}  did not finish\n${stderr}`);
    return false;
  }
  const { numPassedTests: passed, numFailedTests: failed } = result;
  console.log(`${title.padEnd(26)}  ${passed} passed, ${failed} failed`);
  for (const [test, reason] of Object.entries(cannot)) console.log(`  cannot run: ${test} (${reason})`);
  for (const { name, message, assertionResults } of result.testResults) {
    if (assertionResults.length === 0 && message) console.log(`  ✗ ${name}\n      ${message}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === "failed")
        console.log(`  ✗ ${fullName}\n      ${failureMessages.join("\n").split("\n    at ")[0]}`);
    }
  }
  return failed === 0 && result.numFailedTestSuites === 0 && passed > 0;
}
