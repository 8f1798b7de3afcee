/** What the outcome of an attempt means: whether it may have been carried out, and whether it may be sent again. */

/** How an attempt ended, as far as the rules tell outcomes apart. */
export type Outcome =
  | "success"
  | "never sent"
  | "connection failed"
  | "no response"
  | "408"
  | "429"
  | "500"
  | "502"
  | "503"
  | "504"
  | "other 5xx"
  | "refused"
  | "redirect";

/** What follows from an outcome. */
export interface Rule {
  /** Whether the request may have been carried out. */
  readonly mayBeDone: boolean;
  /**
   * Whether the server may have given a response that was lost: a 404 to the repeated DELETE then means that it was
   * done.
   */
  readonly responseLost: boolean;
  /** Which requests may be sent again: every one, all but POST, which has an effect each time, or none. */
  readonly repeat: "all" | "idempotent" | "none";
}

/** The rules for every request but GET, which can do nothing: for it only `repeat` counts. */
export const RULES: Readonly<Record<Outcome, Rule>> = {
  success: { mayBeDone: false, responseLost: false, repeat: "none" },
  "never sent": { mayBeDone: false, responseLost: false, repeat: "idempotent" },
  "connection failed": { mayBeDone: true, responseLost: false, repeat: "idempotent" },
  "no response": { mayBeDone: true, responseLost: true, repeat: "idempotent" },
  "408": { mayBeDone: true, responseLost: false, repeat: "idempotent" },
  "429": { mayBeDone: false, responseLost: false, repeat: "all" },
  "500": { mayBeDone: true, responseLost: false, repeat: "idempotent" },
  "502": { mayBeDone: true, responseLost: true, repeat: "idempotent" },
  "503": { mayBeDone: true, responseLost: false, repeat: "idempotent" },
  "504": { mayBeDone: true, responseLost: true, repeat: "idempotent" },
  "other 5xx": { mayBeDone: true, responseLost: false, repeat: "none" },
  refused: { mayBeDone: false, responseLost: false, repeat: "none" },
  redirect: { mayBeDone: false, responseLost: false, repeat: "none" },
};

/** The outcome of an attempt that got a complete response. */
export function outcomeOf(status: number): Outcome {
  const known = String(status);
  if (Object.hasOwn(RULES, known)) return known as Outcome;
  if (status >= 500) return "other 5xx";
  if (status >= 400) return "refused";
  return status >= 200 && status < 300 ? "success" : "redirect";
}

/** Whether a request of this method may be sent again after this outcome. */
export function mayRepeat(method: string, outcome: Outcome): boolean {
  const { repeat } = RULES[outcome];
  return repeat === "all" || (repeat === "idempotent" && method !== "POST");
}

/** The first backoff and the longest one, in milliseconds. */
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 8000;

/** Full-jitter exponential backoff before a repeat, in milliseconds. */
export const backoff = (repeats: number): number =>
  Math.random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** repeats);

/** The retry budget, with the numbers of the AWS SDKs' standard mode. */
const TOKENS = 500;
const REPEAT_COST = 5;

/** What keeps an outage from being multiplied by repeats. */
export interface RetryBudget {
  /**
   * Spends what a repeat costs, and says whether it may be sent. Repeats that wait for a rate limit cost nothing: the
   * server has asked for them.
   */
  spend(): boolean;
  /** A call has succeeded. */
  earn(): void;
}

/** During an outage a client sends at most 100 repeats, and then one for every five successes. */
export function createRetryBudget(): RetryBudget {
  let tokens = TOKENS;
  return {
    spend() {
      if (tokens < REPEAT_COST) return false;
      tokens -= REPEAT_COST;
      return true;
    },
    earn() {
      tokens = Math.min(TOKENS, tokens + 1);
    },
  };
}
