/** What a change of the document means for those who use the package: its level, its place, and a sentence. */

/** From the smallest to the largest. */
export const LEVELS = ["none", "patch", "minor", "major"] as const;
export type Level = (typeof LEVELS)[number];

export interface Change {
  level: Exclude<Level, "none">;
  /** A type and its field (`FullAPIKey.id`), an operation and its part (`GET /api/v2/api_keys, 200`), or a part of the document. */
  where: string;
  /** A sentence that says what changed. */
  what: string;
}

/** A change as one of the looks found it. */
export interface Finding extends Change {
  /** Says no more than that something changed: not worth telling beside a sentence that does. */
  vague?: boolean;
}

export interface Report {
  /** That of the largest change. */
  level: Level;
  changes: Change[];
}

export const isAtLeast = (level: Level, other: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(other);

/** The largest of several levels. */
export const largest = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((found, level) => (isAtLeast(level, found) ? level : found), "none");

/** Joins what several looks found. Of one place only the largest changes are told, and each sentence once. */
export function report(found: readonly Finding[]): Report {
  const places = new Map<string, Finding[]>();
  for (const change of found) places.set(change.where, [...(places.get(change.where) ?? []), change]);
  const changes = [...places].map(([where, all]): Change => {
    const level = largest(all.map((change) => change.level)) as Change["level"];
    const told = all.filter((change) => change.level === level);
    const clear = told.filter(({ vague }) => !vague);
    const sentences = new Set((clear.length > 0 ? clear : told).map(({ what }) => what));
    return { level, where, what: [...sentences].join(" ") };
  });
  changes.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || (a.where < b.where ? -1 : 1));
  return { level: largest(changes.map(({ level }) => level)), changes };
}
