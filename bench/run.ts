/** Runs all benchmarks and writes results.json and chart.svg. `--quick` shows within a minute that they work, and writes nothing. */
import { readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { measureBundles } from "./bundles.ts";
import { chart } from "./chart.ts";
import { type Results, report } from "./results.ts";
import { bench, generateHeyApi, installOurs } from "./setup.ts";

const quick = process.argv.includes("--quick");

async function main(): Promise<void> {
  const load = loadavg().map((value) => value.toFixed(1));
  const { packed } = await timed("packing", installOurs);
  await timed("generating hey-api's client", generateHeyApi);
  // these import what has just been put in place
  const { startServer } = await import("./server.ts");
  const { measureCalls } = await import("./calls.ts");
  const { measureImports } = await import("./imports.ts");
  const { measureInstalled } = await import("./installed.ts");
  const { measureMemory, measurePages } = await import("./pages.ts");
  const { measureTypes } = await import("./types.ts");
  const { measureGenerate } = await import("./generate.ts");
  const { base, stop } = await startServer();
  try {
    const listed = quick ? 1000 : 10_000;
    const results: Results = {
      environment: {
        node: process.versions.node,
        cpu: cpus()[0]?.model ?? "unknown",
        cores: cpus().length,
        platform: `${process.platform} ${process.arch}`,
        date: new Date().toISOString().slice(0, 10),
        load: load.join(" "),
        rounds: quick ? "quick" : "full",
      },
      versions: await versions(),
      calls: await timed("calls", () => measureCalls(base, quick ? 2 : 61)),
      imports: await timed("imports", () => measureImports(base, quick ? 2 : 15)),
      bundles: await timed("bundles", () => measureBundles(bench, quick)),
      packed,
      installed: await measureInstalled(),
      listed,
      pages: await timed("lists", () => measurePages(base, quick ? 1 : 3, listed)),
      memory: await measureMemory(base, quick ? [1000] : [1000, 10_000, 40_000]),
      types: await timed("type checks", () => measureTypes(quick ? 1 : 5)),
      generate: await timed("generating from larger documents", () =>
        measureGenerate(quick ? 1 : 3, quick ? [1] : [1, 2, 4, 8]),
      ),
    };
    process.stdout.write(report(results));
    if (quick) return;
    await writeFile(join(bench, "results.json"), `${JSON.stringify(results, rounded, 2)}\n`);
    await writeFile(join(bench, "chart.svg"), chart(results));
  } finally {
    stop();
  }
}

async function versions(): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(await readFile(join(bench, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return dependencies;
}

/** Says on stderr how long each part took. */
async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  process.stderr.write(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  return result;
}

/** Four digits are more than any of the measurements can bear. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && value < 1e4 ? Number(value.toPrecision(4)) : value;

await main();
