/** What a call costs in each client: with a stubbed `fetch`, and over loopback HTTP. */
import { type Caller, createCallers } from "./clients.ts";
import { interleave, type Timing, timings } from "./stats.ts";

/** One way of calling, measured for all clients. */
export interface CallTable {
  title: string;
  rows: Timing[];
}

interface Workload {
  title: string;
  call: (caller: Caller) => Promise<unknown>;
  /** Calls in one batch; a batch takes some 20 ms. */
  batch: number;
  concurrency: number;
  base?: string;
}

export async function measureCalls(base: string, rounds: number): Promise<CallTable[]> {
  const workloads: Workload[] = [
    { title: "200 B, stubbed fetch", call: ({ small }) => small(), batch: 400, concurrency: 1 },
    { title: "50 kB page, stubbed fetch", call: ({ page }) => page(), batch: 60, concurrency: 1 },
    { title: "200 B over loopback", call: ({ small }) => small(), batch: 80, concurrency: 1, base },
    { title: "50 kB page over loopback", call: ({ page }) => page(), batch: 32, concurrency: 1, base },
    { title: "200 B over loopback, 16 at once", call: ({ small }) => small(), batch: 160, concurrency: 16, base },
    { title: "50 kB page over loopback, 16 at once", call: ({ page }) => page(), batch: 64, concurrency: 16, base },
  ];
  const tables: CallTable[] = [];
  for (const workload of workloads) tables.push(await measure(workload, rounds));
  return tables;
}

async function measure({ title, call, batch, concurrency, base }: Workload, rounds: number): Promise<CallTable> {
  const callers = await createCallers(base);
  const microseconds = async (caller: Caller): Promise<number> => {
    const started = performance.now();
    let left = batch;
    const lane = async (): Promise<void> => {
      while (left-- > 0) await call(caller);
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    return ((performance.now() - started) * 1000) / batch;
  };
  await interleave(callers, Math.min(rounds, 10), microseconds); // to warm up
  const names = callers.map(({ name }) => name);
  return { title, rows: timings(names, await interleave(callers, rounds, microseconds)) };
}
