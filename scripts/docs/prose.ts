/** The facts that the pages state in prose: permissions, enum values, whether something is required, addresses. */
import type { Address } from "./facts.ts";

/** Code spans in a row: `` `a` `b` `` or `` `a`, `b` or `c` ``. */
const SPANS = "((?:`[^`]+`[\\s,]*(?:(?:and|or)\\s+)?)+)";
/** "requires the `a` permission", but not "requires the `a` authorization scope". */
const NAMED = new RegExp(`requires?\\b[^.:\`]*${SPANS}\\s*permissions?\\b`, "g");
/** "requires any of the following permissions:" and the spans that follow. */
const LISTED = new RegExp(`requires?\\b[^.:\`]*\\bpermissions?:\\s*${SPANS}`, "g");

const spansIn = (text: string): string[] =>
  text
    .split(/[`\s,]+/)
    .filter((part) => part && part !== "and" && part !== "or")
    .map((part) => part.trim());

/** The permissions that an overview names, in its order. */
export function permissionsIn(overview: string): string[] {
  const apart = overview.replaceAll("``", "` `"); // CommonMark reads spans that touch each other as one.
  const found = [...apart.matchAll(NAMED), ...apart.matchAll(LISTED)];
  found.sort((a, b) => a.index - b.index);
  return [...new Set(found.flatMap(([, spans = ""]) => spansIn(spans)))];
}

/** The values that a description allows, or undefined where it does not restrict them. */
export function enumIn(description: string): string[] | undefined {
  const values = /Allowed enum values:\s*((?:`[^`]*`[\s,]*)+)/i.exec(description)?.[1];
  return values
    ?.split(/[`,]/)
    .map((value) => value.trim())
    .filter(Boolean);
}

const REQUIRED = /\s*\[[*_]*required[*_]*\]/i;

export const isRequired = (cell: string): boolean => REQUIRED.test(cell);

/** The name in a cell, without the mark of what is required and without backticks. */
export const nameIn = (cell: string): string => cell.replace(REQUIRED, "").replaceAll("`", "").trim();

/** `[ <oneOf>]` is `[oneOf]`; the pages write `<oneOf>` and "free-form object" for what is plainer elsewhere. */
export const typeIn = (cell: string): string =>
  cell
    .replace(/[\s`<>]/g, "")
    .replace(/oneof/i, "oneOf")
    .replace(/free-formobject/i, "object");

export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** The address in a link to the reference, in each of its three forms: `#slug`, `/slug/` and `/slug.md`. */
export function addressIn(url: string): Address | undefined {
  const found = /\/api\/latest\/([\w-]+)(?:\.md)?\/?(?:#|\/)([\w-]+)(?:\.md)?\/?$/.exec(url);
  return found?.[2] ? { group: found[1] ?? "", slug: found[2] } : undefined;
}
