/** Listing 10 000 keys from a slow server, and the memory that it takes to look at many keys one by one. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { client as official, v2 } from "@datadog/datadog-api-client";
import { createDatadog } from "datadog-fetch";
import { PAGE_SIZE } from "./answers.ts";
import { apiKey, appKey } from "./clients.ts";
import { listBase } from "./server.ts";
import { interleave, ratios, type Spread, spread } from "./stats.ts";

export interface PageRow {
  name: string;
  /** Seconds to read all keys. */
  time: Spread;
  /** Times our own list, page after page. */
  ratio: Spread;
}

export interface MemoryRow {
  keys: number;
  /** Megabytes of live heap at the fullest moment, above the heap before the first page. */
  peak: number;
}

export const LATENCY = 50;

export async function measurePages(base: string, rounds: number, total: number): Promise<PageRow[]> {
  const baseUrl = listBase(base, LATENCY, total);
  const dd = createDatadog({ apiKey, appKey, baseUrl });
  const candidates = [
    { name: "datadog-fetch, page after page", read: () => dd.apiKeys.list().toArray() },
    { name: "datadog-fetch, 4 pages at once", read: () => dd.apiKeys.list({}, { concurrency: 4 }).toArray() },
    { name: "datadog-fetch, 8 pages at once", read: () => dd.apiKeys.list({}, { concurrency: 8 }).toArray() },
    { name: "raw fetch in a loop", read: () => byHand(rawPage(baseUrl)) },
    { name: "official client in a loop", read: () => byHand(officialPage(baseUrl)) },
  ];
  const series = await interleave(candidates, rounds, async ({ name, read }) => {
    const started = performance.now();
    const { length } = await read();
    if (length !== total) throw new Error(`${name} read ${length} keys, not ${total}`);
    return (performance.now() - started) / 1000;
  });
  return candidates.map(({ name }, index) => {
    const own = series[index] ?? [];
    return { name, time: spread(own), ratio: ratios(own, series[0] ?? []) };
  });
}

type Page = (number: number) => Promise<readonly unknown[]>;

/** What one writes where the client knows no pages. */
async function byHand(page: Page): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let number = 0; ; number += 1) {
    const items = await page(number);
    all.push(...items);
    if (items.length < PAGE_SIZE) return all;
  }
}

function rawPage(base: string): Page {
  const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey };
  return async (number) => {
    const query = new URLSearchParams({ "page[size]": String(PAGE_SIZE), "page[number]": String(number) });
    const response = await fetch(`${base}/api/v2/api_keys?${query}`, { headers });
    return ((await response.json()) as { data: unknown[] }).data;
  };
}

function officialPage(base: string): Page {
  const baseServer = new official.ServerConfiguration(base, {});
  const authMethods = { apiKeyAuth: apiKey, appKeyAuth: appKey };
  const api = new v2.KeyManagementApi(official.createConfiguration({ authMethods, baseServer }));
  return async (pageNumber) => (await api.listAPIKeys({ pageSize: PAGE_SIZE, pageNumber })).data ?? [];
}

/** Looks at lists of several lengths without keeping their keys, each in a process of its own. */
export async function measureMemory(base: string, totals: readonly number[]): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  for (const keys of totals) {
    const child = fork(fileURLToPath(import.meta.url), [listBase(base, 0, keys)], { execArgv: ["--import", "tsx"] });
    const [peak] = (await once(child, "message")) as [number];
    rows.push({ keys, peak });
  }
  return rows;
}

async function reportPeak(baseUrl: string): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const live = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const dd = createDatadog({ apiKey, appKey, baseUrl });
  await dd.apiKeys.list().page(0); // what the first request loads is no memory of the list
  const before = live();
  let peak = 0;
  let seen = 0;
  for await (const _ of dd.apiKeys.list()) if (seen++ % 1000 === 500) peak = Math.max(peak, live() - before);
  process.send?.(peak, () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void reportPeak(process.argv[2] ?? "");
