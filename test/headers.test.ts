/** Headers of a call: trimmed, visible, never echoed, and none that the client sets itself. */
import { expect, test } from "vitest";
import { InputError } from "../src/errors.ts";
import { callHeaders, headerValue } from "../src/headers.ts";

const unfit = "must be a string of printable ASCII characters";

test.each([
  [" x ", "x"],
  ["a\tb", "a\tb"],
  ["\r\nx\n", "x"],
  ["~!@#", "~!@#"],
])("the value %j is sent as %j", (value, sent) => expect(headerValue("op", "option", value)).toBe(sent));

test.each([
  "",
  " ",
  "hunter2\r\nX: 1",
  "hunter2\0",
  "hünter2",
  "hunter2\u2028x",
  7,
  null,
  undefined,
  {},
  Symbol("x"),
  1n,
])("the value %o is refused and not echoed", (value) =>
  expect(() => headerValue("op", "option", value)).toThrow(new InputError("op", `option ${unfit}`)),
);

test.each([
  ...["DD-API-KEY", "dd-application-key", "Authorization", "Accept", "Content-Type", "content-length", "Host"],
  ...["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Expect"],
])("%s is the client's or the platform's to set", (name) => {
  const expected = new InputError("op", `headers must not set ${name}: the client does that`);
  expect(() => callHeaders("op", { [name]: "hunter2" })).toThrow(expected);
});

test.each(["", "x y", "x:y", "x\r\nhunter2", "é", "(x)", "x,y"])("the name %j is refused and not echoed", (name) => {
  const expected = new InputError("op", "headers has a name that no header can have");
  expect(() => callHeaders("op", { [name]: "1" })).toThrow(expected);
});

test.each([7, "x", true, Symbol("x"), () => ({})])("%o are no headers", (headers) => {
  const expected = new InputError("op", "headers must be an object");
  expect(() => callHeaders("op", headers as unknown as Headers)).toThrow(expected);
});

test("an object and Headers are read alike, and a set of other things is refused", () => {
  expect(callHeaders("op", { "X-A": " 1 ", "x-b": "2" })).toEqual({ "X-A": "1", "x-b": "2" });
  expect(callHeaders("op", new Headers({ "X-A": "1" }))).toEqual({ "x-a": "1" });
  for (const odd of [new Set([7]), new Map([[Symbol("x"), "1"]])])
    expect(() => callHeaders("op", odd as unknown as Headers)).toThrow(InputError);
});
