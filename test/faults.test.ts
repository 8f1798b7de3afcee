/** A bad network: afterwards the server holds exactly what the program was told, and nothing was created twice. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ClientOptions, createDatadog, type RequestEvent } from "../src/index.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { audit, badNetwork, dice, FAULTS, type Figures, noFigures, work } from "./faults-program.ts";

const SEED = 20261121;
const realTimeout = globalThis.setTimeout;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  const random = dice(SEED);
  vi.spyOn(Math, "random").mockImplementation(random);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Runs the fake clock until a promise is settled: so many milliseconds a step, each of which leaves time for everything else. */
async function run(promise: Promise<unknown>, step: number, rest: () => Promise<void>): Promise<void> {
  let settled = false;
  promise.finally(() => {
    settled = true;
  });
  while (!settled) {
    vi.advanceTimersByTime(step);
    await rest();
  }
  await promise;
}

/** Several clients with several workers each, through a bad network. */
function program(
  sandbox: Sandbox,
  options: Partial<ClientOptions>,
  size: { clients: number; workers: number; calls: number },
) {
  const figures = noFigures();
  const things = new Map();
  const onRequest = ({ attempt }: RequestEvent): void => {
    figures.attempts += 1;
    if (attempt > 1) figures.repeats += 1;
  };
  const clients = Array.from({ length: size.clients }, () =>
    createDatadog({
      ...sandbox.credentials,
      attemptTimeout: 4000,
      onRequest,
      ...options,
    } as ClientOptions),
  );
  const start = async (): Promise<void> => {
    await clients[0]?.appKeyRegistrations.register(sandbox.ids.appKey); // action connections need it
    const end = sandbox.fail(badNetwork(dice(SEED), figures));
    const workers = clients.flatMap((dd, client) =>
      Array.from({ length: size.workers }, (_, worker) => {
        const name = `${client}.${worker}`;
        return work(dd, name, size.calls, dice(SEED + 1000 * client + worker), things, figures);
      }),
    );
    await Promise.all(workers);
    end();
  };
  return { figures, things, start };
}

function expectAccounted(figures: Figures, calls: number): void {
  expect(figures.wrong).toEqual([]);
  expect(figures.duplicates).toBe(0);
  expect(figures.calls).toBe(calls);
  expect(figures.succeeded + Object.values(figures.failed).reduce((sum, each) => sum + each, 0)).toBe(calls);
  expect(Object.keys(figures.faults), "every kind of fault").toHaveLength(FAULTS.length);
  expect(figures.unknownCreates).toBeGreaterThan(0);
  expect(figures.carriedOutCreates).toBeGreaterThan(0);
  expect(figures.carriedOutCreates).toBeLessThan(figures.unknownCreates);
}

/** Room for all that the program makes. */
const organization = { max_api_keys: 100_000, max_application_keys_per_user: 100_000 };

test("2400 calls of 40 workers, on a sandbox in place of fetch", async () => {
  const sandbox = createSandbox({ state: { organization }, latency: ({ path }) => 5 + (path.length % 40) });
  const { figures, things, start } = program(sandbox, { fetch: sandbox.fetch }, { clients: 8, workers: 5, calls: 60 });
  await run(start(), 50, () => new Promise((resolve) => setImmediate(resolve)));
  audit(sandbox, things, figures);
  expectAccounted(figures, 2400);
  expect(figures.failed, "PagerDuty writes that overlap").not.toHaveProperty("ApiError 409");
  expect(sandbox.requests, "every attempt has arrived, and nothing else").toHaveLength(figures.attempts);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(2400 * 0.03); // the program's own, for calls that it would have stopped
});

test("720 calls of 24 workers, over HTTP", async () => {
  const sandbox = createSandbox({ state: { organization } });
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { figures, things, start } = program(sandbox, { baseUrl }, { clients: 6, workers: 4, calls: 30 });
  await run(start(), 40, () => new Promise((resolve) => realTimeout(resolve, 1)));
  if ("closeAllConnections" in server) server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  audit(sandbox, things, figures);
  expectAccounted(figures, 720);
});
