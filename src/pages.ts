/** Lists that come in pages, read as one: item by item, page by page, or several pages at once. */
import { type ReadResponse, unexpected } from "./api-error.ts";
import type { Client } from "./client.ts";
import { InputError } from "./errors.ts";
import type { OperationInput } from "./http.ts";
import { valueAt } from "./json.ts";
import { nameOf, type Operation } from "./operation.ts";
import { abortSignal, bare, ownOptions, wholeNumber } from "./options.ts";
import { checkQuery } from "./path.ts";
import { type CallOptions, checkedBody, type Input, type Output, request } from "./send.ts";
import { onAbort } from "./transport/deadline.ts";

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
 * A list over all pages: whole, or an error. Nothing is requested before it is iterated; iterating it again requests it
 * again. Collect it with `toArray()` before you delete what it lists: what is deleted meanwhile moves the rest to
 * earlier pages, past the reader.
 * @throws {ApiError} where fewer items come than are reported, or a page brings nothing new while more is promised.
 */
export interface Paged<Body, Item> extends AsyncIterable<Item> {
  /** The bodies, from the page that the query names to the last one. */
  pages(): AsyncIterable<Body>;
  /**
   * The body of one page, counted from 0.
   * @param number @default the query's `page[number]`, else 0
   */
  page(number?: number): Promise<Body>;
  /** All items, each once. */
  toArray(): Promise<Item[]>;
  /**
   * Always throws: the items are read with `for await`. That it asks for an argument makes the compiler refuse `for …
   * of`.
   */
  [Symbol.iterator](mistake: "Read a list with `for await (const item of list)`, or await its toArray()"): never;
}

/** The item of a list's body. */
type ItemOf<Body> = Body extends { readonly data: readonly (infer Item)[] } ? Item : never;

/** The most that the API allows, and so the fewest requests. */
const PAGE_SIZE = 100;

/** Makes a list out of an operation that returns pages. */
export function sendPages<const O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O>,
  listOptions?: ListOptions,
): Paged<Output<O>, ItemOf<Output<O>>> {
  const reader = createReader<Output<O>>(client, bare(operation), input as OperationInput, listOptions);

  async function* items(): AsyncGenerator<ItemOf<Output<O>>, void, undefined> {
    for await (const { fresh } of reader.pages()) yield* fresh as ItemOf<Output<O>>[];
  }

  async function* bodies(): AsyncGenerator<Output<O>, void, undefined> {
    for await (const { body } of reader.pages()) yield body;
  }

  return {
    [Symbol.asyncIterator]: items,
    [Symbol.iterator]: () => {
      throw new InputError(
        nameOf(operation),
        "read a list with for await (const item of list), or await its toArray()",
      );
    },
    pages: () => ({ [Symbol.asyncIterator]: bodies }),
    page: reader.page,
    toArray: async () => {
      const all: ItemOf<Output<O>>[] = [];
      for await (const item of items()) all.push(item);
      return all;
    },
  };
}

/** A success that holds what its operation documents. */
interface CheckedResponse extends ReadResponse {
  readonly body: unknown;
}

/** One page, and the items in it that no page before it had. */
interface Page<Body> {
  readonly body: Body;
  readonly fresh: readonly Identified[];
}

interface Identified {
  readonly id: string;
}

/** Reads the pages of a list in order. */
interface Reader<Body> {
  pages(): AsyncGenerator<Page<Body>, void, undefined>;
  page(number?: number): Promise<Body>;
}

function createReader<Body>(
  client: Client,
  operation: Operation,
  input: OperationInput,
  listOptions: ListOptions | undefined,
): Reader<Body> {
  const name = nameOf(operation);
  const { concurrency = 1, signal: given, ...options } = ownOptions(name, listOptions);
  const { path } = input;
  const query = input.query ?? {};
  checkQuery(operation, query);
  wholeNumber(name, "concurrency", concurrency, 1);
  const signal = abortSignal(name, given);
  const size = wholeNumber(name, 'query["page[size]"]', query["page[size]"] ?? PAGE_SIZE, 1);
  const asked = query["page[number]"] ?? undefined;
  const first = wholeNumber(name, 'query["page[number]"]', asked ?? 0);

  const fetchPage = async (number: number, stop = signal): Promise<CheckedResponse> => {
    const pageInput = { path, query: { ...query, "page[size]": size, "page[number]": number } };
    const read = await request(client, operation, pageInput, { ...options, signal: stop });
    return { ...read, body: checkedBody(operation, pageInput, read) };
  };

  async function* pages(): AsyncGenerator<Page<Body>, void, undefined> {
    const stop = new AbortController(); // ends the pages that are on their way when the reader has had enough
    const abort = (): void => stop.abort(signal?.reason);
    const release = signal && onAbort(signal, abort);
    if (signal?.aborted) abort();
    const ahead: Promise<CheckedResponse>[] = [];
    let next = first;
    const order = (count: number): void => {
      while (ahead.length < count) {
        const response = fetchPage(next++, stop.signal);
        response.catch(() => {}); // thrown when its turn comes, or not at all
        ahead.push(response);
      }
    };
    const progress = createProgress(operation, path, { number: first, size });
    try {
      for (let left = 1; left > 0; ) {
        order(1);
        const response = await (ahead.shift() as Promise<CheckedResponse>);
        const step = progress.add(response);
        left = step.left;
        if (concurrency > 1 && left > 0) order(Math.min(concurrency, Math.ceil(left / step.length)));
        if (step.length > 0) yield { body: response.body as Body, fresh: step.fresh };
      }
    } finally {
      release?.();
      stop.abort();
    }
  }

  return {
    pages,
    page: async (given) => {
      const number = wholeNumber(name, "page", given ?? first);
      if (asked !== undefined && number !== first)
        throw new InputError(
          name,
          `page(${number}) contradicts the query, whose page[number] is ${first}: leave one of them out`,
        );
      return (await fetchPage(number)).body as Body;
    },
  };
}

/** What a page adds to a list, and how many items are still to come after it. */
interface Step {
  readonly fresh: readonly Identified[];
  readonly length: number;
  readonly left: number;
}

/** Counts the items of a list, tells apart by `id` those that appear twice, and refuses a list that is not whole. */
function createProgress(
  operation: Operation,
  path: OperationInput["path"],
  firstPage: { number: number; size: number },
): { add(response: CheckedResponse): Step } {
  const seen = new Set<string>();
  let received = 0;
  let before = 0; // how many items the pages before the first one hold
  return {
    add(response) {
      const { data } = response.body as { data: readonly Identified[] };
      const total = Number(valueAt(response.body, operation.total ?? ""));
      const { length } = data;
      if (!(Number.isSafeInteger(total) && total >= 0))
        throw unexpected({ operation, path }, response, `the list reports ${total} items, which is no number of items`);
      if (received === 0) before = firstPage.number * Math.min(firstPage.size, Math.max(PAGE_SIZE, length));
      received += new Set(data.map(({ id }) => id)).size;
      const fresh = data.filter(({ id }) => !seen.has(id) && seen.add(id));
      const left = Math.max(0, total - before - received);
      if (fresh.length === 0 && before + seen.size < total) {
        const problem = length > 0 ? "this page repeats earlier ones" : "this page is empty";
        const message = `the list is not whole: ${before + seen.size} of ${total} items came, and ${problem}`;
        throw unexpected({ operation, path }, response, message);
      }
      return { fresh, length, left };
    },
  };
}
