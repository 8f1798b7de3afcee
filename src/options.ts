/** Options that can work, or an `InputError` that names the option. */
import { InputError } from "./errors.ts";

/** The longest time a timer can count, almost 25 days in milliseconds, and more than enough of everything else. */
const MOST = 2 ** 31 - 1;

/** A time in milliseconds. */
export function milliseconds(operation: string, option: string, value: unknown): number {
  return checked(operation, option, value, 1, false);
}

/** A whole number. */
export function wholeNumber(operation: string, option: string, value: unknown, least = 0): number {
  return checked(operation, option, value, least, true);
}

function checked(operation: string, option: string, value: unknown, least: number, whole: boolean): number {
  const isNumber = typeof value === "number";
  if (isNumber && value >= least && value <= MOST && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? "whole number" : "number of milliseconds";
  throw new InputError(operation, `${option} must be a ${kind} from ${least} to ${MOST}, not ${isNumber ? value : typeof value}`);
}

/** A signal, or none. */
export function abortSignal(operation: string, value: AbortSignal | null | undefined): AbortSignal | undefined {
  if (value && typeof value.removeEventListener !== "function") throw new InputError(operation, "signal must be an AbortSignal");
  return value ?? undefined;
}
