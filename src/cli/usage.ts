/** What a command line can get wrong, and what was probably meant. */

/** The command line cannot work as it is. Exit code 2. */
export class UsageError extends Error {
  /** The command whose help says more; undefined where there is none. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.name = "UsageError";
    this.command = command;
  }
}

/** "did you mean" with the nearest name, or nothing where none is near. */
export function suggestion(given: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0];
  return near ? `; did you mean ${near.name}?` : "";
}

/** How many letters have to be added, dropped or changed, or neighbours swapped, to get from one word to the other. */
export function distance(a: string, b: string): number {
  const short = a.slice(0, 40);
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= short.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = short[i - 1] === b[j - 1];
      const isSwapped = short[i - 1] === b[j - 2] && short[i - 2] === b[j - 1];
      const ways = [at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (isSame ? 0 : 1)];
      row.push(Math.min(...ways, isSwapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY));
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length) + a.length - short.length;
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/** What was typed, if it looks like a word: it may be a secret in the wrong place, and those are not repeated. */
export const quoted = (given: string): string => (/^-{0,2}[a-z][a-z_-]{0,30}$/i.test(given) ? ` "${given}"` : "");
