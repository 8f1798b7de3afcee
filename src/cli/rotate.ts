/** `datadog-fetch rotate`: replaces a credential by a new one, which goes into a file or to a command. */
import { DatadogError } from "../core.ts";
import { type Rotation, rotate, type Store } from "../jobs/index.ts";
import { type Arguments, amount } from "./arguments.ts";
import { type Command, print, tell } from "./command.ts";
import { commandStore } from "./command-store.ts";
import { CONNECTION, connect } from "./connect.ts";
import { EXIT, Stopped } from "./failures.ts";
import { openFileStore } from "./file-store.ts";
import { untilStopped } from "./stop.ts";
import { TARGET_ARGUMENTS, TARGET_HELP, TARGET_OPTIONS, targetOf } from "./target.ts";
import { harmless, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { ago, NOUNS } from "./words.ts";

const HOUR = 3600_000;

export const rotateCommand: Command = {
  name: "rotate",
  summary: "Replace a credential by a new one with its settings, and hand the secret to a file or a command",
  arguments: TARGET_ARGUMENTS,
  usage: "TYPE NAME (--file PATH | --exec COMMAND) [--overlap HOURS] [--dry-run]",
  options: {
    file: { value: "PATH", text: 'write { "id", "name", "secret" } to this file, mode 0600' },
    exec: { value: "COMMAND", text: "give the secret, and nothing else, to this command's standard input" },
    overlap: { value: "HOURS", text: "keep the old one for so long (0)" },
    "dry-run": { text: "only look, and tell what would be done" },
    ...TARGET_OPTIONS,
    ...CONNECTION,
  },
  details: [
    ...TARGET_HELP,
    "The new one is made, tried out, handed over; only then the old one goes, after --overlap if that is given.",
    "Run it again after any break-off, or by cron: it finds out how far it came, and goes on. A run that has nothing",
    "left to finish begins the next rotation. With --overlap, the run after the time is over deletes the old one.",
    "The file is replaced in one step or not at all. The command runs in a shell and finds the id and the name in",
    "DATADOG_FETCH_ID and DATADOG_FETCH_NAME; it does not get DD_API_KEY, DD_APP_KEY and DD_BEARER_TOKEN, which are",
    "for Datadog alone. What it writes goes to standard error. If it fails before it has read the secret, all is as it",
    "was. If it fails afterwards, it may have stored the secret: the new one is kept beside the old one, which",
    "keeps its name and works on, until a later run has handed over another one.",
  ],
  examples: [
    "datadog-fetch rotate api_keys ci --file /etc/datadog/ci.json --overlap 24",
    "datadog-fetch rotate api_keys ci --exec 'vault kv put secret/datadog/ci key=-'",
    "datadog-fetch rotate application_keys terraform --exec 'gh secret set DD_APP_KEY --repo acme/infra'",
    "datadog-fetch rotate api_keys ci --file ci.json --dry-run",
  ],
  async run(args, { env, out, err, now }) {
    const target = targetOf(rotateCommand, args);
    const overlap = amount(rotateCommand, args, "overlap", 0) * HOUR;
    const dryRun = args.switches.has("dry-run");
    const destination = destinationOf(args);
    const { client } = connect("rotate", args, env);
    const store = await destination.open();
    const onStep = (step: string): void => {
      if (!dryRun) tell(`${err.paint("green", "✓")} ${harmless(destination.inWords(step))}`);
    };
    const rotation = await untilStopped((signal) =>
      rotate(client, target, { store, overlap, dryRun, onStep, signal }),
    ).catch((error: unknown) => {
      throw reworded(error, destination);
    });
    print(...outcome({ ...rotation, steps: rotation.steps.map(destination.inWords) }, out, now));
    tellOfOwnKey(rotation, env);
    return EXIT.fine;
  },
};

/** Where the secret goes. */
interface Destination {
  /** Nothing is touched before this is called. */
  open(): Promise<Store>;
  /** A text of the rotation, which knows only of a store. */
  inWords(text: string): string;
}

function destinationOf({ values: { file, exec } }: Arguments): Destination {
  if (file !== undefined && exec === undefined) {
    return { open: () => openFileStore(file), inWords: (text) => text.replaceAll("the store", "the file") };
  }
  if (exec !== undefined && file === undefined) {
    return {
      open: async () => commandStore(exec),
      inWords: (text) => text.replace(/\bto the store$/, "to the command"),
    };
  }
  const problem = file === undefined ? "the secret has nowhere to go" : "the secret goes to one place";
  throw new UsageError(`${problem}: give either --file PATH or --exec COMMAND`, "rotate");
}

/** An error of the rotation in this command's words; all other errors as they are. */
function reworded(error: unknown, { inWords }: Destination): unknown {
  if (error instanceof Stopped) {
    return new Stopped(`${error.message}; run the same command again, and it goes on from there`);
  }
  if (!(error instanceof DatadogError) || error.operation !== "rotate") return error;
  const { operation, message, cause } = error;
  return new DatadogError(
    operation,
    inWords(message.slice(operation.length + 2)),
    cause instanceof Error ? { cause } : {},
  );
}

/** Whoever rotates the key that the environment holds has to set it anew. */
function tellOfOwnKey({ state, previous }: Rotation, env: NodeJS.ProcessEnv): void {
  const variable = { api_keys: "DD_API_KEY", application_keys: "DD_APP_KEY" }[previous?.type as string];
  const secret = env.DD_BEARER_TOKEN || variable === undefined ? undefined : env[variable]?.trim();
  if (state === "planned" || !previous?.last4 || !secret?.endsWith(previous.last4)) return;
  tell(`${variable} seems to hold the old one: set it to the new one.`);
}

/** What came of it, for people. */
function outcome(
  { state, current, previous, deleteAfter, steps }: Rotation,
  { paint }: Terminal,
  now: number,
): string[] {
  const what = `${NOUNS[current.type]} "${harmless(current.name)}"`;
  if (state === "planned") {
    const list = steps.map((step, at) => `  ${at + 1}. ${harmless(step)}`);
    return [`Nothing was changed. A run would, for the ${what}:`, ...list];
  }
  if (state === "rotated" || !deleteAfter)
    return [`${paint("green", "Rotated")} the ${what}: it is ${current.id} now.`];
  const isWaiting = steps.length === 1; // that the old one may still be used is all there was to say
  const until = `${deleteAfter.toISOString()} (${ago(deleteAfter, now)})`;
  return [
    isWaiting
      ? `There is nothing to do yet for the ${what}, ${current.id}.`
      : `${paint("green", "Handed over")} the ${what}: it is ${current.id} now.`,
    `The old one${previous ? `, ${previous.id},` : ""} works until a run after ${until} deletes it.`,
  ];
}
