/** Every lint rule refuses what it is there to refuse, names the file and line, and lets the rest pass. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = `
openapi: 3.1.0
info: { title: Lint, version: 0.1.0, license: { name: Apache-2.0, identifier: Apache-2.0 } }
servers: [{ url: https://api.datadoghq.com }]
security: [{ apiKey: [] }]
tags: [{ name: Keys, description: What lets one in. }]
x-modules:
  v1: { description: What is old. }
  v1.keys: { subpath: v1/keys, description: Keys by their secrets. }
  keys: { subpath: keys, description: What lets one in. }
paths:
  /keys: { $ref: "page.yaml#/paths/~1keys" }
  /keys/{key}: { $ref: "page.yaml#/paths/~1keys~1%7Bkey%7D" }
components:
  securitySchemes: { apiKey: { type: apiKey, in: header, name: DD-API-KEY } }
`;

const page = `
paths:
  /keys:
    get:
      operationId: listKeys
      x-function: keys.list
      summary: List keys
      description: A page of keys.
      tags: [Keys]
      externalDocs: { url: https://docs.datadoghq.com/api/latest/keys/#list-keys }
      x-permissions: [keys_read]
      x-permissions-for: { keys_read: one's own keys }
      x-throws: { ApiError: with status 400 where there is no such page. }
      x-example: console.log(await dd.keys.list().toArray());
      x-total: meta.total
      x-beyond: The docs page does not know this list.
      parameters:
        - { $ref: "#/components/parameters/PageNumber" }
        - { name: sort, in: query, description: First., x-beyond: Not on the page., schema: { type: string } }
      responses:
        "200":
          description: The keys of the page.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Keys" }
              example: { meta: { total: 0 } }
        "400": { description: There is no such page. }
  /keys/{key}:
    parameters:
      - name: key
        in: path
        required: true
        description: The key itself.
        schema: { type: string, format: password, example: k1 }
    put:
      operationId: updateKey
      x-function: v1.keys.update
      summary: Update a key
      description: Gives a key another name.
      tags: [Keys]
      externalDocs: { url: https://docs.datadoghq.com/api/latest/keys/#update-a-key }
      x-permissions: [keys_write]
      x-secret-in-path: true
      x-queue: keys
      x-registered-key-only: true
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Key" }
            example: { name: ci, type: keys, tokens: [{ name: t, value: s1 }] }
      responses:
        "200":
          description: The key under its new name.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Key" }
              example: { name: renamed, type: keys }
        "400": { description: The name is taken. }
    delete:
      operationId: deleteKey
      x-function: keys.delete
      summary: Delete a key
      description: The key stops working at once.
      tags: [Keys]
      externalDocs: { url: https://docs.datadoghq.com/api/latest/keys/#delete-a-key }
      x-permissions: []
      x-secret-in-path: true
      x-optional-body: [name]
      responses:
        "204": { description: The key is gone. }
        "404": { description: There is no such key. }
components:
  parameters:
    PageNumber: { name: "page[number]", in: query, description: Counted from 0., schema: { type: integer, example: 0 } }
  schemas:
    Keys:
      type: object
      description: A page of keys.
      required: [meta]
      properties:
        meta: { $ref: "#/components/schemas/Meta" }
    Meta:
      type: object
      description: The extent of the list.
      x-beyond: The docs page does not know this list.
      required: [total]
      properties:
        total: { type: integer, description: How many keys there are., example: 0 }
        x-limit: { type: integer, description: How many keys there may be., x-beyond: Not on the page. }
    Key:
      type: object
      description: What lets one in.
      required: [name, type]
      properties:
        api_token: { type: [string, "null"], format: password, description: The secret half. }
        labels:
          type: object
          description: Whatever one likes, by name.
          additionalProperties: { type: string }
        last4: { type: string, description: How the secret ends., example: ab12 }
        mine: { type: boolean, x-only: true, description: Whose it is., example: true }
        name: { type: string, description: A name for people., example: ci }
        sort: { $ref: "#/components/schemas/Sort" }
        tokens:
          type: array
          description: Further secrets.
          items: { $ref: "#/components/schemas/Token" }
        type: { type: string, const: keys, description: Always keys. }
    Sort: { type: string, enum: [name, -name], description: What to sort by. }
    Token:
      description: A secret by name, or its removal.
      oneOf:
        - { $ref: "#/components/schemas/NamedToken" }
        - { type: "null", description: Removes the token. }
    NamedToken:
      type: object
      description: A secret by name.
      properties:
        name: { type: string, description: What to call it. }
        type: { type: string, const: token, description: Always token. }
        value: { type: string, format: password, description: The secret. }
`;

/** The rule, and what breaks it and nothing else: a text of the page and what to write instead. */
const breaks: [rule: string, text: string, instead: string][] = [
  ["operation-operationId", "operationId: updateKey", ""],
  ["rule/operation-id", "operationId: updateKey", "operationId: UpdateKey"],
  ["operation-operationId-unique", "operationId: updateKey", "operationId: deleteKey"],
  ["operation-summary", "summary: Update a key", ""],
  ["rule/operation-summary", "summary: Update a key", "summary: Renames a key"],
  ["rule/operation-summary", "summary: Update a key", "summary: Update a key."],
  ["rule/operation-summary", "summary: Update a key", "summary: Update"],
  ["operation-description", "      description: Gives a key another name.\n", ""],
  ["rule/operation-tag", "tags: [Keys]", "tags: []"],
  ["rule/operation-tag", "tags: [Keys]", "tags: [Keys, Keys]"],
  ["operation-tag-defined", "tags: [Keys]", ""],
  ["operation-tag-defined", "tags: [Keys]", "tags: [Locks]"],
  ["rule/operation-docs", "externalDocs: { url: https://docs.datadoghq.com/api/latest/keys/#update-a-key }", ""],
  [
    "rule/operation-docs",
    "https://docs.datadoghq.com/api/latest/keys/#update-a-key",
    "https://docs.example.org/keys/#update-a-key",
  ],
  ["rule/operation-permissions", "x-permissions: [keys_write]", ""],
  ["rule/operation-permissions", "x-permissions: [keys_write]", "x-permissions: keys_write"],
  ["rule/operation-permissions", "x-permissions: [keys_write]", "x-permissions: [1]"],

  [
    "rule/json-only",
    "example: { name: renamed, type: keys }",
    "example: { name: renamed, type: keys }\n            application/vnd.api+json: { example: {} }",
  ],
  [
    "rule/json-only",
    "        content:\n          application/json:\n            schema",
    "        content:\n          application/vnd.api+json:\n            schema",
  ],
  ["rule/json-only", "description: The name is taken.", "description: The name is taken., content: {}"],
  ["rule/body-example", "            example: { name: ci, type: keys, tokens: [{ name: t, value: s1 }] }\n", ""],
  ["rule/body-example", "              example: { name: renamed, type: keys }\n", ""],
  [
    "no-invalid-media-type-examples",
    "example: { name: renamed, type: keys }",
    "example: { name: renamed, type: locks }",
  ],
  [
    "no-invalid-media-type-examples",
    "example: { name: renamed, type: keys }",
    "example: { name: renamed, type: keys, nmae: typo }",
  ],
  ["no-invalid-schema-examples", "example: ab12", "example: 12"],
  [
    "no-invalid-parameter-examples",
    "required: true\n        description: The key itself.",
    "required: true\n        example: 1\n        description: The key itself.",
  ],
  ["rule/response-description", "description: The name is taken.", 'description: ""'],

  [
    "rule/no-discriminator",
    "description: A secret by name.\n",
    "description: A secret by name.\n      discriminator: { propertyName: name }\n",
  ],
  [
    "struct",
    "format: password, description: The secret half.",
    "nullable: true, format: password, description: The secret half.",
  ],
  ["rule/const-not-enum", "const: keys", "enum: [keys]"],
  ["no-required-schema-properties-undefined", "additionalProperties: { type: string }", "required: [team]"],
  ["parameter-description", "        description: The key itself.\n", ""],
  ["datadog/described", "      description: What lets one in.\n", ""],
  ["datadog/described", "description: A name for people., ", ""],
  ["datadog/described", "description: A name for people.", 'description: " "'],
  ["datadog/described", ", description: What to sort by.", ""],
  ["datadog/described", ", description: Removes the token.", ""],
  [
    "datadog/named-objects",
    "sort: { $ref",
    "by: { type: object, description: What to sort by., properties: {} }\n        sort: { $ref",
  ],
  [
    "datadog/named-objects",
    "type: string, description: How the secret ends., example: ab12",
    "type: array, description: Parts., items: { properties: {} }",
  ],
  [
    "datadog/named-objects",
    "additionalProperties: { type: string }",
    "additionalProperties: { type: object, properties: {} }",
  ],
  ["datadog/told-apart", "const: token, ", ""],
  [
    "datadog/told-apart",
    '{ type: "null", description: Removes the token. }',
    '{ $ref: "#/components/schemas/Key" }\n        - { $ref: "#/components/schemas/Key" }',
  ],
  ["datadog/credential-format", "format: password, description: The secret half.", "description: The secret half."],
  ["datadog/credential-format", "format: password, description: The secret.", "description: The secret."],
  ["datadog/credential-format", "name: sort, in: query", "name: api_token, in: query"],
  ["datadog/credential-format", "last4: {", "client_secret: {"],
  ["datadog/credential-format", "sort: { $ref", "hash: { $ref"],
  ["datadog/used-components", '        sort: { $ref: "#/components/schemas/Sort" }\n', ""],
  ["datadog/used-components", "  /keys/{key}:\n", "  /keys/{key}/lock: {}\n  /keys/{key}:\n"],

  ["datadog/known-extensions", "x-queue: keys", "x-queues: keys"],
  [
    "datadog/known-extensions",
    "description: There is no such page.",
    "description: There is no such page., x-note: odd",
  ],
  [
    "datadog/known-extensions",
    'schema: { $ref: "#/components/schemas/Keys" }',
    'schema: { $ref: "#/components/schemas/Keys", x-note: odd }',
  ],
  ["datadog/known-extensions", "api_token: {", "api_token: { x-queue: keys,"],
  [
    "datadog/known-extensions",
    "description: There is no such page.",
    "description: There is no such page., x-beyond: New.",
  ],
  [
    "datadog/known-extensions",
    "x-beyond: The docs page does not know this list.\n      parameters",
    'x-beyond: " "\n      parameters',
  ],
  ["datadog/known-extensions", "x-beyond: Not on the page., schema", "x-beyond: true, schema"],
  ["datadog/known-extensions", "x-beyond: Not on the page., schema", 'x-beyond: { required: " " }, schema'],
  ["datadog/known-extensions", "x-beyond: Not on the page., schema", "x-beyond: {}, schema"],
  ["datadog/no-todo", "summary: Update a key", "summary: Update a key (TODO)"],
  ["datadog/no-todo", "description: What lets one in.", "description: TODO"],
  ["datadog/no-todo", "example: ab12", "example: TODO"],
  ["datadog/known-extensions", "x-beyond: Not on the page. }", "x-beyond: [Not on the page.] }"],
  ["datadog/known-extensions", "x-queue: keys", "x-queue: true"],
  ["datadog/known-extensions", "x-registered-key-only: true", "x-registered-key-only: false"],
  ["datadog/known-extensions", "x-secret-in-path: true", 'x-secret-in-path: "true"'],
  ["datadog/known-extensions", "x-total: meta.total", "x-total: [meta.total]"],
  ["datadog/known-extensions", "x-optional-body: [name]", "x-optional-body: name"],
  [
    "datadog/known-extensions",
    "description: The extent of the list.",
    "description: The extent of the list.\n      x-one-of: [Key]",
  ],
  ["datadog/known-extensions", "x-queue: keys", "x-one-of: [Key, Keys]"],
  ["datadog/known-extensions", "x-optional-body: [name]", "x-optional-body: []"],
  ["datadog/known-extensions", "x-optional-body: [name]", "x-optional-body: [1]"],

  ["datadog/known-extensions", "x-only: true", "x-only: [true]"],
  ["datadog/known-extensions", "x-throws: { ApiError: with", "x-throws: { 400: with"],
  ["datadog/known-extensions", "x-throws: { ApiError: with status 400 where there is no such page. }", "x-throws: {}"],
  ["datadog/known-extensions", "x-example: console.log(await dd.keys.list().toArray());", "x-example: true"],
  ["datadog/known-extensions", "x-permissions-for: { keys_read: one's own keys }", "x-permissions-for: keys_read"],
  ["datadog/known-extensions", "x-queue: keys", "x-modules: {}"],

  ["datadog/functions", "      x-function: keys.list\n", ""],
  ["datadog/functions", "x-function: keys.delete", "x-function: keys.list"],
  ["datadog/functions", "x-function: keys.delete", "x-function: locks.delete"],
  ["datadog/functions", "x-function: keys.delete", "x-function: v1.delete"],
  ["datadog/functions", "{ keys_read: one's own keys }", "{ keys_write: one's own keys }"],
  ["datadog/functions", "x-queue: keys", "x-queue: keys\n      x-creates: key"],

  ["datadog/quirks", "      x-total: meta.total\n", ""],
  ["datadog/quirks", "x-queue: keys", "x-queue: keys\n      x-total: name"],
  ["datadog/quirks", "x-total: meta.total", "x-total: meta.count"],
  ["datadog/quirks", "required: [total]", "required: []"],
  ["datadog/quirks", "required: [meta]", "required: []"],
  ["datadog/quirks", "total: { type: integer,", "total: { type: [integer, string],"],
  ["datadog/quirks", "      x-secret-in-path: true\n", ""],
  ["datadog/quirks", "x-total: meta.total", "x-total: meta.total\n      x-secret-in-path: true"],
  ["datadog/quirks", "x-total: meta.total", "x-total: meta.total\n      x-queue: keys"],
  ["datadog/quirks", "x-queue: keys", "x-queue: keys\n      x-optional-body: [name]"],
];

/** The same of the root's text. */
const rootBreaks: typeof breaks = [
  ["datadog/functions", "  keys: { subpath", "  locks: { subpath: locks, description: Doors. }\n  keys: { subpath"],
  ["datadog/known-extensions", "subpath: keys", "subpath: Keys"],
  ["datadog/known-extensions", "subpath: keys", "subpath: v1/other-keys"],
  ["datadog/known-extensions", "subpath: v1/keys", "subpath: old-keys"],
  ["datadog/known-extensions", "subpath: keys, description: What lets one in.", "subpath: keys"],
  ["datadog/known-extensions", "subpath: keys, description: What", "subpath: keys, summary: Keys, description: What"],
];

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string }; start: { line: number } }[];
}

/** Lints documents, a page and perhaps other files each, in one run of the linter. Returns each one's problems. */
function lint(documents: { page: string; files?: { [path: string]: string } }[]): Problem[][] {
  const files = documents.map(({ page, files }, i) => {
    for (const [path, text] of Object.entries({ "openapi.yaml": root, "page.yaml": page, ...files })) {
      mkdirSync(dirname(join(directory, `${i}`, path)), { recursive: true });
      writeFileSync(join(directory, `${i}`, path), text);
    }
    return join(directory, `${i}`, "openapi.yaml");
  });
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [redocly, "lint", ...files, "--config", "spec/redocly.yaml", "--format", "json"],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    },
  );
  if (!stdout.startsWith("{")) throw new Error(stderr);
  // One JSON document a file, with nothing between them.
  return JSON.parse(`[${stdout.replaceAll("\n}{", "\n},{")}]`).map(({ problems }: { problems: Problem[] }) => problems);
}

const redocly = "node_modules/@redocly/cli/bin/cli.js";
const directory = mkdtempSync(join(tmpdir(), "lint-"));
const sort = /^ {4}Sort:.*\n/m.exec(page)?.[0] ?? "";
const [whole, lost, found, ...broken] = lint([
  { page },
  { page, files: { "v1/lost.yaml": "paths: {}\n", "v2/vendors/lost.yaml": "components: {}\n", "v2/notes.txt": "" } },
  {
    page: page.replace(sort, "").replace("#/components/schemas/Sort", "v2/vendors/sort.yaml#/components/schemas/Sort"),
    files: { "v2/vendors/sort.yaml": `components:\n  schemas:\n${sort}` },
  },
  ...breaks.map(([, text, instead]) => ({ page: page.replace(text, () => instead) })),
  ...rootBreaks.map(([, text, instead]) => ({
    page,
    files: { "openapi.yaml": root.replace(text, () => instead) },
  })),
]);
afterAll(() => rmSync(directory, { recursive: true }));

test("a document that keeps the rules passes", () => {
  expect(whole).toEqual([]);
});

test("a page file that the root does not reach is refused by name", () => {
  expect(lost?.map(({ ruleId, message }) => [ruleId, message])).toEqual([
    ["datadog/reached-pages", "Refer to v1/lost.yaml or remove it: openapi.yaml does not reach it."],
    ["datadog/reached-pages", "Refer to v2/vendors/lost.yaml or remove it: openapi.yaml does not reach it."],
  ]);
  expect(found).toEqual([]);
});

test.each(breaks.map(([rule, text, instead], i) => [rule, text.trim(), instead.trim(), broken[i]] as const))(
  "%s refuses %s → %s",
  (rule, text, _instead, found) => {
    expect(page).toContain(text);
    expect(new Set(found?.map(({ ruleId }) => ruleId))).toEqual(new Set([rule]));
    expect(found?.[0]?.location[0]?.source.ref).toMatch(/page\.yaml$/);
  },
);

test.each(rootBreaks.map(([rule, text, instead], i) => [rule, text, instead, broken[breaks.length + i]] as const))(
  "%s refuses %s → %s in the root",
  (rule, text, _instead, found) => {
    expect(root).toContain(text);
    expect(new Set(found?.map(({ ruleId }) => ruleId))).toEqual(new Set([rule]));
    expect(found?.[0]?.location[0]?.source.ref).toMatch(/openapi\.yaml$/);
  },
);

test("a problem in a file that the root refers to is reported at its line there", () => {
  const i = breaks.findIndex(([, text]) => text.startsWith("const: keys"));
  const line = page.slice(0, page.indexOf("const: keys")).split("\n").length;
  expect(broken[i]?.[0]?.location[0]?.start.line).toBe(line);
});
