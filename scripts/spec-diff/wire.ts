/** What changes over the wire: the verdicts of `redocly diff`, and what it has no rule for. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { type Document, operationsOf, reachable, type Schema } from "../document.ts";
import type { Change, Finding, Level } from "./changes.ts";
import { resolve, type Side, segments } from "./document.ts";

/** One change in the JSON report of `redocly diff`, as far as it is read here. */
interface Difference {
  path: string;
  kind: "added" | "removed" | "modified";
  impact: Change["level"];
  typeName: string;
  property?: string;
  verdicts: { message: string }[];
  base?: { pointer: string; value?: unknown };
  revision?: { pointer: string; value?: unknown };
}

/** Everything that changes over the wire. */
export async function wireChanges(base: Side, to: Side): Promise<Finding[]> {
  const differences = await redoclyDiff(base.written, to.written);
  return [
    ...differences.filter((each) => !isToldElsewhere(each)).map((each) => findingOf(each, base.written, to.written)),
    ...oneWayChanges(base.document, to.document),
    ...siteChanges(base.written, to.written),
    ...securityChanges(base.document, to.document),
    ...extensionChanges(base.document, to.document),
    ...functionChanges(base.document, to.document),
  ];
}

/** A release has a new version, which is no change in what it describes; paths and extensions are told by other looks. */
function isToldElsewhere({ kind, typeName, property = "" }: Difference): boolean {
  const isVersion = typeName === "Info" && property === "version";
  const isExtension = typeName === "SpecExtension" || property.startsWith("x-");
  return isVersion || isExtension || (typeName === "PathItem" && kind === "added");
}

async function redoclyDiff(base: object, to: object): Promise<Difference[]> {
  const folder = await mkdtemp(join(tmpdir(), "spec-diff-"));
  const [before, after] = [join(folder, "base.json"), join(folder, "to.json")];
  try {
    await Promise.all([writeFile(before, JSON.stringify(base)), writeFile(after, JSON.stringify(to))]);
    const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));
    const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
    const args = [cli, "diff", before, after, "--config", config, "--format", "json", "--fail-on", "none"];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env, maxBuffer: 1 << 28 });
    return (JSON.parse(stdout) as { changes: Difference[] }).changes;
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    throw new Error(`redocly diff could not compare the documents: ${lastSentence(stderr) ?? message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const lastSentence = (text: string): string | undefined =>
  text
    .split("\n")
    .filter((line) => /^\s*[^\s║╔╚]/.test(line))
    .pop()
    ?.trim();

function findingOf(difference: Difference, before: object, after: object): Finding {
  const { kind, impact, typeName, property, verdicts } = difference;
  const keys = segments(pointerOf(difference, before, after));
  if (property !== undefined && keys.at(-1) === property) keys.pop();
  const where = placeOf(keys, kind === "removed" ? before : after);
  if (isOnlyShown(difference)) return { level: "patch", where, what: "`format: password` was changed." };
  if (verdicts.length > 0) return { level: impact, where, what: verdicts.map(({ message }) => message).join(" ") };
  const subject = property === undefined ? sentenceCase(typeName) : `\`${property}\``;
  return { level: impact, where, what: `${subject} was ${kind === "modified" ? "changed" : kind}.`, vague: true };
}

/** `format: password` says how to show a field, and nothing of what it holds. */
function isOnlyShown({ property, base, revision }: Difference): boolean {
  const formats = [base?.value ?? "password", revision?.value ?? "password"];
  return property === "format" && formats.every((format) => format === "password");
}

/** Where it is written; or where it is used, if nothing was changed there: another schema may be referred to now. */
function pointerOf({ kind, path, base, revision }: Difference, before: object, after: object): string {
  const [was, is] = [base?.pointer ?? path, revision?.pointer ?? path];
  if (kind === "removed") return resolve(after, was) === undefined ? was : path;
  if (kind === "added") return resolve(before, is) === undefined ? is : path;
  return schemaOf(was) === schemaOf(is) ? is : path;
}

const schemaOf = (pointer: string): string | undefined => /^#\/components\/schemas\/([^/]+)/.exec(pointer)?.[1];

/** "SchemaProperties" as "Schema properties". */
function sentenceCase(typeName: string): string {
  const words = typeName.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A place of the document in the words that the other looks use: `Type.field`, or `GET /path, part`. */
function placeOf(keys: readonly string[], document: object): string {
  const [first = "document", second = "", third = "", fourth = "", fifth = "", ...rest] = keys;
  if (first === "components" && second === "schemas") return third + fieldOf(keys.slice(3));
  if (first !== "paths") return keys.slice(0, 3).join(".") || "document";
  if (third === "" || fourth === "") return third ? `${third.toUpperCase()} ${second}` : second;
  const operation = `${third.toUpperCase()} ${second}`;
  if (fourth === "responses") return `${operation}, ${fifth || "responses"}${fieldOf(afterSchema(rest))}`;
  if (fourth === "requestBody") return `${operation}, body${fieldOf(afterSchema([fifth, ...rest]))}`;
  if (fourth !== "parameters" || fifth === "") return operation;
  const pointer = ["paths", second, third, "parameters", fifth].map((key) =>
    key.replaceAll("~", "~0").replaceAll("/", "~1"),
  );
  const parameter = resolve(document, `#/${pointer.join("/")}`) as { name?: string; in?: string } | undefined;
  return `${operation}, ${parameter?.in ?? "parameter"} ${parameter?.name ?? fifth}`;
}

const afterSchema = (keys: readonly string[]): readonly string[] =>
  keys.includes("schema") ? keys.slice(keys.indexOf("schema") + 1) : [];

/** The path of a field within a schema: `.data[].id`. Keywords that lead to no field end it. */
function fieldOf([keyword, name = "", ...rest]: readonly string[]): string {
  if (keyword === "properties" && name !== "") return `.${name}${fieldOf(rest)}`;
  if (keyword === "items") return `[]${fieldOf([name, ...rest])}`;
  if (keyword === "oneOf" || keyword === "anyOf" || keyword === "allOf") return fieldOf(rest);
  return "";
}

/** Fields that become write-only are missing from responses, and read-only ones are not to be sent. */
function oneWayChanges(base: Document, to: Document): Change[] {
  const { sent, received } = directions(base);
  return Object.entries(base.components.schemas).flatMap(([type, before]) => {
    const after = to.components.schemas[type];
    if (!after) return [];
    return [
      ...flagChanges(type, before, after, "writeOnly", received.has(type), "is no longer in responses"),
      ...flagChanges(type, before, after, "readOnly", sent.has(type), "is no longer to be sent"),
    ];
  });
}

function flagChanges(
  where: string,
  before: Schema,
  after: Schema,
  flag: string,
  matters: boolean,
  loss: string,
): Change[] {
  const own = oneFlag(where, before[flag] === true, after[flag] === true, flag, matters, loss);
  const fields = Object.entries(childrenOf(before)).flatMap(([place, child]) => {
    const now = childrenOf(after)[place];
    return now ? flagChanges(where + place, child, now, flag, matters, loss) : [];
  });
  return [...own, ...fields];
}

function oneFlag(where: string, was: boolean, is: boolean, flag: string, matters: boolean, loss: string): Change[] {
  if (was === is) return [];
  const level: Level = matters ? (is ? "major" : "minor") : "patch";
  const what = is ? `It became \`${flag}\`${matters ? ` and ${loss}` : ""}.` : `It is no longer \`${flag}\`.`;
  return [{ level, where, what }];
}

/** The fields, items and alternatives that a schema holds itself, by their place. */
function childrenOf(schema: Schema): Record<string, Schema> {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, field]) => [
    `.${name}`,
    field,
  ]);
  const items = schema.items ? [["[]", schema.items as Schema]] : [];
  const alternatives = ["oneOf", "anyOf", "allOf"].flatMap((keyword) =>
    ((schema[keyword] ?? []) as Schema[]).map((alternative, index) => [` ${keyword} ${index}`, alternative]),
  );
  return Object.fromEntries([...fields, ...items, ...alternatives]);
}

/** The named schemas that requests send and responses bring. */
export function directions(document: Document): { sent: Set<string>; received: Set<string> } {
  const operations = operationsOf(document).map(({ operation }) => operation);
  const requests = operations.map(({ parameters = [], requestBody }) => [parameters, requestBody ?? null]);
  const responses = operations.map((operation) => operation.responses);
  return { sent: new Set(reachable(document, requests)), received: new Set(reachable(document, responses)) };
}

/** A site is a value of the server's variable. Redocly compares servers, but not their variables. */
function siteChanges(base: object, to: object): Change[] {
  const [before, after] = [sitesOf(base), sitesOf(to)];
  const change = (level: "major" | "minor", site: string, what: string): Change => ({
    level,
    where: `servers, ${site}`,
    what,
  });
  if (!before || !after) return [];
  return [
    ...before.filter((site) => !after.includes(site)).map((site) => change("major", site, "The site was removed.")),
    ...after.filter((site) => !before.includes(site)).map((site) => change("minor", site, "The site was added.")),
  ];
}

function sitesOf(document: object): string[] | undefined {
  return (document as { servers?: { variables?: { site?: { enum?: string[] } } }[] }).servers?.[0]?.variables?.site
    ?.enum;
}

type Requirement = Readonly<Record<string, readonly string[]>>;
type Secured = { security?: readonly Requirement[] };

/** An operation that gets ways to sign in of its own no longer takes those of the document. Redocly sees an addition. */
function securityChanges(base: Document, to: Document): Change[] {
  const after = new Map(operationsOf(to).map((each) => [`${each.method} ${each.path}`, each.operation]));
  return operationsOf(base).flatMap(({ method, path, operation }) => {
    const where = `${method} ${path}`;
    const now = after.get(where);
    const [before, other] = [(operation as Secured).security, (now as Secured | undefined)?.security];
    if (!now || (before === undefined) === (other === undefined)) return [];
    const accepted = other ?? (to as Secured).security ?? [];
    const lost = (before ?? (base as Secured).security ?? []).filter((each) => !isStillAccepted(each, accepted));
    const names = lost.map((each) => `\`${Object.keys(each).join(" + ")}\``).join(" or ");
    const what = lost.length > 0 ? `${names} is no longer accepted.` : "The ways to sign in are its own now.";
    return [{ level: lost.length > 0 ? "major" : "minor", where: `${where}, security`, what }];
  });
}

/** Whoever brings what a requirement names is still let in if some alternative names no more. */
function isStillAccepted(requirement: Requirement, alternatives: readonly Requirement[]): boolean {
  const brings = (name: string, scopes: readonly string[]): boolean =>
    scopes.every((scope) => requirement[name]?.includes(scope)) && name in requirement;
  return (
    alternatives.length === 0 ||
    alternatives.some((each) => Object.entries(each).every(([name, scopes]) => brings(name, scopes)))
  );
}

/** What programs call, and where they import it from. A document of the time before x-modules says nothing of these. */
function functionChanges(base: Document, to: Document): Change[] {
  const [before, modules] = [base["x-modules"], to["x-modules"]];
  if (!before || !modules) return [];
  const after = new Map(operationsOf(to).map((each) => [`${each.method} ${each.path}`, each.operation]));
  const renamed = operationsOf(base).flatMap(({ method, path, operation }): Change[] => {
    const where = `${method} ${path}`;
    const [was, is] = [operation["x-function"], (after.get(where) ?? operation)["x-function"]];
    if (was === is) return [];
    if (was === undefined) return [{ level: "minor", where, what: `It got the function \`${is}\`.` }];
    return [{ level: "major", where, what: `Its function \`${was}\` is ${is ? `\`${is}\` now` : "gone"}.` }];
  });
  const moved = Object.entries(before).flatMap(([name, was]): Change[] => {
    const [is, where] = [modules[name], `dd.${name}`];
    if (is?.subpath && was.subpath && is.subpath !== was.subpath)
      return [
        { level: "major", where, what: `\`${was.subpath}\`, which it is imported from, is \`${is.subpath}\` now.` },
      ];
    return isDeepStrictEqual(is, was)
      ? []
      : [{ level: "patch", where, what: "What is said of the module was changed." }];
  });
  return [...renamed, ...moved];
}

/**
 * Quirks of an operation steer the client. Permissions and functions have a look of their own, and x-beyond is a note to
 * maintainers.
 */
function extensionChanges(base: Document, to: Document): Change[] {
  const after = new Map(operationsOf(to).map((each) => [`${each.method} ${each.path}`, each.operation]));
  return operationsOf(base).flatMap(({ method, path, operation }) => {
    const where = `${method} ${path}`;
    const [was, is] = [operation, after.get(where) ?? operation].map(quirksOf) as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const names = Object.keys({ ...was, ...is }).filter((name) => !isDeepStrictEqual(was[name], is[name]));
    return names.map((name): Change => ({ level: "patch", where, what: `\`${name}\` was changed.` }));
  });
}

const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["x-permissions", "x-function", "x-beyond"]);

function quirksOf(operation: object): Record<string, unknown> {
  const own = ([name]: [string, unknown]): boolean => name.startsWith("x-") && !TOLD_ELSEWHERE.has(name);
  return Object.fromEntries(Object.entries(operation).filter(own));
}
