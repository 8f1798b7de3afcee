/** Fetches pages of the documentation as Markdown, with a time limit, retries and a cache. */
import { createHash } from "node:crypto";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface FetchOptions {
  /** The folder that keeps fetched pages; undefined keeps none. */
  cache?: string | undefined;
  /** How old a kept page may be, in milliseconds. */
  maxAge?: number;
  /** Time limit of one attempt, in milliseconds. */
  timeout?: number;
  retries?: number;
  /** How a retry waits; a test passes its own. */
  wait?: (ms: number) => Promise<void>;
  now?: () => number;
}

/** The documentation cannot be reached: no page will come, so that there is no use in asking for the others. */
export class Offline extends Error {
  override name = "Offline";
}

/** One page cannot be had. */
export class NoPage extends Error {
  override name = "NoPage";
}

const DAY = 24 * 60 * 60 * 1000;
const MAX_WAIT = 30_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no response in time";
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

export class Fetcher {
  private readonly options: Required<Omit<FetchOptions, "cache">> & { cache: string | undefined };

  constructor({ cache, maxAge = DAY, timeout = 20_000, retries = 2, wait = sleep, now = Date.now }: FetchOptions) {
    this.options = { cache, maxAge, timeout, retries, wait, now };
  }

  /** The text of a page, from the cache where it is young enough. */
  async text(url: string): Promise<string> {
    const kept = await this.kept(url);
    if (kept !== undefined) return kept;
    const text = await this.ask(url);
    await this.keep(url, text);
    return text;
  }

  private async ask(url: string): Promise<string> {
    for (let attempt = 0; ; attempt++) {
      const last = attempt >= this.options.retries;
      const response = await this.attempt(url, last);
      if (response instanceof Response) return response.text();
      await this.options.wait(Math.min(response.wait ?? 1000 * 2 ** attempt, MAX_WAIT));
    }
  }

  /** One attempt: the whole page, or how long to wait for the next one. */
  private async attempt(url: string, last: boolean): Promise<Response | { wait?: number }> {
    try {
      const headers = { accept: "text/markdown, text/plain;q=0.9" };
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(this.options.timeout) });
      const text = await response.text(); // Read here, so that the time limit holds for the body as well.
      if (response.ok) return new Response(text);
      const transient = response.status === 429 || response.status >= 500;
      if (!transient || last) throw new NoPage(`${url}: HTTP ${response.status}. ${adviceFor(response.status)}`);
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      return Number.isFinite(seconds) ? { wait: seconds * 1000 } : {};
    } catch (error) {
      if (error instanceof NoPage) throw error;
      if (!last) return {};
      throw new Offline(
        `${new URL(url).host} cannot be reached (${reasonOf(error)}): ` +
          "this machine is offline, or a proxy is in the way. " +
          "Try again with a connection, or save pages by hand and give their files: npm run docs:diff -- PAGE.md",
        { cause: error },
      );
    }
  }

  private path(url: string): string | undefined {
    const { cache } = this.options;
    return cache && join(cache, `${createHash("sha256").update(url).digest("hex").slice(0, 32)}.md`);
  }

  private async kept(url: string): Promise<string | undefined> {
    const path = this.path(url);
    if (!path) return undefined;
    try {
      const { mtimeMs } = await stat(path);
      return this.options.now() - mtimeMs < this.options.maxAge ? await readFile(path, "utf8") : undefined;
    } catch {
      return undefined; // Not kept yet.
    }
  }

  private async keep(url: string, text: string): Promise<void> {
    const path = this.path(url);
    if (!path || !this.options.cache) return;
    await mkdir(this.options.cache, { recursive: true });
    await writeFile(path, text);
  }
}

const adviceFor = (status: number): string =>
  status === 404
    ? "The page has moved or is gone: look the operation up in the reference and correct its externalDocs."
    : "Try again later, or save the page by hand.";

/** Runs tasks on a list, a few at a time; the first that fails stops those that have not begun. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const at = next++;
      try {
        results[at] = await task(items[at] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
