/** Holds the operations of a page against the spec and names each difference. */
import { type Body, type Fact, type Field, label, type Operation, type Place } from "./facts.ts";
import type { Page } from "./page.ts";
import { leadsTo, operationFor, type SpecOperation } from "./spec.ts";

export type Kind =
  | "operation"
  | "method"
  | "path"
  | "sites"
  | "permissions"
  | "parameter"
  | "body"
  | "status"
  | "field"
  | "type"
  | "required"
  | "enum";

/** One fact that the page and the spec do not agree on. */
export interface Difference {
  /** The operation in the spec, as `PUT /api/v1/api_key/{key}`. */
  operation: string;
  operationId: string;
  /** Where in the operation: `query page[size]`, `request body data.id`, `response 200 data.id`. */
  place: string;
  kind: Kind;
  /** What each of them says. */
  page: string;
  spec: string;
  /** The page's words as they stand there, where there are any. */
  words?: string;
  pageFile: string;
  pageLine: number;
  specFile: string;
  specLine: number;
}

/** What comparing one place needs: how it is called, and how strictly `required` counts. */
interface Context {
  place: string;
  /**
   * In a request both have to agree. In a successful response the spec may promise more than the page, because the
   * client checks what it promises.
   */
  promises: boolean;
  page: Place;
  spec: Place;
}

type Finding = Omit<Difference, "operation" | "operationId">;

function finding(at: Context, kind: Kind, page: string, spec: string, words?: string): Finding {
  return {
    place: at.place,
    kind,
    page,
    spec,
    ...(words && { words }),
    pageFile: at.page.file,
    pageLine: at.page.line,
    specFile: at.spec.file,
    specLine: at.spec.line,
  };
}

const NOT_THERE = "not there";

const isContainer = (type: string): boolean => /object|oneOf/.test(type);

const typeWord = (type: string, values?: readonly string[]): string => (values ? `${type} of ${list(values)}` : type);

const requiredWord = (required: boolean): string => (required ? "required" : "optional");

const list = (names: readonly string[]): string => [...names].sort().join(", ") || "none";

const describe = ({ type, enum: values, required }: Field): string =>
  `${typeWord(type, values)}, ${requiredWord(required)}`;

/** What tells an alternative of a oneOf apart: the value of its `type`. */
function mark({ name, children, type }: Field): string {
  const values = children.find((child) => child.name === "type")?.enum;
  return values?.length === 1 ? `type=${values[0]}` : isContainer(type) ? name : type;
}

const isOption = ({ name }: Field): boolean => /^Option \d+$/.test(name);

function placeOf(field: Field, up: string): string {
  const arrays = "[]".repeat(/^\[*/.exec(field.type)?.[0].length ?? 0);
  if (isOption(field)) return `${up}{${mark(field)}}`;
  return `${up}${/[ ]$/.test(up) || up === "" ? "" : "."}${field.name}${isContainer(field.type) ? arrays : ""}`;
}

function namesIn(field: Field): string[] {
  return field.children.flatMap((child) => [child.name, ...namesIn(child).map((name) => `${child.name}.${name}`)]);
}

/** How much two alternatives have in common, from 0 to 1; the same `type` outweighs everything. */
function likeness(a: Field, b: Field): number {
  if (/^type=/.test(mark(a)) && mark(a) === mark(b)) return 2;
  const [left, right] = [new Set([a.type, ...namesIn(a)]), new Set([b.type, ...namesIn(b)])];
  const common = [...left].filter((name) => right.has(name)).length;
  return common / (left.size + right.size - common);
}

/** Pairs fields by name, and the alternatives of a oneOf, which have none, by what they have in common. */
function pairs(page: readonly Field[], spec: readonly Field[]): [Field | undefined, Field | undefined][] {
  const found: [Field | undefined, Field | undefined][] = [];
  const left = new Set(page);
  const right = new Set(spec);
  const pair = (a: Field, b: Field): void => {
    if (!left.delete(a)) return;
    right.delete(b);
    found.push([a, b]);
  };
  for (const a of page.filter((field) => !isOption(field))) {
    const b = spec.find(({ name }) => name === a.name);
    if (b) pair(a, b);
  }
  const alike = page
    .filter(isOption)
    .flatMap((a) => spec.filter(isOption).map((b) => ({ a, b, likeness: likeness(a, b) })))
    .filter((one) => one.likeness >= 0.3)
    .sort((one, other) => other.likeness - one.likeness);
  for (const { a, b } of alike) if (left.has(a) && right.has(b)) pair(a, b);
  return [
    ...found,
    ...[...left].map((a) => [a, undefined] as const),
    ...[...right].map((b) => [undefined, b] as const),
  ].map(([a, b]) => [a, b]);
}

/** A oneOf of one alternative reads as that alternative where the other side has no oneOf. */
function plain(field: Field, other: Field): Field {
  const [only, ...others] = field.children;
  if (!/oneOf/.test(field.type) || other.children.some(isOption) || !only || others.length) return field;
  return { ...field, type: field.type.replace("oneOf", only.type), children: only.children };
}

function compareEnums(page: Field, spec: Field, at: Context): Finding[] {
  if (!page.enum || !spec.enum || spec.beyond?.facts.has("enum")) return [];
  const more = page.enum.filter((value) => !spec.enum?.includes(value));
  const less = spec.enum.filter((value) => !page.enum?.includes(value) && !spec.beyond?.facts.has(value));
  return more.length || less.length ? [finding(at, "enum", list(page.enum), list(spec.enum), page.words)] : [];
}

function compareTypes(page: Field, spec: Field, at: Context): Finding[] {
  if (spec.beyond?.facts.has("type")) return [];
  const same = page.type === spec.type || page.type === spec.alias;
  if (same && !page.enum === !spec.enum) return compareEnums(page, spec, at);
  const [ours, theirs] = [typeWord(page.type, page.enum), typeWord(spec.type, spec.enum)];
  return [finding(at, "type", same ? ours : page.type, same ? theirs : spec.type, page.words)];
}

function compareRequired(page: Field, spec: Field, at: Context): Finding[] {
  const promised = at.promises && spec.required;
  if (page.required === spec.required || promised || spec.beyond?.facts.has("required")) return [];
  return [finding(at, "required", requiredWord(page.required), requiredWord(spec.required), page.words)];
}

function compareField(pageField: Field, specField: Field, above: Context): Finding[] {
  const [page, spec] = [plain(pageField, specField), plain(specField, pageField)];
  const place = placeOf(spec, above.place);
  const at: Context = { ...above, place, page: page.place, spec: spec.place };
  if (page.implied)
    return [
      finding(at, "field", "named as a parent, but without a row", describe(spec), page.words),
      ...compareFields(page.children, spec.children, at),
    ];
  const types = compareTypes(page, spec, at);
  const nested = !types.length || (page.children.length > 0 && spec.children.length > 0);
  return [
    ...types,
    ...compareRequired(page, spec, at),
    ...(nested ? compareFields(page.children, spec.children, at) : []),
  ];
}

function compareFields(page: readonly Field[], spec: readonly Field[], at: Context, kind: Kind = "field"): Finding[] {
  return pairs(page, spec).flatMap(([ours, theirs]) => {
    if (ours && theirs) return compareField(ours, theirs, at);
    const one = ours ?? theirs;
    if (!one || theirs?.beyond?.whole) return [];
    const here: Context = {
      ...at,
      place: placeOf(one, at.place),
      ...(ours ? { page: ours.place } : { spec: one.place }),
    };
    const description = describe(one);
    return [finding(here, kind, ours ? description : NOT_THERE, theirs ? description : NOT_THERE, ours?.words)];
  });
}

/** Whether the spec's fields say what the page's say. */
export function sameFields(page: readonly Field[], spec: readonly Field[], promises: boolean): boolean {
  const nowhere: Place = { file: "", line: 1 };
  return !compareFields(page, spec, { place: "", promises, page: nowhere, spec: nowhere }).length;
}

function compareBodies(page: Body | undefined, spec: Body | undefined, at: Context, kind: Kind = "body"): Finding[] {
  if (!page && !spec) return [];
  if (!spec) return [finding({ ...at, page: page?.place ?? at.page }, kind, "a body", "no body")];
  const here: Context = { ...at, spec: spec.place };
  if (!page) return spec.beyond?.whole ? [] : [finding(here, kind, "no body", "a body")];
  const below: Context = { ...here, page: page.place };
  const sides = [requiredWord(page.required), requiredWord(spec.required)] as const;
  const required = at.place === "request body" && page.required !== spec.required;
  return [
    ...(required ? [finding(below, "required", ...sides)] : []),
    ...compareFields(page.fields, spec.fields, { ...below, place: `${at.place} ` }),
  ];
}

function compareResponses(
  { responses: page }: Operation,
  { responses: spec, beyond }: Operation,
  at: Context,
): Finding[] {
  const statuses = [...new Set([...page, ...spec].map(({ status }) => status))].sort();
  return statuses.flatMap((status) => {
    const ours = page.find((response) => response.status === status);
    const theirs = spec.find((response) => response.status === status);
    const here: Context = {
      place: `response ${status}`,
      promises: status.startsWith("2"),
      page: ours?.place ?? at.page,
      spec: theirs?.place ?? at.spec,
    };
    if (ours && theirs) return compareBodies(ours.body, theirs.body, here);
    if (!ours && beyond?.facts.has(status)) return [];
    return [finding(here, "status", ours?.words ?? NOT_THERE, theirs ? status : NOT_THERE)];
  });
}

function compareSites(page: readonly Fact[], spec: readonly Fact[], at: Context): Finding[] {
  const odd = page.filter((site) => site.odd);
  const settled = new Set(odd.flatMap(({ name, odd: text = "" }) => [name, ...text.split(/[ ,]+/)]));
  const more = page.filter(({ name }) => !settled.has(name) && !spec.some((site) => site.name === name));
  const less = spec.filter(
    ({ name, beyond }) => !settled.has(name) && !beyond && !page.some((site) => site.name === name),
  );
  const [firstMore, firstLess] = [odd[0] ?? more[0], less[0]];
  if (!firstMore && !firstLess) return [];
  const words = [
    ...odd.map((site) => site.odd ?? ""),
    ...(more.length ? [`also ${names(more)}`] : []),
    ...(less.length ? [`not ${names(less)}`] : []),
  ];
  const known = less.length ? names(less) : more.length ? `not ${names(more)}` : "each site at its own address";
  const here: Context = {
    ...at,
    page: firstMore?.place ?? at.page,
    spec: firstLess?.place ?? spec[0]?.place ?? at.spec,
  };
  return [finding(here, "sites", words.join("; "), known)];
}

const names = (facts: readonly Fact[]): string => list(facts.map(({ name }) => name));

function comparePermissions(page: Operation, spec: Operation, at: Context): Finding[] {
  const theirs = spec.permissions.filter(
    ({ name }) => !spec.beyond?.facts.has(name) || page.permissions.some((one) => one.name === name),
  );
  if (names(page.permissions) === names(theirs)) return [];
  const places = { page: page.permissions[0]?.place ?? at.page, spec: spec.permissions[0]?.place ?? at.spec };
  return [finding({ ...at, ...places }, "permissions", names(page.permissions), names(spec.permissions))];
}

function compareParameters(page: Operation, spec: Operation, at: Context): Finding[] {
  const locations = ["path", "query", "header"];
  return locations.flatMap((where) => {
    const [ours, theirs] = [page, spec].map((one) => one.parameters.filter((parameter) => parameter.in === where));
    return compareFields(ours ?? [], theirs ?? [], { ...at, place: `${where} ` }, "parameter");
  });
}

/** All differences between an operation of a page and the same operation of the spec. */
export function compareOperations(page: Operation, spec: SpecOperation): Difference[] {
  const at: Context = { place: "", promises: false, page: page.place, spec: spec.place };
  const endpoint = (["method", "path"] as const).flatMap((kind) =>
    page[kind] === spec[kind] ? [] : [finding({ ...at, place: kind }, kind, page[kind], spec[kind])],
  );
  const findings = [
    ...endpoint,
    ...compareSites(page.sites, spec.sites, { ...at, place: "sites" }),
    ...comparePermissions(page, spec, { ...at, place: "permissions" }),
    ...compareParameters(page, spec, at),
    ...compareBodies(page.body, spec.body, { ...at, place: "request body" }),
    ...compareResponses(page, spec, at),
  ];
  return findings.map((one) => ({ operation: label(spec), operationId: spec.id, ...one }));
}

export interface Comparison {
  differences: Difference[];
  /** How many operations were compared. */
  compared: number;
  /** Operations of the page that the spec lacks. */
  unknown: Operation[];
}

/** Holds a page against the spec: its operations, and those that the spec says stand there. */
export function comparePage(page: Page, operations: readonly SpecOperation[]): Comparison {
  const found = page.operations.map((operation) => ({
    operation,
    spec: operationFor(operations, operation, page.address),
  }));
  const known = found.flatMap(({ operation, spec }) => (spec ? [{ operation, spec }] : []));
  const vanished = operations.filter(
    (one) => leadsTo(one, page.address) && !one.beyond?.whole && !known.some(({ spec }) => spec === one),
  );
  const top = { file: page.file, line: 1 };
  return {
    differences: [
      ...known.flatMap(({ operation, spec }) => compareOperations(operation, spec)),
      ...vanished.map((spec) => ({
        operation: label(spec),
        operationId: spec.id,
        ...finding(
          { place: "operation", promises: false, page: top, spec: spec.docs?.place ?? spec.place },
          "operation",
          NOT_THERE,
          "externalDocs lead to this page",
        ),
      })),
    ],
    compared: known.length,
    unknown: found.filter(({ spec }) => !spec).map(({ operation }) => operation),
  };
}
