/** Refuses what would be ignored without a word: `ratelimit` for `rateLimit`. */
export function refuseUnknown(where: string, given: object | undefined, known: readonly string[]): void {
  const unknown = Object.keys(given ?? {}).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new RangeError(`There is no "${unknown}" in ${where}; there are ${known.join(", ")}.`);
}
