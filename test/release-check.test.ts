/** A version that is too small for what changed is refused: releases of a small project in a git repository of its own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { check, lastInChangelog, nextVersion, type Version, versionOf } from "../scripts/release-check.ts";

let root: string;
const git = (...args: string[]): void => {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "release-check-"));
  mkdirSync(join(root, "generated"));
  git("init", "--quiet");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FIELD = { type: "string", description: "A field." };

/** A document whose one response has these fields. */
function documentWith(fields: readonly string[]): object {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const get = { operationId: "getThing", summary: "Get a thing", responses: { 200: { description: "It.", content } } };
  const properties = Object.fromEntries(fields.map((name) => [name, FIELD]));
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { get } },
    components: { schemas: { Thing: { type: "object", description: "A thing.", properties } } },
  };
}

function commit(version: string, fields: readonly string[], changelog = `# Changelog\n\n## ${version}\n`): void {
  writeFileSync(join(root, "package.json"), JSON.stringify({ version }));
  writeFileSync(join(root, "CHANGELOG.md"), changelog);
  writeFileSync(join(root, "generated/openapi.json"), JSON.stringify(documentWith(fields)));
  git("add", "-A");
  git("commit", "--quiet", "--allow-empty", "-m", version);
}

describe("with a tag", () => {
  beforeEach(() => {
    commit("1.2.3", ["id", "name"]);
    git("tag", "v1.2.3");
    git("tag", "unrelated");
  });

  test("nothing changed: the version may stay", async () => {
    expect(await check(root)).toEqual({
      ok: true,
      text: "Since v1.2.3 the document's changes are of level none.\nVersion 1.2.3 is large enough.",
    });
  });

  test("a field is lost: only the next major version will do", async () => {
    commit("1.3.0", ["id"]);
    const refused = await check(root);
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain("Version 1.3.0 is too small: at least 2.0.0 is needed");
    expect(refused.text).toMatch(/^- \*\*Breaking:\*\* `Thing\.name`: /m);
    commit("2.0.0", ["id"]);
    expect((await check(root)).ok).toBe(true);
  });

  test("a field is added: the next minor version will do", async () => {
    commit("1.2.4", ["id", "name", "tags"]);
    const refused = await check(root);
    expect(refused).toMatchObject({ ok: false, text: expect.stringContaining("at least 1.3.0") });
    expect(refused.text).toMatch(/^- `Thing\.tags`: /m);
    commit("1.3.0", ["id", "name", "tags"]);
    expect((await check(root)).ok).toBe(true);
  });

  test("the largest version counts, not the newest tag", async () => {
    commit("1.10.0", ["id", "name", "tags"]);
    git("tag", "v1.10.0");
    git("tag", "v1.9.0");
    expect((await check(root)).text).toMatch(/^Since v1\.10\.0 /);
  });
});

describe("without a tag", () => {
  test("the last released version of the changelog counts, as it stood when the next began", async () => {
    commit("0.1.0", ["id"]);
    commit("0.1.0", ["id", "name"]);
    commit("0.1.1", ["id"], "# Changelog\n\n## 0.1.1 (unreleased)\n\n## 0.1.0\n");
    const { ok, text } = await check(root);
    expect(ok).toBe(false);
    expect(text).toMatch(/^Since 0\.1\.0 in CHANGELOG\.md the document's changes are of level major\.\n/);
    expect(text).toContain("at least 0.2.0");
  });

  test("where nothing was released, it says so", async () => {
    commit("0.1.0", ["id"], "# Changelog\n\n## 0.1.0 (unreleased)\n");
    const text = "There is no release yet: no tag, and no released version in CHANGELOG.md.";
    expect(await check(root)).toEqual({ ok: true, text });
  });
});

test.each<[Version, "major" | "minor" | "patch" | "none", Version]>([
  [[0, 1, 4], "none", [0, 1, 4]],
  [[0, 1, 4], "patch", [0, 1, 5]],
  [[0, 1, 4], "minor", [0, 1, 5]],
  [[0, 1, 4], "major", [0, 2, 0]],
  [[1, 2, 3], "patch", [1, 2, 4]],
  [[1, 2, 3], "minor", [1, 3, 0]],
  [[1, 2, 3], "major", [2, 0, 0]],
])("after %j a change of level %s needs %j", (last, level, next) => expect(nextVersion(last, level)).toEqual(next));

test("versions and headings", () => {
  expect(versionOf("v1.20.3")).toEqual([1, 20, 3]);
  expect(versionOf("1.20.3-rc.1")).toEqual([1, 20, 3]);
  expect(versionOf("release-1.2.3")).toBeUndefined();
  expect(lastInChangelog("## 2.0.0 (unreleased)\n\n## [1.4.0] - 2026-01-01\n\n## 1.3.0\n")).toEqual([1, 4, 0]);
  expect(lastInChangelog("# Changelog\n")).toBeUndefined();
});
