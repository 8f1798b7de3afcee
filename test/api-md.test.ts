/** API.md is what the spec says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { render } from "../scripts/api-md.ts";
import { type Document, operationsOf } from "../scripts/document.ts";
import { functions } from "../scripts/functions.ts";
import { resources } from "../src/resources.ts";
import { root } from "./typescript.ts";

const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;

test("API.md is up to date", () => {
  const hint = "API.md is not what spec/ says: run `npm run api` and look at its diff";
  expect(readFileSync(join(root, "API.md"), "utf8"), hint).toBe(render());
});

test("it has every function that is bound, and every operation once", () => {
  const flat = (object: object, prefix = ""): string[] =>
    Object.entries(object).flatMap(([name, value]) =>
      typeof value === "function" ? [prefix + name] : flat(value, `${prefix}${name}.`),
    );
  const described = functions();
  expect(described.map(({ bound }) => bound).sort()).toEqual(flat(resources).sort());
  const operations = operationsOf(document).map(({ operation }) => operation.operationId);
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(operations.sort());
});

test("a row has the signature, the operation, the permission, the documentation and a sentence", () => {
  const row =
    "| `get(apiKeyId, query?, options?)` → `Promise<APIKeyResponse>` | [`GET /api/v2/api_keys/{api_key_id}`](https://docs";
  const found = render()
    .split("\n")
    .find((line) => line.startsWith(row));
  expect(found).toMatch(/\| `api_keys_read` \| Gets one API key by its id, which is not the key itself\. \|$/);
  expect(functions().filter(({ summary }) => !/^[A-Z].*\.$/.test(summary))).toEqual([]);
});

test("subpaths are exported by the package", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
  const missing = functions().filter(({ subpath }) => !(subpath.replace("datadog-fetch", ".") in exports));
  expect(missing.map(({ subpath }) => subpath)).toEqual([]);
});
