/** Breaks rotations off at every step, in every way, alone and against each other, and looks whether what must hold holds. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWorld, FAULTS, HOUR, KINDS, type Settings, type World } from "./rotation-world.ts";

const figures = { scenarios: 0, runs: 0, steps: 0 };

// What is dead waits for ever, and its timers with it.
beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterAll(() => {
  vi.useRealTimers();
  const { scenarios, runs, steps } = figures;
  console.log(`rotate: ${scenarios} scenarios, ${runs} runs, ${steps} steps (requests, reads and writes of the store)`);
});

/** Ends when the run does, or dies, or has had its turn. */
async function until(...ends: Promise<unknown>[]): Promise<void> {
  await Promise.race(ends.map((end) => end.then(() => {}, () => {})));
}

/** A scenario: what happens first, and then runs that find an end to it. */
async function scenario(settings: Settings, happens: (world: World) => Promise<void>): Promise<void> {
  const world = createWorld(settings);
  await happens(world);
  await world.complete();
  world.check();
  figures.scenarios += 1;
  figures.runs += world.figures.runs;
  figures.steps += world.figures.steps;
}

/** How many steps an undisturbed run has, with the deletion after the overlap in a run of its own. */
async function stepsOf(settings: Settings): Promise<number> {
  const world = createWorld(settings);
  await world.run();
  return world.figures.steps;
}

const VARIANTS: readonly Omit<Settings, "kind" | "own">[] = [
  { overlap: 0, readable: true },
  { overlap: HOUR, readable: true },
  { overlap: 0, readable: false },
  { overlap: HOUR, readable: false },
];
const nameOf = ({ overlap, readable }: (typeof VARIANTS)[number]): string =>
  `${overlap > 0 ? "with" : "without"} overlap, ${readable ? "readable" : "unreadable"} store`;

describe.each(Object.keys(KINDS))("%s", (kind) => {
  describe.each(VARIANTS.map((variant) => [nameOf(variant), variant] as const))("%s", (_, variant) => {
    test.each([true, false])("broken off at every step, signed in with it: %s", async (own) => {
      const settings = { kind, own, ...variant };
      const steps = await stepsOf(settings);
      expect(steps).toBeGreaterThan(9);
      for (let at = 0; at < steps; at++) {
        for (const fault of FAULTS) {
          await scenario(settings, async (world) => {
            let died = (): void => {};
            const death = new Promise<void>((resolve) => {
              died = resolve;
            });
            const run = world.run((step) => {
              if (step !== at) return undefined;
              if (fault.startsWith("dead")) setImmediate(died);
              return fault;
            });
            await until(run, death);
          });
        }
      }
    });
  });
});
