/** What changes in the exported types, by TypeScript's own checker over the types of both documents. */
import ts from "typescript";
import { type Document, type Media, type Operation, operationsOf, type Schema } from "../document.ts";
import { typesFile } from "../types-file.ts";
import type { Change } from "./changes.ts";
import {
  type Comparison,
  compareDeclared,
  compareTypes,
  isAssignableToOne,
  propertyOf,
  type Use,
} from "./compare-types.ts";
import { directions } from "./wire.ts";

type Content = Record<string, Media>;

/** Everything that changes in the types. What is only sent must accept what it accepted; what is only received must give what it gave. */
export async function typeChanges(base: Document, to: Document): Promise<Change[]> {
  const [before, after] = [withNamedBodies(base), withNamedBodies(to)];
  const program = programOf({
    "/base.ts": await typesFile(before.document),
    "/to.ts": await typesFile(after.document),
  });
  const checker = program.getTypeChecker();
  const [old, now] = [exportsOf(program, checker, "/base.ts"), exportsOf(program, checker, "/to.ts")];
  const changes: Change[] = [];
  const comparison: Comparison = { checker, changes, visited: new Set() };
  const own = new Set([...before.added, ...after.added, "paths"]);
  compareNamed(comparison, base, old, now, own);
  compareOperations(comparison, before.document, after.document, old.get("paths"), now.get("paths"));
  return changes;
}

/** Types are made of named bodies alone, and of one media type. */
function withNamedBodies(document: Document): { document: Document; added: string[] } {
  const schemas = withKnownKinds(document.components.schemas);
  const added: string[] = [];
  const named = (content: Content, name: string): Content => {
    const schema = (content["application/json"] ?? Object.values(content)[0])?.schema ?? {};
    if (typeof schema.$ref === "string") return { "application/json": { schema } };
    schemas[name] = schema;
    added.push(name);
    return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
  };
  const complete = (operation: Operation): Operation => ({
    ...operation,
    ...(operation.requestBody && {
      requestBody: {
        ...operation.requestBody,
        content: named(operation.requestBody.content, `${operation.operationId}Body`),
      },
    }),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content, ...response }]) => [
        status,
        content && Object.keys(content).length > 0
          ? { ...response, content: named(content, `${operation.operationId}Status${status}`) }
          : response,
      ]),
    ),
  });
  const paths = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, complete(operation)])),
  ]);
  return {
    document: { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } },
    added,
  };
}

/** The kinds that x-one-of names have to be those of `type`. A document that was changed by hand may name others. */
function withKnownKinds(schemas: Readonly<Record<string, Schema>>): Record<string, Schema> {
  const constOf = (name: string): unknown => (schemas[name]?.properties as Fields | undefined)?.type?.const;
  const known = Object.entries(schemas).map(([name, { "x-one-of": kinds, ...schema }]): [string, Schema] => {
    const found = Array.isArray(kinds) ? kinds.filter((kind: string) => constOf(kind) !== undefined) : [];
    if (found.length === 0) return [name, schema];
    const fields = schema.properties as Fields;
    const properties = { ...fields, type: { ...fields.type, enum: found.map(constOf) } };
    return [name, { ...schema, properties, "x-one-of": found }];
  });
  return Object.fromEntries(known);
}

type Fields = Readonly<Record<string, Schema>>;

/** One program for both sides, of files that exist only here. */
function programOf(files: Readonly<Record<string, string>>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es5.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists } = host;
  const read = (path: string) => files[path] ?? readFile(path);
  return ts.createProgram(Object.keys(files), options, {
    ...host,
    readFile: read,
    fileExists: (path) => path in files || fileExists(path),
    getSourceFile: (path, version) =>
      files[path] === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, files[path], version, true),
  });
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, path: string): Map<string, ts.Type> {
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  const [problem] = file ? program.getSyntacticDiagnostics(file) : [];
  if (!module || problem) {
    const reason = problem ? ts.flattenDiagnosticMessageText(problem.messageText, " ") : "it declares none";
    throw new Error(
      `The types of ${path === "/base.ts" ? "the base" : "the other document"} cannot be read: ${reason}`,
    );
  }
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
  );
}

type Types = ReadonlyMap<string, ts.Type>;

/** Every exported type under its own name. A query's type is told as the operation's. */
function compareNamed(
  comparison: Comparison,
  base: Document,
  old: Types,
  now: Types,
  skipped: ReadonlySet<string>,
): void {
  const { sent, received } = directions(base);
  const queries = new Map(
    operationsOf(base).map(({ method, path, operation: { operationId: id } }) => [
      `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`,
      `${method} ${path}, query`,
    ]),
  );
  for (const [name, type] of old) {
    if (skipped.has(name)) continue;
    const after = now.get(name);
    const query = queries.get(name);
    const use: Use = query ? { sent: true, received: false } : { sent: sent.has(name), received: received.has(name) };
    if (after)
      compareDeclared(comparison, type, after, use, query ? { where: query, separator: " " } : { where: name });
    else comparison.changes.push({ level: "major", where: name, what: "The type is gone." });
  }
  for (const name of now.keys()) {
    if (!old.has(name) && !skipped.has(name))
      comparison.changes.push({ level: "minor", where: name, what: "The type is new." });
  }
}

/** What `dd.http` can be asked for, and what it gives. */
function compareOperations(comparison: Comparison, base: Document, to: Document, old?: ts.Type, now?: ts.Type): void {
  const { changes, checker } = comparison;
  const after = new Map(operationsOf(to).map((each) => [`${each.method} ${each.path}`, each]));
  const before = new Set(operationsOf(base).map((each) => `${each.method} ${each.path}`));
  for (const where of after.keys()) {
    if (!before.has(where)) changes.push({ level: "minor", where, what: "The operation is new." });
  }
  for (const { method, path, operation } of operationsOf(base)) {
    const where = `${method} ${path}`;
    const other = after.get(where);
    if (!other || !old || !now) {
      changes.push({ level: "major", where, what: "The operation is gone." });
      continue;
    }
    const [a, b] = [old, now].map((paths) =>
      propertyOf(checker, propertyOf(checker, paths, path), method.toLowerCase()),
    );
    compareRequests(comparison, operation, other.operation, a, b, where);
    compareResponses(comparison, propertyOf(checker, a, "responses"), propertyOf(checker, b, "responses"), where);
  }
}

type Maybe = ts.Type | undefined;
const SENT: Use = { sent: true, received: false };
const RECEIVED: Use = { sent: false, received: true };

function compareRequests(
  comparison: Comparison,
  was: Operation,
  is: Operation,
  old: Maybe,
  now: Maybe,
  where: string,
): void {
  const { changes, checker } = comparison;
  const part = (type: Maybe, ...names: string[]): Maybe =>
    names.reduce((found, name) => propertyOf(checker, found, name), type);
  const [pathBefore, pathAfter] = [part(old, "parameters", "path"), part(now, "parameters", "path")];
  if (pathBefore && pathAfter) {
    compareTypes(comparison, pathBefore, pathAfter, SENT, { where: `${where}, path`, separator: " " });
  }
  const place = `${where}, body`;
  if (!was.requestBody && !is.requestBody) return;
  if (!was.requestBody) {
    const needed = is.requestBody?.required === true;
    changes.push({
      level: needed ? "major" : "minor",
      where: place,
      what: `A body ${needed ? "has to" : "can"} be sent now.`,
    });
    return;
  }
  if (!is.requestBody) {
    changes.push({ level: "major", where: place, what: "No body can be sent any more." });
    return;
  }
  if (!was.requestBody.required && is.requestBody.required) {
    changes.push({ level: "major", where: place, what: "The body became required." });
  }
  const [before, after] = [old, now].map((type) => bodyOf(checker, part(type, "requestBody")));
  if (before && after) compareTypes(comparison, before, after, SENT, { where: place });
}

const bodyOf = (checker: ts.TypeChecker, type: Maybe): Maybe =>
  propertyOf(checker, propertyOf(checker, type, "content"), "application/json");

/** A new status is new to those who look at it; a new kind of success is one that nobody was prepared for. */
function compareResponses({ checker, changes, ...rest }: Comparison, old: Maybe, now: Maybe, operation: string): void {
  const statuses = (type: Maybe): string[] => (type ? checker.getPropertiesOfType(type).map(({ name }) => name) : []);
  const body = (type: Maybe, status: string): Maybe => bodyOf(checker, propertyOf(checker, type, status));
  const successes = statuses(old).filter(isSuccess);
  for (const status of statuses(old)) {
    const where = `${operation}, ${status}`;
    if (!statuses(now).includes(status)) {
      changes.push({ level: "major", where, what: "The status is gone." });
      continue;
    }
    const [before, after] = [body(old, status), body(now, status)];
    if (before && after) compareTypes({ checker, changes, ...rest }, before, after, RECEIVED, { where });
    else if (before) changes.push({ level: "major", where, what: "It has no body any more." });
    else if (after) changes.push({ level: "minor", where, what: "It has a body now." });
  }
  for (const status of statuses(now).filter((each) => !statuses(old).includes(each))) {
    const where = `${operation}, ${status}`;
    const given = body(now, status);
    const known = successes.map((each) => body(old, each));
    const prepared = given ? isAssignableToOne(checker, given, known) : known.includes(undefined);
    if (isSuccess(status) && !prepared)
      changes.push({ level: "major", where, what: "A success can look different now." });
    else changes.push({ level: "minor", where, what: "The status is new." });
  }
}

const isSuccess = (status: string): boolean => status.startsWith("2");
