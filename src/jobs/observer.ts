/** A function that is told what a job does. What it throws, now or later, is its own affair. */
import { InputError } from "../core.ts";

/** @throws {InputError} where the option is neither a function nor left out. */
export function observer<Event>(
  operation: string,
  option: string,
  given: ((event: Event) => void) | undefined,
): (event: Event) => void {
  if (given !== undefined && typeof given !== "function") {
    throw new InputError(operation, `${option} must be a function`);
  }
  const tell = async (event: Event): Promise<void> => given?.(event);
  return (event) => void tell(event).catch(() => {});
}
