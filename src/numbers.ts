/** Numbers as options may have them, or an `InputError` that names the option. */
import { InputError } from "./errors.ts";

/** The longest time a timer can count: almost 25 days. */
const LONGEST = 2 ** 31 - 1;

/** A time in milliseconds: more than 0, and no longer than a timer can count. */
export function milliseconds(operation: string, option: string, value: unknown): number {
  if (typeof value === "number" && value > 0 && value <= LONGEST) return value;
  throw new InputError(
    operation,
    `${option} must be a number of milliseconds from 1 to ${LONGEST}, not ${typeof value === "number" ? value : typeof value}`,
  );
}

/** A whole number, not less than `least`. */
export function wholeNumber(operation: string, option: string, value: unknown, least = 0): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw new InputError(
    operation,
    `${option} must be a whole number, ${least} or more, not ${typeof value === "number" ? value : typeof value}`,
  );
}
