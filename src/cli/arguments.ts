/** Reads a command line by the description of its command, and refuses what the description does not have. */
import { parseArgs } from "node:util";
import { quoted, suggestion, UsageError } from "./usage.ts";

/** An option of a command. */
export interface Option {
  /** What stands for its value in the help; absent for a switch. */
  readonly value?: string;
  readonly text: string;
}

/** What a command understands. */
export interface Syntax {
  readonly name: string;
  /** Names of the arguments, all of them required. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
}

/** A command line, read. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

/** Reads what follows the command's name. */
export function readArguments(syntax: Syntax, args: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(syntax.options).map(([name, { value }]) => [
        name,
        { type: value === undefined ? "boolean" : "string" } as const,
      ]),
    ),
    allowPositionals: true,
    strict: false, // its own errors quote what was given, which may be a secret
    tokens: true,
  });
  const positionals: string[] = [];
  const values: Record<string, string> = {};
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { value } = optionOf(syntax, token.name, token.rawName);
    if (token.name in values || switches.has(token.name))
      throw new UsageError(`--${token.name} is given twice`, syntax.name);
    if (value === undefined) {
      if (token.value !== undefined) throw new UsageError(`--${token.name} takes no value`, syntax.name);
      switches.add(token.name);
    } else if (token.value === undefined || token.value === "") {
      throw new UsageError(`--${token.name} needs a value: --${token.name} ${value}`, syntax.name);
    } else {
      values[token.name] = token.value;
    }
  }
  countArguments(syntax, positionals);
  return { positionals, values, switches };
}

function optionOf({ name: command, options }: Syntax, name: string, rawName: string): Option {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option && rawName.startsWith("--")) return option;
  const known = Object.keys(options).map((each) => `--${each}`);
  const said = quoted(rawName);
  const isCredential = /key|token|secret|password/i.test(rawName);
  const hint = isCredential ? "; credentials are read from the environment alone" : suggestion(rawName, known);
  throw new UsageError(`${command} has no option${said}${hint}`, command);
}

function countArguments({ name, arguments: wanted }: Syntax, given: readonly string[]): void {
  const missing = wanted[given.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing: ${name} ${wanted.join(" ")}`, name);
  if (given.length <= wanted.length) return;
  const hint = wanted.length > 0 ? `: ${name} ${wanted.join(" ")}; a name with spaces needs quotes` : "";
  const count = ["no arguments", "one argument", "two arguments"][wanted.length];
  throw new UsageError(`${name} takes ${count}${hint}`, name);
}

/** A number of 0 or more that an option has. */
export function amount(syntax: Syntax, { values }: Arguments, option: string, fallback: number): number {
  const given = values[option];
  if (given === undefined) return fallback;
  const number = /^\d+(?:\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
  if (number <= 1e6) return number;
  const unit = syntax.options[option]?.value?.toLowerCase() ?? "";
  throw new UsageError(`--${option} must be a number of ${unit}, 0 or more`, syntax.name);
}

/** One of several words that an option can have, the first one by default. */
export function choice<Word extends string>(
  syntax: Syntax,
  { values }: Arguments,
  option: string,
  words: readonly [Word, ...Word[]],
): Word {
  const given = values[option] ?? words[0];
  const word = words.find((each) => each === given);
  if (word !== undefined) return word;
  const known = words.join(", ");
  throw new UsageError(
    `--${option} must be one of ${known}, not${quoted(given) || " that"}${suggestion(given, words)}`,
    syntax.name,
  );
}
