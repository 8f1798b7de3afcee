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
      caller?.removeEventListener("abort", abort);
    };
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const abort = () => stop(caller?.reason);
    const timer = setTimeout(stop, ms, EXPIRED);
    caller?.addEventListener("abort", abort);
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

/** Waits for `ms` milliseconds. Rejects with the caller's own reason when the caller aborts. */
export async function sleep(ms: number, caller: AbortSignal | undefined): Promise<void> {
  try {
    await bounded(ms, caller, () => new Promise<never>(() => {}));
  } catch (reason) {
    if (reason !== EXPIRED) throw reason;
  }
}
