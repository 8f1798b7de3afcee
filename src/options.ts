/** Options that can work, or an `InputError` that names the option. */
import { InputError } from "./errors.ts";

/** The longest time a timer can count, almost 25 days in milliseconds, and more than enough of everything else. */
const MOST = 2 ** 31 - 1;

/** A time in milliseconds. */
export function milliseconds(operation: string, option: string, value: unknown): number {
  return numberFrom(operation, option, value, 1, "number of milliseconds");
}

/** A whole number. */
export function wholeNumber(operation: string, option: string, value: unknown, least = 0): number {
  return numberFrom(operation, option, value, least, "whole number");
}

function numberFrom(operation: string, option: string, value: unknown, least: number, kind: string): number {
  const isNumber = typeof value === "number";
  const isWhole = kind !== "whole number" || Number.isInteger(value);
  if (isNumber && isWhole && value >= least && value <= MOST) return value;
  const given = isNumber ? value : typeof value;
  throw new InputError(operation, `${option} must be a ${kind} from ${least} to ${MOST}, not ${given}`);
}

/** A signal, or none. */
export function abortSignal(operation: string, value: AbortSignal | null | undefined): AbortSignal | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    const ignore = (): void => {};
    value.addEventListener("abort", ignore); // tried out, because half a polyfill may have methods that only throw
    value.removeEventListener("abort", ignore);
    if (typeof value.aborted === "boolean") return value;
  } catch {}
  throw new InputError(operation, "signal must be an AbortSignal, or left out");
}

class Bare {}
Object.setPrototypeOf(Bare.prototype, null);

/** A copy without `Object.prototype` behind it, so that what a polluted one adds is not read. */
export const bare = <Options extends object>(options: Options): Options => Object.assign(new Bare(), options);

/** The properties that an object has itself. What a polluted prototype adds is no option of the caller's. */
export function ownOptions<Options extends object>(operation: string, options: Options | undefined): Partial<Options> {
  if (options === undefined || options === null) return NONE;
  if (typeof options === "object") return bare(options);
  throw new InputError(operation, "options must be an object");
}

const NONE = Object.freeze(bare({}));

/** A name that a program has given, as a message may show it: a short one. A longer one may be a secret. */
export const shownName = (name: string): string => (/^[\w[\].-]{1,24}$/.test(name) ? JSON.stringify(name) : '"***"');
