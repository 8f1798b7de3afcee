/** Fails where a bundle or the packed tarball has grown beyond its budget, and says what grew. `--update` records today's sizes. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, OURS } from "./bundles.ts";
import { pack, root } from "./setup.ts";

/** What something may weigh, what it weighed when that was recorded, and of which parts it consisted. Bytes. */
interface Budget {
  most: number;
  recorded: number;
  parts: Record<string, number>;
}

interface Measured {
  size: number;
  parts: Record<string, number>;
}

/** Room for small changes that nobody has to justify. */
const ROOM = 1.02;
const file = fileURLToPath(new URL("budgets.json", import.meta.url));

async function measure(): Promise<Record<string, Measured>> {
  return {
    "one operation, gzip": await bundled(OURS.one),
    "everything, gzip": await bundled(OURS.everything),
    "the packed tarball": await tarball(),
  };
}

/** The size is that of the package; its parts are told from the sources, because the package joins them. */
async function bundled(code: string): Promise<Measured> {
  const { gzip } = await bundle(code, root);
  const { modules } = await bundle(code, root, SOURCES);
  return { size: gzip, parts: modules };
}

const SOURCES = {
  "datadog-fetch/client": "./src/client.ts",
  "datadog-fetch/api-keys": "./src/v2/api-keys.ts",
  "datadog-fetch": "./src/index.ts",
};

async function tarball(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "datadog-fetch-"));
  try {
    const { size, files } = await pack(folder);
    return { size, parts: byFolder(files) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Single files would be too many to read: their folders are enough to see what grew. */
function byFolder(files: readonly { path: string; size: number }[]): Record<string, number> {
  const folders: Record<string, number> = {};
  for (const { path, size } of files) {
    const deep = path.split("/").length > 2;
    const folder = deep ? `${path.slice(0, path.lastIndexOf("/"))}/*.${path.split(".").slice(1).join(".")}` : path;
    folders[folder] = (folders[folder] ?? 0) + size;
  }
  return folders;
}

/** What differs from the record, the greatest growth first. */
function changes(now: Record<string, number>, then: Record<string, number>): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  return names
    .map((name) => ({ name, by: (now[name] ?? 0) - (then[name] ?? 0) }))
    .filter(({ by }) => by !== 0)
    .sort((a, b) => b.by - a.by)
    .map(
      ({ name, by }) =>
        `  ${by > 0 ? "+" : ""}${by} B  ${name}${name in then ? "" : " (new)"}${name in now ? "" : " (gone)"}`,
    );
}

async function main(): Promise<void> {
  const measured = await measure();
  if (process.argv.includes("--update")) {
    const budgets = Object.entries(measured).map(([name, { size, parts }]): [string, Budget] => [
      name,
      { most: Math.ceil((size * ROOM) / 50) * 50, recorded: size, parts },
    ]);
    await writeFile(file, `${JSON.stringify(Object.fromEntries(budgets), null, 2)}\n`);
  }
  const budgets = JSON.parse(await readFile(file, "utf8")) as Record<string, Budget>;
  for (const [name, { size, parts }] of Object.entries(measured)) {
    const budget = budgets[name] ?? { most: 0, recorded: 0, parts: {} };
    console.log(`${name}: ${size} B of ${budget.most} B`);
    if (size <= budget.most) continue;
    process.exitCode = 1;
    console.error(
      [
        `${name}: ${size - budget.most} B over budget; since it was recorded (${budget.recorded} B), before compression:`,
        ...changes(parts, budget.parts),
        "  If that is worth it: npm run budgets -- --update",
      ].join("\n"),
    );
  }
}

await main();
