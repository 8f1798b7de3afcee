/** Breaks rotations off at every step, in every way, alone and against each other, and looks whether what must hold holds. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createWorld, FAULTS, type Fault, HOUR, KINDS, type Settings, type World } from "./rotation-world.ts";

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
  await Promise.race(
    ends.map((end) =>
      end.then(
        () => {},
        () => {},
      ),
    ),
  );
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

/** A place where a run stops until it is let go on. */
function stop(): { reached: Promise<void>; gate: (step: number) => Promise<undefined>; go(): void } {
  let arrive = (): void => {};
  let leave = (): void => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  return {
    reached,
    gate: async () => {
      arrive();
      await left;
      return undefined;
    },
    go: leave,
  };
}

/** Dice that fall the same way each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const VARIANTS: readonly Omit<Settings, "kind" | "own">[] = [
  { overlap: 0, readable: true },
  { overlap: HOUR, readable: false },
  { overlap: HOUR, readable: true },
  { overlap: 0, readable: false },
];
const titled = (variants: typeof VARIANTS): [string, (typeof VARIANTS)[number]][] =>
  variants.map((variant) => {
    const { overlap, readable } = variant;
    return [`${overlap > 0 ? "with" : "without"} overlap, ${readable ? "readable" : "unreadable"} store`, variant];
  });

describe.each(Object.keys(KINDS))("%s", (kind) => {
  // The kinds differ in a table only, so one of them is looked at from all sides.
  const all = kind === "API key";
  const variants = titled(all ? VARIANTS : VARIANTS.slice(0, 2));

  test.each(variants)("broken off at every step: %s", async (_, variant) => {
    for (const own of all && variant.readable ? [true, false] : [true]) {
      const settings = { kind, own, ...variant };
      const steps = await stepsOf(settings);
      expect(steps).toBeGreaterThan(9);
      for (let at = 0; at < steps; at++) for (const fault of FAULTS) await brokenOff(settings, at, fault);
    }
  });

  test.each(variants)("two at once, one stopped at every step while the other runs: %s", async (_, variant) => {
    const settings = { kind, own: false, ...variant };
    const steps = await stepsOf(settings);
    for (let first = 0; first < steps; first++) {
      for (const second of all && variant === VARIANTS[0] ? Array(steps).keys() : [steps])
        await twoAtOnce(settings, first, second);
    }
  });

  test.each(variants)("three at once in any order, with faults: %s", async (_, variant) => {
    for (let seed = 0; seed < (all ? 40 : 10); seed++) await anyOrder({ kind, own: seed % 2 === 0, ...variant }, seed);
  });
});

/** One run breaks off. */
const brokenOff = (settings: Settings, at: number, fault: Fault): Promise<void> =>
  scenario(settings, async (world) => {
    const death = stop();
    const run = world.run((step) => {
      if (step !== at) return undefined;
      if (fault === "dead") setImmediate(death.gate, step);
      return fault;
    });
    await until(run, death.reached);
  });

/** The first run stops at a step; the second one begins and stops at a step; the first one goes on to its end, then the second. */
const twoAtOnce = (settings: Settings, first: number, second: number): Promise<void> =>
  scenario(settings, async (world) => {
    const [a, b] = [stop(), stop()];
    const one = world.run((step) => (step === first ? a.gate(step) : undefined));
    await until(one, a.reached);
    const other = world.run((step) => (step === second ? b.gate(step) : undefined));
    await until(other, b.reached);
    a.go();
    await until(one);
    b.go();
    await until(other);
  });

/** Three runs, of which at each step any one goes on; some steps fail, and some runs die. */
const anyOrder = (settings: Settings, seed: number): Promise<void> =>
  scenario(settings, async (world) => {
    const roll = dice(seed);
    const waiting: (() => void)[] = [];
    let running = 3;
    const end = (): void => {
      running -= 1;
    };
    const gate = async (): Promise<Fault | undefined> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      const fault = roll(25) === 0 ? FAULTS[roll(4)] : undefined;
      if (fault === "dead") end();
      return fault;
    };
    for (let run = 0; run < 3; run++) world.run(gate).then(end, end);
    for (let turns = 0; running > 0 && turns < 500; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = waiting.splice(roll(waiting.length), 1);
      if (next) next();
      else await vi.advanceTimersByTimeAsync(1000); // a request is about to be repeated
    }
    expect(running, "runs that are left").toBe(0);
  });
