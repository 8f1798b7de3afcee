/** Drafts the spec's YAML for the operations of a page: every fact, with TODO for every sentence. */
import { Document, isMap, isPair, isScalar, isSeq, type Node, visit } from "yaml";
import { sameFields } from "./compare.ts";
import { functionOf, Names, operationIdOf, pascal } from "./draft-names.ts";
import { type Field, label, type Operation, type Parameter, type Response, version } from "./facts.ts";
import type { Page } from "./page.ts";
import type { NamedResponse, NamedSchema, Standing } from "./standing.ts";

type Yaml = Record<string, unknown>;

const TODO = "TODO";

/** Names of values that someone could act with; lint wants their format. */
const CREDENTIAL = /^hash$|(^|_)(key|token|secret|password)$/;

const PRIMITIVES: Record<string, Yaml> = {
  string: { type: "string" },
  boolean: { type: "boolean" },
  integer: { type: "integer" },
  int32: { type: "integer", format: "int32" },
  int64: { type: "integer", format: "int64" },
  number: { type: "number" },
  double: { type: "number", format: "double" },
  float: { type: "number", format: "float" },
};

const primitive = (type: string): Yaml => PRIMITIVES[type] ?? { type: "string", format: type };

function enumOf(values: readonly string[]): Yaml {
  const whole = values.every((value) => /^-?\d+$/.test(value));
  const [first, ...others] = values.map((value) => (whole ? Number(value) : value));
  const type = whole ? "integer" : "string";
  return others.length ? { type, enum: [first, ...others] } : { type, const: first };
}

/** An example that fits the type and says that it has to be replaced. */
function exampleOf({ type, enum: values, children }: Field): unknown {
  if (type.startsWith("["))
    return [exampleOf({ ...FIELD, type: type.slice(1, -1), children, ...(values && { enum: values }) })];
  if (values?.length) return enumOf(values.slice(0, 1)).const;
  const [option] = children;
  if (type === "oneOf") return option ? exampleOf(option) : {};
  if (type === "object") return Object.fromEntries(children.map((child) => [child.name, exampleOf(child)]));
  const known: Record<string, unknown> = { boolean: true, "date-time": "2026-01-01T00:00:00Z", date: "2026-01-01" };
  if (type === "uuid") return "00000000-0000-4000-8000-000000000000";
  return known[type] ?? (primitive(type).type === "string" ? TODO : 0);
}

const FIELD: Field = { name: "", type: "object", required: false, children: [], place: { file: "", line: 1 } };

const isAnyKey = ({ name }: Field): boolean => /any-key/.test(name);

/** What makes two objects the same: everything but the words. */
const shapeOf = (fields: readonly Field[]): string =>
  JSON.stringify(
    fields.map(({ name, type, required, enum: values, children }) => [name, type, required, values, shapeOf(children)]),
  );

/** The schemas of a draft, one named schema an object. */
class Schemas {
  readonly components: Record<string, Yaml> = {};
  /** The named schema of the spec that is equal to one of the draft. */
  readonly equals = new Map<string, NamedSchema>();
  private readonly names = new Names();
  private readonly standing: Standing;
  private readonly reuse: boolean;

  constructor(standing: Standing, reuse: boolean) {
    this.standing = standing;
    this.reuse = reuse;
  }

  /** A reference to the named schema of an object. */
  object(fields: readonly Field[], wanted: string, promises: boolean, root: string): Yaml {
    const standing = this.equal(fields, promises, root);
    if (standing && this.reuse) return { $ref: standing.ref };
    const { name, fresh } = this.names.name(wanted, `${promises} ${shapeOf(fields)}`);
    if (fresh) {
      if (standing) this.equals.set(name, standing);
      const schema: Yaml = { type: "object", description: TODO };
      this.components[name] = schema; // Before what it holds, so that the draft reads from the outside in.
      const named = fields.filter((field) => !isAnyKey(field));
      const required = named.filter((field) => field.required).map((field) => field.name);
      if (required.length) schema.required = required;
      if (named.length)
        schema.properties = Object.fromEntries(
          named.map((field) => [field.name, this.schema(field, `${name}${pascal(field.name)}`, promises, root)]),
        );
      const others = fields.find(isAnyKey);
      if (others) schema.additionalProperties = this.schema(others, `${name}Value`, promises, root);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  schema(field: Field, wanted: string, promises: boolean, root: string): Yaml {
    const { type, enum: values, children, name } = field;
    if (type.startsWith("[")) {
      const { description: _, ...items } = this.schema({ ...field, type: type.slice(1, -1) }, wanted, promises, root);
      return { type: "array", description: TODO, items };
    }
    if (values) return { ...enumOf(values), description: TODO };
    if (type === "oneOf") return { description: TODO, oneOf: this.options(children, wanted, promises, root) };
    if (type !== "object")
      return {
        ...primitive(type),
        ...(type === "string" && CREDENTIAL.test(name) && { format: "password" }),
        description: TODO,
      };
    return children.length ? this.object(children, wanted, promises, root) : { type: "object", description: TODO };
  }

  private options(options: readonly Field[], wanted: string, promises: boolean, root: string): Yaml[] {
    return options.map((option) => {
      const mark = option.children.find(({ name }) => name === "type")?.enum;
      const suffix = pascal(mark?.length === 1 ? (mark[0] ?? "") : option.name);
      return this.schema(option, wanted + suffix, promises, root);
    });
  }

  /** The named schema of the spec that says the same, if the object is large enough to tell. */
  private equal(fields: readonly Field[], promises: boolean, root: string): NamedSchema | undefined {
    const telling = fields.length >= 4 || shapeOf(fields).includes("enum");
    if (!telling) return undefined;
    const near = this.standing.schemas.filter((one) => one.near(root));
    return (
      near.find((one) => sameFields(fields, one.fields, false)) ??
      (promises ? near.find((one) => sameFields(fields, one.fields, true)) : undefined)
    );
  }
}

/** Drafts the operations of one page. */
class Draft {
  private readonly page: Page;
  private readonly standing: Standing;
  private readonly schemas: Schemas;
  readonly paths: Record<string, Yaml> = {};

  constructor(page: Page, standing: Standing, schemas: Schemas) {
    this.page = page;
    this.standing = standing;
    this.schemas = schemas;
  }

  add(operation: Operation): void {
    const id = this.idOf(operation);
    const root = version(operation.path);
    const { group = "GROUP", slug } = this.page.address;
    const { parameters, body } = operation;
    const drafted: Yaml = {
      operationId: id,
      "x-function": functionOf(operation.method, operation.path),
      summary: TODO,
      description: TODO,
      tags: [this.page.group ?? TODO],
      externalDocs: { url: `https://docs.datadoghq.com/api/latest/${group}/#${slug}` },
      "x-permissions": operation.permissions.map(({ name }) => name),
    };
    if (parameters.length) drafted.parameters = parameters.map((parameter) => this.parameter(parameter, root, id));
    if (body) {
      const content = this.content(body.fields, `${pascal(id)}Request`, false, root);
      drafted.requestBody = { ...(body.required && { required: true }), content };
    }
    const responses = operation.responses.map((response) => [response.status, this.response(response, id, root)]);
    drafted.responses = Object.fromEntries(responses);
    this.paths[operation.path] = { ...this.paths[operation.path], [operation.method.toLowerCase()]: drafted };
  }

  private idOf({ method, path }: Operation): string {
    const id = operationIdOf(this.page.title);
    const known = this.standing.operations.some((one) => one.id === id && label(one) !== label({ method, path }));
    const infix = version(path) === "v1" && (known || this.page.operations.length > 1) ? "V1" : "";
    return operationIdOf(this.page.title, infix);
  }

  private parameter(parameter: Parameter, root: string, id: string): Yaml {
    const shared = this.standing.parameters.find(
      ({ parameter: one }) =>
        one.in === parameter.in && one.name === parameter.name && sameFields([parameter], [one], false),
    );
    if (shared) return { $ref: shared.ref };
    const { description, ...schema } = this.schemas.schema(
      parameter,
      `${pascal(id)}${pascal(parameter.name)}`,
      false,
      root,
    );
    const required = parameter.required ? { required: true } : {};
    return { name: parameter.name, in: parameter.in, ...required, description: description ?? TODO, schema };
  }

  private content(fields: readonly Field[], name: string, promises: boolean, root: string): Yaml {
    const schema = fields.length
      ? this.schemas.object(fields, name, promises, root)
      : { type: "object", description: TODO };
    const example = exampleOf({ ...FIELD, children: [...fields] });
    return { "application/json": { schema, example } };
  }

  private response({ status, body }: Response, id: string, root: string): Yaml {
    const success = status.startsWith("2");
    const shared = success ? undefined : this.sharedResponse(status, body?.fields);
    if (shared) return { $ref: shared.ref };
    if (!body) return { description: TODO };
    const name = success ? `${pascal(id)}Response` : `${pascal(id)}Error`;
    return { description: TODO, content: this.content(body.fields, name, success, root) };
  }

  /** The response of common.yaml that the spec's operations use most for this status, if it is the same. */
  private sharedResponse(status: string, fields: readonly Field[] | undefined): NamedResponse | undefined {
    return this.standing.responses.find(
      (one) => one.status === status && fields && sameFields(fields, one.fields, false),
    );
  }
}

/** Mappings that fit on a line are written on one, as in the spec. */
function fold(document: Document): void {
  const short = (node: Node): boolean => JSON.stringify(node.toJSON()).length < 80;
  const flat = (items: readonly unknown[]): boolean =>
    items.every((item) => isScalar(item) || (isPair(item) && isScalar(item.value)));
  visit(document, (_, node) => {
    if ((isMap(node) || isSeq(node)) && node.items.length && flat(node.items) && short(node)) node.flow = true;
    if (isMap(node) && node.has("$ref")) node.flow = true;
    // Redocly would read a bare time as a date, and people a bare # as a comment.
    if (isScalar(node) && /^\d{4}-|#/.test(String(node.value))) node.type = "QUOTE_DOUBLE";
  });
}

const pointer = (path: string): string =>
  path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");

function heading(page: Page, standing: Standing): string {
  const lines = page.operations.flatMap((operation) => {
    const { path } = operation;
    const file = `${version(path)}/${page.address.group ?? "GROUP"}.yaml`;
    const known = standing.operations.find((one) => label(one) === label(operation));
    if (known) return [`${label(operation)} is in the spec already, as ${known.id}: docs:diff compares it.`];
    return [
      `${label(operation)} goes to spec/${file}; unless its path is there, spec/openapi.yaml needs this line:`,
      `  ${path}: { $ref: "${file}#/paths/${pointer(path)}" }`,
    ];
  });
  return [
    " A draft: write every TODO, correct names and examples, add what is nullable. Lint refuses it until then.",
    ...lines.map((line) => ` ${line}`),
  ].join("\n");
}

/** The YAML for all operations of a page. With `reuse` it refers to schemas of the spec that say the same. */
export function draft(page: Page, standing: Standing, reuse: boolean): string {
  const schemas = new Schemas(standing, reuse);
  const drafted = new Draft(page, standing, schemas);
  for (const operation of page.operations) drafted.add(operation);
  const components = Object.keys(schemas.components).length ? { components: { schemas: schemas.components } } : {};
  const document = new Document({ paths: drafted.paths, ...components }, { aliasDuplicateObjects: false });
  document.commentBefore = heading(page, standing);
  fold(document);
  for (const [name, { ref }] of schemas.equals) {
    const schema = document.getIn(["components", "schemas", name], true);
    if (isMap(schema)) schema.commentBefore = ` Equal to ${ref}, which --reuse refers to instead.`;
  }
  return document.toString({ lineWidth: 120 }).replace(/\[ ([^[\]]*) \]/g, "[$1]");
}
