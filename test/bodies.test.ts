/** The examples that all tests answer with are what the constants of the operations promise. */
import { expect, test } from "vitest";
import { missingIn } from "../src/json.ts";
import { documented, operationAt } from "./bodies.ts";

test.each(documented)("the example of $id holds what a success must hold", ({ operation, example }) => {
  expect(example === undefined).toBe(operation.body === undefined);
  if (operation.body) expect(missingIn(example, operation.body)).toBeUndefined();
  const { included = [] } = Object(example) as { included?: { type: string }[] };
  for (const resource of included) {
    const shape = operation.included?.[resource.type];
    expect(shape, resource.type).toBeDefined();
    expect(missingIn(resource, shape ?? "object")).toBeUndefined();
  }
});

test("an operation without body documents a status that has none, or a body that may be left out", () => {
  for (const { operation } of documented.filter(({ example }) => example === undefined))
    expect(operation.success.includes(204) || operation.optionalBody !== undefined).toBe(true);
});

test("each operation is found by its method and an address", () => {
  for (const { id, operation } of documented) {
    const url = `https://api.datadoghq.com${operation.path.replace(/\{\w+\}/g, "x")}?page[size]=1`;
    expect(operationAt(operation.method, url).id).toBe(id);
  }
});
