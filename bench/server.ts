/** The loopback server, in a process of its own so that its work is on no client's clock. Answers like Datadog, with its headers. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { page, SMALL } from "./answers.ts";

/** Starts the server. Lists take `?latency=50&total=10000` into account by the path `/latency-50/total-10000/api/…`. */
export async function startServer(): Promise<{ base: string; stop: () => void }> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ["--import", "tsx"] });
  const [port] = (await once(child, "message")) as [number];
  return { base: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** Where a list of `total` keys is served, each page `latency` milliseconds late. */
export const listBase = (base: string, latency: number, total: number): string =>
  `${base}/latency-${latency}/total-${total}`;

function serve(): void {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, latency = "0", total = "100"] = /^\/latency-(\d+)\/total-(\d+)/.exec(url.pathname) ?? [];
    const number = url.searchParams.get("page[number]") ?? "0";
    const name = `${total} ${number}`;
    if (!pages.has(name)) pages.set(name, page(Number(number), Number(total)));
    const body = url.pathname.endsWith("/api_keys") ? (pages.get(name) ?? "") : SMALL;
    const answer = () => response.writeHead(200, { ...HEADERS, "content-length": Buffer.byteLength(body) }).end(body);
    if (latency === "0") answer();
    else setTimeout(answer, Number(latency));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", () => process.exit());
}

const HEADERS = {
  "content-type": "application/json",
  "x-ratelimit-limit": "300",
  "x-ratelimit-period": "60",
  "x-ratelimit-remaining": "299",
  "x-ratelimit-reset": "42",
  "x-ratelimit-name": "api_keys",
};

if (process.argv[1] === fileURLToPath(import.meta.url)) serve();
