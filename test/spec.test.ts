/**
 * The spec keeps to what its readers know: openapi-typescript, the sandbox's validator and the generator of the property
 * tests. That its examples are valid is a lint rule, and test/generated.test.ts lints it.
 */
import { expect, test } from "vitest";
import document from "../generated/openapi.json" with { type: "json" };
import { requests, schemas } from "../generated/requests.ts";

/** Adds the keywords of a schema, and those of the schemas in it, with the values that some of them have. */
function keywordsOf(schema: object, found: Set<string>): void {
  for (const [keyword, value] of Object.entries(schema) as [string, unknown][]) {
    found.add(["type", "format"].includes(keyword) ? `${keyword}: ${value}` : keyword);
    if (keyword === "properties") for (const property of Object.values(value as object)) keywordsOf(property, found);
    if (["items", "additionalProperties"].includes(keyword) && typeof value === "object") keywordsOf(value as object, found);
    if (["oneOf", "anyOf", "allOf"].includes(keyword)) for (const branch of value as object[]) keywordsOf(branch, found);
  }
}

/** All keywords of some schemas in alphabetical order, a line each. */
function keywords(all: object[]): string {
  const found = new Set<string>();
  for (const schema of all) keywordsOf(schema, found);
  return [...found].sort().join("\n");
}

test("the schemas use these keywords", () => {
  const parameters = Object.values(document.paths)
    .flatMap((item) => Object.values(item) as { parameters?: { schema: object }[] }[])
    .flatMap(({ parameters = [] }) => parameters.map(({ schema }) => schema));
  expect(keywords([...Object.values(document.components.schemas), ...parameters])).toMatchInlineSnapshot(`
    "$ref
    additionalProperties
    const
    default
    description
    enum
    example
    format: date-time
    format: int64
    format: password
    format: uuid
    items
    maxLength
    minLength
    oneOf
    pattern
    properties
    readOnly
    required
    type: array
    type: array,null
    type: boolean
    type: integer
    type: object
    type: string
    type: string,null
    writeOnly"
  `);
});

test("requests are checked by these keywords", () => {
  const inline = Object.values(requests).flatMap(({ query, body }) => [...Object.values(query), ...(body ? [body] : [])]);
  expect(keywords([...Object.values(schemas), ...inline])).toMatchInlineSnapshot(`
    "$ref
    const
    default
    enum
    format: int64
    format: password
    items
    oneOf
    pattern
    properties
    readOnly
    required
    type: array
    type: array,null
    type: boolean
    type: integer
    type: object
    type: string
    writeOnly"
  `);
});

test("every reference leads to a schema", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(known).toEqual(expect.arrayContaining(references));
  const checked = [...JSON.stringify([requests, schemas]).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
  expect(Object.keys(schemas).map((name) => `#/$defs/${name}`)).toEqual(expect.arrayContaining(checked));
});
