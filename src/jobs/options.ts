/** The options of a job: own properties alone, and none that the job does not know. */
import { InputError, ownOptions, shownName } from "../core.ts";

/** A misspelled option would be ignored: `dryrun` for `dryRun` would delete what it was to spare. */
export function knownOptions<Options extends object>(
  operation: string,
  options: Options | undefined,
  names: readonly (keyof Options & string)[],
): Partial<Options> {
  const given = ownOptions(operation, options);
  const unknown = Object.keys(given).find((name) => !names.some((known) => known === name));
  if (unknown === undefined) return given;
  throw new InputError(operation, `there is no option ${shownName(unknown)}; there are ${names.join(", ")}`);
}

/** "a", "a and b", "a, b and c". */
export const enumerated = (words: readonly string[]): string => words.join(", ").replace(/, (?=[^,]*$)/, " and ");
