/** Work and waits that end in time: at a deadline, or when the caller aborts, whichever comes first. */

/** What `withTimeout` resolves to at its time limit. */
export const EXPIRED: unique symbol = Symbol("expired");

/**
 * Runs `work` for at most `ms` milliseconds. Resolves to `EXPIRED` at the limit and rejects with the caller's own
 * reason when the caller aborts; both abort the signal that `work` got. Leaves no timer and no listener behind.
 */
export function withTimeout<T>(
  ms: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof EXPIRED> {
  return new Promise((resolve, reject) => {
    if (caller?.aborted) return reject(caller.reason);
    const controller = new AbortController();
    const ending =
      <Ending>(end: (how: Ending) => void, abort?: boolean) =>
      (how: Ending) => {
        clearTimeout(timer);
        forget?.();
        end(how);
        if (abort) controller.abort(how);
      };
    const forget = caller && onAbort(caller, ending(reject, true));
    const timer = setTimeout(ending(resolve, true), ms, EXPIRED);
    work(controller.signal).then(ending(resolve), ending(reject));
  });
}

/**
 * Those who wait for a signal, and the one listener that tells them all: Node warns of a leak at the eleventh listener.
 */
const waiting = new WeakMap<AbortSignal, { stops: Set<(reason: unknown) => void>; tell: () => void }>();

/** Calls `stop` when the signal aborts. Returns a function that takes this back. */
export function onAbort(signal: AbortSignal, stop: (reason: unknown) => void): () => void {
  const known = waiting.get(signal);
  const stops = known?.stops ?? new Set();
  const tell = known?.tell ?? (() => stops.forEach((stop) => void stop(signal.reason)));
  if (stops.size === 0) signal.addEventListener("abort", tell);
  waiting.set(signal, { stops, tell });
  stops.add(stop);
  return () => {
    stops.delete(stop);
    if (stops.size === 0) signal.removeEventListener("abort", tell);
  };
}

/** Waits for `ms` milliseconds. Rejects with the caller's own reason when the caller aborts. */
export const sleep = (ms: number, caller: AbortSignal | undefined): Promise<typeof EXPIRED> =>
  withTimeout(ms, caller, () => new Promise<never>(() => {}));
