/** What a call can throw: one class a kind, its fields, and nothing in it that should not be logged. */
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, DatadogError, InputError, TimeoutError } from "../src/errors.ts";

const api = (options: object = {}): ApiError =>
  new ApiError("GET /x", "404 Not Found", {
    status: 404,
    errors: [{ detail: "API key not found" }],
    rateLimit: { limit: 100 },
    retryAfter: 7,
    body: { secret: "hunter2" },
    headers: new Headers({ "x-secret": "hunter3" }),
    ...options,
  });
const all: readonly DatadogError[] = [
  new DatadogError("GET /x", "broken"),
  new InputError("GET /x", "broken"),
  new ConnectionError("GET /x", "broken"),
  new TimeoutError("GET /x", "broken", { timeout: 5 }),
  new ApiError("GET /x", "broken", { status: 500, headers: new Headers() }),
];

test.each(all)("%o has its name on its prototype, where a bundler leaves it alone", (error) => {
  expect(error).toBeInstanceOf(DatadogError);
  expect(error).toBeInstanceOf(Error);
  expect(Object.hasOwn(error, "name")).toBe(false);
  const name = inspect(error).split(":")[0] ?? "";
  expect(["DatadogError", "InputError", "ConnectionError", "TimeoutError", "ApiError"]).toContain(name);
  expect(Object.hasOwn(Object.getPrototypeOf(error), "name")).toBe(true);
  expect(String(error)).toBe(`${name}: GET /x: broken`);
  expect(error).toMatchObject({ name, operation: "GET /x", outcomeUnknown: false, message: "GET /x: broken" });
});

test("an unknown outcome is told in the message, of every kind", () => {
  const options = { outcomeUnknown: true, timeout: 5, status: 500, headers: new Headers() };
  for (const kind of [DatadogError, InputError, ConnectionError, TimeoutError, ApiError])
    expect(new kind("POST /x", "broken", options)).toMatchObject({
      outcomeUnknown: true,
      message: "POST /x: broken; it may have been carried out: look before you send it again",
    });
});

describe("the body and the headers of an ApiError", () => {
  test("are there to be read", () => {
    expect(api().body).toEqual({ secret: "hunter2" });
    expect(api().headers.get("x-secret")).toBe("hunter3");
  });
  test("are held by no property of its own, hidden ones included", () => {
    const error = api();
    const names = [...Object.getOwnPropertyNames(error), ...Object.getOwnPropertySymbols(error).map(String)];
    expect(names.sort()).toEqual(
      ["errors", "message", "operation", "outcomeUnknown", "rateLimit", "retryAfter", "stack", "status"].sort(),
    );
    expect(structuredClone({ ...error })).not.toHaveProperty("body");
  });
  test("are printed by nothing", () => {
    const error = api();
    const printed = [
      inspect(error, { depth: 99, showHidden: true }),
      inspect({ error }, { depth: 99, showHidden: true, showProxy: true }),
      JSON.stringify(error),
      JSON.stringify({ ...error }),
      String(error),
      String(error.stack),
    ];
    for (const text of printed) expect(text).not.toMatch(/hunter[23]/);
  });
});

describe("JSON.stringify gives what a log needs", () => {
  const json = (error: Error): unknown => JSON.parse(JSON.stringify(error));
  const common = { message: "GET /x: broken", operation: "GET /x", outcomeUnknown: false };
  test("of an ApiError", () =>
    expect(json(api())).toEqual({
      name: "ApiError",
      message: "GET /x: 404 Not Found",
      operation: "GET /x",
      outcomeUnknown: false,
      status: 404,
      errors: [{ detail: "API key not found" }],
      rateLimit: { limit: 100 },
      retryAfter: 7,
    }));
  test("of a TimeoutError", () =>
    expect(json(new TimeoutError("GET /x", "broken", { timeout: 5 }))).toEqual({
      ...common,
      name: "TimeoutError",
      timeout: 5,
    }));
  test("of a ConnectionError, its cause included", () => {
    const cause = Object.assign(new TypeError("read"), { code: "ECONNRESET" });
    expect(json(new ConnectionError("GET /x", "broken", { cause }))).toEqual({
      ...common,
      name: "ConnectionError",
      cause: { name: "TypeError", message: "read", code: "ECONNRESET" },
    });
  });
  test("of an InputError", () =>
    expect(json(new InputError("GET /x", "broken"))).toEqual({ ...common, name: "InputError" }));
});
