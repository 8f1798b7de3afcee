/** What every operation is as a function: its name on `dd`, its arguments, what it gives, and what its comment says. */
import { readFileSync } from "node:fs";
import {
  type Document,
  type Operation,
  operationsOf,
  queryName,
  readSchema,
  type Schema,
  schemaName,
  schemaType,
} from "./document.ts";

/** An argument of a function, after the client. */
interface Argument {
  name: string;
  type: string;
  optional?: boolean;
}

/** One operation as a function. */
export interface Wrapper {
  /** On `dd`: `currentUser.applicationKeys.list`. */
  bound: string;
  name: string;
  operation: Operation;
  /** Its paragraphs: what the spec says, and what follows from the spec's extensions. */
  text: string[];
  arguments: Argument[];
  returns: string;
  /** What is handed to `send`, as it is written; empty where there is no such part. */
  input: { path: string; body: string; query: string };
}

/** One file of functions. */
export interface Module {
  /** On `dd`: `currentUser.applicationKeys`. */
  bound: string;
  subpath: string;
  description: string;
  functions: Wrapper[];
}

const PAGE_SIZE = "Reads 100 a page unless the query says otherwise.";
const REGISTERED = "an application key that is registered for actions (`appKeyRegistrations.register`)";

/** The modules in the order of `x-modules`, without those that no operation names. */
export function modulesOf(document: Document): Module[] {
  const all = operationsOf(document).map((each) => wrapperOf(document, each));
  return Object.entries(document["x-modules"]).flatMap(([bound, { subpath, description }]) => {
    const functions = all.filter((each) => each.bound === `${bound}.${each.name}`);
    return subpath === undefined || functions.length === 0 ? [] : [{ bound, subpath, description, functions }];
  });
}

function wrapperOf(document: Document, { method, operation }: ReturnType<typeof operationsOf>[number]): Wrapper {
  const parameters = operation.parameters ?? [];
  const ids = parameters.filter((each) => each.in === "path").map(({ name }) => name);
  const queries = parameters.filter((each) => each.in === "query");
  const query = { name: "query", type: queryName(operation), optional: !queries.some(({ required }) => required) };
  const isPaged = operation["x-total"] !== undefined;
  const body = bodyOf(document, operation, ids.at(-1));
  const notes = notesOf(method, operation);
  return {
    bound: operation["x-function"],
    name: operation["x-function"].replace(/.*\./, ""),
    operation,
    text: [`${operation.description}${isPaged ? ` ${PAGE_SIZE}` : ""}`, ...(notes ? [notes] : [])],
    arguments: [
      ...ids.map((name) => ({ name: camelCase(name), type: "string" })),
      ...body.arguments,
      ...(queries.length > 0 ? [query] : []),
      { name: "options", type: isPaged ? "ListOptions" : "CallOptions", optional: true },
    ],
    returns: returnType(document, operation, isPaged),
    input: {
      path: ids.length > 0 ? `{ ${ids.map((name) => property(name, camelCase(name))).join(", ")} }` : "",
      body: body.text,
      query: queries.length > 0 ? "query" : "",
    },
  };
}

/** Who may call an operation, and whether a request is repeated: what follows from the spec's extensions. */
export function notesOf(method: string, operation: Operation): string {
  const { "x-permissions": permissions, "x-permissions-for": purposes, "x-creates": noun } = operation;
  const names = permissions.map((name) => `\`${name}\`${purposes?.[name] ? ` for ${purposes[name]}` : ""}`);
  const isChoice = names.length > 1 && !purposes;
  const permission = isChoice ? `one of the permissions ${names.join(", ")}` : `the permission ${names.join(", or ")}`;
  const needs = [
    ...(names.length > 0 ? [permission] : []),
    ...(operation["x-registered-key-only"] ? [REGISTERED] : []),
  ];
  const sentences = [
    ...(needs.length > 0 ? [`Needs ${needs.join(", and ")}.`] : []),
    ...(method === "POST"
      ? [`Repeated after a 429 only${noun ? `: a second request would make a second ${noun}` : ""}.`]
      : []),
  ];
  return sentences.join(" ");
}

/** What a body of JSON:API holds besides its type and id, and which of the attributes leave no choice. */
function envelopeOf(document: Document, { requestBody }: Operation) {
  const body = readSchema(document, requestBody?.content["application/json"]?.schema ?? {});
  const { properties = {}, required = [] } = readSchema(document, body.properties?.data ?? {});
  const { type, id: _, ...parts } = properties;
  const attributes = readSchema(document, parts.attributes ?? {});
  const constants = (attributes.required ?? []).flatMap((name): [string, unknown][] => {
    const schema: Schema = { ...readSchema(document, attributes.properties?.[name] ?? {}) };
    const value = schema.const ?? schema["x-only"];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    type: readSchema(document, type ?? {}).const,
    hasId: required.includes("id"),
    parts,
    required,
    attributes,
    constants,
  };
}

/** What the body takes from the arguments: all of it, or what varies in an envelope of JSON:API. */
function bodyOf(document: Document, operation: Operation, id = ""): { arguments: Argument[]; text: string } {
  const { requestBody } = operation;
  if (!requestBody) return { arguments: [], text: "" };
  const { type, hasId, parts, required, constants } = envelopeOf(document, operation);
  const whole = { name: "body", type: schemaType(requestBody.content), optional: !requestBody.required };
  if (type === undefined) return { arguments: [whole], text: "body" };
  const added = constants.map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`).join("");
  const isNew = (name: string): boolean => name === "attributes" && added !== "";
  const given = Object.entries(parts).map(([name, schema]) => ({
    name,
    type: isNew(name) ? newName(operation) : schemaName(schema, `The ${name} of ${operation.operationId}`),
    optional: !required.includes(name),
  }));
  const members = given.map(({ name, optional }) =>
    optional ? `...(${name} && { ${name} })` : isNew(name) ? `attributes: { ...attributes${added} }` : name,
  );
  const head = [`type: ${JSON.stringify(type)}`, ...(hasId ? [property("id", camelCase(id))] : [])];
  return { arguments: given, text: `{ data: { ${[...head, ...members].join(", ")} } }` };
}

/** The attributes that a function takes where it adds some: `NewServiceAccount` for createServiceAccount. */
export function newAttributes(document: Document): Record<string, Schema> {
  const found = operationsOf(document).flatMap(({ operation }) => {
    const { type, attributes, constants } = envelopeOf(document, operation);
    if (type === undefined || constants.length === 0) return [];
    const { properties = {}, required = [], alternatives: _, ...rest } = attributes;
    const chosen = required.filter((name) => !constants.some(([constant]) => constant === name));
    const values = constants.map(([name, value]) => [name, { ...properties[name], const: value }]);
    const added = constants.map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``).join(" and ");
    const schema = {
      ...rest,
      description: `${(rest as Schema).description} ${added} is added where it is left out.`,
      properties: { ...properties, ...Object.fromEntries(values) },
      required: chosen,
    };
    return [[newName(operation), schema] as const];
  });
  return Object.fromEntries(found);
}

const newName = ({ operationId }: Operation): string => operationId.replace(/^[a-z]+/, "New");

function returnType(document: Document, { responses }: Operation, isPaged: boolean): string {
  const [body] = Object.entries(responses).flatMap(([status, { content }]) =>
    status.startsWith("2") && content ? [content] : [],
  );
  if (!body) return "Promise<void>";
  const name = schemaType(body);
  if (!isPaged) return `Promise<${name}>`;
  const { properties } = readSchema(document, { $ref: `#/components/schemas/${name}` });
  const { items = {} } = readSchema(document, properties?.data ?? {});
  return `Paged<${name}, ${schemaName(items, `An item of ${name}`)}>`;
}

/** `api_key_id` as `apiKeyId`. */
export const camelCase = (name: string): string =>
  name.replace(/[^a-z0-9]+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());

/** A property of an object, in its short form where that says the same. */
export const property = (name: string, value: string): string => (name === value ? name : `${name}: ${value}`);

/** What a text says first, without a line break. */
export const firstSentence = (text: string): string => /^[\s\S]*?[.](?=\s|$)/.exec(text)?.[0] ?? text;

/** A function as API.md, the README and MIGRATING.md name it. */
export interface Described {
  bound: string;
  /** What to import the module from: `datadog-fetch/api-keys`. */
  subpath: string;
  /** As one calls it on `dd`: `list(query?, options?)`. */
  call: string;
  returns: string;
  /** The first sentence of its comment. */
  summary: string;
  operationId: string;
}

/** Every function of the committed document. */
export function functions(): Described[] {
  const text = readFileSync(new URL("../generated/openapi.json", import.meta.url), "utf8");
  return modulesOf(JSON.parse(text) as Document).flatMap(({ subpath, functions: own }) =>
    own.map(({ bound, name, arguments: given, returns, text: [text = ""], operation: { operationId } }) => ({
      bound,
      subpath: `datadog-fetch/${subpath}`,
      call: `${name}(${given.map((each) => `${each.name}${each.optional ? "?" : ""}`).join(", ")})`,
      returns,
      summary: firstSentence(text),
      operationId,
    })),
  );
}
