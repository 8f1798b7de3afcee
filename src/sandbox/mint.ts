/** Makes ids and secrets that look like Datadog's. The same seed makes the same ones in the same order. */
import type { SandboxState } from "./state.ts";

export interface Mint {
  uuid(): string;
  /** That many hexadecimal digits: an API key has 32. */
  hex(length: number): string;
  applicationKey(): string;
  /** A secret token and the part of it that may be shown. */
  token(prefix: "ddpat" | "ddsat"): { key: string; public_portion: string };
}

const LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Draws from the random numbers that the state holds, so that a copied state goes on where the original stood. */
export function createMint(state: Pick<SandboxState, "random">): Mint {
  const pick = (alphabet: string, length: number) => {
    let text = "";
    for (let left = length; left > 0; left -= 1) text += alphabet.charAt(Math.floor(next(state) * alphabet.length));
    return text;
  };
  const hex = (length: number) => pick("0123456789abcdef", length);
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${pick("89ab", 1)}${hex(3)}-${hex(12)}`,
    hex,
    applicationKey: () => `ddapp_${pick(LETTERS_AND_DIGITS, 34)}`,
    token(prefix) {
      const key = `${prefix}_${pick(LETTERS_AND_DIGITS, 22)}_${pick(LETTERS_AND_DIGITS, 36)}`;
      return { key, public_portion: publicPortion(key) };
    },
  };
}

/** The part of a token that may be shown: a service token's begins with its prefix. */
export function publicPortion(key: string): string {
  const [prefix = "", portion = ""] = key.split("_");
  return prefix === "ddsat" ? `${prefix}_${portion}` : portion;
}

/** A random number from 0 to 1, by mulberry32. Nothing here needs to be hard to guess. */
function next(state: Pick<SandboxState, "random">): number {
  state.random = (state.random + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
