/** Writes HTML in which every text is escaped, because only this file can make markup. */
import { harmless } from "./terminal.ts";

/** A piece of HTML. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/** A template whose values are escaped, unless they are markup themselves. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.reduce((text, part, at) => text + markupOf(values[at - 1]) + part) };
}

/** A style sheet or a script of this program, which nothing of anybody else's is part of. */
export const verbatim = (markup: string): Markup => ({ markup });

function markupOf(value: Value): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  return "markup" in value ? value.markup : value.map(({ markup }) => markup).join("");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => harmless(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
