/** A program's mistakes: every function with every odd argument throws one of the library's errors, before anything is sent. */
import { expect, test } from "vitest";
import { createDatadog, InputError } from "../src/index.ts";
import { resources } from "../src/resources.ts";
import { success } from "./bodies.ts";
import { apiKey, appKey } from "./scene.ts";

type Call = (...args: unknown[]) => unknown;

const functionsOf = (module: object, prefix = ""): [string, Call][] =>
  Object.entries(module).flatMap(([name, member]) =>
    typeof member === "function"
      ? [[prefix + name, member as Call] as [string, Call]]
      : functionsOf(member, `${prefix}${name}.`),
  );

const circle: { self?: unknown } = {};
circle.self = circle;
const nested = (depth: number): unknown => {
  let value: unknown = "end";
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};
const odd: readonly [string, unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["a number", 1],
  ["NaN", Number.NaN],
  ["a BigInt", 1n],
  ["a symbol", Symbol("hunter2")],
  ["a function", () => "hunter2"],
  ["a circle", circle],
  ["an array", [null, 1n]],
  ["an invalid date", new Date(Number.NaN)],
  ["an object without prototype", Object.create(null)],
  ["something nested deeply", nested(20_000)],
  ["an object of odd things", { data: [null], timeout: 1n, headers: 1, query: Symbol("x"), "page[size]": {} }],
  ["an object whose text cannot be had", { toString: null, toJSON: () => 1n }],
  ["half a character", "\ud800"],
  ["true", true],
  ["a map", new Map([[1n, Symbol("x")]])],
];

/** Where each argument is odd in turn, the others being good. */
function mistakes(length: number): { what: string; args: unknown[] }[] {
  const good = ["x", { name: "x" }, {}, {}, {}];
  return Array.from({ length: length + 1 }, (_, index) =>
    odd.flatMap(([name, value]) => [
      {
        what: `argument ${index} is ${name}`,
        args: [...good.slice(0, index), value, ...good.slice(index + 1, length)],
      },
      {
        what: `from argument ${index} on, all are ${name}`,
        args: [...good.slice(0, index), ...Array(Math.max(1, 5 - index)).fill(value)],
      },
    ]),
  ).flat();
}

test.each(functionsOf(resources))("%s bears every odd argument", async (_, call) => {
  for (const { what, args } of mistakes(call.length + 1)) {
    let [sent, refused] = [0, false];
    const fetch = async (url: string, { method = "" }: RequestInit): Promise<Response> => {
      sent += 1;
      return success(method, url);
    };
    const client = createDatadog({ apiKey, appKey, fetch, maxRetries: 0 });
    try {
      const result = call(client, ...args);
      await (result && typeof result === "object" && "toArray" in result
        ? (result as { toArray: Call }).toArray()
        : result);
    } catch (error) {
      refused = true;
      expect(error, what).toBeInstanceOf(InputError);
      expect(String(error)).not.toContain("hunter2");
    }
    expect(sent > 0, what).toBe(!refused);
  }
});

test.each(functionsOf(resources))("%s bears every odd client", async (_, call) => {
  for (const [what, client] of odd)
    try {
      const result = call(client, "x", { name: "x" });
      await (result && typeof result === "object" && "toArray" in result
        ? (result as { toArray: Call }).toArray()
        : result);
      expect.unreachable(what);
    } catch (error) {
      expect(error, what).toBeInstanceOf(InputError);
    }
});
