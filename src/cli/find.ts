/** `datadog-fetch find`: shows the one credential of exactly a name. */
import { type Credential, find } from "../jobs/index.ts";
import { choice } from "./arguments.ts";
import { type Command, print } from "./command.ts";
import { CONNECTION, connect } from "./connect.ts";
import { EXIT, Failure } from "./failures.ts";
import { untilStopped } from "./stop.ts";
import { TARGET_ARGUMENTS, TARGET_HELP, TARGET_OPTIONS, targetOf } from "./target.ts";
import { harmless, type Terminal } from "./terminal.ts";
import { ago, isoOf, NOUNS } from "./words.ts";

const FORMATS = ["text", "json"] as const;

export const findCommand: Command = {
  name: "find",
  summary: "Show the one credential of exactly this name: id, age, last use, scopes, owner",
  arguments: TARGET_ARGUMENTS,
  usage: "TYPE NAME [--service-account ID] [--format text|json]",
  options: {
    ...TARGET_OPTIONS,
    format: { value: "text|json", text: "how it is written (text)" },
    ...CONNECTION,
  },
  details: [
    ...TARGET_HELP,
    "Datadog's own filter also finds names that only contain the text; this command finds the whole name or nothing.",
    "Exit code 3 if there is none, or several of the name: their ids are told then.",
  ],
  examples: [
    "datadog-fetch find api_keys ci",
    'datadog-fetch find application_keys "terraform, production" --service-account $ACCOUNT_ID',
    "datadog-fetch find api_keys ci --format json | jq -r .id",
  ],
  async run(args, { env, out, now }) {
    const format = choice(findCommand, args, "format", FORMATS);
    const target = targetOf(findCommand, args);
    const { client, host } = connect("find", args, env);
    const credential = await untilStopped((signal) => find(client, target, { signal }));
    if (!credential) {
      const hint = "Names have to be the same to the letter; datadog-fetch audit shows all.";
      throw new Failure(`there is no ${NOUNS[target.type]} with the name "${target.name}" on ${host}. ${hint}`);
    }
    if (format === "json") print(JSON.stringify(credential, undefined, 2));
    else print(...linesOf(credential, out, now));
    return EXIT.fine;
  },
};

/** A fact a line, under one another. */
function linesOf(credential: Credential, { paint }: Terminal, now: number): string[] {
  const { id, type, name, createdAt, lastUsedAt, expiresAt, scopes, last4, owner } = credential;
  const when = (date: Date): string => `${isoOf(date) || "unknown"} (${ago(date, now)})`;
  const who = [owner?.name, owner?.email && `<${owner.email}>`, owner?.disabled && "(disabled)"].filter(Boolean);
  const facts: [string, string | undefined][] = [
    ["id", id],
    ["name", harmless(name)],
    ["type", NOUNS[type]],
    ["ends with", last4],
    ["created", when(createdAt)],
    ["last used", lastUsedAt === undefined ? undefined : lastUsedAt === null ? "never" : when(lastUsedAt)],
    ["expires", expiresAt ? when(expiresAt) : type === "api_keys" ? undefined : "never"],
    [
      "scopes",
      scopes ? scopes.join(", ") || "none" : type === "api_keys" ? undefined : "all of its owner's permissions",
    ],
    ["owner", who.length > 0 ? harmless(who.join(" ")) : owner?.id],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [`${paint("dim", label.padEnd(11))}${value}`]));
}
