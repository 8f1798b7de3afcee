/** Ends a command in good order when it is asked to end. */
import { Stopped } from "./failures.ts";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Does something that is told of the first SIGINT or SIGTERM; a second one ends the process at once. */
export async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => controller.abort(new Stopped(`stopped by ${name}`));
  for (const name of SIGNALS) process.once(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
  }
}
