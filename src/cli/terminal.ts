/** What a stream can show: colours and width where it is a terminal; and text that cannot harm one. */

type Style = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** A terminal, or a file or pipe in its place. */
export interface Terminal {
  readonly isTerminal: boolean;
  /** Columns; undefined where nothing has to fit. */
  readonly width: number | undefined;
  /** Text in a style, if colours are shown. */
  paint(style: Style, text: string): string;
}

const CODES: Record<Style, readonly [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
};

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** `FORCE_COLOR` wins over `NO_COLOR`, as in Node itself. */
export function terminalOf({ isTTY = false, columns }: Stream, env: NodeJS.ProcessEnv): Terminal {
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  const isPlain = FORCE_COLOR !== undefined || (NO_COLOR !== undefined && NO_COLOR !== "") || TERM === "dumb" || !isTTY;
  const hasColor = isForced || !isPlain;
  return {
    isTerminal: isTTY,
    width: isTTY && columns ? columns : undefined,
    paint(style, text) {
      const [on, off] = CODES[style];
      return hasColor && text !== "" ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    },
  };
}

/** Names are other people's text: control characters, and marks that turn the direction of writing, become escapes. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    character === "\u200d" || character === "\u200c"
      ? character
      : `\\u{${character.codePointAt(0)?.toString(16).padStart(4, "0")}}`,
  );
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** How many columns a text takes: East Asian letters and emoji take two. */
export function widthOf(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The text, or as much of it as fits, with an ellipsis. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = "";
  let taken = 1;
  for (const { segment } of graphemes.segment(text)) {
    taken += WIDE.test(segment) ? 2 : 1;
    if (taken > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
