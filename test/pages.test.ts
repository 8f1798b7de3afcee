/** Lists over several pages: order, ends, reading ahead, and stopping. */
import { describe, expect, test } from "vitest";
import { createDatadog, type Datadog, DatadogError, InputError, type ListOptions } from "../src/index.ts";
import { apiKey, appKey, thrown } from "./datadog.ts";

interface Asked {
  number: number;
  size: number;
  signal: AbortSignal;
}

/** A client whose lists have these pages of ids, and what was asked of it. `wait` says how long a page takes. */
function listing(pages: (string[] | Error)[], { total, wait = () => 0 }: { total?: number; wait?: (page: number) => number } = {}) {
  const asked: Asked[] = [];
  const now = { underway: 0, most: 0 };
  const fetch = async (url: string, { signal }: RequestInit): Promise<Response> => {
    const { searchParams } = new URL(url);
    const number = Number(searchParams.get("page[number]"));
    asked.push({ number, size: Number(searchParams.get("page[size]")), signal: signal as AbortSignal });
    now.most = Math.max(now.most, ++now.underway);
    await new Promise((resolve, reject) => {
      setTimeout(resolve, wait(number));
      signal?.addEventListener("abort", () => reject(signal.reason));
    }).finally(() => now.underway--);
    const page = pages[number] ?? [];
    if (page instanceof Error) return new Response('{"errors":["broken"]}', { status: 400 });
    const data = page.map((id) => ({ type: "api_keys", ...(id && { id }) }));
    return Response.json({ data, meta: total === undefined ? {} : { page: { total_filtered_count: total } } });
  };
  return { dd: createDatadog({ apiKey, appKey, fetch, maxRetries: 0 }), asked, now };
}

const numbers = (asked: Asked[]): number[] => asked.map(({ number }) => number);
const idsOf = (items: { id?: string }[]): (string | undefined)[] => items.map(({ id }) => id);
const read = async (dd: Datadog, options?: ListOptions) => idsOf(await dd.apiKeys.list({}, options).toArray());
const broken = new Error();
/** Lets everything happen that waits for nothing but its turn. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 1));

test("items come in the order of the pages", async () => {
  const { dd, asked } = listing([["a", "b"], ["c", "d"], ["e"]], { total: 5 });
  expect(await read(dd)).toEqual(["a", "b", "c", "d", "e"]);
  expect(asked.map(({ number, size }) => [number, size])).toEqual([
    [0, 100],
    [1, 100],
    [2, 100],
  ]);
});

test("for await reads a page only when its items are wanted", async () => {
  const { dd, asked } = listing([["a", "b"], ["c"]], { total: 3 });
  const steps: string[] = [];
  for await (const { id } of dd.apiKeys.list()) steps.push(`${id} after ${asked.length}`);
  expect(steps).toEqual(["a after 1", "b after 1", "c after 2"]);
});

test("an item that moved to a later page comes once; one without an id always comes", async () => {
  const { dd } = listing([
    ["a", "", "b"],
    ["b", "", "c"],
  ]);
  expect(await read(dd)).toEqual(["a", undefined, "b", undefined, "c"]);
});

test("without a total it ends at the empty page, never at a short one", async () => {
  const { dd, asked } = listing([["a", "b", "c"], ["d"], ["e", "f"]]);
  expect(await read(dd)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(numbers(asked)).toEqual([0, 1, 2, 3]);
});

test("with a total it ends there, without asking for an empty page, and short pages do not end it", async () => {
  const { dd, asked } = listing([["a", "b", "c"], ["d"], ["e", "f"]], { total: 6 });
  expect(await read(dd)).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(numbers(asked)).toEqual([0, 1, 2]);
});

test("an empty page ends it, whatever the total says", async () => {
  const { dd, asked } = listing([["a"], []], { total: 99 });
  expect(await read(dd)).toEqual(["a"]);
  expect(numbers(asked)).toEqual([0, 1]);
});

test("an empty list is one request", async () => {
  for (const total of [undefined, 0]) {
    const { dd, asked } = listing([[]], total === undefined ? {} : { total });
    expect(await read(dd)).toEqual([]);
    expect(numbers(asked)).toEqual([0]);
  }
});

test("the registrations end at their own total", async () => {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return Response.json({ data: [{ id: `r${asked.length}`, type: "app_key_registration" }], meta: { total: 9, total_filtered: 2 } });
  };
  const dd = createDatadog({ apiKey, appKey, fetch });
  expect(idsOf(await dd.appKeyRegistrations.list().toArray())).toEqual(["r1", "r2"]);
});

test("page[number] says where it starts, page[size] how much a page holds", async () => {
  const { dd, asked } = listing(
    [
      ["a", "b"],
      ["c", "d"],
      ["e", "f"],
    ],
    { total: 6 },
  );
  const items = await dd.apiKeys.list({ "page[number]": 1, "page[size]": 2 }).toArray();
  expect(idsOf(items)).toEqual(["c", "d", "e", "f"]);
  expect(asked.map(({ number, size }) => [number, size])).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

test("page(n) is one body and one request", async () => {
  const { dd, asked } = listing([["a"], ["b"]], { total: 2 });
  const body = await dd.apiKeys.list().page(1);
  expect(body).toEqual({ data: [{ id: "b", type: "api_keys" }], meta: { page: { total_filtered_count: 2 } } });
  expect(numbers(asked)).toEqual([1]);
});

test("pages() yields the bodies, the last empty one left out", async () => {
  const { dd } = listing([["a", "b"], ["b"]]);
  const bodies = [];
  for await (const { data } of dd.apiKeys.list().pages()) bodies.push(idsOf(data ?? []));
  expect(bodies).toEqual([["a", "b"], ["b"]]);
});

test("nothing is requested before it is iterated, and iterating again requests again", async () => {
  const { dd, asked } = listing([["a"]], { total: 1 });
  const list = dd.apiKeys.list({}, { concurrency: 4 });
  list.pages();
  list[Symbol.asyncIterator]();
  await soon();
  expect(asked).toEqual([]);
  expect(idsOf(await list.toArray())).toEqual(["a"]);
  expect(idsOf(await list.toArray())).toEqual(["a"]);
  expect(numbers(asked)).toEqual([0, 0]);
});

describe("concurrency", () => {
  const ten = Array.from({ length: 10 }, (_, page) => [`${page}a`, `${page}b`]);

  test.each([1, 2, 3, 20])(
    "%i: so many pages are on their way at once after the first, not more, and the order stays",
    async (concurrency) => {
      const { dd, asked, now } = listing(ten, { total: 20, wait: (page) => (page % 3 === 1 ? 12 : 3) });
      expect(await read(dd, { concurrency })).toEqual(ten.flat());
      expect(now.most).toBe(Math.min(concurrency, 9));
      expect(numbers(asked)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    },
  );

  test("the default is one at a time", async () => {
    const { dd, now } = listing(ten, { total: 20, wait: () => 1 });
    await read(dd);
    expect(now.most).toBe(1);
  });

  test("the first page comes alone, because only it tells how many there are", async () => {
    const { dd, asked } = listing(ten, { total: 20, wait: () => 5 });
    const pages = dd.apiKeys.list({}, { concurrency: 5 }).pages();
    const first = pages.next();
    await soon();
    expect(numbers(asked)).toEqual([0]);
    await first;
    await soon();
    expect(numbers(asked)).toEqual([0, 1, 2, 3, 4, 5]);
    await pages.return?.();
  });

  test("pages beyond the total are not asked for", async () => {
    const { dd, asked } = listing(ten.slice(0, 3), { total: 6 });
    expect(await read(dd, { concurrency: 9 })).toHaveLength(6);
    expect(numbers(asked)).toEqual([0, 1, 2]);
  });

  test("a reader that stops cancels the pages on their way", async () => {
    const { dd, asked, now } = listing(ten, { total: 20, wait: (page) => (page ? 60_000 : 0) });
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

  test("an error comes in its turn, after the pages before it, and cancels those after it", async () => {
    const pages = [...ten.slice(0, 3), broken, ...ten.slice(4)];
    const { dd, asked } = listing(pages, { total: 20, wait: (page) => (page === 2 ? 10 : page > 3 ? 60_000 : 0) });
    const seen: (string | undefined)[] = [];
    const reading = (async () => {
      for await (const { id } of dd.apiKeys.list({}, { concurrency: 4 })) seen.push(id);
    })();
    expect(await thrown(reading)).toHaveProperty("message", "GET /api/v2/api_keys: 400 Bad Request: broken");
    expect(seen).toEqual(ten.slice(0, 3).flat());
    expect(asked.filter(({ number }) => number > 3).every(({ signal }) => signal.aborted)).toBe(true);
  });

  test("an error on a page that nobody comes to read is nobody's", async () => {
    const { dd } = listing([["a"], broken, broken], { total: 3 });
    for await (const _ of dd.apiKeys.list({}, { concurrency: 2 })) {
      await new Promise((resolve) => setTimeout(resolve, 5)); // an unhandled rejection here would fail the run
      break;
    }
  });

  test("an error ends the list", async () => {
    const { dd } = listing([["a"], broken, ["c"]], { total: 3 });
    const pages = dd.apiKeys.list({}, { concurrency: 2 }).pages();
    await pages.next();
    await thrown(pages.next());
    expect(await pages.next()).toEqual({ done: true, value: undefined });
  });
});

test("the caller's signal ends it with the caller's reason, before and in the middle", async () => {
  const { dd, asked } = listing([["a"], ["b"]], { total: 2, wait: (page) => (page ? 60_000 : 0) });
  const reason = { mine: true };
  expect(await thrown(read(dd, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(asked).toEqual([]);

  const controller = new AbortController();
  const reading = thrown(read(dd, { signal: controller.signal, concurrency: 2 }));
  setTimeout(() => controller.abort(reason), 5);
  expect(await reading).toBe(reason);
  expect(numbers(asked)).toEqual([0, 1]);
});

test.each([
  ["concurrency: 0", {}, { concurrency: 0 }, "concurrency must be a whole number from 1 to 2147483647, not 0"],
  ["concurrency: 1.5", {}, { concurrency: 1.5 }, "concurrency must be a whole number from 1 to 2147483647, not 1.5"],
  ["concurrency: Infinity", {}, { concurrency: Infinity }, "concurrency must be a whole number from 1 to 2147483647, not Infinity"],
  ["a signal that is none", {}, { signal: {} as AbortSignal }, "signal must be an AbortSignal"],
  ["page[size]: 0", { "page[size]": 0 }, {}, 'query["page[size]"] must be a whole number from 1 to 2147483647, not 0'],
  ["page[number]: -1", { "page[number]": -1 }, {}, 'query["page[number]"] must be a whole number from 0 to 2147483647, not -1'],
])("%s is refused at once", (_, query, options, message) => {
  const { dd, asked } = listing([["a"]]);
  expect(() => dd.apiKeys.list(query, options)).toThrow(new InputError("GET /api/v2/api_keys", message));
  expect(asked).toEqual([]);
});

test.each([{ data: {} }, { data: "abc" }])("an answer with something else than a list is an error: %j", async (body) => {
  const dd = createDatadog({ apiKey: "a", appKey: "b", fetch: async () => Response.json(body) });
  expect(await thrown(dd.apiKeys.list().toArray())).toEqual(new DatadogError("GET /api/v2/api_keys", "the answer holds no list"));
});

test("a page number that is none is refused by the promise", async () => {
  const { dd, asked } = listing([["a"]]);
  const error = await thrown(dd.apiKeys.list().page(-1));
  expect(error).toEqual(new InputError("GET /api/v2/api_keys", "page must be a whole number from 0 to 2147483647, not -1"));
  expect(asked).toEqual([]);
});

test.each<[ListOptions, string]>([
  [{ headers: { host: "x" } }, "headers must not set host: the client does that"],
  [{ timeout: 0 }, "timeout must be a number of milliseconds from 1 to 2147483647, not 0"],
])("%o is refused when it is iterated, before anything is sent", async (options, message) => {
  const { dd, asked } = listing([["a"]]);
  expect(await thrown(read(dd, options))).toEqual(new InputError("GET /api/v2/api_keys", message));
  expect(asked).toEqual([]);
});

test("many lists on one signal share one listener", async () => {
  const warnings: string[] = [];
  const warn = (warning: Error): number => warnings.push(warning.name);
  process.on("warning", warn);
  const { signal } = new AbortController();
  const { dd } = listing([["a"], ["b"]]);
  await Promise.all(Array.from({ length: 12 }, () => dd.apiKeys.list({}, { signal }).toArray()));
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off("warning", warn);
  expect(warnings).toEqual([]);
});
