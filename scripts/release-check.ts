/** Refuses a version that is too small for what changed since the last release, and drafts the changelog's lines. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Level, Report } from "./spec-diff/changes.ts";
import { CURRENT, git, read } from "./spec-diff/document.ts";
import { specDiff } from "./spec-diff.ts";

/** A version without pre-release or build. */
export type Version = readonly [major: number, minor: number, patch: number];

export interface Check {
  /** Whether the version is large enough. */
  ok: boolean;
  /** What to print. */
  text: string;
}

/** Reads `1.2.3` or `v1.2.3`. Anything else is no version. */
export function versionOf(text: string): Version | undefined {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(text.trim())?.slice(1).map(Number);
  return parts as Version | undefined;
}

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
const written = (version: Version): string => version.join(".");

/** The smallest version that may follow. Before 1.0 a breaking change raises the second number, every other the third. */
export function nextVersion(last: Version, level: Level): Version {
  const [major, minor, patch] = last;
  if (level === "none") return last;
  if (level === "major") return major === 0 ? [0, minor + 1, 0] : [major + 1, 0, 0];
  if (level === "minor" && major > 0) return [major, minor + 1, 0];
  return [major, minor, patch + 1];
}

/** A release to compare with. */
interface Release {
  /** What git knows it by. */
  revision: string;
  /** What people know it by. */
  name: string;
  version: Version;
}

/** The last release: the tag with the largest version, or else what the changelog calls released. */
function lastRelease(root: string): Release | undefined {
  const tags = git(["tag", "--merged", "HEAD", "--list"], root).split("\n");
  const tagged = tags.flatMap((name): Release[] => {
    const version = versionOf(name);
    return version ? [{ revision: name, name, version }] : [];
  });
  const version = lastInChangelog(readFileSync(join(root, "CHANGELOG.md"), "utf8"));
  const revision = version && lastRevisionWith(version, root);
  const untagged = version && revision ? { revision, name: `${written(version)} in CHANGELOG.md`, version } : undefined;
  return tagged.sort((a, b) => compare(a.version, b.version)).pop() ?? untagged;
}

/** The newest revision in which package.json had a version. */
function lastRevisionWith(version: Version, root: string): string | undefined {
  let newer: string | undefined;
  for (const revision of git(["rev-list", "HEAD", "--", "package.json"], root).trim().split("\n")) {
    const found = versionOf(
      (JSON.parse(git(["show", `${revision}:package.json`], root)) as { version: string }).version,
    );
    if (found && compare(found, version) === 0) return newer ? `${newer}^` : revision;
    newer = revision;
  }
  return undefined;
}

/** The last version that the changelog calls released: its heading does not say "unreleased". */
export function lastInChangelog(changelog: string): Version | undefined {
  const headings = [...changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)\]?(.*)$/gm)];
  const released = headings.find(([, , rest = ""]) => !/unreleased/i.test(rest));
  return released?.[1] === undefined ? undefined : versionOf(released[1]);
}

/** Lines for the changelog, one a change. A change of wording alone needs none. */
export function draft({ changes }: Report): string[] {
  return changes
    .filter(({ level }) => level !== "patch")
    .map(({ level, where, what }) => `- ${level === "major" ? "**Breaking:** " : ""}\`${where}\`: ${what}`);
}

/** Holds the version of package.json against what changed since the last release. */
export async function check(root: string): Promise<Check> {
  const now = versionOf((JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version);
  if (!now) throw new Error("The version in package.json is none.");
  const release = lastRelease(root);
  if (!release) return { ok: true, text: "There is no release yet: no tag, and no released version in CHANGELOG.md." };
  const found = await specDiff(read(release.revision, root), read(join(root, CURRENT), root));
  const least = nextVersion(release.version, found.level);
  const ok = compare(now, least) >= 0;
  const since = `Since ${release.name} the document's changes are of level ${found.level}.`;
  const verdict = ok
    ? `Version ${written(now)} is large enough.`
    : `Version ${written(now)} is too small: at least ${written(least)} is needed, in package.json, jsr.json and spec/.`;
  const lines = draft(found);
  const lead = lines.length > 0 ? ["Draft for CHANGELOG.md:", ...lines] : [];
  return { ok, text: [since, verdict, ...lead].join("\n") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({ options: { root: { type: "string" } } });
    const { ok, text } = await check(values.root ?? fileURLToPath(new URL("..", import.meta.url)));
    console.log(text);
    process.exitCode = ok ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
