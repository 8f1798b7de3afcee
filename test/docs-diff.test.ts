/** docs:diff names exactly what differs, on either side, and refuses what is no page. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readPage } from "../scripts/docs/page.ts";
import { changed, diff, differences, fileOf, page, SPEC } from "./docs-pages.ts";

const lock = page("edit-a-lock");
const door = page("open-a-door");

const ERRORS = `{% tab title="Model" %}

| Field                 | Type     | Description   |
| --------------------- | -------- | ------------- |
| errors [*required*] | [string] | What is wrong |

{% /tab %}`;

test("the pages and the spec agree", async () => {
  const run = await diff(["--spec", SPEC, "test/docs/edit-a-lock.md", "test/docs/open-a-door.md"]);
  expect(run).toEqual({
    status: 0,
    out: "3 operations on 2 pages compared with the spec: no differences.\n",
    err: "",
  });
});

describe("one change of the page is one difference", () => {
  const row = (start: string): string => {
    const found = lock.split("\n").filter((line) => line.replace(/\s+/g, " ").startsWith(start));
    if (found.length !== 1) throw new Error(`${start} begins ${found.length} rows.`);
    return `${found[0]}\n`;
  };
  const without = (start: string): string => changed(lock, row(start), "");
  const rowWith = (start: string, from: string | RegExp, to: string): string => {
    const old = row(start);
    const fresh = old.replace(from, to);
    if (fresh === old) throw new Error(`${from} is not in ${old}`);
    return changed(lock, old, fresh);
  };
  const rowAfter = (start: string, added: string): string => changed(lock, row(start), `${row(start)}${added}\n`);

  const cases: [what: string, text: string, ...differences: string[]][] = [
    ["a method", lock.replaceAll("PATCH https", "PUT https"), "method | method | PUT | PATCH"],
    [
      "a path",
      lock.replaceAll("/api/v2/locks/{lock_id}", "/api/v2/door_locks/{lock_id}"),
      "path | path | /api/v2/door_locks/{lock_id} | /api/v2/locks/{lock_id}",
    ],
    [
      "a path that another operation has",
      lock
        .replaceAll("PATCH https", "POST https")
        .replaceAll("/api/v2/locks/{lock_id}", "/api/v2/doors/{door_id}/open"),
      "method | method | POST | PATCH",
      "path | path | /api/v2/doors/{door_id}/open | /api/v2/locks/{lock_id}",
    ],
    ["a site less", without("| app.datadoghq.eu | PATCH"), "sites | sites | not datadoghq.eu | datadoghq.eu"],
    [
      "a site more",
      rowAfter(
        "| app.datadoghq.eu | PATCH",
        "| us9.datadoghq.com | PATCH https://api.us9.datadoghq.com/api/v2/locks/{lock_id} |",
      ),
      "sites | sites | also us9.datadoghq.com | not us9.datadoghq.com",
    ],
    [
      "a site beyond the older pages",
      rowAfter(
        "| app.datadoghq.eu | PATCH",
        "| uk1.datadoghq.com | PATCH https://api.uk1.datadoghq.com/api/v2/locks/{lock_id} |",
      ),
    ],
    [
      "the address of one site",
      rowWith("| app.datadoghq.eu | PATCH", "api.datadoghq.eu", "api.us9.datadoghq.com"),
      "sites | sites | datadoghq.eu has the address of us9.datadoghq.com | each site at its own address",
    ],
    [
      "a permission",
      changed(lock, "`locks_write``doors_write`", "`locks_write``doors_manage`"),
      "permissions | permissions | doors_manage, locks_write | doors_write, locks_write",
    ],
    [
      "a permission less",
      changed(lock, "This endpoint requires the `locks_write` permission.", ""),
      "permissions | permissions | none | locks_write",
    ],
    [
      "a permission where there was none",
      changed(door, "for a while.", "for a while. This endpoint requires the `doors_open` permission."),
      "permissions | permissions | doors_open | none",
    ],
    [
      "a status less",
      changed(lock, `{% tab title="429" %}\nToo many requests\n${ERRORS}\n\n{% /tab %}`, ""),
      "status | response 429 | not there | 429",
    ],
    [
      "a status more",
      changed(lock, '{% tab title="204" %}', '{% tab title="202" %}\nLater\n{% /tab %}\n\n{% tab title="204" %}'),
      "status | response 202 | 202 Later | not there",
    ],
    [
      "a body where there was none",
      changed(lock, "No Content\n", `No Content\n${ERRORS}\n`),
      "body | response 204 | a body | no body",
    ],
    [
      "no body where there was one",
      changed(lock, `Too many requests\n${ERRORS}`, "Too many requests"),
      "body | response 429 | no body | a body",
    ],
    [
      "a body that has to be sent",
      changed(lock, "#### Body Data\n", "#### Body Data (required)\n"),
      "required | request body | required | optional",
    ],
    [
      "no request body",
      lock.replace(/### Request\n[\s\S]*?(?=### Response)/, ""),
      "body | request body | no body | a body",
    ],
    ["a parameter less", without("| sort |"), "parameter | query sort | not there | enum of -name, name, optional"],
    [
      "a parameter more",
      rowAfter("| sort |", "| force | boolean | Without asking. |"),
      "parameter | query force | boolean, optional | not there",
    ],
    ["a parameter beyond the page", rowAfter("| sort |", "| dry | boolean | Only try. |")],
    ["a parameter's type", rowWith("| page[size] |", "int64", "string"), "type | query page[size] | string | int64"],
    ["a parameter's values", rowWith("| sort |", "name,-name", "name"), "enum | query sort | name | -name, name"],
    [
      "a parameter that has to be given",
      rowWith("| filter[door][name] |", "[name]", "[name] [*required*]"),
      "required | query filter[door][name] | required | optional",
    ],
    ["a path parameter", rowWith("| lock_id [*required*] |", "uuid", "string"), "type | path lock_id | string | uuid"],
    [
      "a field's type in the request",
      rowWith("| opens | at |", "date-time", "string"),
      "type | request body data.attributes.opens[].at | string | date-time",
    ],
    [
      "an object for an array",
      rowWith("| attributes | opens |", "[object]", "object"),
      "type | request body data.attributes.opens[] | object | [object]",
    ],
    [
      "a value more than the page had",
      rowWith("| opens | weekday |", "mon, tue", "mon, tue, sun"),
      "enum | request body data.attributes.opens[].weekday | mon, sun, tue | mon, tue, wed",
    ],
    ["a value beyond the page", rowWith("| opens | weekday |", "mon, tue", "mon, tue, wed")],
    [
      "a field that need not be sent",
      rowWith("| data | id [*required*] | string | The ID. ", "[*required*]", ""),
      "required | request body data.id | optional | required",
    ],
    [
      "a field that has to be sent",
      rowWith("| attributes | name | string | The name \\|", "name ", "name [*required*] "),
      "required | request body data.attributes.name | required | optional",
    ],
    [
      "a field less",
      without("| attributes | labels |").replace(
        row("| labels | <any-key>".replace("<any-key>", "&lt;any-key&gt;")),
        "",
      ),
      "field | request body data.attributes.labels | not there | object, optional",
    ],
    [
      "a field more",
      rowAfter("| attributes | labels |", "| attributes | material | string | What it is of. |").replace(
        /(\| attributes +\| labels[^\n]*\n)([^\n]*material[^\n]*\n)([^\n]*any-key[^\n]*\n)/,
        "$1$3$2",
      ),
      "field | request body data.attributes.material | string, optional | not there",
    ],
    [
      "a field beyond the page",
      changed(lock, "| name  | string | The name to give |", "| name | string | A |\n| nickname | string | B |"),
    ],
    [
      "a row that later rows name as their parent",
      without("| relationships | door |"),
      "field | response 200 data.relationships.door | named as a parent, but without a row | object, optional",
    ],
    [
      "a row that shares its name with an outer one",
      without("| door | data [*required*] |"),
      "field | response 200 data.relationships.door.data | named as a parent, but without a row | object, required",
    ],
    [
      "a row between an object and its fields",
      rowAfter("| data | relationships |", "| data | room | string | Where it is. |"),
      "field | response 200 data.room | string, optional | not there",
    ],
    [
      "the inner of two fields of one name",
      without("| data | type [*required*] | enum | Allowed enum values: `doors`"),
      "field | response 200 data.relationships.door.data.type | not there | enum of doors, required",
    ],
    [
      "the outer of two fields of one name",
      without("| data | type | enum | Allowed enum values: `locks`"),
      "field | response 200 data.type | not there | enum of locks, required",
    ],
    [
      "the inner alternative's field",
      without("| Option 1 | type | enum | Allowed enum values: `digits`"),
      "field | response 200 data.attributes.mechanism{type=pin}.pin{type=digits}.type | not there | " +
        "enum of digits, optional",
    ],
    [
      "the outer alternative's field",
      without("| Option 1 | type [*required*] | enum | Allowed enum values: `pin`"),
      "field | response 200 data.attributes.mechanism{type=pin}.type | not there | enum of pin, required",
    ],
    [
      "what tells an alternative apart",
      rowWith("| Option 2 | type | enum | Allowed enum values: `houses`", "houses", "buildings"),
      "enum | response 200 included[]{type=houses}.type | buildings | houses",
    ],
    [
      "an alternative less",
      [
        without("| included | Option 2 |"),
        row("| Option 2 | floors"),
        row("| Option 2 | type | enum | Allowed enum values: `houses`"),
      ].reduce((text, gone) => text.replace(gone, "")),
      "field | response 200 included[]{type=houses} | not there | object, optional",
    ],
    [
      "an alternative more",
      rowAfter(
        "| Option 2 | type | enum | Allowed enum values: `houses`",
        "| included | Option 3 | object | A street. |\n| Option 3 | type | enum | Allowed enum values: `streets` |",
      ),
      "field | response 200 included[]{type=streets} | object, optional | not there",
    ],
    [
      "a promise of the page that the spec does not make",
      rowWith("| Option 2 | teeth |", "teeth", "teeth [*required*]"),
      "required | response 200 data.attributes.mechanism{type=key}.teeth | required | optional",
    ],
    [
      "a promise that the spec makes as well",
      rowWith("| data | id | string | The ID of the lock.", "id ", "id [*required*] "),
    ],
    [
      "a field of an error",
      changed(lock, `Too many requests\n${ERRORS}`, `Too many requests\n${ERRORS.replace(" [*required*]", "")}`),
      "required | response 429 errors | optional | required",
    ],
    [
      "a version less",
      lock.replace(/\{% tab title="v1" %\}[\s\S]*?(?=\{% tab title="v2" %\})/, ""),
      "operation | operation | not there | externalDocs lead to this page",
    ],
    [
      "a nested name",
      changed(door, "data -&gt; people -&gt; name ", "data -&gt; people -&gt; name [*required*] "),
      "required | request body data.people[].name | required | optional",
    ],
    [
      "a nested type",
      changed(door, "| int64    | How long.", "| int32    | How long."),
      "type | request body data.attributes.seconds | int32 | int64",
    ],
  ];

  test.each(cases)("%s", async (_, text, ...expected) => {
    const { lines, run } = await differences(text);
    expect(lines).toEqual(expected);
    expect(run.status).toBe(expected.length ? 1 : 0);
  });
});

describe("one change of the spec is one difference", () => {
  const specs: string[] = [];
  afterAll(() => {
    for (const folder of specs) rmSync(folder, { recursive: true });
  });

  /** The spec with one text of one file replaced. */
  function specWith(file: string, from: string, to: string): string {
    const folder = mkdtempSync(join(tmpdir(), "docs-spec-"));
    specs.push(folder);
    cpSync("test/docs/spec", folder, { recursive: true });
    const path = join(folder, file);
    writeFileSync(path, changed(readFileSync(path, "utf8"), from, to));
    return join(folder, "openapi.yaml");
  }

  const v2 = "v2/door-locks.yaml";
  const cases: [what: string, file: string, from: string, to: string, ...differences: string[]][] = [
    ["a method", v2, "    patch:", "    put:", "method | method | PATCH | PUT"],
    [
      "a path",
      "openapi.yaml",
      "  /api/v2/locks/{lock_id}:",
      "  /api/v2/lock/{lock_id}:",
      "path | path | /api/v2/locks/{lock_id} | /api/v2/lock/{lock_id}",
    ],
    [
      "a permission more",
      v2,
      "[doors_write, locks_write]",
      "[doors_write, locks_write, all]",
      "permissions | permissions | doors_write, locks_write | all, doors_write, locks_write",
    ],
    [
      "a permission less",
      v2,
      "[doors_write, locks_write]",
      "[doors_write]",
      "permissions | permissions | doors_write, locks_write | doors_write",
    ],
    [
      "a status more",
      v2,
      '        "429":',
      '        "404": { description: Gone. }\n        "429":',
      "status | response 404 | not there | 404",
    ],
    [
      "a status less",
      v2,
      '        "429": { $ref: "../common.yaml#/components/responses/Problem" }\n',
      "",
      "status | response 429 | 429 Too many requests | not there",
    ],
    [
      "a body that may be left out",
      v2,
      "x-permissions: []\n      requestBody:\n        required: true",
      "x-permissions: []\n      requestBody:",
      "required | request body | required | optional",
    ],
    [
      "a parameter's type",
      v2,
      "schema: { type: integer, format: int64 } }",
      "schema: { type: integer } }",
      "type | query page[size] | int64 | integer",
    ],
    [
      "a parameter's values",
      v2,
      "[name, -name]",
      "[name, -name, id]",
      "enum | query sort | -name, name | -name, id, name",
    ],
    [
      "a parameter less",
      v2,
      '        - { name: "page[size]", in: query, description: How many., schema: { type: integer, format: int64 } }\n',
      "",
      "parameter | query page[size] | int64, optional | not there",
    ],
    [
      "a parameter more",
      v2,
      "description: Only try., x-beyond: The API takes it.,",
      "description: Only try.,",
      "parameter | query dry | not there | boolean, optional",
    ],
    [
      "a parameter that has to be given",
      v2,
      "name: sort, in: query,",
      "name: sort, in: query, required: true,",
      "required | query sort | optional | required",
    ],
    [
      "another place of a parameter",
      v2,
      "name: sort, in: query,",
      "name: sort, in: header,",
      "parameter | query sort | enum of -name, name, optional | not there",
      "parameter | header sort | not there | enum of -name, name, optional",
    ],
    [
      "a format",
      v2,
      "type: string, format: date-time",
      "type: string",
      "type | request body data.attributes.opens[].at | date-time | string",
    ],
    [
      "a format that the pages leave out",
      v2,
      "name: { type: string, description: Who. }",
      "name: { type: string, format: email, description: Who. }",
    ],
    ["null", v2, "digits: { type: integer,", 'digits: { type: [integer, "null"],'],
    [
      "a type",
      v2,
      "floors: { type: integer,",
      "floors: { type: string,",
      "type | response 200 included[]{type=houses}.floors | integer | string",
    ],
    [
      "no values",
      v2,
      "type: string, const: houses",
      "type: string",
      "type | response 200 included[]{Option 1}.type | enum | string",
    ],
    [
      "a value of a request",
      v2,
      "enum: [mon, tue, wed]",
      "enum: [mon, wed]",
      "enum | request body data.attributes.opens[].weekday | mon, tue | mon, wed",
    ],
    [
      "a value not said to be beyond",
      v2,
      "{ wed: The API takes it. }",
      "{ thu: The API takes it. }",
      "enum | request body data.attributes.opens[].weekday | mon, tue | mon, tue, wed",
    ],
    [
      "a field that need not be sent",
      v2,
      "description: The lock.\n      required: [id, type]",
      "description: The lock.\n      required: [id]",
      "required | request body data.type | required | optional",
    ],
    [
      "a field that has to be sent",
      v2,
      "description: What may change.\n",
      "description: What may change.\n      required: [name]\n",
      "required | request body data.attributes.name | optional | required",
    ],
    [
      "a field that has to be sent on purpose",
      v2,
      "description: What may change.\n      properties:\n        labels: { type: object,",
      "description: What may change.\n      required: [labels]\n      properties:\n        labels: " +
        "{ type: object, x-beyond: { required: It is so. },",
    ],
    ["a promise in a response", v2, "description: A house.\n", "description: A house.\n      required: [floors]\n"],
    [
      "no promise of what the page says is there",
      v2,
      "required: [id, type], properties: {}",
      "required: [type], properties: {}",
      "required | response 200 data.relationships.door.data.id | required | optional",
    ],
    [
      "a field more",
      v2,
      "floors: {",
      "rooms: { type: integer, description: How many. }\n        floors: {",
      "field | response 200 included[]{type=houses}.rooms | not there | integer, optional",
    ],
    [
      "a field less",
      v2,
      "        floors: { type: integer, description: How high. }\n",
      "",
      "field | response 200 included[]{type=houses}.floors | integer, optional | not there",
    ],
    [
      "an alternative less",
      v2,
      '              - { $ref: "#/components/schemas/House" }\n',
      "",
      "field | response 200 included[]{type=houses} | object, optional | not there",
    ],
    [
      "a site more",
      "openapi.yaml",
      "{ uk1.datadoghq.com: The older pages do not list it. }",
      "{ uk2.datadoghq.com: None. }",
      "sites | sites | not uk1.datadoghq.com | uk1.datadoghq.com",
      "sites | sites | not uk1.datadoghq.com | uk1.datadoghq.com",
    ],
    [
      "a field of an error",
      "common.yaml",
      "required: [errors]",
      "required: []",
      "required | response 403 errors | required | optional",
      "required | response 429 errors | required | optional",
    ],
  ];

  test.each(cases)("%s", async (_, file, from, to, ...expected) => {
    const { lines, run } = await differences([lock, door], specWith(file, from, to));
    expect(lines).toEqual(expected);
    expect(run.status).toBe(expected.length ? 1 : 0);
  });

  test("an operation that is beyond the pages altogether is not asked for", async () => {
    const spec = specWith(
      "v1/door-locks.yaml",
      "operationId: updateV1Lock",
      "x-beyond: No page.\n      operationId: updateV1Lock",
    );
    const { lines } = await differences(
      lock.replace(/\{% tab title="v1" %\}[\s\S]*?(?=\{% tab title="v2" %\})/, ""),
      spec,
    );
    expect(lines).toEqual([]);
  });

  test("a format may stand on the page or not", async () => {
    const spec = specWith(
      "v2/door-locks.yaml",
      "name: { type: string, description: Who. }",
      "name: { type: string, format: email, description: Who. }",
    );
    const written = changed(door, "| string   | Who.", "| email | Who.");
    expect((await differences(written, spec)).lines).toEqual([]);
    expect((await differences(written)).lines).toEqual(["type | request body data.people[].name | email | string"]);
  });

  test("an object that holds its like is read once", async () => {
    const spec = specWith(
      "v2/door-locks.yaml",
      "name: { type: string, description: Who. }",
      'name: { type: string, description: Who. }\n        friend: { $ref: "#/components/schemas/Person" }',
    );
    expect((await differences(door, spec)).lines).toEqual([
      "field | request body data.people[].friend | not there | object, optional",
    ]);
  });

  test("permissions and statuses of an operation may be beyond the page", async () => {
    const spec = specWith(
      "v2/door-locks.yaml",
      "x-permissions: []\n",
      "x-permissions: [doors_open]\n      x-beyond: { doors_open: It is so., '202': It is so. }\n",
    );
    expect((await differences(door, spec)).lines).toEqual([]);
    const without = door.replace(/\{% tab title="202"/, '{% tab title="200"');
    expect((await differences(without, spec)).lines).toEqual(["status | response 200 | 200 Accepted | not there"]);
  });

  test("an operation that the spec lacks is listed apart where the page has others", async () => {
    const spec = specWith(
      "openapi.yaml",
      '  /api/v1/lock/{code}: { $ref: "v1/door-locks.yaml#/paths/~1api~1v1~1lock~1%7Bcode%7D" }\n',
      "",
    );
    const { lines, report, run } = await differences(lock, spec);
    expect(lines).toEqual([]);
    expect(report.missing).toEqual([
      { operation: "POST /api/v1/lock/{code}", title: "Edit a lock", page: expect.any(String) },
    ]);
    expect(run.status).toBe(0);
  });
});

test.each([
  ["This endpoint requires the `a` permission.", ["a"]],
  ["Edit a key This endpoint requires the `a` permission.", ["a"]],
  ["This endpoint requires any of the following permissions:`a``b``c` ", ["a", "b", "c"]],
  ["This endpoint requires all of the following permissions:\n`a` `b`, `c` or `d`", ["a", "b", "c", "d"]],
  ["This endpoint requires any of the following permissions:\n\n* a\n* b", ["a", "b"]],
  ["It requires the `a` and `b` permissions.", ["a", "b"]],
  ["OAuth apps require the `a` authorization [scope](https://example.com/x).", []],
  ["OAuth apps require the `a` authorization scope. This endpoint requires the `b` permission.", ["b"]],
  ["A key with the `a` permission can do this. **Note**: This endpoint is in preview.", []],
  [`This endpoint requires ${"`a``b`".repeat(2000)} patience.`, []],
])("permissions in %s", (overview, expected) => {
  const text = changed(door, "Open a door for a while.", overview).replace(/OAuth apps require the `doors_open`.*/, "");
  const [operation] = readPage(text, "page.md").operations;
  expect(operation?.permissions.map(({ name }) => name)).toEqual(expected);
});

test.each([
  ["docs-diff", ["test/docs/edit-a-lock.md", "--spec", SPEC], 0, /no differences/],
  ["docs-diff", ["test/docs/door-locks.md", "--spec", SPEC], 2, /^$/],
  ["docs-import", ["test/docs/edit-a-lock.md", "--spec", SPEC], 0, /operationId: editLock/],
  ["docs-import", ["test/docs/door-locks.md", "--spec", SPEC], 2, /^$/],
])("the command %s %j", (command, args, status, out) => {
  const tsx = "node_modules/tsx/dist/cli.mjs";
  const run = spawnSync(process.execPath, [tsx, `scripts/${command}.ts`, ...args], { encoding: "utf8" });
  expect(run.stdout).toMatch(out);
  expect(run.status).toBe(status);
});

describe("the report", () => {
  const text = changed(door, "| int64    | How long.", "| int32    | How long.");

  test("for people names the operation, the place, and each side with its line", async () => {
    const file = fileOf(text);
    const { out } = await diff([file, "--spec", SPEC]);
    expect(out).toBe(
      "POST /api/v2/doors/{door_id}/open  (openDoor)\n" +
        "  request body data.attributes.seconds: type\n" +
        `    page  int32  (${file}:40)\n` +
        '          "data -> attributes -> seconds | int32 | How long."\n' +
        "    spec  int64  (test/docs/spec/v2/door-locks.yaml:191)\n\n" +
        "1 operation on 1 page compared with the spec: 1 difference.\n",
    );
    const line = (name: string, at: number): string => readFileSync(name, "utf8").split("\n")[at - 1] ?? "";
    expect(line(file, 40)).toContain("seconds");
    expect(line("test/docs/spec/v2/door-locks.yaml", 191)).toContain("seconds");
  });

  test("for programs has each difference with its places", async () => {
    const { report } = await differences(text);
    expect(report).toEqual({
      operations: 1,
      pages: 1,
      differences: [
        {
          operation: "POST /api/v2/doors/{door_id}/open",
          operationId: "openDoor",
          place: "request body data.attributes.seconds",
          kind: "type",
          page: "int32",
          spec: "int64",
          words: "data -> attributes -> seconds | int32 | How long.",
          pageFile: expect.any(String),
          pageLine: 40,
          specFile: "test/docs/spec/v2/door-locks.yaml",
          specLine: 191,
        },
      ],
      missing: [],
      unreadable: [],
    });
  });
});

describe("what is no page", () => {
  const html = '<!DOCTYPE html>\n<html lang="en"><body>Edit a lock</body></html>';
  const cases: [what: string, text: string, sentence: RegExp][] = [
    ["an empty file", "\n", /this file is empty\. Give the page/],
    ["a picture", "\u0089PNG\0\0", /this is no text/],
    ["a note", "# Shopping\n\nMilk, bread.\n", /no page of an operation in Datadog's reference: it has no tab/],
    ["a text without a title", "Milk, bread.\n", /no page of an operation in Datadog's reference: it has no title/],
    [
      "the index of a group",
      page("door-locks"),
      /the index of a group, which links to the pages of 3 operations.*--fetch/,
    ],
    ["HTML", html, /this is HTML, not Markdown\. Save the same address with \.md at its end instead/],
    [
      "HTML that says where its Markdown is",
      html.replace(
        "Edit",
        "<p>A markdown version of this page is available at https://docs.datadoghq.com/a/b.md.</p>Edit",
      ),
      /this is HTML, not Markdown\. Save https:\/\/docs\.datadoghq\.com\/a\/b\.md instead/,
    ],
    [
      "a page cut off in a table",
      lock.slice(0, lock.indexOf("| Option 2      | teeth")),
      /cut off or damaged.*Save it again/,
    ],
    ["a page cut off in an example", lock.slice(0, lock.indexOf('"errors": ["Forbidden"]')), /cut off or damaged/],
    ["a page cut off in its samples", lock.slice(0, lock.lastIndexOf("{% /tab %}")), /cut off or damaged/],
    ["a page cut off in the middle", lock.slice(0, lock.length / 2), /cut off or damaged/],
    ["the second half of a page", lock.slice(lock.length / 2), /cut off or damaged|no page of an operation/],
    [
      "a page without its responses",
      door.replace(/### Response[\s\S]*?(?=### Code)/, ""),
      /no "Response" with statuses/,
    ],
    [
      "a page without its sites",
      door.replace(/\| Datadog site[\s\S]*?(?=### Overview)/, ""),
      /does not begin with the table of sites/,
    ],
    [
      "a table of another form",
      changed(door, "| Name                   | Type   |", "| Parameter | Kind |"),
      /no columns Field \(or Name\) and Type/,
    ],
    [
      "arguments of another form",
      changed(door, "#### Path Parameters", "#### Cookies"),
      /"Cookies" is no table of path or query/,
    ],
    [
      "a page of an operation that the spec lacks",
      door.replaceAll("/open ", "/close ").replaceAll("open-a-door", "close-a-door"),
      /the spec has no operation POST \/api\/v2\/doors\/\{door_id\}\/close\. Draft it with npm run docs:import/,
    ],
    [
      "a table that lists a field twice",
      changed(door, "| data -&gt; people  ", "| data | string | Again. |\n| data -&gt; people  ").replaceAll(
        " -&gt; ",
        "_",
      ),
      /the table lists `data` twice in the same object/,
    ],
  ];

  test.each(cases)("%s", async (_, text, sentence) => {
    const run = await diff([fileOf(text), "--spec", SPEC]);
    expect(run.err).toMatch(sentence);
    expect(run.err.trim().split("\n")).toHaveLength(1);
    expect({ status: run.status, out: run.out }).toEqual({ status: 2, out: "" });
  });

  test("a file that is not there, and a folder", async () => {
    const run = await diff(["nowhere.md", "test", "--spec", SPEC]);
    expect(run.err).toBe(
      "nowhere.md: this file cannot be read (ENOENT). Give the saved Markdown page of an operation.\n" +
        "test: this is a folder. Give the saved Markdown page of an operation.\n",
    );
    expect(run.status).toBe(2);
  });

  test("an unreadable page does not hide the differences of the others", async () => {
    const text = changed(door, "| int64    | How long.", "| int32    | How long.");
    const run = await diff([fileOf(text), fileOf(""), "--spec", SPEC, "--json"]);
    expect(run.status).toBe(2);
    expect(JSON.parse(run.out)).toMatchObject({
      differences: [{ kind: "type" }],
      unreadable: [{ reason: expect.stringContaining("empty") }],
    });
  });

  test("a spec that is not there or broken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "docs-spec-"));
    mkdirSync(join(folder, "spec"));
    const broken = join(folder, "spec", "openapi.yaml");
    writeFileSync(broken, "paths: { /a: { $ref: nowhere.yaml } }");
    const runs = [await diff(["--spec", "nowhere.yaml", fileOf(door)]), await diff(["--spec", broken, fileOf(door)])];
    rmSync(folder, { recursive: true });
    expect(runs.map(({ status }) => status)).toEqual([2, 2]);
    for (const { err } of runs) expect(err).toMatch(/nowhere\.yaml cannot be read\. Give the root of the spec/);
  });

  test.each([[[]], [["--fetch", "a.md"]], [["--nothing"]], [["--fetch", "--docs-url", "nowhere"]]])(
    "the command line %j",
    async (args) => {
      const run = await diff(args);
      expect(run.err).toMatch(/^.+\.?\n\nusage: npm run docs:diff/);
      expect(run.status).toBe(2);
    },
  );
});
