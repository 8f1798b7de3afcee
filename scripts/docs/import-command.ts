/** The command `docs:import`: drafts the spec's YAML for the operations of a page. */
import { parseArgs } from "node:util";
import type { Terminal } from "./diff-command.ts";
import { draft } from "./draft.ts";
import { readPage } from "./page.ts";
import { readText } from "./sources.ts";
import { readStanding } from "./standing.ts";
import { UnreadablePage } from "./unreadable.ts";
import { UnreadableSpec } from "./yaml.ts";

const IMPORT_USAGE = `usage: npm run --silent docs:import -- PAGE.md [--reuse] [--spec FILE] > draft.yaml

  PAGE.md    the page of an operation, saved from its address that ends in .md
  --reuse    refer to schemas of the spec that say the same, in place of drafting them again
  --spec     the root of the spec (spec/openapi.yaml)
Exit: 0 drafted, 2 the page, the spec or the command line cannot be read; then nothing is written.
`;

const FLAGS = {
  reuse: { type: "boolean", default: false },
  spec: { type: "string", default: "spec/openapi.yaml" },
  help: { type: "boolean", default: false },
} as const;

/** Runs the command; what it returns is the exit status. */
export function docsImport(args: readonly string[], terminal: Terminal): number {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
    if (values.help) {
      terminal.out(IMPORT_USAGE);
      return 0;
    }
    const [file, ...others] = positionals;
    if (!file || others.length) {
      terminal.err(`Give one page.\n\n${IMPORT_USAGE}`);
      return 2;
    }
    const standing = readStanding(values.spec);
    terminal.out(draft(readPage(readText(file), file), standing, values.reuse));
    return 0;
  } catch (error) {
    const usage = (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
    if (!usage && !(error instanceof UnreadablePage || error instanceof UnreadableSpec)) throw error;
    terminal.err(`${(error as Error).message}\n${usage ? `\n${IMPORT_USAGE}` : ""}`);
    return 2;
  }
}
