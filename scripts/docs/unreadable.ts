/** The error of a page that cannot be read: a sentence that says what the text is and what to do. */
import type { Place } from "./facts.ts";

export class UnreadablePage extends Error {
  constructor(file: string, sentence: string) {
    super(`${file}: ${sentence}`);
    this.name = "UnreadablePage";
  }

  static at({ file, line }: Place, sentence: string): UnreadablePage {
    return new UnreadablePage(`${file}:${line}`, sentence);
  }
}
