/** The names that credentials have while a rotation is under way: they are all that one run leaves to the next. */

/** What a name tells of a rotation. */
export type Mark =
  /** The secret has not left the run that made it. */
  | { readonly phase: "made"; readonly run: string }
  /** The store is being given it; what it holds afterwards only the store knows. */
  | { readonly phase: "handed over"; readonly run: string }
  /** The same, but the run that did it has ended: nobody is at work on it. */
  | { readonly phase: "in doubt"; readonly run: string }
  /** Its successor is in the store; whoever still holds it may use it until the time is over. */
  | { readonly phase: "replaced"; readonly run: string; readonly deleteAfter: Date };

const WORDS = { made: "being made", "handed over": "being handed over", "in doubt": "in doubt" } as const;

const MARKED =
  /^ \(rotation ([\da-f]{8}), (?:(being made|being handed over|in doubt)|replaced, delete after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z))\)$/;

/** The name of a credential with such a mark. */
export function markedName(name: string, mark: Mark): string {
  const words =
    mark.phase === "replaced" ? `replaced, delete after ${mark.deleteAfter.toISOString()}` : WORDS[mark.phase];
  return `${name} (rotation ${mark.run}, ${words})`;
}

/** The mark in a credential's full name; `undefined` if it has none, or one of another name. */
export function markOf(name: string, full: string): Mark | undefined {
  if (!full.startsWith(name)) return undefined;
  const [, run, words, time] = MARKED.exec(full.slice(name.length)) ?? [];
  if (run === undefined) return undefined;
  if (time !== undefined) return { phase: "replaced", run, deleteAfter: new Date(time) };
  if (words === WORDS.made) return { phase: "made", run };
  return { phase: words === WORDS["in doubt"] ? "in doubt" : "handed over", run };
}

/** Whether a name is one that a rotation has given. */
export const isMarked = (full: string): boolean => {
  const start = full.lastIndexOf(" (rotation ");
  return start >= 0 && MARKED.test(full.slice(start));
};

/** What tells the credentials of one run from those of all others. */
export const newRunId = (): string =>
  crypto.getRandomValues(new Uint32Array(1))[0]?.toString(16).padStart(8, "0") ?? "";
