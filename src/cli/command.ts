/** What every command is made of, and what it is given when it runs. */
import type { Arguments, Syntax } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

/** What a command has around it. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly out: Terminal;
  readonly err: Terminal;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Command extends Syntax {
  /** What it does, in a line. */
  readonly summary: string;
  /** How it is called, after its name. */
  readonly usage: string;
  readonly details: readonly string[];
  readonly examples: readonly string[];
  /** Returns the exit code. */
  run(args: Arguments, surroundings: Surroundings): Promise<number>;
}

/** Writes lines to standard output. */
export const print = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join("\n")}\n`);
};

/** Writes a line to standard error, where it does not mix with what a program reads. */
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
