/** Turns whatever went wrong into a sentence with the next step, and into an exit code. */
import { ApiError, ConnectionError, DatadogError, reasonOf, TimeoutError } from "../core.ts";
import { isRefusal } from "../jobs/errors.ts";
import { FileError } from "./file-store.ts";
import { harmless, type Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** What a shell is told. */
export const EXIT = { fine: 0, findings: 1, usage: 2, failed: 3 } as const;

/** A command could not do what it was asked to, and says so in a sentence of its own. */
export class Failure extends Error {}

/** Somebody wants the command to end: Ctrl+C, or a service manager. */
export class Stopped extends Error {}

/** Writes the sentence to standard error; returns the exit code. */
export function report(error: unknown, { paint }: Terminal): number {
  const [message, next] = sentences(error);
  const lines = [`${paint("red", "datadog-fetch:")} ${harmless(message)}`, ...(next ? [harmless(next)] : [])];
  process.stderr.write(`${lines.join("\n")}\n`);
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** What went wrong, and what to do next, in texts that hold no secret: the client's, its jobs', and this program's. */
function sentences(error: unknown): [message: string, next: string] {
  if (error instanceof UsageError) {
    const { command, message } = error;
    return [message, `See datadog-fetch ${command === undefined ? "" : `${command} `}--help`];
  }
  if (error instanceof FileError) return [error.message, "Nothing was changed."];
  if (error instanceof Failure || error instanceof Stopped) return [error.message, ""];
  if (error instanceof DatadogError) return [withoutNames(error.message), nextStep(error)];
  return [`this should not have happened${reasonOf(error)}`, "Please report it."];
}

/** A store's own error comes with the name of its class, and with its subject before a colon. */
const withoutNames = (message: string): string =>
  message.replace(/: (?:Input|File)?Error: /, ": ").replace(/: (the command|the file): /, ": $1 ");

function nextStep(error: DatadogError): string {
  const reason = error.cause instanceof DatadogError ? error.cause : error;
  if (isRefusal(reason)) {
    return "datadog-fetch validate tells which credentials work. Keys work on their own site alone: set DD_SITE.";
  }
  if (reason instanceof ApiError && reason.status === 429) return "Try again when the rate limit allows it.";
  if (reason instanceof ConnectionError) return "Check the network, DD_SITE and --base-url.";
  if (reason instanceof TimeoutError) return "Try again, or check the network and --base-url.";
  return "";
}
