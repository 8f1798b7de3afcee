/** Lists that come in pages, read as one: item by item, page by page, or several pages at once. */
import { onAbort } from "./bounded.ts";
import { DatadogError } from "./errors.ts";
import { abortSignal, wholeNumber } from "./options.ts";
import type { CallOptions } from "./send.ts";

/** What a paged list can be told beyond its query. */
export interface ListOptions extends CallOptions {
  /**
   * Milliseconds that each page may take, waits and repeats included. For the whole list pass a signal:
   * `AbortSignal.timeout(ms)`.
   * @default the client's `timeout`
   */
  timeout?: number | undefined;
  /**
   * How many pages may be on their way at once after the first one. The order of the items stays the same.
   * @default 1
   */
  concurrency?: number | undefined;
}

/**
 * A list over all pages. Nothing is requested before it is iterated; iterating it again requests it again. Collect it with
 * `toArray()` before you delete what it lists: what is deleted meanwhile moves the rest to earlier pages, past the reader.
 */
export interface Paged<Body, Item> extends AsyncIterable<Item> {
  /** The bodies, from the page that the query names to the last one. */
  pages(): AsyncIterableIterator<Body>;
  /** The body of one page, counted from 0. */
  page(number: number): Promise<Body>;
  /** All items, each once. */
  toArray(): Promise<Item[]>;
}

/** The part of a query that says which page. */
interface PageQuery {
  "page[size]"?: number;
  "page[number]"?: number;
}

/** How one list is read. */
interface Source<Body, Item> {
  operation: string;
  query: PageQuery | undefined;
  options: ListOptions | undefined;
  fetch: (page: Required<PageQuery>, options: CallOptions) => Promise<Body>;
  items: (body: Body) => readonly Item[];
  /** How many items all pages have together; `undefined` where the answer does not say. */
  total: (body: Body) => number | undefined;
}

/** The most that the API allows, and so the fewest requests. */
const PAGE_SIZE = 100;

/**
 * Makes a list out of a function that fetches one page. It ends at an empty page or at the reported total, never at a
 * short page. Items are told apart by `id`: one that moves to a later page while the list is read appears once.
 */
export function paged<Body, Item extends { id?: string }>(source: Source<Body, Item>): Paged<Body, Item> {
  const { operation, query, items } = source;
  const { concurrency = 1, ...options } = source.options ?? {};
  wholeNumber(operation, "concurrency", concurrency, 1);
  abortSignal(operation, options.signal);
  const size = wholeNumber(operation, 'query["page[size]"]', query?.["page[size]"] ?? PAGE_SIZE, 1);
  const first = wholeNumber(operation, 'query["page[number]"]', query?.["page[number]"] ?? 0);
  const page = (number: number, signal = options.signal): Promise<Body> =>
    source.fetch({ "page[size]": size, "page[number]": number }, signal ? { ...options, signal } : options);

  async function* pages(): AsyncGenerator<Body, void, undefined> {
    const stop = new AbortController(); // ends the pages that are on their way when the reader has had enough
    const abort = (): void => stop.abort(options.signal?.reason);
    const release = options.signal && onAbort(options.signal, abort);
    if (options.signal?.aborted) abort();
    const ahead: Promise<Body>[] = [];
    const order = (count: number): void => {
      while (ahead.length < count) {
        const body = page(next++, stop.signal);
        body.catch(() => {}); // thrown when its turn comes, or not at all
        ahead.push(body);
      }
    };
    let next = first;
    let received = 0;
    let before = 0; // how many items the pages before the first one hold
    try {
      for (;;) {
        order(1);
        const body = await (ahead.shift() as Promise<Body>);
        const list: unknown = items(body);
        if (!Array.isArray(list)) throw new DatadogError(operation, "the answer holds no list");
        const { length } = list;
        if (length === 0) return;
        if (received === 0) before = first * length;
        received += length;
        const total = source.total(body) ?? Number.POSITIVE_INFINITY;
        const left = total - received - before;
        if (concurrency > 1) order(Math.min(concurrency, Math.ceil(left / length)));
        yield body;
        if (left <= 0) return;
      }
    } finally {
      release?.();
      stop.abort();
    }
  }

  async function* each(): AsyncGenerator<Item, void, undefined> {
    const seen = new Set<string>();
    for await (const body of pages()) {
      for (const item of items(body)) {
        if (item.id !== undefined && seen.has(item.id)) continue;
        if (item.id !== undefined) seen.add(item.id);
        yield item;
      }
    }
  }

  return {
    [Symbol.asyncIterator]: each,
    pages,
    page: async (number) => page(wholeNumber(operation, "page", number)),
    toArray: async () => {
      const all: Item[] = [];
      for await (const item of each()) all.push(item);
      return all;
    },
  };
}
