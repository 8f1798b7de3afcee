/** The clock of the jobs: the machine's, or one that the caller gives. */
import { InputError } from "../core.ts";

/** A clock, or a time at which it stands still. */
export type Clock = number | Date | (() => number | Date);

/** Reads a clock in milliseconds since 1970. */
export function clockOf(operation: string, now: Clock = Date.now): () => number {
  return () => {
    const time = Number(typeof now === "function" ? now() : now);
    if (Number.isFinite(time)) return time;
    throw new InputError(operation, "now must be a time, or a function that gives one");
  };
}
