/** The README's code: every block compiles against the built package and runs on the sandbox, and every script it names exists. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { render } from "../scripts/readme.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "test/.readme"); // inside the package, so that it can import itself by name
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, code = ""]) => code);
const codes = blocks("ts");

/** What every block may rely on: the client of the first example. */
const PRELUDE = `import { createDatadog as makeClient, fromEnv as readEnv } from "datadog-fetch";\nconst dd = makeClient(readEnv());\n`;

/** Runs one block with the sandbox in the place of the network. A worker's block is called once. */
const RUNNER = `
import { createSandbox } from "datadog-fetch/sandbox";
const sandbox = createSandbox();
globalThis.fetch = sandbox.fetch;
const { apiKey: DD_API_KEY, appKey: DD_APP_KEY } = sandbox.credentials;
Object.assign(process.env, { DD_API_KEY, DD_APP_KEY, DD_TOKEN: sandbox.token, DD_SITE: "datadoghq.eu" });
const block = await import(process.argv[2]);
if (block.default) console.log(await (await block.default.fetch(new Request("https://example.com/"), { DD_API_KEY, DD_APP_KEY })).json());
if (!block.default) console.log(sandbox.requests.length, "requests");
`;

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "runner.mjs"), RUNNER);
  for (const [index, code] of codes.entries()) {
    const own = /const dd = |import .* from "datadog-fetch\/client"/.test(code);
    const source = `${own ? "" : PRELUDE}${code}\nexport {};\n`;
    writeFileSync(join(folder, `block-${index}.ts`), source);
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(
      join(folder, `block-${index}.mjs`),
      ts.transpileModule(source, { compilerOptions: options }).outputText,
    );
  }
});

test("has examples", () => expect(codes.length).toBeGreaterThan(10));

test("the first screens need no question marks: what the types promise is there", () => {
  const [first = ""] = readme.split("### Tokens and service accounts");
  expect(first).toContain("dd.actionConnections.create");
  expect(first).not.toMatch(/\?\.|\?\? ""/);
});

test("every block compiles", () => {
  const program = ts.createProgram({
    rootNames: codes.map((_, index) => join(folder, `block-${index}.ts`)),
    options: {
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
    },
  });
  const host = {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => folder,
    getNewLine: () => "\n",
  };
  expect(ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host)).toBe("");
});

describe("every block runs", () => {
  test.each(
    codes.map(
      (code, index) =>
        [code.split("\n").find((line) => !line.startsWith("import") && line.trim()) ?? "", index] as const,
    ),
  )("%s", async (_, index) => {
    const run = promisify(execFile)(
      process.execPath,
      [join(folder, "runner.mjs"), join(folder, `block-${index}.mjs`)],
      { cwd: folder },
    );
    const { stderr, stdout } = await run;
    expect(stderr).toBe("");
    const ownSandbox = codes[index]?.includes("createSandbox"); // its requests do not pass the runner's
    if (!codes[index]?.includes("export default") && !ownSandbox) expect(stdout).toMatch(/^[1-9]\d* requests$/m);
  });
});

test("every script it names exists", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test("its tables are those of the latest runs; `npm run readme` writes them", () =>
  expect(readme).toBe(render(readme)));
