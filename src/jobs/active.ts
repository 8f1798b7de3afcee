/** Waits for credentials that were made just now: Datadog may refuse them for some seconds. */
import { abortSignal, type CallOptions, type Client, milliseconds, sleep, TimeoutError } from "../core.ts";
import * as validation from "../v2/validation.ts";
import { isRefusal } from "./errors.ts";
import { knownOptions } from "./options.ts";

export interface WaitOptions {
  /**
   * Milliseconds that the credentials may take until they work.
   * @default 60_000
   */
  readonly timeout?: number | undefined;
  /** Ends the wait. The promise rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The first pause between two questions, in milliseconds, and the longest one. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4000;

/**
 * Waits until Datadog accepts the credentials of a client, its pair of keys or its token. Needs no permission.
 * @throws {TimeoutError} where they are still refused after `timeout`.
 */
export async function waitUntilActive(client: Client, options?: WaitOptions): Promise<void> {
  const operation = "waitUntilActive";
  const given = knownOptions(operation, options, ["timeout", "signal"]);
  const timeout = milliseconds(operation, "timeout", given.timeout ?? 60_000);
  const signal = abortSignal(operation, given.signal);
  await untilAccepted((call) => validation.keys(client, call), { operation, timeout, signal });
}

/** Asks again and again, as long as the credentials are refused. */
export async function untilAccepted(
  ask: (options: CallOptions) => Promise<unknown>,
  { operation, timeout, signal }: { operation: string; timeout: number; signal: AbortSignal | undefined },
): Promise<void> {
  const deadline = performance.now() + timeout;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      await ask({ signal });
      return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (performance.now() + pause > deadline)
        throw new TimeoutError(
          operation,
          `the credentials are still refused after ${timeout} ms (status ${error.status})`,
          { timeout },
        );
    }
    await sleep(pause, signal);
  }
}
