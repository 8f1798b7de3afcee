/** One line on standard error that tells how far long work has come, where somebody sits at a terminal. */
import { cut, type Terminal } from "./terminal.ts";

export interface Progress {
  show(text: string): void;
  /** Takes the line away. */
  clear(): void;
}

const CLEAR = "\r\x1b[K";

export function progressOn({ isTerminal, width = 80, paint }: Terminal): Progress {
  let isShown = false;
  return {
    show(text) {
      if (!isTerminal) return;
      process.stderr.write(`${CLEAR}${paint("dim", cut(text, width - 1))}`);
      isShown = true;
    },
    clear() {
      if (isShown) process.stderr.write(CLEAR);
      isShown = false;
    },
  };
}
