/** Puts the rows of a table of fields into the tree that they describe. */
import type { Field } from "./facts.ts";
import type { Row } from "./markdoc.ts";
import { enumIn, isRequired, nameIn, typeIn } from "./prose.ts";
import { UnreadablePage } from "./unreadable.ts";

/** What settles to which of several objects of the same name a row belongs. */
export interface Hints {
  /** The JSON that the page shows beside the table. */
  example?: unknown;
  /** What the spec says stands here; it only decides where the page leaves several readings open. */
  expected?: readonly Field[];
}

/** An object that rows may still belong to. */
interface Scope {
  field: Field;
  up: Scope | undefined;
  /** The values that the example has for it. */
  values: readonly unknown[];
  /** Whether all that it holds shows in the example: not so beneath the alternatives of a oneOf. */
  whole: boolean;
  expected: readonly Field[] | undefined;
}

interface Entry {
  path: readonly string[] | undefined;
  parent: string;
  field: Field;
}

const ARROW = /\s*(?:->|→|↳)\s*/;
const MAX_STEPS = 100_000;

function entryOf({ cells, line }: Row, file: string): Entry {
  const cell = cells.field ?? cells.name;
  const { type, description = "", "parent field": parent = "" } = cells;
  if (cell === undefined || type === undefined)
    throw UnreadablePage.at(
      { file, line },
      "this table has no columns Field (or Name) and Type, as the reference has.",
    );
  const path = ARROW.test(cell) ? nameIn(cell).split(ARROW) : undefined;
  const values = enumIn(description);
  return {
    path,
    parent: nameIn(parent),
    field: {
      name: path?.at(-1) ?? nameIn(cell),
      type: typeIn(type),
      required: isRequired(cell),
      ...(values && { enum: values }),
      children: [],
      place: { file, line },
      words: [cell, type, description].join(" | "),
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const objectsIn = (values: readonly unknown[]): Record<string, unknown>[] => values.flat(3).filter(isObject);

const isOption = (name: string): boolean => /^Option \d+$/.test(name);

function scopeOf(field: Field, up: Scope): Scope {
  const expected = up.expected?.find(({ name }) => name === field.name)?.children;
  if (isOption(field.name)) return { field, up, values: up.values, whole: false, expected };
  const values = objectsIn(up.values).flatMap((value) => (field.name in value ? [value[field.name]] : []));
  return { field, up, values, whole: up.whole, expected };
}

function* upwards(scope: Scope): Generator<Scope> {
  for (let at: Scope | undefined = scope; at; at = at.up) yield at;
}

const JSON_TYPES: Record<string, string> = {
  object: "object",
  boolean: "boolean",
  integer: "number",
  int32: "number",
  int64: "number",
  number: "number",
  double: "number",
  float: "number",
};

/** Whether a value of the example can be a value of the field. */
function fits(value: unknown, { type, enum: values }: Field): boolean {
  if (value === null) return true;
  if (type.startsWith("[") !== Array.isArray(value)) return false;
  if (values) return [value].flat().every((item) => values.includes(String(item)));
  const wanted = JSON_TYPES[type];
  return Array.isArray(value) || type === "oneOf" || typeof value === (wanted ?? "string");
}

/** How much the example speaks for the field in this place: a key that is there and fits, against one that is not. */
function shown(field: Field, { values, whole }: Scope): number {
  const objects = objectsIn(values);
  if (!objects.length) return 0;
  const there = objects.filter((value) => field.name in value);
  if (there.length) return there.some((value) => fits(value[field.name], field)) ? 2 : -2;
  return whole ? -1 : 0;
}

/** How much the spec speaks for it. */
function known(field: Field, { expected }: Scope): number {
  const same = expected?.find(({ name }) => name === field.name);
  if (!same) return expected?.length ? -1 : 0;
  return same.type === field.type && String(same.enum) === String(field.enum) ? 2 : 1;
}

/** The pages list the fields of an object in alphabetical order. */
function ordered(field: Field, { field: { children } }: Scope): number {
  const last = children.at(-1);
  return !last || isOption(field.name) || last.name < field.name ? 1 : -1;
}

const score = (field: Field, scope: Scope): number =>
  shown(field, scope) * 100 + known(field, scope) * 10 + ordered(field, scope);

const holds = ({ field }: Scope, name: string): boolean => field.children.some((child) => child.name === name);

/** Where the row may belong, the likeliest first: no object has two fields of one name. */
function candidates({ parent, field }: Entry, scope: Scope): Scope[] {
  const open = [...upwards(scope)].filter((at) => at.field.name === parent && !holds(at, field.name));
  const scores = new Map(open.map((at) => [at, score(field, at)]));
  return open.sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
}

/** The object of that name which was listed last and is still empty: a row stands between it and its fields. */
function interrupted(parent: string, scope: Scope): Scope | undefined {
  for (const at of upwards(scope)) {
    const empty = at.field.children
      .filter(({ name, type, children }) => name === parent && !children.length && /object|oneOf/.test(type))
      .at(-1);
    if (empty) return scopeOf(empty, at);
  }
  return undefined;
}

/** Opens a parent that rows name although it has no row, where the spec or else the example has it. */
function imply({ parent, field }: Entry, scope: Scope): Scope {
  const implied: Field = { ...field, name: parent, type: "object", required: false, children: [], implied: true };
  delete implied.enum;
  const open = [...upwards(scope)].filter((at) => !holds(at, parent));
  const listed = open.find(({ expected }) => expected?.some(({ name }) => name === parent));
  const likely = open.map((at) => ({ at, shown: shown(implied, at) })).sort((a, b) => b.shown - a.shown);
  const best = listed ?? likely[0]?.at ?? scope;
  best.field.children.push(implied);
  return scopeOf(implied, best);
}

/** Tries the likeliest place for each row, and goes back where a later row then has none. */
class Placing {
  private readonly entries: readonly Entry[];
  private readonly lenient: boolean;
  private steps = 0;
  /** The row that could not be placed, for the error. */
  furthest = 0;

  constructor(entries: readonly Entry[], lenient: boolean) {
    this.entries = entries;
    this.lenient = lenient;
  }

  place(at: number, scope: Scope): boolean {
    const entry = this.entries[at];
    if (!entry) return true;
    this.furthest = Math.max(this.furthest, at);
    if (this.steps++ > MAX_STEPS) return false;
    const open = candidates(entry, scope);
    if (!open.length && this.lenient && entry.parent)
      open.push(interrupted(entry.parent, scope) ?? imply(entry, scope));
    for (const parent of open) {
      parent.field.children.push(entry.field);
      if (this.place(at + 1, scopeOf(entry.field, parent))) return true;
      parent.field.children.pop();
    }
    return false;
  }
}

function byParents(entries: readonly Entry[], root: Scope, file: string): void {
  if (new Placing(entries, false).place(0, root)) return;
  for (const { field } of [...entries, { field: root.field }]) field.children = [];
  const placing = new Placing(entries, true);
  if (placing.place(0, root)) return;
  const { field } = entries[placing.furthest] ?? entries[0] ?? { field: root.field };
  throw UnreadablePage.at(
    { file, line: field.place.line },
    `the table lists \`${field.name}\` twice in the same object, so it cannot be read. ` +
      "Save the page again, or report it.",
  );
}

/** Rows that spell out where they belong: `data -> attributes -> name`, or `-> -> name`. */
function byPaths(entries: readonly Entry[], root: Field): void {
  let trail: Field[] = [root];
  for (const { field, path = [field.name] } of entries) {
    let parent = root;
    const steps = path.slice(0, -1);
    for (const [depth, step] of steps.entries()) {
      const last = parent.children.at(-1);
      const next = step === "" ? trail[depth + 1] : parent.children.find(({ name }) => name === step);
      parent = next ?? last ?? parent;
    }
    parent.children.push(field);
    trail = [...trail.slice(0, steps.length + 1), field];
  }
}

/** The fields that a table describes. */
export function fieldsOf(rows: readonly Row[], file: string, hints: Hints = {}): Field[] {
  const entries = rows.map((row) => entryOf(row, file));
  const root: Field = {
    name: "",
    type: "object",
    required: true,
    children: [],
    place: { file, line: rows[0]?.line ?? 1 },
  };
  if (entries.some(({ path }) => path)) byPaths(entries, root);
  else
    byParents(
      entries,
      { field: root, up: undefined, values: [hints.example], whole: true, expected: hints.expected },
      file,
    );
  return root.children;
}
