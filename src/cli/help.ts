/** Writes the help texts from the descriptions of the commands. */
import type { Option } from "./arguments.ts";
import type { Command } from "./command.ts";
import type { Terminal } from "./terminal.ts";

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ["DD_API_KEY, DD_APP_KEY", "an API key and an application key"],
  ["DD_BEARER_TOKEN", "an access token, in place of the two"],
  ["DD_SITE", "the site, such as datadoghq.eu (datadoghq.com)"],
];

const EXIT_CODES: readonly (readonly [string, string])[] = [
  ["0", "fine"],
  ["1", "an audit with findings"],
  ["2", "the command line or the environment cannot work"],
  ["3", "it failed"],
];

export function generalHelp(commands: readonly Command[], { paint }: Terminal): string[] {
  const heading = (text: string): string => paint("bold", text);
  return [
    "Datadog's API keys, application keys and tokens: look at them, and rotate them.",
    "",
    `${heading("Usage:")} datadog-fetch COMMAND [OPTIONS]`,
    "",
    heading("Commands:"),
    ...list(commands.map(({ name, summary }) => [name, summary])),
    "",
    heading("Environment:"),
    ...list(ENVIRONMENT),
    "",
    heading("Exit codes:"),
    ...list(EXIT_CODES),
    "",
    heading("Examples:"),
    ...commands.flatMap(({ examples: [first] }) => (first ? [`  ${first}`] : [])),
    "",
    "datadog-fetch COMMAND --help explains a command, datadog-fetch --version tells the version.",
  ];
}

export function commandHelp(
  { name, summary, usage, options, details, examples }: Command,
  { paint }: Terminal,
): string[] {
  const heading = (text: string): string => paint("bold", text);
  return [
    `${summary}.`,
    "",
    `${heading("Usage:")} datadog-fetch ${name} ${usage}`.trimEnd(),
    "",
    ...details,
    "",
    heading("Options:"),
    ...list([...Object.entries(options).map(optionLine), ["--help", "this text"]]),
    "",
    heading("Examples:"),
    ...examples.map((example) => `  ${example}`),
  ];
}

const optionLine = ([name, { value, text }]: [string, Option]): readonly [string, string] => [
  `--${name}${value === undefined ? "" : ` ${value}`}`,
  text,
];

/** Two columns, the second one aligned. */
function list(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length));
  return rows.map(([term, text]) => `  ${term.padEnd(width)}  ${text}`);
}
