/** Says what a change of the document means for users: `npm run spec:diff -- --base FILE|REVISION [--to FILE] [--json]`. */
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { LEVELS, type Level, type Report, report } from "./spec-diff/changes.ts";
import { CURRENT, read, type Side } from "./spec-diff/document.ts";
import { permissionChanges } from "./spec-diff/permissions.ts";
import { typeChanges } from "./spec-diff/types.ts";
import { wireChanges } from "./spec-diff/wire.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const USAGE = "usage: npm run spec:diff -- --base FILE|REVISION [--to FILE] [--json]";

/** Compares two documents: over the wire, in the types, in permissions. */
export async function specDiff(base: Side, to: Side): Promise<Report> {
  if (isDeepStrictEqual(base.written, to.written)) return report([]);
  try {
    return await compared(base, to);
  } catch (error) {
    throw new Error(`The documents cannot be compared: ${(error as Error).message}`);
  }
}

async function compared(base: Side, to: Side): Promise<Report> {
  const wire = wireChanges(base, to); // a process of its own, so both work at the same time
  const types = await typeChanges(base.document, to.document).catch(async (error: unknown) => {
    await wire.catch(() => undefined);
    throw error;
  });
  return report([...(await wire), ...types, ...permissionChanges(base.document, to.document)]);
}

/** The report for people: what breaks first. */
export function textOf({ level, changes }: Report): string {
  const titles: Record<Level, string> = {
    major: "Breaks what users have (major)",
    minor: "Adds something (minor)",
    patch: "Says it differently (patch)",
    none: "",
  };
  const parts = [...LEVELS].reverse().flatMap((each) => {
    const lines = changes.filter((change) => change.level === each).map(({ where, what }) => `  ${where}: ${what}`);
    return lines.length > 0 ? [`${titles[each]}\n${lines.join("\n")}\n`] : [];
  });
  return [...parts, level === "none" ? "Nothing changed for users." : `level: ${level}`].join("\n");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { base: { type: "string" }, to: { type: "string" }, json: { type: "boolean", default: false } },
  });
  if (values.base === undefined) throw new Error(`Say what to compare with.\n${USAGE}`);
  const [base, to] = [read(values.base, root), read(values.to ?? `${root}${CURRENT}`, root)];
  const found = await specDiff(base, to);
  console.log(values.json ? JSON.stringify(found, null, 2) : textOf(found));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
