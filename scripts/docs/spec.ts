/** Reads the spec's operations into the facts that the pages state, each with its file and line. */
import {
  type Address,
  type Beyond,
  type Body,
  type Fact,
  type Field,
  type Operation,
  type Parameter,
  type Response,
  version,
} from "./facts.ts";
import { addressIn } from "./prose.ts";
import { SpecFiles, type Value } from "./yaml.ts";

export interface SpecOperation extends Operation {
  id: string;
  /** Where its externalDocs lead, if that is a page of an operation. */
  address: Address | undefined;
  docs: Fact | undefined;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Formats that the pages write in place of a type. The others (password, uri …) they leave out. */
const FORMATS = new Set(["date-time", "date", "uuid", "binary", "int32", "int64", "double", "float"]);

const NOTHING: Beyond = { whole: false, facts: new Set() };

export class SpecReader {
  readonly files: SpecFiles;

  constructor(files: SpecFiles) {
    this.files = files;
  }

  /** `x-beyond: why` is about the whole thing, `x-beyond: { fact: why }` about single facts of it. */
  beyond(...values: (Value | undefined)[]): Beyond {
    const found = values.map((value) => this.files.raw(value, "x-beyond")).filter((value) => value !== undefined);
    if (!found.length) return NOTHING;
    const names = found.flatMap((value) => this.files.entries(value).map(([name]) => name));
    return { whole: found.some((value) => !this.files.entries(value).length), facts: new Set(names) };
  }

  /** A schema's parts: itself, and what its allOf adds. */
  private parts(schema: Value): Value[] {
    const at = this.files.follow(schema);
    return [at, ...this.files.items(this.files.get(at, "allOf")).flatMap((part) => this.parts(part))];
  }

  private first(schema: Value, key: string): Value | undefined {
    for (const part of this.parts(schema)) {
      const found = this.files.get(part, key);
      if (found) return found;
    }
    return undefined;
  }

  /** The alternatives of a oneOf but null, which the pages do not mention. */
  private alternatives(schema: Value): Value[] {
    const all = this.files.items(this.first(schema, "oneOf") ?? this.first(schema, "anyOf"));
    return all.filter((one) => this.files.scalar(this.files.follow(one), "type") !== "null");
  }

  /** A schema that is another one or null is that other one. */
  private bare(schema: Value): Value {
    const all = this.files.items(this.first(schema, "oneOf") ?? this.first(schema, "anyOf"));
    const [only, ...others] = this.alternatives(schema);
    return only && !others.length && all.length > 1 ? this.bare(only) : schema;
  }

  private typesOf(schema: Value): string[] {
    return this.parts(schema)
      .flatMap((part) => this.files.strings(part, "type"))
      .filter((type) => type !== "null");
  }

  private enumOf(schema: Value): string[] | undefined {
    const constant = this.first(schema, "const");
    if (constant) return [String(constant.node.toJSON())];
    const values = this.first(schema, "enum");
    if (!values) return undefined;
    return this.files.items(values).flatMap(({ node }) => (node.toJSON() === null ? [] : [String(node.toJSON())]));
  }

  /** What the pages call the type: the format where they write one. */
  private shape(raw: Value, trail: readonly Value["node"][]): Pick<Field, "type" | "alias" | "enum" | "children"> {
    const schema = this.bare(raw);
    const at = this.files.follow(schema);
    if (trail.includes(at.node)) return { type: "object", children: [] };
    const below = [...trail, at.node];
    const alternatives = this.alternatives(schema);
    if (alternatives.length) return { type: "oneOf", children: this.options(alternatives, below) };
    const values = this.enumOf(schema);
    if (values) return { type: "enum", enum: values, children: [] };
    const items = this.first(schema, "items");
    const type = this.typesOf(schema)[0] ?? (items ? "array" : "object");
    if (type === "array" && items) {
      const item = this.shape(items, below);
      return { ...item, type: `[${item.type}]`, ...(item.alias && { alias: `[${item.alias}]` }) };
    }
    if (type === "object") return { type, children: this.properties(schema, below) };
    const format = this.files.scalar(
      this.parts(schema).find((part) => this.files.get(part, "format")),
      "format",
    );
    if (typeof format !== "string") return { type, children: [] };
    return FORMATS.has(format) ? { type: format, children: [] } : { type, alias: format, children: [] };
  }

  private options(alternatives: readonly Value[], trail: readonly Value["node"][]): Field[] {
    return alternatives.map((one, i) => ({
      name: `Option ${i + 1}`,
      required: false,
      place: this.files.place(this.files.follow(one)),
      beyond: this.beyond(one, this.files.follow(one)),
      ...this.shape(one, trail),
    }));
  }

  private properties(schema: Value, trail: readonly Value["node"][] = []): Field[] {
    const parts = this.parts(schema);
    const required = new Set(parts.flatMap((part) => this.files.strings(part, "required")));
    const named = parts
      .flatMap((part) => this.files.entries(this.files.get(part, "properties")))
      .map(([name, raw]) => this.field(name, raw, required.has(name), trail));
    const others = this.first(schema, "additionalProperties");
    const typed = others && this.files.entries(others).length > 0;
    return typed ? [...named, this.field("<any-key>", others, false, trail)] : named;
  }

  field(name: string, raw: Value, required: boolean, trail: readonly Value["node"][] = []): Field {
    const beyond = this.beyond(raw, this.files.follow(raw));
    return { name, required, place: this.files.place(raw), beyond, ...this.shape(raw, trail) };
  }

  /** The fields of a body: those of its object, or of what its array or oneOf holds. */
  body(holder: Value | undefined): Body | undefined {
    const content = this.files.get(holder, "content");
    const media = this.files.get(content, "application/json") ?? this.files.entries(content)[0]?.[1];
    const schema = this.files.raw(media, "schema");
    if (!holder || !schema) return undefined;
    return {
      required: this.files.scalar(holder, "required") === true,
      fields: this.shape(schema, []).children,
      place: this.files.place(schema),
      beyond: this.beyond(holder, media, schema),
    };
  }

  parameter(raw: Value): Parameter {
    const at = this.files.follow(raw);
    const schema = this.files.raw(at, "schema") ?? at;
    const name = String(this.files.scalar(at, "name"));
    const required = this.files.scalar(at, "required") === true;
    return {
      ...this.field(name, schema, required),
      place: this.files.place(at),
      beyond: this.beyond(raw, at, schema),
      in: String(this.files.scalar(at, "in")),
    };
  }

  response(status: string, raw: Value): Response {
    const at = this.files.follow(raw);
    const body = this.body(at);
    return { status, place: this.files.place(raw), ...(body && { body }) };
  }

  /** The hosts of the servers behind `api.`, with the values of a variable spelled out. */
  sites(...holders: (Value | undefined)[]): Fact[] {
    const servers = holders.map((holder) => this.files.get(holder, "servers")).find((value) => value);
    return this.files.items(servers).flatMap((server) => {
      const host = /^https:\/\/api\.([^/]+)/.exec(String(this.files.scalar(server, "url")))?.[1] ?? "";
      const variable = this.files.get(this.files.get(server, "variables"), /^\{(\w+)\}$/.exec(host)?.[1] ?? "");
      const here = { name: host, place: this.files.place(server), beyond: this.beyond(server).whole };
      if (!variable) return [here];
      const beyond = this.beyond(variable);
      return this.files.items(this.files.get(variable, "enum")).map((value) => {
        const name = String(value.node.toJSON());
        return { name, place: this.files.place(value), beyond: beyond.facts.has(name) };
      });
    });
  }

  permissions(operation: Value): Fact[] {
    const list = this.files.get(operation, "x-permissions");
    return this.files
      .items(list)
      .map((value) => ({ name: String(value.node.toJSON()), place: this.files.place(value) }));
  }
}

/** Parameters of the path and of the operation; the operation's own win. */
function merged(parameters: readonly Parameter[]): Parameter[] {
  return [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function operationOf(reader: SpecReader, root: Value, item: Value, path: string, method: string): SpecOperation[] {
  const { files } = reader;
  const operation = files.get(item, method);
  if (!operation) return [];
  const body = reader.body(files.get(operation, "requestBody"));
  const url = files.get(files.get(operation, "externalDocs"), "url");
  const docs = url && { name: String(url.node.toJSON()), place: files.place(url) };
  const parameters = [item, operation].flatMap((holder) => files.items(files.get(holder, "parameters")));
  return [
    {
      id: String(files.scalar(operation, "operationId")),
      docs,
      address: docs && addressIn(docs.name),
      method: method.toUpperCase(),
      path,
      place: files.place(operation),
      sites: reader.sites(operation, item, root),
      permissions: reader.permissions(operation),
      parameters: merged(parameters.map((raw) => reader.parameter(raw))),
      responses: files.entries(files.get(operation, "responses")).map(([status, raw]) => reader.response(status, raw)),
      beyond: reader.beyond(operation),
      ...(body && { body }),
    },
  ];
}

/** All operations of a spec. */
export function readSpec(root: string): SpecOperation[] {
  const reader = new SpecReader(new SpecFiles());
  const document = reader.files.open(root);
  return reader.files.entries(reader.files.get(document, "paths")).flatMap(([path, raw]) => {
    const item = reader.files.follow(raw);
    return METHODS.flatMap((method) => operationOf(reader, document, item, path, method));
  });
}

/** The operation that a page is about: the one whose externalDocs lead there, else the one of its method and path. */
export function operationFor(
  operations: readonly SpecOperation[],
  { method, path }: { method: string; path: string },
  address: Address,
): SpecOperation | undefined {
  const exact = operations.find((one) => one.method === method && one.path === path);
  const linked = operations.filter((one) => leadsTo(one, address) && version(one.path) === version(path));
  return linked.length === 1 ? linked[0] : exact;
}

/** Whether the operation's externalDocs lead to a page. */
export const leadsTo = ({ address }: SpecOperation, { group, slug }: Address): boolean =>
  address?.slug === slug && (group === undefined || address.group === group);
