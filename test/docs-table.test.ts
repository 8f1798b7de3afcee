/** A row whose parent's name is ambiguous goes where a repeated key, the example, the spec or the order puts it. */
import { expect, test } from "vitest";
import type { Field } from "../scripts/docs/facts.ts";
import { fieldsOf, type Hints } from "../scripts/docs/table.ts";

/** Rows as `parent/name type values`. */
function read(rows: readonly string[], hints: Hints = {}): object {
  const cells = rows.map((row) => {
    const [place = "", type = "string", values] = row.split(" ");
    const [parent = "", field = ""] = place.split("/");
    const description = values ? `Allowed enum values: \`${values}\`` : "";
    return { "parent field": parent, field, type, description };
  });
  return nested(
    fieldsOf(
      cells.map((cell, i) => ({ cells: cell, line: i + 1 })),
      "page.md",
      hints,
    ),
  );
}

const nested = (fields: readonly Field[]): object =>
  Object.fromEntries(fields.map(({ name, children, type }) => [name, children.length ? nested(children) : type]));

const outer = ["/data object", "data/link object", "link/data object", "data/id"];

test("a key that the inner object has already belongs to the outer one", () => {
  expect(read([...outer, "data/id"])).toEqual({ data: { link: { data: { id: "string" } }, id: "string" } });
});

test("without anything else, a row belongs to the inner object", () => {
  expect(read([...outer, "data/kind"])).toEqual({ data: { link: { data: { id: "string", kind: "string" } } } });
});

test("the pages list fields in alphabetical order", () => {
  const rows = ["/data object", "data/link object", "link/data object", "data/type", "data/name"];
  expect(read(rows)).toEqual({ data: { link: { data: { type: "string" } }, name: "string" } });
});

test("the example shows where a key is", () => {
  const example = { data: { link: { data: { id: "l1" } }, kind: "front" } };
  const expected = { data: { link: { data: { id: "string" } }, kind: "string" } };
  expect(read([...outer, "data/kind"], { example })).toEqual(expected);
  const list = { data: [{ link: { data: [] } }, { link: { data: [{ id: "l1" }] }, kind: "front" }] };
  expect(read([...outer, "data/kind"], { example: list })).toEqual(expected);
});

test("where both have the key in the example, its type or its values decide", () => {
  const example = { data: { link: { data: { id: "l1", kind: 1 } }, kind: "front" } };
  const belongs = { data: { link: { data: { id: "string" } }, kind: "string" } };
  expect(read([...outer, "data/kind"], { example })).toEqual(belongs);
  const named = { data: { link: { data: { id: "l1", kind: "door" } }, kind: "front" } };
  expect(read([...outer, "data/kind enum front,back"], { example: named })).toEqual({
    data: { link: { data: { id: "string" } }, kind: "enum" },
  });
});

test("what the spec has decides where the example does not", () => {
  const field = (name: string, children: Field[] = []): Field => ({
    name,
    type: children.length ? "object" : "string",
    required: false,
    children,
    place: { file: "spec.yaml", line: 1 },
  });
  const link = field("link", [field("data", [field("id")])]);
  const expected = [field("data", [link, field("kind")])];
  expect(read([...outer, "data/kind"], { expected })).toEqual({
    data: { link: { data: { id: "string" } }, kind: "string" },
  });
});

test("a choice that leaves no place for a later row is taken back", () => {
  const rows = ["/data object", "data/a object", "a/data object", "data/x", "a/y"];
  const example = { data: { a: {}, x: "1" } };
  expect(read(rows.slice(0, 4), { example })).toEqual({ data: { a: { data: "object" }, x: "string" } });
  expect(read(rows, { example })).toEqual({ data: { a: { data: { x: "string" }, y: "string" } } });
});
