/** The reference says of every operation which permission it needs and how it is called, and can neither load nor request anything. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Document, operationsOf } from "../scripts/document.ts";
import { page, referenceDocument } from "../scripts/reference.ts";
import { samples } from "../scripts/samples.ts";
import { root } from "./typescript.ts";

const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;
const complete = referenceDocument(document);

test("it has the operations of the spec, version 2 first", () => {
  const names = (of: Document) => operationsOf(of).map(({ operation }) => operation.operationId);
  expect(names(complete).sort()).toEqual(names(document).sort());
  const versions = Object.keys(complete.paths).map((path) => path.slice(0, "/api/v2".length));
  expect(versions).toEqual([...versions].sort().reverse());
});

test.each(operationsOf(complete))("$operation.operationId has its sample and its permissions", ({ operation }) => {
  const source = samples().get(operation.operationId);
  expect(source).toMatch(/\bdd\./);
  expect(operation).toHaveProperty("x-codeSamples", [{ lang: "TypeScript", label: "datadog-fetch", source }]);
  for (const name of operation["x-permissions"]) expect(operation.description).toContain(`\`${name}\``);
  const {
    "x-permissions": permissions,
    "x-registered-key-only": registered = false,
    "x-throws": throws = {},
  } = operation;
  expect(operation.description?.includes("\n\nNeeds ")).toBe(permissions.length > 0 || registered);
  for (const when of Object.values(throws)) expect(operation.description).toContain(when);
  expect(operation.description).toContain(`(${operation.externalDocs.url})`);
});

test("an operation without a call is no page with a hole, but an error", () => {
  const renamed = JSON.parse(JSON.stringify(document).replace('"getAPIKey"', '"peekAPIKey"')) as Document;
  expect(() => referenceDocument(renamed)).toThrow("examples/calls.ts has no call of peekAPIKey.");
});

test("the page holds all it needs, and texts cannot end its scripts", () => {
  const evil = "</script><script>alert(1)</script><!--";
  const odd = JSON.parse(JSON.stringify(document)) as Document & { info: { title: string } };
  odd.info.title = evil;
  const html = page(odd, `/* the viewer ${evil} */`);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain('"hideTestRequestButton":true');
  expect(html).not.toMatch(/<script[^>]+src|<link[^>]+https?:|@import/);
  expect(html.match(/<script>/g)).toHaveLength(4); // its own two, and two that are text in them
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(html).not.toContain("-->\\x3C");
});
