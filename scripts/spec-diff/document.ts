/** Reads the documents to compare: a file's, or that of a git revision. Refuses with a sentence what is no such document. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import type { Document } from "../document.ts";
import { selfContained } from "../generate.ts";

/** Where the compiled document lies in every revision. */
export const CURRENT = "generated/openapi.json";
const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** A document to compare, as it was written and as scripts/generate.ts wants it. */
export interface Side {
  written: object;
  document: Document;
}

/** The document of a file, or else of a git revision of the project in `cwd`. */
export function read(source: string, cwd: string): Side {
  return parse(textOf(source, cwd), source);
}

function textOf(source: string, cwd: string): string {
  if (existsSync(source)) {
    if (statSync(source).isDirectory()) throw new Error(`${source} is a folder. Name the JSON document in it.`);
    return readFileSync(source, "utf8");
  }
  if (/[/\\]|\.(json|ya?ml)$/.test(source) && !isRevision(source, cwd)) throw new Error(`${source} does not exist.`);
  if (!isRevision(source, cwd)) throw new Error(`${source} is neither a file nor a revision that git knows.`);
  try {
    return git(["show", `${source}:${CURRENT}`], cwd);
  } catch {
    throw new Error(`The revision ${source} has no ${CURRENT}.`);
  }
}

function isRevision(name: string, cwd: string): boolean {
  if (name === "" || name.startsWith("-")) return false;
  try {
    git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], cwd);
    return true;
  } catch {
    return false;
  }
}

/** What a git command prints. Throws where it fails. */
export function git(args: readonly string[], cwd: string): string {
  return execFileSync("git", args, { cwd, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

/** A document from its text. `source` names it in errors. */
export function parse(text: string, source: string): Side {
  const written = object(json(text, source), `${source} holds JSON that is no OpenAPI document`);
  const { openapi, paths, components } = written;
  if (typeof openapi !== "string") throw new Error(`${source} is no OpenAPI document: it has no \`openapi\` version.`);
  if (!openapi.startsWith("3.1.")) throw new Error(`${source} is OpenAPI ${openapi}; only 3.1 can be compared.`);
  const items = object(paths, `${source} has no \`paths\``);
  const parts = object(components ?? {}, `${source} has \`components\` that are no object`);
  const schemas = object(parts.schemas ?? {}, `${source} has \`components.schemas\` that are no object`);
  for (const [name, schema] of Object.entries(schemas)) object(schema, `${source}: the schema ${name} is no object`);
  checkReferences(written, written, source);
  const plain = Object.entries(items).map(([path, item]) => {
    const where = `${source}: ${path}`;
    return [path, operationsOnly(object(item, `${where} is no object`), where)];
  });
  const complete = { ...written, paths: Object.fromEntries(plain), components: { schemas: {}, ...parts } };
  return {
    written,
    document: selfContained(complete as unknown as Document & { components: Record<string, unknown> }),
  };
}

function json(text: string, source: string): unknown {
  const start = text.trimStart();
  if (start === "") throw new Error(`${source} is empty.`);
  if (start.startsWith("<")) throw new Error(`${source} is HTML or XML, not a JSON document.`);
  try {
    return JSON.parse(text);
  } catch {
    if (!start.startsWith("{"))
      throw new Error(`${source} is not JSON. Compile YAML first: \`npm run generate\` writes ${CURRENT}.`);
    throw new Error(`${source} is not valid JSON; it may have been saved only in part.`);
  }
}

function object(value: unknown, otherwise: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${otherwise}.`);
  return value as Record<string, unknown>;
}

/** What a path has besides operations and their parameters says nothing about types. */
function operationsOnly(item: Record<string, unknown>, where: string): Record<string, unknown> {
  const kept = Object.entries(item).filter(([key]) => METHODS.has(key) || key === "parameters");
  for (const [method, value] of kept) {
    if (method === "parameters") continue;
    const operation = object(value, `${where}: ${method} is no object`);
    if (typeof operation.operationId !== "string") throw new Error(`${where}: ${method} has no operationId.`);
    const responses = object(operation.responses, `${where}: ${method} has no responses`);
    for (const [status, response] of Object.entries(responses)) {
      object(response, `${where}: ${method} has a response ${status} that is no object`);
    }
  }
  return Object.fromEntries(kept);
}

/** Every reference has to lead to a part of the same document. */
function checkReferences(node: unknown, document: object, source: string): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string") {
      if (resolve(document, value) === undefined)
        throw new Error(`${source} refers to ${value}, which it does not have.`);
    } else if (key !== "example" && key !== "examples") {
      checkReferences(value, document, source);
    }
  }
}

/** What a pointer such as `#/components/schemas/Name` leads to. */
export function resolve(document: object, pointer: string): unknown {
  if (!pointer.startsWith("#/")) return undefined;
  return segments(pointer).reduce<unknown>(
    (node, key) => (typeof node === "object" && node !== null ? (node as Record<string, unknown>)[key] : undefined),
    document,
  );
}

/** The keys that a pointer is made of. */
export function segments(pointer: string): string[] {
  return pointer
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("%7B", "{").replaceAll("%7D", "}").replaceAll("~1", "/").replaceAll("~0", "~"));
}
