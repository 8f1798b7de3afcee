/** docs:import drafts YAML that says what the page says, passes lint once it is written, and not before. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { draft as draftOf } from "../scripts/docs/draft.ts";
import { functionOf, operationIdOf } from "../scripts/docs/draft-names.ts";
import { label } from "../scripts/docs/facts.ts";
import { docsImport } from "../scripts/docs/import-command.ts";
import { readPage } from "../scripts/docs/page.ts";
import { readStanding } from "../scripts/docs/standing.ts";
import { render } from "./docs/render.ts";
import { differences, fileOf, page, type Run, SPEC } from "./docs-pages.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "docs-import-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function draft(...args: readonly string[]): Run {
  const run: Run = { status: -1, out: "", err: "" };
  run.status = docsImport(args, {
    out: (text) => {
      run.out += text;
    },
    err: (text) => {
      run.err += text;
    },
  });
  return run;
}

/** A spec whose only page is the draft; the root and common.yaml are those of another. */
function specOf(yaml: string, from: string): string {
  cpSync(from, folder, { recursive: true, filter: (path) => !/v[12]$/.test(path) || path === from });
  const { paths } = parse(yaml) as { paths: object };
  const lines = Object.keys(paths).map(
    (path) => `  ${path}: { $ref: "v0/draft.yaml#/paths/${path.replaceAll("/", "~1")}" }`,
  );
  cpSync(join(from, "v1"), join(folder, "v0"), { recursive: true });
  writeFileSync(join(folder, "v0", "draft.yaml"), yaml);
  const modules = Array.from(yaml.matchAll(/x-function: (.+)\.\w+$/gm), ([, name = ""]) => name);
  const described = [...new Set(modules)].map(
    (name) => `  ${name}: { subpath: ${name.replace(".", "/")}, description: What keeps people out. }`,
  );
  const root = readFileSync(join(folder, "openapi.yaml"), "utf8")
    .replace(/(?<=^paths:\n)(?: .*\n)+/m, `${lines.join("\n")}\n`)
    .replace(/(?<=^x-modules:\n)(?: .*\n)+/m, `${described.join("\n")}\n`);
  writeFileSync(join(folder, "openapi.yaml"), root);
  return join(folder, "openapi.yaml");
}

test.each(["edit-a-lock", "open-a-door"])("%s: the draft says what the page says", async (name) => {
  const { status, out, err } = draft("--spec", SPEC, `test/docs/${name}.md`);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  const { lines, report } = await differences(page(name), specOf(out, "test/docs/spec"));
  expect(lines).toEqual([]);
  expect(report.operations).toBe(name === "edit-a-lock" ? 2 : 1);
});

test("the draft of every page of the whole spec says what the page says", async () => {
  const standing = readStanding("spec/openapi.yaml");
  const operations = standing.operations.filter(({ beyond }) => !beyond?.whole);
  const wrong: string[] = [];
  for (const operation of operations.filter((_, i) => i % 5 === 0)) {
    const text = render([operation]);
    const drafted = draftOf(readPage(text, "page.md"), standing, false);
    const { lines } = await differences(text, specOf(drafted, "spec"));
    wrong.push(...lines.map((line) => `${label(operation)} ${line}`));
  }
  expect(wrong).toEqual([]);
});

test("a draft reads as the rest of the spec does", () => {
  const { out } = draft("--spec", SPEC, "test/docs/open-a-door.md");
  expect(out).toMatchInlineSnapshot(`
    "# A draft: write every TODO, correct names and examples, add what is nullable. Lint refuses it until then.
    # POST /api/v2/doors/{door_id}/open is in the spec already, as openDoor: docs:diff compares it.

    paths:
      /api/v2/doors/{door_id}/open:
        post:
          operationId: openDoor
          x-function: doors.open.create
          summary: TODO
          description: TODO
          tags: [Door Locks]
          externalDocs: { url: "https://docs.datadoghq.com/api/latest/door-locks/#open-a-door" }
          x-permissions: []
          parameters:
            - name: door_id
              in: path
              required: true
              description: TODO
              schema: { type: string }
          requestBody:
            required: true
            content:
              application/json:
                schema: { $ref: "#/components/schemas/OpenDoorRequest" }
                example:
                  data:
                    attributes: { seconds: 0 }
                    people:
                      - { name: TODO }
          responses:
            "202": { description: TODO }
    components:
      schemas:
        OpenDoorRequest:
          type: object
          description: TODO
          required: [data]
          properties:
            data: { $ref: "#/components/schemas/OpenDoorRequestData" }
        OpenDoorRequestData:
          type: object
          description: TODO
          required: [attributes]
          properties:
            attributes: { $ref: "#/components/schemas/OpenDoorRequestDataAttributes" }
            people:
              type: array
              description: TODO
              items: { $ref: "#/components/schemas/OpenDoorRequestDataPeople" }
        OpenDoorRequestDataAttributes:
          type: object
          description: TODO
          properties:
            seconds: { type: integer, format: int64, description: TODO }
        OpenDoorRequestDataPeople:
          type: object
          description: TODO
          properties:
            name: { type: string, description: TODO }
    "
  `);
});

test("with --reuse it refers to what the spec has", () => {
  const { out } = draft("--spec", SPEC, "--reuse", "test/docs/edit-a-lock.md");
  expect(out).toContain('schema: { $ref: "#/components/schemas/LockResponse" }');
  expect(out).toContain('"429": { $ref: "../common.yaml#/components/responses/Problem" }');
  expect(Object.keys((parse(out) as { components: { schemas: object } }).components.schemas)).toEqual([
    "EditV1LockRequest",
  ]);
});

test("says what the spec's root needs for a new operation, and which operations are there", () => {
  const text = page("open-a-door").replaceAll("/open ", "/close ").replaceAll("pen a door", "lose a door");
  const { out } = draft("--spec", SPEC, fileOf(text));
  expect(out).toContain(
    '#   /api/v2/doors/{door_id}/close: { $ref: "v2/door-locks.yaml#/paths/~1api~1v2~1doors~1%7Bdoor_id%7D~1close" }',
  );
  expect(draft("--spec", SPEC, "test/docs/open-a-door.md").out).toContain(
    "# POST /api/v2/doors/{door_id}/open is in the spec already, as openDoor: docs:diff compares it.",
  );
});

describe("lint", () => {
  function lint(root: string): string[] {
    const redocly = "node_modules/@redocly/cli/bin/cli.js";
    const args = [redocly, "lint", root, "--config", "spec/redocly.yaml", "--format", "json"];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    const start = stdout.indexOf("{");
    if (start < 0) throw new Error(stderr);
    const { problems } = JSON.parse(stdout.slice(start)) as { problems: { ruleId: string; message: string }[] };
    return [...new Set(problems.map(({ ruleId }) => ruleId))].sort();
  }

  test("refuses a draft for what is left open, and for nothing else once that is written", () => {
    const { out } = draft("--spec", SPEC, "test/docs/edit-a-lock.md");
    const root = specOf(out, "test/docs/spec");
    expect(lint(root)).toEqual(["datadog/no-todo", "rule/operation-summary"]);
    const written = out.replaceAll("summary: TODO", "summary: Update a lock").replaceAll("TODO", "words");
    writeFileSync(join(folder, "v0", "draft.yaml"), written);
    expect(lint(root)).toEqual([]);
  });
});

test.each([
  ["Get all API keys", "listAPIKeys"],
  ["Edit an application key", "editApplicationKey"],
  ["Update a single service object", "updateServiceObject"],
  ["Create a new action connection", "createActionConnection"],
  ["Delete a user's key", "deleteUsersKey"],
])("%s is %s", (title, id) => expect(operationIdOf(title)).toBe(id));

test.each([
  ["GET", "/api/v2/service_accounts/{service_account_id}/application_keys", "serviceAccounts.applicationKeys.list"],
  ["GET", "/api/v2/users/{user_id}", "users.get"],
  ["POST", "/api/v1/api_key", "v1.apiKey.create"],
  ["DELETE", "/api/v2/users/{user_id}", "users.delete"],
])("%s %s is %s", (method, path, name) => expect(functionOf(method, path)).toBe(name));

test("what is no page is refused, and nothing is written", () => {
  const cases: [string, RegExp][] = [
    ["", /this file is empty/],
    [page("door-locks"), /the index of a group/],
    ["<html></html>", /this is HTML, not Markdown/],
    [page("edit-a-lock").slice(0, 4000), /cut off or damaged/],
    ["# Shopping", /no page of an operation/],
  ];
  for (const [text, sentence] of cases) {
    const run = draft("--spec", SPEC, fileOf(text));
    expect(run).toEqual({ status: 2, out: "", err: expect.stringMatching(sentence) });
  }
  expect(draft("nowhere.md")).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/cannot be read/) });
  for (const args of [[], ["a.md", "b.md"], ["--nothing"]])
    expect(draft(...args)).toMatchObject({ status: 2, out: "", err: expect.stringMatching(/usage: npm run/) });
});
