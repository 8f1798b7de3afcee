/** The table of outcomes, cell by cell, through the transport: what is repeated, what stays in doubt, what a later 404 means. */
import { describe, expect, test, vi } from "vitest";
import { createRetryBudget, outcomeOf, RULES } from "../../src/transport/policy.ts";
import { call, idempotent, methods } from "../calls.ts";
import { broken, fakeClock, hang, notFound, outcome, pauses, respond, type Step, scene, torn } from "../scene.ts";

fakeClock();

/** What the rules are, written down a second time: outcome, step, repeated methods, doubt, and what a DELETE's 404 means. */
type Row = [outcome: string, step: Step, repeated: readonly string[], inDoubt: boolean, laterNotFoundIsDone: boolean];
const statuses = (each: number[], repeated: readonly string[], inDoubt: boolean, isDone: boolean): Row[] =>
  each.map((status) => [`status ${status}`, () => respond(status), repeated, inDoubt, isDone]);
const failures = (each: Error[], repeated: readonly string[], inDoubt: boolean, isDone: boolean): Row[] =>
  each.map((error) => {
    const { code = "no code", message } = Object(error.cause ?? error) as { code?: string; message: string };
    return [`${code}: ${message}`, error, repeated, inDoubt, isDone];
  });

const neverSent = [
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused", "FailedToOpenSocket"],
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
].map((code) => broken(code));
const denoNeverSent = [
  "error sending request for url (https://api.example/): client error (Connect): tcp connect error: refused",
  "error sending request for url (https://api.example/): client error (Connect): dns error: no such host",
].map((message) => new TypeError(message));
const unclear = [
  ...["EHOSTUNREACH", "ENETUNREACH", "EPROTO", "ENETDOWN", "SOMETHING_NEW"].map((code) => broken(code)),
  new TypeError("Failed to fetch"),
  new TypeError("error sending request for url (https://api.example/)"),
];
const lost = [
  ...["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"].map((code) =>
    broken(code),
  ),
  ...["ConnectionClosed", "ConnectionReset"].map((code) => broken(code)),
  ...["other side closed", "socket hang up", "client error (SendRequest): connection closed before message completed"]
    .concat("Network connection lost.")
    .map((message) => new TypeError(message)),
];

const table: Row[] = [
  ...failures([...neverSent, ...denoNeverSent], idempotent, false, false),
  ...failures(unclear, idempotent, true, false),
  ...failures(lost, idempotent, true, true),
  ["a response that does not come in time", hang, idempotent, true, true],
  ["a body that breaks off", torn(), idempotent, true, true],
  ...statuses([408], idempotent, true, false),
  ...statuses([429], methods, false, false),
  ...statuses([500, 503], idempotent, true, false),
  ...statuses([502, 504], idempotent, true, true),
  ...statuses([501, 505, 507, 520, 599], [], true, false),
  ...statuses([400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 425, 451], [], false, false),
  ...statuses([301, 302, 303, 304, 307, 308], [], false, false),
];

describe.each(table)("%s", (_, step, repeated, inDoubt, laterNotFoundIsDone) => {
  test(`is ${repeated.length > 0 ? `repeated for ${repeated.join(", ")}` : "never repeated"}`, async () => {
    for (const method of methods) {
      const { dd, seen } = scene([step, step, 200]);
      const result = await outcome(call(method, dd));
      expect(seen, method).toHaveLength(repeated.includes(method) ? 3 : 1);
      expect(result instanceof Error, method).toBe(!repeated.includes(method));
    }
  });

  test(`leaves the outcome ${inDoubt ? "in doubt, but for a GET" : "certain"}`, async () => {
    for (const method of methods) {
      const outcomeUnknown = inDoubt && method !== "GET";
      const final = (await outcome(call(method, scene([step]).dd))) as Error;
      expect(final, method).toMatchObject({ outcomeUnknown });
      expect(/; it may have been carried out: look before you send it again$/.test(final.message)).toBe(outcomeUnknown);
      if (!repeated.includes(method)) continue;
      const refused = await outcome(call(method, scene([step, 400]).dd));
      expect(refused, method).toMatchObject({ status: 400, outcomeUnknown });
    }
  });

  test(`makes a 404 to the repeated DELETE ${laterNotFoundIsDone ? "a success" : "the error that it is"}`, async () => {
    const result = await outcome(call("DELETE", scene([step, notFound]).dd));
    if (laterNotFoundIsDone) expect(result).toBeUndefined();
    else expect(result).toMatchObject({ name: "ApiError" });
    if (!laterNotFoundIsDone && repeated.includes("DELETE")) expect(result).toHaveProperty("status", 404);
    for (const method of ["PUT", "PATCH"].filter((each) => repeated.includes(each)))
      expect(await outcome(call(method, scene([step, notFound]).dd))).toHaveProperty("status", 404);
  });
});

test("every outcome of the rules is met by a row above", () => {
  const met = new Set(table.flatMap(([name]) => (name.startsWith("status") ? [outcomeOf(Number(name.slice(7)))] : [])));
  const rest = ["never sent", "connection failed", "no response"]; // the failures of `fetch`
  expect(Object.keys(RULES).sort()).toEqual([...met, ...rest, "success"].sort());
});

describe("the wait before a repeat", () => {
  test.each([
    [0, [0, 0, 0, 0, 0, 0]],
    [0.5, [250, 500, 1000, 2000, 4000, 4000]],
    [1, [500, 1000, 2000, 4000, 8000, 8000]],
  ])("is %s of 0.5 s, which doubles up to 8 s", async (dice, expected) => {
    vi.mocked(Math.random).mockReturnValue(dice);
    const { dd, seen } = scene([502], { maxRetries: 6 });
    await outcome(dd.apiKeys.get("1"));
    expect(pauses(seen)).toEqual(expected);
  });
});

describe("the retry budget", () => {
  const serve = (state: { status: number }) =>
    scene([(seen) => (state.status === 200 ? okFor(seen) : respond(state.status))]);
  const okFor: Exclude<Step, number | Response | Error> = () =>
    Response.json({ data: { id: "1", type: "api_keys", attributes: { name: "n", last4: "1234", created_at: "t" } } });

  /** Makes so many calls and tells how many repeats they came to. */
  async function repeats({ dd, seen }: ReturnType<typeof scene>, count: number): Promise<number> {
    const before = seen.length;
    for (let index = 0; index < count; index += 1) await outcome(dd.apiKeys.get("1"));
    return seen.length - before - count;
  }

  test("lets an outage meet 100 repeats of a client, and then one for every five successes", async () => {
    const state = { status: 503 };
    const client = serve(state);
    expect(await repeats(client, 60)).toBe(100);
    state.status = 200;
    await repeats(client, 10);
    state.status = 503;
    expect(await repeats(client, 5)).toBe(2);
    state.status = 200;
    await repeats(client, 520);
    state.status = 503;
    expect(await repeats(client, 60), "successes are not saved up beyond the start").toBe(100);
  });

  test("is not spent by waiting for a rate limit", async () => {
    const state = { status: 429 };
    const client = serve(state);
    expect(await repeats(client, 60)).toBe(120);
    state.status = 503;
    expect(await repeats(client, 60)).toBe(100);
  });

  test("allows nothing when less than one repeat is left in it", () => {
    const budget = createRetryBudget();
    for (let index = 0; index < 100; index += 1) expect(budget.spend()).toBe(true);
    for (const expected of [false, false, false, false, false, true]) {
      expect(budget.spend()).toBe(expected);
      budget.earn();
    }
  });
});
