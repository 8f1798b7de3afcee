/** Comparing a value with what an operation promises: what is missing, and where. */
import { expect, test } from "vitest";
import { isObject, missingIn, parseJson, valueAt } from "../src/json.ts";

test.each([
  ['{"a":1}', { a: 1 }],
  ["null", null],
  ["", undefined],
  ["{", undefined],
  ["<html>", undefined],
])("the text %j is the value %j", (text, value) => expect(parseJson(text)).toEqual(value));

test("an object is what JSON calls one", () => {
  expect([{}, Object.create(null)].every(isObject)).toBe(true);
  expect([null, [], "", 7, undefined, () => 1].some(isObject)).toBe(false);
});

test("a path leads to a property, or to nothing", () => {
  expect(valueAt({ a: { b: 7 } }, "a.b")).toBe(7);
  for (const value of [{ a: 7 }, { a: null }, { a: [1] }, null, 7]) expect(valueAt(value, "a.b")).toBeUndefined();
});

test.each([
  ["x", "string", undefined],
  [{ id: "" }, { id: "string" }, "id"],
  [
    { data: { attributes: { key: "", name: "" } } },
    { data: { attributes: { key: "string", name: "string" } } },
    "data.attributes.key",
  ],
  [{ name: "" }, { name: "string" }, undefined],
  [7, "string", "body"],
  [null, "string", "body"],
  [null, "string?", undefined],
  [undefined, "string?", "body"],
  [7, "string?", "body"],
  [7, "number", undefined],
  ["7", "number", "body"],
  [false, "boolean", undefined],
  [0, "boolean", "body"],
  [{}, "object", undefined],
  [[], "object", "body"],
  [null, "object?", undefined],
  [[], "array", undefined],
  [{}, "array", "body"],
  [[], ["string"], undefined],
  [["a", 7], ["string"], "[1]"],
  [{ length: 0 }, ["string"], "body"],
  [{ a: { b: [{ c: "x" }, {}] } }, { a: { b: [{ c: "string" }] } }, "a.b[1].c"],
  [{ a: 7 }, { a: { b: "string" } }, "a"],
  [{ b: 1 }, {}, undefined],
  [[], {}, "body"],
])("%j against %j lacks %s", (value, shape, missing) => expect(missingIn(value, shape)).toBe(missing));
