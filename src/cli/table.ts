/** Sets rows into columns, and makes them fit into a width where there is one. */
import { cut, type Terminal, widthOf } from "./terminal.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  text(row: Row): string;
  /** Colours the cell once it is as wide as its column. */
  paint?(text: string, row: Row): string;
  /** How narrow it may become where room is short; without it, it keeps its width. */
  readonly least?: number;
  /** Which columns go first where even that is not enough: the highest number. Without it, a column stays. */
  readonly spare?: number;
}

const GAP = 2;

/** The lines of a table, with a line of titles. Columns in which nothing stands are left out. */
export function tableOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, paint }: Terminal,
): string[] {
  const cells = columns.map((column) => ({ column, texts: rows.map((row) => column.text(row)) }));
  const filled = cells.filter(({ texts }) => texts.some((text) => text !== ""));
  const measured = filled.map(({ column, texts }) => ({
    column,
    texts,
    width: texts.reduce((most, text) => Math.max(most, widthOf(text)), column.title.length),
  }));
  const fitting = narrowed(measured, width);
  const line = (parts: readonly string[]): string => parts.join(" ".repeat(GAP)).trimEnd();
  const padded = (text: string, room: number): string => {
    const shown = cut(text, room);
    return shown + " ".repeat(room - widthOf(shown));
  };
  const titles = line(fitting.map(({ column, width: room }) => padded(column.title, room)));
  return [
    paint("dim", titles),
    ...rows.map((row, at) =>
      line(
        fitting.map(({ column, texts, width: room }) => {
          const text = padded(texts[at] ?? "", room);
          return column.paint ? column.paint(text, row) : text;
        }),
      ),
    ),
  ];
}

interface Measured<Row> {
  readonly column: Column<Row>;
  readonly texts: readonly string[];
  readonly width: number;
}

/** Narrows what may be narrowed, the widest first; then leaves out what may be spared. */
function narrowed<Row>(columns: readonly Measured<Row>[], width: number | undefined): readonly Measured<Row>[] {
  if (width === undefined) return columns;
  const total = (all: readonly Measured<Row>[]): number => all.reduce((sum, each) => sum + each.width + GAP, -GAP);
  let now = [...columns];
  while (total(now) > width) {
    const widest = now
      .filter(({ column: { least }, width: room }) => least !== undefined && room > least)
      .sort((a, b) => b.width - a.width)[0];
    const spared = now
      .filter(({ column }) => column.spare !== undefined)
      .sort((a, b) => (b.column.spare ?? 0) - (a.column.spare ?? 0))[0];
    if (widest) now = now.map((each) => (each === widest ? { ...each, width: each.width - 1 } : each));
    else if (spared) now = widened(columns, now, spared);
    else return now;
  }
  return now;
}

/** All that is left, as wide as it was, without one more column. */
const widened = <Row>(
  columns: readonly Measured<Row>[],
  now: readonly Measured<Row>[],
  spared: Measured<Row>,
): Measured<Row>[] =>
  columns.filter(({ column }) => column !== spared.column && now.some((each) => each.column === column));
