/** Lists over several pages: whole or an error, in order, with an end; reading ahead, and stopping. */
import { describe, expect, test } from "vitest";
import { ApiError, createDatadog, type Datadog, InputError, type ListOptions } from "../src/index.ts";
import { bodyOf } from "./bodies.ts";
import { apiKey, appKey, thrown } from "./scene.ts";

interface Asked {
  number: number;
  size: number;
  signal: AbortSignal;
}

/** The body of a page, as the operation documents it. */
const item = (id: string): unknown => ({
  type: "api_keys",
  id,
  attributes: { name: id, last4: "0000", created_at: "t" },
});
const bodyWith = (ids: readonly string[], total: number): unknown => ({
  data: ids.map(item),
  meta: { page: { total_filtered_count: total } },
});

/** A client whose server gives whatever `respond` makes of a page's number and size, and what it was asked for. */
function server(respond: (number: number, size: number) => unknown, wait: (page: number) => number = () => 0) {
  const asked: Asked[] = [];
  const now = { underway: 0, most: 0 };
  const fetch = async (url: string, { signal }: RequestInit): Promise<Response> => {
    const { searchParams } = new URL(url);
    const [number, size] = [Number(searchParams.get("page[number]")), Number(searchParams.get("page[size]"))];
    if (asked.length > 500) throw new Error("the list does not end");
    asked.push({ number, size, signal: signal as AbortSignal });
    now.most = Math.max(now.most, ++now.underway);
    await new Promise((resolve, reject) => {
      const ms = wait(number);
      if (ms === 0) resolve(undefined);
      else setTimeout(resolve, ms);
      signal?.addEventListener("abort", () => reject(signal.reason));
    }).finally(() => now.underway--);
    const body = respond(number, size);
    return body instanceof Response ? body : Response.json(body);
  };
  return { dd: createDatadog({ apiKey, appKey, fetch, maxRetries: 0 }), asked, now };
}

/** A server with these pages of ids, whatever size is asked for. */
function listing(
  pages: readonly (readonly string[] | Response)[],
  options: { total?: number; wait?: (page: number) => number } = {},
) {
  const total = options.total ?? pages.flatMap((page) => (page instanceof Response ? [] : page)).length;
  const respond = (number: number): unknown => {
    const page = pages[number] ?? [];
    return page instanceof Response ? page.clone() : bodyWith(page, total);
  };
  return server(respond, options.wait);
}

const numbers = (asked: readonly Asked[]): number[] => asked.map(({ number }) => number);
const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);
const read = async (dd: Datadog, options?: ListOptions) => idsOf(await dd.apiKeys.list({}, options).toArray());
const refusal = new Response('{"errors":["API key not found"]}', { status: 400 });
/** Lets everything happen that waits for nothing but its turn. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 1));
const ten = Array.from({ length: 10 }, (_, page) => [`${page}a`, `${page}b`]);

describe("a list is whole", () => {
  test("and its items come in the order of the pages", async () => {
    const { dd, asked } = listing([["a", "b"], ["c", "d"], ["e"]]);
    expect(await read(dd)).toEqual(["a", "b", "c", "d", "e"]);
    expect(asked.map(({ number, size }) => [number, size])).toEqual([
      [0, 100],
      [1, 100],
      [2, 100],
    ]);
  });
  test("at its total: short pages do not end it, and no empty page is asked for", async () => {
    const { dd, asked } = listing([["a", "b", "c"], ["d"], ["e", "f"]]);
    expect(await read(dd)).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(numbers(asked)).toEqual([0, 1, 2]);
  });
  test("with nothing in it, after one request", async () => {
    const { dd, asked } = listing([[]]);
    expect(await read(dd)).toEqual([]);
    expect(numbers(asked)).toEqual([0]);
  });
  test("although the server clamps the size of pages", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `k${index}`);
    const { dd, asked } = server((number, size) => {
      const least = Math.min(size, 50);
      return bodyWith(ids.slice(number * least, (number + 1) * least), 250);
    });
    expect(await read(dd)).toEqual(ids);
    expect(asked).toHaveLength(5);
    expect(idsOf(await dd.apiKeys.list({ "page[size]": 100, "page[number]": 0 }).toArray())).toEqual(ids);
  });
  test("at the registrations' own total, which stands elsewhere", async () => {
    const fetch = async () => Response.json(bodyOf("listAppKeyRegistrations"));
    const { length } = await createDatadog({ apiKey, appKey, fetch }).appKeyRegistrations.list().toArray();
    expect(length).toBe(2);
  });
  test("where the total shrinks while it is read", async () => {
    let total = 6;
    const pages = [["a", "b"], ["c", "d"], []];
    const { dd } = server((number) => {
      if (number > 0) total = 4;
      return bodyWith(pages[number] ?? [], total);
    });
    expect(await read(dd)).toEqual(["a", "b", "c", "d"]);
  });
  test("where the total grows while it is read, and items move to later pages", async () => {
    const pages = [["a", "b"], ["b", "c"], ["d"]];
    const { dd } = server((number) => bodyWith(pages[number] ?? [], number === 0 ? 4 : 5));
    expect(await read(dd), "an item that moved comes once").toEqual(["a", "b", "c", "d"]);
  });
});

describe("a list that is not whole is an error", () => {
  const first = ["a", "b"];
  const bad: [string, unknown, RegExp][] = [
    ["an empty page", bodyWith([], 6), /the list is not whole: 2 of 6 items came, and this page is empty$/],
    ["a page that came before", bodyWith(first, 6), /2 of 6 items came, and this page repeats earlier ones$/],
    ["{}", {}, /the body lacks data$/],
    ["null", null, /the body is not the documented JSON/],
    ['{"data":null}', { data: null }, /the body lacks data$/],
    ["errors with 200", { errors: ["Forbidden"] }, /the body lacks data$/],
    ["a login address", { login_url: "https://sso.example" }, /the body lacks data$/],
    ["data that is no list", { data: {}, meta: { page: { total_filtered_count: 6 } } }, /the body lacks data$/],
    ["a page without a total", { data: [item("c")] }, /the body lacks meta$/],
    [
      "a total that is none",
      { data: [item("c")], meta: { page: { total_filtered_count: "6" } } },
      /lacks meta\.page\.total/,
    ],
    [
      "a total that is null",
      { data: [item("c")], meta: { page: { total_filtered_count: null } } },
      /lacks meta\.page\.total/,
    ],
    ["a total below nothing", bodyWith(["c"], -1), /reports -1 items, which is no number of items$/],
    ["half an item in the total", bodyWith(["c"], 6.5), /reports 6\.5 items, which is no number of items$/],
    [
      "an item without an id",
      { data: [{ type: "api_keys" }], meta: { page: { total_filtered_count: 6 } } },
      /lacks data\[0\]/,
    ],
    ["HTML", new Response("<html>", { headers: { "content-type": "text/html" } }), /not the documented JSON/],
  ];
  test.each(bad)("in the middle: %s", async (_, page, message) => {
    for (const concurrency of [1, 3]) {
      const respond = (number: number): unknown =>
        number === 0 ? bodyWith(first, 6) : page instanceof Response ? page.clone() : page;
      const { dd, asked } = server(respond);
      const error = (await thrown(read(dd, { concurrency }))) as ApiError;
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ message: expect.stringMatching(message), outcomeUnknown: false, status: 200 });
      expect(asked.length).toBeLessThanOrEqual(concurrency + 1);
    }
  });
  test.each(bad.filter(([name]) => !["a page that came before"].includes(name)))(
    "at the beginning: %s",
    async (_, page) => {
      const { dd, asked } = server(() => (page instanceof Response ? page.clone() : page));
      expect(await thrown(read(dd))).toBeInstanceOf(ApiError);
      expect(asked).toHaveLength(1);
    },
  );
  test("where a server ignores page[number]: it is not asked for ever", async () => {
    const { dd, asked } = server(() => bodyWith(["one"], 300));
    expect(await thrown(read(dd))).toHaveProperty(
      "message",
      "GET /api/v2/api_keys: 200 OK: the list is not whole: 1 of 300 items came, and this page repeats earlier ones",
    );
    expect(asked).toHaveLength(2);
  });
  test("where pages that repeat hold together as many items as are reported", async () => {
    for (const page of [
      ["a", "b"],
      ["a", "a", "a"],
    ])
      expect(await thrown(read(server(() => bodyWith(page, 3)).dd))).toBeInstanceOf(ApiError);
  });
  test("where a total grows for ever, as soon as a page brings nothing new", async () => {
    const { dd, asked } = server((number) => bodyWith(number < 5 ? [`k${number}`] : ["k4"], 100 + number));
    expect(await thrown(read(dd))).toBeInstanceOf(ApiError);
    expect(asked).toHaveLength(6);
  });
  test("and the items before it have been given by then, where they are read one by one", async () => {
    const { dd } = listing([["a", "b"], [], ["c"]]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { id } of dd.apiKeys.list()) seen.push(id);
    })();
    expect(await thrown(reading)).toBeInstanceOf(ApiError);
    expect(seen).toEqual(["a", "b"]);
  });
});

describe("page[number] in the query", () => {
  const pages = [
    ["a", "b"],
    ["c", "d"],
    ["e", "f"],
  ];
  test("says where a list starts, page[size] how much a page holds", async () => {
    const { dd, asked } = listing(pages);
    const query = { "page[number]": 1, "page[size]": 2 };
    expect(idsOf(await dd.apiKeys.list(query).toArray())).toEqual(["c", "d", "e", "f"]);
    expect(asked.map(({ number, size }) => [number, size])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
  test("works with a size that the server clamps to its own", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `k${index}`);
    const { dd } = server((number, size) => {
      const least = Math.min(size, 100);
      return bodyWith(ids.slice(number * least, (number + 1) * least), 250);
    });
    const query = { "page[number]": 1, "page[size]": 1000 };
    expect(idsOf(await dd.apiKeys.list(query).toArray())).toEqual(ids.slice(100));
  });
  test.each([3, 4, 50])("beyond the end is an empty list: %i", async (number) => {
    const { dd, asked } = listing(pages);
    expect(await dd.apiKeys.list({ "page[number]": number, "page[size]": 2 }).toArray()).toEqual([]);
    expect(numbers(asked)).toEqual([number]);
  });
  test("is the page that page() reads", async () => {
    const { dd, asked } = listing(pages);
    expect(idsOf((await dd.apiKeys.list({ "page[number]": 2 }).page()).data)).toEqual(["e", "f"]);
    expect(idsOf((await dd.apiKeys.list({ "page[number]": 2 }).page(2)).data)).toEqual(["e", "f"]);
    expect(idsOf((await dd.apiKeys.list().page()).data)).toEqual(["a", "b"]);
    expect(idsOf((await dd.apiKeys.list().page(1)).data)).toEqual(["c", "d"]);
    expect(numbers(asked)).toEqual([2, 2, 0, 1]);
  });
  test.each([
    [2, 0],
    [0, 2],
  ])("%i contradicts page(%i), and nothing is sent", async (inQuery, given) => {
    const { dd, asked } = listing(pages);
    const error = await thrown(dd.apiKeys.list({ "page[number]": inQuery }).page(given));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain(`page(${given}) contradicts the query, whose page[number] is ${inQuery}`);
    expect(asked).toEqual([]);
  });
});

describe("a list can be read", () => {
  test("item by item: a page is requested only when its items are wanted", async () => {
    const { dd, asked } = listing([["a", "b"], ["c"]]);
    const steps: string[] = [];
    for await (const { id } of dd.apiKeys.list()) steps.push(`${id} after ${asked.length}`);
    expect(steps).toEqual(["a after 1", "b after 1", "c after 2"]);
  });
  test("page by page, and pages() as often as one likes", async () => {
    const { dd, asked } = listing([["a", "b"], ["c"]]);
    const pages = dd.apiKeys.list().pages();
    for (const _ of [1, 2]) {
      const bodies: string[][] = [];
      for await (const { data } of pages) bodies.push(idsOf(data));
      expect(bodies).toEqual([["a", "b"], ["c"]]);
    }
    expect(numbers(asked)).toEqual([0, 1, 0, 1]);
  });
  test("again and again: nothing is requested before it is iterated, and each time anew", async () => {
    const { dd, asked } = listing([["a"]]);
    const list = dd.apiKeys.list({}, { concurrency: 4 });
    list.pages()[Symbol.asyncIterator]();
    list[Symbol.asyncIterator]();
    await soon();
    expect(asked).toEqual([]);
    expect(idsOf(await list.toArray())).toEqual(["a"]);
    expect(idsOf(await list.toArray())).toEqual(["a"]);
    expect(numbers(asked)).toEqual([0, 0]);
  });
  test("as bodies that hold what came, untouched", async () => {
    const { dd } = server(() => bodyOf("listAPIKeys"));
    for await (const body of dd.apiKeys.list().pages()) expect(body).toEqual(bodyOf("listAPIKeys"));
    expect(await dd.apiKeys.list().page()).toEqual(bodyOf("listAPIKeys"));
  });
  test("without an empty body where there are no items", async () => {
    const bodies = [];
    for await (const body of listing([[]]).dd.apiKeys.list().pages()) bodies.push(body);
    expect(bodies).toEqual([]);
  });
});

describe("concurrency", () => {
  test.each([1, 2, 3, 20])("%i: so many pages are on their way at once after the first", async (concurrency) => {
    const { dd, asked, now } = listing(ten, { wait: (page) => (page % 3 === 1 ? 12 : 3) });
    expect(await read(dd, { concurrency })).toEqual(ten.flat());
    expect(now.most).toBe(Math.min(concurrency, 9));
    expect(numbers(asked)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  test("is one by default", async () => {
    const { dd, now } = listing(ten, { wait: () => 1 });
    await read(dd);
    expect(now.most).toBe(1);
  });
  test("begins after the first page, because only that tells how many there are", async () => {
    const { dd, asked } = listing(ten, { wait: () => 5 });
    const pages = dd.apiKeys.list({}, { concurrency: 5 }).pages()[Symbol.asyncIterator]();
    const first = pages.next();
    await soon();
    expect(numbers(asked)).toEqual([0]);
    await first;
    await soon();
    expect(numbers(asked)).toEqual([0, 1, 2, 3, 4, 5]);
    await pages.return?.();
  });
  test("asks for no page beyond the total", async () => {
    const { dd, asked } = listing(ten.slice(0, 3));
    expect(await read(dd, { concurrency: 9 })).toHaveLength(6);
    expect(numbers(asked)).toEqual([0, 1, 2]);
  });
  test("is over when the reader stops: the pages on their way are cancelled", async () => {
    const { dd, asked, now } = listing(ten, { wait: (page) => (page ? 60_000 : 0) });
    for await (const { id } of dd.apiKeys.list({}, { concurrency: 3 })) {
      expect(id).toBe("0a");
      await soon();
      break;
    }
    await soon();
    expect(asked.map(({ number, signal }) => [number, signal.aborted])).toEqual([
      [0, false],
      [1, true],
      [2, true],
      [3, true],
    ]);
    expect(now.underway).toBe(0);
  });
  test("brings an error in its turn, after the pages before it, and cancels those after it", async () => {
    const pages = [...ten.slice(0, 3), refusal, ...ten.slice(4)];
    const wait = (page: number): number => (page === 2 ? 10 : page > 3 ? 60_000 : 0);
    const { dd, asked } = listing(pages, { total: 20, wait });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { id } of dd.apiKeys.list({}, { concurrency: 4 })) seen.push(id);
    })();
    expect(await thrown(reading)).toMatchObject({ status: 400, operation: "GET /api/v2/api_keys" });
    expect(seen).toEqual(ten.slice(0, 3).flat());
    expect(asked.filter(({ number }) => number > 3).every(({ signal }) => signal.aborted)).toBe(true);
  });
  test("makes an error on a page that nobody comes to read nobody's", async () => {
    const { dd, asked } = listing([["a"], refusal, refusal], { total: 3 });
    for await (const _ of dd.apiKeys.list({}, { concurrency: 2 })) {
      await soon(); // an unhandled rejection here would fail the run
      break;
    }
    expect(numbers(asked)).toEqual([0, 1, 2]);
  });
  test("does not bring a list back to life that has ended with an error", async () => {
    const { dd } = listing([["a"], refusal, ["c"]], { total: 3 });
    const pages = dd.apiKeys.list({}, { concurrency: 2 }).pages()[Symbol.asyncIterator]();
    await pages.next();
    await thrown(pages.next());
    expect(await pages.next()).toEqual({ done: true, value: undefined });
  });
});

describe("the caller's signal", () => {
  test.each([{ mine: true }, null, undefined, "", 0, false])("ends a list with its own reason: %j", async (reason) => {
    const { dd, asked } = listing([["a"], ["b"]], { wait: (page) => (page ? 60_000 : 0) });
    const aborted = AbortSignal.abort(reason);
    expect(await thrown(read(dd, { signal: aborted }))).toBe(aborted.reason);
    expect(asked).toEqual([]);
    const stop = new AbortController();
    const reading = thrown(read(dd, { signal: stop.signal, concurrency: 2 }));
    setTimeout(() => stop.abort(reason), 5);
    expect(await reading).toBe(stop.signal.reason);
    expect(numbers(asked)).toEqual([0, 1]);
  });
  test("gets one listener, however many lists it ends", async () => {
    const warnings: string[] = [];
    const warn = (warning: Error): number => warnings.push(warning.name);
    process.on("warning", warn);
    const { signal } = new AbortController();
    const { dd } = listing([["a"], ["b"]]);
    await Promise.all(Array.from({ length: 12 }, () => dd.apiKeys.list({}, { signal }).toArray()));
    await soon();
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});

describe("what cannot work is refused", () => {
  const most = 2147483647;
  test.each<[string, unknown, unknown, string]>([
    ["concurrency: 0", {}, { concurrency: 0 }, `concurrency must be a whole number from 1 to ${most}, not 0`],
    ["concurrency: 1.5", {}, { concurrency: 1.5 }, `concurrency must be a whole number from 1 to ${most}, not 1.5`],
    [
      "concurrency: NaN",
      {},
      { concurrency: Number.NaN },
      `concurrency must be a whole number from 1 to ${most}, not NaN`,
    ],
    ["a signal that is none", {}, { signal: false }, "signal must be an AbortSignal, or left out"],
    ["options that are none", {}, 7, "options must be an object"],
    ["page[size]: 0", { "page[size]": 0 }, {}, `query["page[size]"] must be a whole number from 1 to ${most}, not 0`],
    [
      "page[number]: -1",
      { "page[number]": -1 },
      {},
      `query["page[number]"] must be a whole number from 0 to ${most}, not -1`,
    ],
    [
      "page[number]: '1'",
      { "page[number]": "1" },
      {},
      `query["page[number]"] must be a whole number from 0 to ${most}, not string`,
    ],
  ])("at once: %s", (_, query, options, message) => {
    const { dd, asked } = listing([["a"]]);
    const list = (): unknown => dd.apiKeys.list(query as { filter?: string }, options as ListOptions);
    expect(list).toThrow(new InputError("GET /api/v2/api_keys", message));
    expect(asked).toEqual([]);
  });
  test.each([-1, 1.5, Number.NaN, "1", {}])("by the promise of page(%j)", async (number) => {
    const { dd, asked } = listing([["a"]]);
    const error = await thrown(dd.apiKeys.list().page(number as number));
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toContain("page must be a whole number from 0");
    expect(asked).toEqual([]);
  });
  test.each<[ListOptions, string]>([
    [{ headers: { host: "x" } }, "headers must not set host: the client does that"],
    [{ timeout: 0 }, `timeout must be a number of milliseconds from 1 to ${most}, not 0`],
  ])("when it is iterated, before anything is sent: %o", async (options, message) => {
    const { dd, asked } = listing([["a"]]);
    expect(await thrown(read(dd, options))).toEqual(new InputError("GET /api/v2/api_keys", message));
    expect(asked).toEqual([]);
  });
});
