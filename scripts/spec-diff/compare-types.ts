/** Compares two types part by part, so that a change is named where it happened. Whether a part still fits is the checker's to say. */
import ts from "typescript";
import type { Change } from "./changes.ts";

export interface Comparison {
  checker: ts.TypeChecker;
  /** Where the findings go. */
  changes: Change[];
  /** The pairs of types that are being compared: types may contain themselves. */
  visited: ReadonlySet<string>;
}

/** Which way values of a type travel. Neither counts as both. */
export interface Use {
  sent: boolean;
  received: boolean;
}

/** A place in the words of a report, and what stands between it and the name of a field. */
export interface Place {
  where: string;
  separator?: " " | ".";
}

/** Compares what one name declares in both documents. */
export function compareDeclared(comparison: Comparison, old: ts.Type, now: ts.Type, use: Use, place: Place): void {
  if (bothHaveParts(comparison.checker, old, now)) compareParts(comparison, old, now, use, place);
  else if (old.isUnion() || now.isUnion()) compareTypes(comparison, old, now, use, place);
  else compareWhole(comparison, { old, now, gone: [old], fresh: [now] }, use, place);
}

/** Compares a type with its successor. Types of the same name are the same here: they are compared as declared. */
export function compareTypes(comparison: Comparison, old: ts.Type, now: ts.Type, use: Use, place: Place): void {
  const { checker } = comparison;
  const [before, after] = [membersOf(checker, old), membersOf(checker, now)];
  const gone = [...before].filter(([name]) => !after.has(name)).map(([, type]) => type);
  const fresh = [...after].filter(([name]) => !before.has(name)).map(([, type]) => type);
  const [one, other] = [gone[0], fresh[0]];
  if (gone.length === 1 && fresh.length === 1 && one && other && bothHaveParts(checker, one, other)) {
    compareParts(comparison, one, other, use, place);
  } else {
    compareWhole(comparison, { old, now, gone, fresh }, use, place);
  }
}

/** A type, its successor, and the alternatives that only one of them has. */
interface Alternatives {
  old: ts.Type;
  now: ts.Type;
  gone: readonly ts.Type[];
  fresh: readonly ts.Type[];
}

/** Whether what is gone is still accepted, and what is new was expected. */
function compareWhole({ checker, changes }: Comparison, types: Alternatives, use: Use, { where }: Place): void {
  const refused = types.gone.filter((type) => !checker.isTypeAssignableTo(type, types.now));
  const unexpected = types.fresh.filter((type) => !checker.isTypeAssignableTo(type, types.old));
  const change = (isBreaking: boolean, what: string) =>
    changes.push({ level: isBreaking ? "major" : "minor", where, what });
  if (refused.length > 0) change(breaksSenders(use), `It can no longer be ${listOf(checker, refused)}.`);
  if (unexpected.length > 0) change(breaksReaders(use), `It can be ${listOf(checker, unexpected)} now.`);
}

const breaksSenders = ({ sent, received }: Use): boolean => sent || !received;
const breaksReaders = ({ sent, received }: Use): boolean => received || !sent;

/** The alternatives of a type by name. */
function membersOf(checker: ts.TypeChecker, type: ts.Type): Map<string, ts.Type> {
  const members = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  return new Map(members.map((member) => [nameOf(checker, member), member]));
}

const nameOf = (checker: ts.TypeChecker, type: ts.Type): string =>
  checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseStructuralFallback);

function listOf(checker: ts.TypeChecker, types: readonly ts.Type[]): string {
  const names = new Set(types.map((type) => nameOf(checker, type).replace(/\s+/g, " ")));
  if (names.has("true") && names.delete("false")) {
    names.delete("true");
    names.add("boolean");
  }
  return [...names].map((name) => `\`${name}\``).join(" or ");
}

/** An intersection has fields as well. */
const isObject = ({ flags }: ts.Type): boolean => (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

function bothHaveParts(checker: ts.TypeChecker, old: ts.Type, now: ts.Type): boolean {
  return isObject(old) && isObject(now) && checker.isArrayType(old) === checker.isArrayType(now);
}

function compareParts(comparison: Comparison, old: ts.Type, now: ts.Type, use: Use, place: Place): void {
  const { checker, changes, visited } = comparison;
  const { where, separator = "." } = place;
  const pair = `${nameOf(checker, old)} ${nameOf(checker, now)}`;
  if (visited.has(pair)) return;
  const inner = { ...comparison, visited: new Set([...visited, pair]) };
  const [before, after] = [old, now].map((type) => checker.getIndexTypeOfType(type, elementKind(checker, type)));
  if (checker.isArrayType(old)) {
    if (before && after) compareTypes(inner, before, after, use, { where: `${where}[]` });
    const [wasFixed, isFixed] = [isReadonly(old), isReadonly(now)];
    const level = (isBreaking: boolean) => (isBreaking ? "major" : "minor");
    if (!wasFixed && isFixed)
      changes.push({ level: level(breaksReaders(use)), where, what: "The array is read-only now." });
    if (wasFixed && !isFixed)
      changes.push({ level: level(breaksSenders(use)), where, what: "The array has to be writable now." });
    return;
  }
  if (before && after) compareTypes(inner, before, after, use, { where: `${where}[key]` });
  else if (before) changes.push({ level: "major", where, what: "It no longer takes fields of any name." });
  else if (after) changes.push({ level: "minor", where, what: "It takes fields of any name now." });
  compareFields(inner, old, now, use, where + separator);
}

const isReadonly = ({ symbol }: ts.Type): boolean => symbol?.name === "ReadonlyArray";

const elementKind = (checker: ts.TypeChecker, type: ts.Type): ts.IndexKind =>
  checker.isArrayType(type) ? ts.IndexKind.Number : ts.IndexKind.String;

function compareFields(comparison: Comparison, old: ts.Type, now: ts.Type, use: Use, prefix: string): void {
  const { checker, changes } = comparison;
  const after = new Map(checker.getPropertiesOfType(now).map((field) => [field.name, field]));
  for (const field of checker.getPropertiesOfType(old)) {
    const where = prefix + field.name;
    const other = after.get(field.name);
    after.delete(field.name);
    // Assignability would let an optional field go; a literal that names it no longer compiles.
    if (!other) changes.push({ level: "major", where, what: "The field is gone." });
    else compareField(comparison, field, other, use, where);
  }
  for (const field of after.values()) {
    const breaks = !isOptional(field) && breaksSenders(use);
    const what = `The field is new${isOptional(field) ? "" : " and always there"}.`;
    changes.push({
      level: breaks ? "major" : "minor",
      where: prefix + field.name,
      what: breaks ? "The field is new and required." : what,
    });
  }
}

const isOptional = ({ flags }: ts.Symbol): boolean => (flags & ts.SymbolFlags.Optional) !== 0;

function compareField(comparison: Comparison, old: ts.Symbol, now: ts.Symbol, use: Use, where: string): void {
  const change = (isBreaking: boolean, what: string) =>
    comparison.changes.push({ level: isBreaking ? "major" : "minor", where, what });
  if (isOptional(old) && !isOptional(now)) change(breaksSenders(use), "The field became required.");
  if (!isOptional(old) && isOptional(now)) change(breaksReaders(use), "The field became optional.");
  if (written(old) !== undefined && written(old) === written(now)) return;
  compareTypes(comparison, typeOf(comparison.checker, old), typeOf(comparison.checker, now), use, { where });
}

/** A field's type as it stands in the file. The same text means the same, up to the types it names, which are compared themselves. */
function written({ valueDeclaration }: ts.Symbol): string | undefined {
  const type = valueDeclaration && ts.isPropertySignature(valueDeclaration) ? valueDeclaration.type : undefined;
  return type?.getText();
}

const typeOf = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type => checker.getTypeOfSymbol(symbol);

/** The type of a property, if the type is there and has it. */
export function propertyOf(checker: ts.TypeChecker, type: ts.Type | undefined, name: string): ts.Type | undefined {
  const property = type && checker.getPropertyOfType(type, name);
  return property && typeOf(checker, property);
}

/** Whether a type fits one of several. */
export function isAssignableToOne(
  checker: ts.TypeChecker,
  type: ts.Type,
  targets: readonly (ts.Type | undefined)[],
): boolean {
  return targets.some((target) => target !== undefined && checker.isTypeAssignableTo(type, target));
}
