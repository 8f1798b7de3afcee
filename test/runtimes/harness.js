/** Counts checks that pass and fail, on any runtime: no test framework runs on all of them. */

/**
 * Runs tests one after the other and never throws.
 * @param {[name: string, run: () => Promise<void> | void][]} tests
 * @returns {Promise<{ passed: number, failures: { name: string, message: string }[] }>}
 */
export async function count(tests) {
  let passed = 0;
  const failures = [];
  for (const [name, run] of tests) {
    try {
      await within(20_000, run());
      passed += 1;
    } catch (error) {
      failures.push({ name, message: `${error}\n${String(error?.stack ?? "").replace(`${error}\n`, "")}` });
    }
  }
  return { passed, failures };
}

/** Rejects if the work takes longer, so that one call that hangs does not hide what the others did. */
function within(ms, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function ok(condition, what) {
  if (!condition) throw new Error(what);
}

/** Compares by what JSON says of the two, so that no runtime's own idea of equality counts. */
export function equal(actual, expected, what = "value") {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, got ${found}`);
}

/** What the work rejects with. */
export async function thrown(work) {
  let value;
  try {
    value = await (typeof work === "function" ? work() : work);
  } catch (error) {
    return error;
  }
  throw new Error(`resolved to ${JSON.stringify(value)} instead of rejecting`);
}

/** What the work rejects with, which has to be of a class. */
export async function thrownAs(type, work) {
  const error = await thrown(work);
  if (!(error instanceof type))
    throw new Error(`rejected with ${error?.name}, not ${type.prototype.name}: ${error?.stack ?? error}`);
  return error;
}

/** The value, and how many milliseconds it took. */
export async function timed(work) {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}
