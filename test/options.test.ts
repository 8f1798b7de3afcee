/** Options that can work, or an InputError that names the option and never shows a value that could be a secret. */
import { expect, test } from "vitest";
import { InputError } from "../src/errors.ts";
import { abortSignal, milliseconds, ownOptions, wholeNumber } from "../src/options.ts";

const most = 2 ** 31 - 1;

function refuse(): never {
  throw new Error("not supported");
}

test("times and counts are numbers within reason", () => {
  for (const value of [1, 0.5 + 1, most]) expect(milliseconds("op", "x", value)).toBe(value);
  for (const value of [0, 1, most]) expect(wholeNumber("op", "x", value)).toBe(value);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, most + 1, "hunter2", null, {}, 1n, Symbol("x")])(
  "%o is no time",
  (value) => {
    const given = typeof value === "number" ? value : typeof value;
    const expected = new InputError("op", `x must be a number of milliseconds from 1 to ${most}, not ${given}`);
    expect(() => milliseconds("op", "x", value)).toThrow(expected);
  },
);

test.each([-1, 1.5, Number.NaN, most + 1, "1", null])("%o is no count", (value) => {
  expect(() => wholeNumber("op", "x", value)).toThrow(InputError);
});

test("a signal is one, whoever made it, or none", () => {
  const own = Object.assign(new EventTarget(), { aborted: false, reason: undefined });
  for (const signal of [new AbortController().signal, AbortSignal.abort(), own as unknown as AbortSignal])
    expect(abortSignal("op", signal)).toBe(signal);
  for (const none of [undefined, null]) expect(abortSignal("op", none)).toBeUndefined();
});

test.each([
  false,
  0,
  "",
  Number.NaN,
  1n,
  {},
  [],
  () => {},
  { aborted: false },
  { aborted: 0, addEventListener() {}, removeEventListener() {} },
  { aborted: false, addEventListener: refuse, removeEventListener() {} },
  { aborted: false, addEventListener() {}, removeEventListener: refuse },
])("%o is no signal", (value) => {
  const expected = new InputError("op", "signal must be an AbortSignal, or left out");
  expect(() => abortSignal("op", value as unknown as AbortSignal)).toThrow(expected);
});

test("options are an object's own properties", () => {
  const options = ownOptions("op", Object.assign(Object.create({ inherited: 1 }), { own: 2 }));
  expect({ ...options }).toEqual({ own: 2 });
  expect((options as { inherited?: number }).inherited).toBeUndefined();
  expect((options as { toString?: unknown }).toString).toBeUndefined();
  for (const none of [undefined, null]) expect(ownOptions("op", none as undefined)).toEqual({});
  for (const odd of [7, "x", true, Symbol("x"), () => {}])
    expect(() => ownOptions("op", odd as object)).toThrow(new InputError("op", "options must be an object"));
});
