#!/usr/bin/env node
/** The command line `datadog-fetch`: finds the command, runs it, and tells the shell how it went. */
import { readFileSync } from "node:fs";
import { readArguments } from "./arguments.ts";
import { auditCommand } from "./audit.ts";
import { type Command, print, type Surroundings, tell } from "./command.ts";
import { EXIT, report } from "./failures.ts";
import { findCommand } from "./find.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { rotateCommand } from "./rotate.ts";
import { sandboxCommand } from "./sandbox.ts";
import { terminalOf } from "./terminal.ts";
import { quoted, suggestion, UsageError } from "./usage.ts";
import { validateCommand } from "./validate.ts";

const COMMANDS: readonly Command[] = [auditCommand, findCommand, rotateCommand, validateCommand, sandboxCommand];

async function main([first = "", ...rest]: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  if (first === "--version" || first === "-v") {
    print(version());
    return EXIT.fine;
  }
  const isHelp = first === "--help" || first === "-h" || first === "help";
  const wanted = isHelp ? rest[0] : first;
  if (first === "" || (isHelp && wanted === undefined)) {
    const lines = generalHelp(COMMANDS, isHelp ? out : err);
    if (isHelp) print(...lines);
    else tell(lines.join("\n"));
    return isHelp ? EXIT.fine : EXIT.usage;
  }
  const command = commandOf(wanted ?? "");
  if (isHelp || asksForHelp(rest)) {
    print(...commandHelp(command, out));
    return EXIT.fine;
  }
  return command.run(readArguments(command, rest), surroundings);
}

const asksForHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((each) => each === "--help" || each === "-h");
};

function commandOf(name: string): Command {
  const command = COMMANDS.find((each) => each.name === name);
  if (command) return command;
  const names = COMMANDS.map((each) => each.name);
  if (name.startsWith("-")) throw new UsageError(`the command comes first: ${names.join(", ")}`);
  const hint = suggestion(name, names) || `; there are ${names.join(", ")}`;
  throw new UsageError(`there is no command${quoted(name) || " of that name"}${hint}`);
}

function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

const { env, argv, stdout, stderr } = process;
const err = terminalOf(stderr, env);
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error; // whoever reads has had enough, as `head` has
});
process.exitCode = await main(argv.slice(2), { env, out: terminalOf(stdout, env), err, now: Date.now() }).catch(
  (error: unknown) => report(error, err),
);
