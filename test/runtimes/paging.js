/** Lists over several pages: in order, each item once, several pages on their way at a time. */
import { equal, ok, sleep, thrown, thrownAs } from "./harness.js";

/** The `pages` scenario has 25 items and answers the early pages last. */
const SIZE = { "page[size]": 4 };
const ALL = Array.from({ length: 25 }, (_, index) => `item-${index}`);
const ids = (items) => items.map(({ id }) => id);

export const paging = ({ lib, play, serve }) => [
  [
    "paging: all items in order, one page at a time",
    async () => {
      const { dd, log } = play("pages");
      equal(ids(await dd.apiKeys.list(SIZE).toArray()), ALL);
      const seen = await log();
      equal([seen.length, Math.max(...seen.map(({ atOnce }) => atOnce))], [7, 1], "requests, and the most at once");
    },
  ],
  [
    "paging: all items in order, three pages at once",
    async () => {
      const { dd, log } = play("pages");
      equal(ids(await dd.apiKeys.list(SIZE, { concurrency: 3 }).toArray()), ALL);
      const seen = await log();
      equal([seen.length, Math.max(...seen.map(({ atOnce }) => atOnce))], [7, 3], "requests, and the most at once");
    },
  ],
  [
    "paging: for await, pages and page",
    async () => {
      const { dd } = play("pages");
      const list = dd.applicationKeys.list(SIZE);
      const found = [];
      for await (const item of list) found.push(item.id);
      equal(found, ALL, "items");
      const sizes = [];
      for await (const body of list.pages()) sizes.push(body.data.length);
      equal(sizes, [4, 4, 4, 4, 4, 4, 1], "pages");
      equal(ids((await list.page(6)).data), ["item-24"], "page");
    },
  ],
  [
    "paging: whoever stops reading ends the pages that are on their way",
    async () => {
      const { dd, log } = play("pages");
      for await (const item of dd.apiKeys.list(SIZE, { concurrency: 3 })) if (item.id === "item-5") break;
      await sleep(300);
      const seen = await log();
      ok(seen.length <= 5, `pages asked for: ${seen.length}`);
      ok(
        seen.slice(4).every(({ hungUp }) => hungUp),
        "the page that was on its way was hung up on, or never left",
      );
    },
  ],
  [
    "paging: an abort's reason and a page's error pass through",
    async () => {
      const controller = new AbortController();
      const reason = new Error("enough");
      const { dd } = play("pages");
      const error = await thrown(async () => {
        for await (const _ of dd.apiKeys.list(SIZE, { concurrency: 3, signal: controller.signal }))
          controller.abort(reason);
      });
      ok(error === reason, `the reason itself, not ${error}`);
      const refused = await thrownAs(
        lib.index.ApiError,
        play("html-502").dd.apiKeys.list(SIZE, { concurrency: 3 }).toArray(),
      );
      equal(refused.status, 502);
    },
  ],
  [
    "paging: the sandbox's pages, over HTTP",
    async () => {
      const { dd } = await serve();
      const made = [];
      for (let index = 0; index < 12; index += 1)
        made.push((await dd.apiKeys.create({ name: `page ${index}` })).data.id);
      const found = await dd.apiKeys
        .list({ "page[size]": 5, filter: "page ", sort: "created_at" }, { concurrency: 2 })
        .toArray();
      equal(ids(found).sort(), made.sort());
    },
  ],
];
