/** `npm run docs:diff`: says where the spec and Datadog's documentation differ. */
import { docsDiff } from "./docs/diff-command.ts";

process.exitCode = await docsDiff(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
