/** docs:diff --fetch reads pages over HTTP: with retries, a time limit and a cache, and says when it is offline. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Report } from "../scripts/docs/report.ts";
import { changed, diff, page, SPEC } from "./docs-pages.ts";

const HOUR = 60 * 60 * 1000;

let server: Server;
let base: string;
let asked: string[];
let cache: string;
/** What the server does with a path; the first that is there and gives something wins over the pages. */
let handlers: Record<string, (response: ServerResponse, times: number) => boolean>;

const pages: Record<string, string> = {
  "/api/latest/door-locks.md": page("door-locks"),
  "/api/latest/door-locks/edit-a-lock.md": page("edit-a-lock"),
  "/api/latest/door-locks/open-a-door.md": page("open-a-door"),
};

beforeEach(async () => {
  asked = [];
  handlers = {};
  cache = mkdtempSync(join(tmpdir(), "docs-cache-"));
  server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const times = asked.filter((one) => one === url).length;
    if (handlers[url]?.(response, times)) return;
    const text = pages[url];
    response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/markdown" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(cache, { recursive: true, force: true });
});

/** Waits of retries, none of which is waited for. */
async function fetched(
  ...more: readonly string[]
): Promise<{ run: Awaited<ReturnType<typeof diff>>; waits: number[] }> {
  const waits: number[] = [];
  const wait = async (ms: number): Promise<void> => {
    waits.push(ms);
  };
  const run = await diff(["--fetch", "--spec", SPEC, "--docs-url", base, "--cache", cache, ...more], { wait });
  return { run, waits };
}

const report = (out: string): Report => JSON.parse(out) as Report;

test("reads the index of each group and the page of each operation, once", async () => {
  const { run } = await fetched();
  expect(asked.sort()).toEqual(Object.keys(pages).sort());
  expect(run).toEqual({
    status: 0,
    err: "",
    out:
      "In the documentation, but not in the spec (npm run docs:import -- PAGE.md drafts them):\n" +
      "  DELETE /api/v2/locks/{lock_id}  (https://docs.datadoghq.com/api/latest/door-locks/delete-a-lock.md)\n\n" +
      "3 operations on 2 pages compared with the spec: no differences.\n",
  });
});

test("names differences with the address of the page", async () => {
  const path = "/api/latest/door-locks/open-a-door.md";
  handlers[path] = (response) => {
    response.end(changed(page("open-a-door"), "| int64    | How long.", "| int32    | How long."));
    return true;
  };
  const { run } = await fetched("--json");
  expect(run.status).toBe(1);
  expect(report(run.out).differences).toMatchObject([{ kind: "type", pageFile: base + path, pageLine: 40 }]);
  expect(report(run.out).missing).toHaveLength(1);
});

test("keeps pages for a day, and fetches again when told to", async () => {
  await fetched();
  expect(readdirSync(cache)).toHaveLength(3);
  await fetched();
  expect(asked).toHaveLength(3);
  await fetched("--fresh");
  expect(asked).toHaveLength(6);
  const args = ["--fetch", "--spec", SPEC, "--docs-url", base, "--cache", cache];
  await diff(args, { now: () => Date.now() + 23 * HOUR });
  expect(asked).toHaveLength(6);
  await diff(args, { now: () => Date.now() + 25 * HOUR });
  expect(asked).toHaveLength(9);
});

test("tries again after a failure of the server or of the connection, as long as the server says", async () => {
  handlers["/api/latest/door-locks.md"] = (response, times) => {
    if (times === 1) response.writeHead(429, { "retry-after": "7" }).end();
    if (times === 2) response.destroy();
    return times < 3;
  };
  const { run, waits } = await fetched();
  expect(run.status).toBe(0);
  expect(waits).toEqual([7000, 2000]);
});

test("a page that is gone or fails is named, and the others are compared", async () => {
  handlers["/api/latest/door-locks/edit-a-lock.md"] = (response) => {
    response.writeHead(404).end();
    return true;
  };
  handlers["/api/latest/door-locks.md"] = (response) => {
    response.writeHead(503).end();
    return true;
  };
  const { run, waits } = await fetched("--json");
  expect(run.status).toBe(2);
  expect(run.err).toBe(
    `${base}/api/latest/door-locks.md: HTTP 503. Try again later, or save the page by hand.\n` +
      `${base}/api/latest/door-locks/edit-a-lock.md: HTTP 404. ` +
      "The page has moved or is gone: look the operation up in the reference and correct its externalDocs.\n",
  );
  expect(report(run.out)).toMatchObject({ operations: 1, pages: 1, differences: [] });
  expect(waits).toHaveLength(2);
  expect(readdirSync(cache)).toHaveLength(1);
});

test("HTML in place of a page or of an index is named", async () => {
  for (const path of ["/api/latest/door-locks.md", "/api/latest/door-locks/open-a-door.md"])
    handlers[path] = (response) => {
      response.end("<!doctype html><title>Sign in</title>");
      return true;
    };
  const { run } = await fetched();
  expect(run.status).toBe(2);
  expect(run.err.match(/this is HTML, not Markdown/g)).toHaveLength(2);
});

test("a page in place of an index is named", async () => {
  handlers["/api/latest/door-locks.md"] = (response) => {
    response.end(page("open-a-door"));
    return true;
  };
  const { run } = await fetched();
  expect(run.err).toMatch(/door-locks\.md: this is no index of a group/);
});

test("a server that never ends its page runs into the time limit", async () => {
  handlers["/api/latest/door-locks.md"] = (response) => {
    response.writeHead(200).write("# Door");
    return true;
  };
  const run = await diff(["--fetch", "--spec", SPEC, "--docs-url", base, "--cache", cache], {
    timeout: 50,
    wait: async () => {},
  });
  expect(run.status).toBe(2);
  expect(run.err).toMatch(/^127\.0\.0\.1:\d+ cannot be reached \(no response in time\): this machine is offline/);
  expect(asked).toEqual(Array(3).fill("/api/latest/door-locks.md"));
});

test("offline, it says so and asks for nothing else", async () => {
  await new Promise((resolve) => server.close(resolve));
  const { run, waits } = await fetched("--json");
  expect(run).toEqual({
    status: 2,
    out: "",
    err:
      `${base.slice(7)} cannot be reached (ECONNREFUSED): this machine is offline, or a proxy is in the way. ` +
      "Try again with a connection, or save pages by hand and give their files: npm run docs:diff -- PAGE.md\n",
  });
  expect(waits).toHaveLength(2);
});
