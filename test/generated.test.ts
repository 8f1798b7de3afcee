/** generated/ and the functions of src/ are what the spec compiles into, and a broken spec leaves them alone. */
import { readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { compile, generate } from "../scripts/generate.ts";
import { thrown } from "./datadog.ts";
import { root } from "./typescript.ts";

const FOLDERS = ["generated", "src/v1", "src/v2"];
const FILES = [
  "src/resources.ts",
  ...FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
].sort();
const STALE = "this is not what spec/ compiles into: run `npm run generate` and look at its diff";
/** Redocly and Biome are processes of their own, and slow on a machine that is busy. Milliseconds. */
const PATIENCE = 120_000;
vi.setConfig({ testTimeout: PATIENCE });

let compiled: Record<string, string>;
let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "generated-"));
  compiled = await compile();
}, PATIENCE);
afterAll(() => rm(temporary, { recursive: true }));

/** Reads the files of a folder and of those in it, by path. */
async function folder(path: string): Promise<Record<string, string>> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [relative(path, file), await readFile(file, "utf8")])),
  );
}

/** Where two texts begin and end to differ, and the lines between, those of the first marked with a minus sign. */
function difference(before: string, after: string): string {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const lines = [
    ...a.slice(start, a.length - end).map((line) => `-${line}`),
    ...b.slice(start, b.length - end).map((line) => `+${line}`),
  ];
  return lines.length > 0
    ? [`from line ${start + 1}:`, ...lines.slice(0, 50), ...lines.slice(50, 51).map(() => "…")].join("\n")
    : "";
}

// Not a file snapshot: `vitest -u` would write generated/ without linting the spec, and pass.
test.each(FILES)("%s is up to date", async (name) => {
  const committed = await readFile(join(root, name), "utf8").catch(() => "");
  const found = difference(committed, compiled[name] ?? "");
  if (found) throw new Error(`${STALE}\n${found}`);
});

test("the folders of generated files hold all of them, and no others", () => {
  expect(Object.keys(compiled).sort(), STALE).toEqual(FILES);
});

test("generating again writes the same, byte for byte, and removes what does not belong there", async () => {
  const out = join(temporary, "out");
  for (const path of ["generated/types.ts", "generated/left-over.ts", "src/v2/left-over.ts", "src/index.ts"]) {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await writeFile(join(out, path), "old");
  }
  await generate({ out });
  expect(await folder(out)).toEqual({ ...compiled, "src/index.ts": "old" });
});

/** How a spec can be broken: in which file, a text, what to write instead, how many lines further it shows, and the message. */
const breaks: [name: string, file: string, text: string, instead: string, further: number, message: string][] = [
  ["bad YAML", "v2/key-management.yaml", "paths:\n", 'paths:\n  x: "unclosed\n', 2, "Failed to parse"],
  [
    "a dangling $ref",
    "v2/action-connection.yaml",
    "schemas/CreateActionConnectionRequest",
    "schemas/Nowhere",
    0,
    "Can't resolve $ref",
  ],
  [
    "an operationId that is there twice",
    "v2/key-management.yaml",
    "operationId: updateAPIKey",
    "operationId: getAPIKey",
    0,
    "unique",
  ],
  [
    "a rule of the project's broken",
    "v1/pagerduty-integration.yaml",
    "summary: ",
    "summary: the ",
    0,
    "rule/operation-summary",
  ],
];

test.concurrent.each(breaks)(
  "%s is refused with the file and the line, and the files stay as they were",
  async (...parts) => {
    const [name, file, text, instead, further, message] = parts;
    const spec = join(temporary, name.replaceAll(" ", "-"));
    const out = join(spec, "out");
    await cp(join(root, "spec"), spec, { recursive: true });
    const good = await readFile(join(spec, file), "utf8");
    await writeFile(
      join(spec, file),
      good.replace(text, () => instead),
    );
    await mkdir(out);
    await writeFile(join(out, "types.ts"), "old");

    const error = await thrown(generate({ spec: join(spec, "openapi.yaml"), out }));
    const lines = String(error).split("\n");
    expect(lines[0]).toBe("Error: The spec is broken; what is generated was left as it was.");
    expect(lines[1]).toMatch(new RegExp(`${file}:$`));
    const line = good.slice(0, good.indexOf(text)).split("\n").length + further;
    expect(lines[2]).toMatch(new RegExp(`^ +${line}:\\d+ +error .*${message.replace("$", "\\$")}`));
    expect(String(error)).not.toMatch(/ignore-file|validated in/);
    expect(await folder(out)).toEqual({ "types.ts": "old" });
  },
);
