/** Work and waits that end in time: at a time limit, or when the caller aborts, whichever comes first. */

/** What `bounded` rejects with at its time limit. */
export const EXPIRED: unique symbol = Symbol("expired");

/**
 * Runs `work` for at most `ms` milliseconds. Rejects with `EXPIRED` at the limit and with the caller's own reason when the
 * caller aborts; both abort the signal that `work` got. Leaves no timer and no listener behind.
 */
export function bounded<T>(ms: number, caller: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (caller?.aborted) return reject(caller.reason);
    const controller = new AbortController();
    const release = () => {
      clearTimeout(timer);
      forget?.();
    };
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const timer = setTimeout(stop, ms, EXPIRED);
    const forget = caller && onAbort(caller, stop);
    work(controller.signal).then(
      (value) => {
        release();
        resolve(value);
      },
      (error) => {
        release();
        reject(error);
      },
    );
  });
}

/** Those who wait for a signal, and the one listener that tells them all: Node warns of a leak at the eleventh listener. */
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
export async function sleep(ms: number, caller: AbortSignal | undefined): Promise<void> {
  try {
    await bounded(ms, caller, () => new Promise<never>(() => {}));
  } catch (reason) {
    if (reason !== EXPIRED) throw reason;
  }
}
