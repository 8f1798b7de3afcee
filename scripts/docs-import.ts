/** `npm run docs:import`: drafts the spec's YAML for the operations of a page of Datadog's documentation. */
import { docsImport } from "./docs/import-command.ts";

process.exitCode = docsImport(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
