/** Compiles spec/openapi.yaml into generated/ and the functions of src/, and writes them when it is run. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { parse } from "yaml";
import {
  type Document,
  type Media,
  type Operation,
  operationsOf,
  type Parameter,
  queryName,
  reachable,
  readSchema,
  type Schema,
  schemaType,
} from "./document.ts";
import { newAttributes } from "./functions.ts";
import { wrap, wrapperFiles } from "./wrappers.ts";

export { type Document, type Media, type Operation, operationsOf, type Parameter, reachable, type Schema };

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const BANNER = "Generated from spec/ by `npm run generate`. Do not edit.";

/** Where the spec stands, and below which folder the results go. */
export interface Paths {
  spec?: string;
  out?: string;
}

/** The folders that hold nothing but what is generated. */
const FOLDERS = ["generated", "src/v1", "src/v2"];

/** Turns the spec into the generated files, by path. Reads the spec, writes nothing. */
export async function compile(spec = join(root, "spec/openapi.yaml")): Promise<Record<string, string>> {
  const bundled = await bundle(spec);
  const document = JSON.parse(bundled) as Document;
  const text = await readFile(spec, "utf8");
  const { paths } = (spec.endsWith(".json") ? JSON.parse(text) : parse(text)) as {
    paths: Record<string, { $ref?: string }>;
  };
  const files = {
    "generated/openapi.json": bundled,
    "generated/operations.ts": operationsFile(document),
    "generated/requests.ts": requestsFile(document),
    "generated/types.ts": await typesFile(document),
    ...wrapperFiles(document, (path) => `spec/${paths[path]?.$ref?.replace(/#.*/, "") ?? basename(spec)}`),
  };
  const formatted = await Promise.all(
    Object.entries(files).map(async ([path, text]) => [path, await format(path, text)]),
  );
  return Object.fromEntries(formatted);
}

/** Lints the spec, compiles it and replaces the generated files; a spec that is broken leaves them as they were. */
export async function generate({ spec = join(root, "spec/openapi.yaml"), out = root }: Paths = {}): Promise<void> {
  await lint(spec); // first: of a broken spec the bundler says less, or the same at every reference
  const files = await compile(spec);
  const draft = (path: string): string => join(out, dirname(path), `.${basename(path)}`);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(out, dirname(path)), { recursive: true });
    await writeFile(draft(path), text);
  }
  for (const path of Object.keys(files)) await rename(draft(path), join(out, path));
  for (const folder of FOLDERS)
    for (const name of await readdir(join(out, folder)))
      if (!(`${folder}/${name}` in files)) await rm(join(out, folder, name));
}

/** Lints the spec with the project's rules. Rejects with the findings, each with its file and line. */
export async function lint(spec: string): Promise<void> {
  await redocly(["lint", spec, "--config", join(root, "spec/redocly.yaml"), "--format", "stylish"]);
}

/** Joins the spec's files into one JSON document; only components stay behind references. */
async function bundle(spec: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "datadog-fetch-"));
  try {
    const out = join(dir, "openapi.json");
    await redocly(["bundle", spec, "--ext", "json", "--output", out]);
    const document = JSON.parse(await readFile(out, "utf8")) as Document & { components: Record<string, unknown> };
    return JSON.stringify(selfContained(document), null, 2);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Redocly's progress, its notice about Node 20, and its advice to ignore what it found. */
const NO_FINDING = /^ *[╔║╚]|^validating |: validated in |^bundling |--generate-ignore-file/;

async function redocly(args: string[]): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  try {
    await run(process.execPath, [cli, ...args], { cwd: root, env, maxBuffer: 1 << 26 });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const lines = `${stdout}${stderr}`.split("\n").filter((line) => !NO_FINDING.test(line));
    const findings = lines.filter((line, index) => line !== lines[index - 1]).join("\n");
    throw new Error(`The spec is broken; what is generated was left as it was.\n${findings.trim()}`);
  }
}

/** Puts every shared parameter, answer and header in its place, so that operations are complete and only schemas are referenced. */
export function selfContained(document: Document & { components: Record<string, unknown> }): Document {
  const components = document.components;
  const inline = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(inline);
    if (typeof node !== "object" || node === null) return node;
    const ref = (node as { $ref?: unknown }).$ref;
    if (typeof ref === "string" && !ref.startsWith("#/components/schemas/")) {
      const [, , kind = "", name = ""] = ref.split("/");
      return inline((components[kind] as Record<string, unknown>)[name]);
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inline(value)]));
  };
  const { schemas, securitySchemes } = components;
  const paths = Object.entries(inline(document.paths) as Document["paths"]).map(
    ([path, { parameters = [], ...item }]) => {
      const operations = Object.entries(item).map(([method, { parameters: own = [], ...operation }]) => {
        const all = [...(parameters as Parameter[]), ...own];
        return [method, all.length > 0 ? { ...operation, parameters: all } : operation];
      });
      return [path, Object.fromEntries(operations)];
    },
  );
  return { ...document, paths: Object.fromEntries(paths), components: { securitySchemes, schemas } } as Document;
}

/** The quirks of single operations that the client has to know, by the extension of the spec that states them. */
const QUIRKS = {
  "x-total": "total",
  "x-secret-in-path": "secretInPath",
  "x-queue": "queue",
  "x-registered-key-only": "registeredKeyOnly",
} as const;

/** One constant an operation, so that a bundle holds only those that it uses. */
function operationsFile(document: Document): string {
  const constants = operationsOf(document).map(({ method, path, operation }) => {
    const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
    const schema = successes.map(([, { content }]) => content?.["application/json"]?.schema).find(Boolean);
    const optional = operation["x-optional-body"];
    const quirks = Object.entries(QUIRKS).map(([extension, name]) => [
      name,
      operation[extension as keyof typeof QUIRKS],
    ]);
    const body = schema && requiredShape(document, schema);
    const possible = body === "object" && Object.keys(readSchema(document, schema ?? {}).properties ?? {});
    const constant = {
      method,
      path,
      success: successes.map(([status]) => Number(status)),
      body,
      included: schema && includedShapes(document, schema),
      apiKeyAlone: isAPIKeyAlone(operation) || undefined,
      optionalBody: optional
        ? Object.fromEntries(optional.map((name) => [name, "string"]))
        : possible && possible.length > 0
          ? Object.fromEntries(possible.map((name) => [name, "object"]))
          : undefined,
      blankSecrets: operation["x-blank-secrets"] && secretFields(document, operation),
      permissions: operation["x-permissions"],
      ...Object.fromEntries(quirks),
    };
    return `/** ${operation.summary}. */
export const ${operation.operationId} = ${JSON.stringify(constant, null, 2)} as const;`;
  });
  return `/** ${BANNER} */

${constants.join("\n\n")}
`;
}

/** Whether one of the ways to sign in is an API key without an application key. */
const isAPIKeyAlone = ({ security = [] }: Operation): boolean =>
  security.some((schemes) => "apiKey" in schemes && !("appKey" in schemes));

/** What a value of a schema always holds: its type, or the shapes of its required properties or of its items. */
type Shape = string | readonly Shape[] | { readonly [property: string]: Shape };

/** The shape that every value of a schema has. Alternatives give what all of them require. */
function requiredShape(document: Document, schema: Schema): Shape {
  const { type, properties = {}, required = [], items, alternatives } = readSchema(document, schema);
  const kinds = [type].flat();
  const nullable = kinds.includes("null") ? "?" : "";
  if (alternatives.length > 0) {
    const optional = alternatives.some((each) => readSchema(document, each).type === "null") ? "?" : "";
    const shapes = alternatives.filter((each) => readSchema(document, each).type !== "null");
    return orNull(shapes.map((each) => requiredShape(document, each)).reduce(commonShape), optional);
  }
  if (items && !nullable) return [requiredShape(document, items)];
  if (required.length > 0 && !nullable)
    return Object.fromEntries(required.map((name) => [name, requiredShape(document, properties[name] ?? {})]));
  const kind = kinds.find((each) => each !== "null") ?? "object";
  return `${kind === "integer" ? "number" : kind}${nullable}`;
}

/** A shape that may be null says no more than what kind of value it is otherwise. */
const orNull = (shape: Shape, mark: "?" | ""): Shape =>
  mark === ""
    ? shape
    : typeof shape === "string"
      ? `${shape.replace("?", "")}?`
      : Array.isArray(shape)
        ? "array?"
        : "object?";

/** What two shapes have in common. */
function commonShape(one: Shape, other: Shape): Shape {
  if (typeof one !== "object" || typeof other !== "object") return typeof one === "object" ? "object" : one;
  if (Array.isArray(one) || Array.isArray(other)) return one;
  const [first, second] = [one, other] as Record<string, Shape>[];
  const names = Object.keys(first ?? {}).filter((name) => second && name in second);
  return Object.fromEntries(
    names.map((name) => [name, commonShape(first?.[name] ?? "object", second?.[name] ?? "object")]),
  );
}

/** What the resources in `included` hold, by their `type`; `undefined` for a body that has no such part. */
function includedShapes(document: Document, schema: Schema): Record<string, Shape> | undefined {
  const { properties } = readSchema(document, schema);
  const items = properties?.included && readSchema(document, properties.included).items;
  if (!items) return undefined;
  const { alternatives } = readSchema(document, items);
  const shapes = (alternatives.length > 0 ? alternatives : [items]).map((resource) => {
    const type = readSchema(document, readSchema(document, resource).properties?.type ?? {});
    return [String(type.const ?? type.enum?.[0]), requiredShape(document, resource)];
  });
  return Object.fromEntries(shapes);
}

/** Names of the credentials that a request's body may hold. */
function secretFields(document: Document, operation: Operation): string[] {
  const found = reachable(document, operation.requestBody).flatMap((name) => {
    const { properties = {} } = document.components.schemas[name] as { properties?: Record<string, Schema> };
    return Object.entries(properties).flatMap(([property, { format }]) => (format === "password" ? [property] : []));
  });
  return [...new Set(found)].sort();
}

/** What the sandbox checks requests against. */
function requestsFile(document: Document): string {
  const requests = operationsOf(document).map(({ operation }) => {
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const body = operation.requestBody?.content["application/json"]?.schema;
    return [
      operation.operationId,
      {
        query: Object.fromEntries(query.map(({ name, schema }) => [name, withoutProse(schema)])),
        ...(body && { body: withoutProse(body) }),
      },
    ];
  });
  const bodies = requests.map(([, request]) => request);
  const schemas = Object.fromEntries(
    reachable(document, bodies).map((name) => [name, withoutProse(document.components.schemas[name])]),
  );
  return `/** ${BANNER} */

/** A JSON Schema of draft 2020-12. */
export type Schema = { readonly [keyword: string]: unknown };

/** The query parameters and the body that every operation takes, by operationId. */
export const requests: { readonly [operationId: string]: { readonly query: { readonly [name: string]: Schema }; readonly body?: Schema } } =
  ${JSON.stringify(Object.fromEntries(requests), null, 2)};

/** The schemas that the bodies refer to, by name. */
export const schemas: { readonly [name: string]: Schema } = ${JSON.stringify(schemas, null, 2)};
`;
}

/** A schema as a validator needs it: without descriptions and examples, references into one flat list. */
function withoutProse(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== "object" || schema === null) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === "$ref") return [[key, String(value).replace("#/components/schemas/", "#/$defs/")]];
    if (key === "properties") {
      return [
        [
          key,
          Object.fromEntries(Object.entries(value as object).map(([name, property]) => [name, withoutProse(property)])),
        ],
      ];
    }
    return key === "description" || key === "example" || key === "examples" || key.startsWith("x-")
      ? []
      : [[key, withoutProse(value)]];
  });
  return Object.fromEntries(entries);
}

/** The named types: one for every schema, one for every query, and the table of paths that openapi-fetch reads. */
export async function typesFile(document: Document): Promise<string> {
  const operations = operationsOf(document);
  const queries = operations.flatMap(({ operation }) => querySchema(operation));
  const schemas = { ...toldApart(document), ...newAttributes(document), ...Object.fromEntries(queries) };
  const source = { openapi: "3.1.0", info: { title: "", version: "" }, paths: {}, components: { schemas } };
  const nodes = await openapiTS(source as unknown as OpenAPI3, { silent: true, defaultNonNullable: false });
  const bodies = operations.map(({ operation }) => operation.requestBody);
  const sent = new Set([
    ...reachable(document, bodies),
    ...Object.keys(newAttributes(document)),
    ...queries.map(([name]) => name),
  ]);
  return `/** ${BANNER} */

${namedSchemas(nodes, sent)}

/** Every path with what its methods take and answer, in the form that openapi-fetch reads. */
export interface paths {
${Object.entries(document.paths)
  .map(
    ([path, item]) =>
      `${JSON.stringify(path)}: {${Object.entries(item)
        .map((entry) => operationType(...entry))
        .join("")}};`,
  )
  .join("\n")}
}
`;
}

/**
 * The schemas as the types have them: where a page describes several kinds as one object, `x-one-of` names the kinds, and the
 * type is their union. What nothing but that object refers to is left out.
 */
function toldApart(document: Document): Record<string, Schema> {
  const { schemas } = document.components;
  const constOf = (name: string): unknown =>
    (schemas[name]?.properties as Record<string, Schema> | undefined)?.type?.const;
  const told = Object.entries(schemas).map(([name, schema]): [string, Schema] => {
    const kinds = schema["x-one-of"] as string[] | undefined;
    if (!kinds) return [name, schema];
    const types = (schema.properties as Record<string, Schema>).type?.enum as string[];
    if (kinds.map(constOf).sort().join() !== [...types].sort().join())
      throw new Error(`${name}: x-one-of has to name the schemas whose type is one of ${types.join(", ")}.`);
    const oneOf = kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` }));
    return [name, { description: schema.description, oneOf }];
  });
  const components = { schemas: Object.fromEntries(told) };
  const used = reachable({ ...document, components }, document.paths);
  return Object.fromEntries(told.filter(([name]) => used.includes(name)));
}

/** The query parameters of an operation as a named object schema. */
function querySchema(operation: Operation): [string, Schema][] {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  if (parameters.length === 0) return [];
  const properties = parameters.map(({ name, description, schema }) => [name, { ...schema, description }]);
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const description = `What \`${operation.operationId}\` can be asked for.`;
  return [
    [queryName(operation), { type: "object", description, required, properties: Object.fromEntries(properties) }],
  ];
}

function operationType(method: string, operation: Operation): string {
  const path = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === "path")
    .map(({ name }) => `${name}: string`);
  const body = operation.requestBody && schemaType(operation.requestBody.content);
  const parameters = [
    ...(querySchema(operation).length > 0 ? [`query?: ${queryName(operation)} | undefined`] : []),
    ...(path.length > 0 ? [`path: { ${path.join("; ")} }`] : []),
  ];
  const responses = Object.entries(operation.responses).map(
    ([status, { content }]) =>
      `${status}: { ${content ? `content: { "application/json": ${schemaType(content)} }` : "content?: never"} };`,
  );
  return `
    /** ${operation.summary}. */
    ${method}: {
      parameters: { ${parameters.join("; ")} };${body ? `\nrequestBody: { content: { "application/json": ${body} } };` : ""}
      responses: { ${responses.join("\n")} };
    };`;
}

/**
 * Lifts each schema out of openapi-typescript's `components` into an exported interface or type of its own. Arrays in what is
 * `sent` are readonly, so that a program's constants fit.
 */
function namedSchemas(nodes: ts.Node[], sent: ReadonlySet<string>): string {
  const components = nodes.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === "components",
  ) as ts.InterfaceDeclaration;
  const schemas = components.members.find((member) => propertyName(member) === "schemas") as ts.PropertySignature;
  return (schemas.type as ts.TypeLiteralNode).members
    .map((member) => {
      const name = propertyName(member);
      const declared = (member as ts.PropertySignature).type as ts.TypeNode;
      const type = sent.has(name) ? withReadonlyArrays(declared) : declared;
      const comment = /^\s*\/\*\*[\s\S]*?\*\//.exec(astToString(member))?.[0] ?? "";
      const text = astToString(ts.factory.createTypeAliasDeclaration(undefined, "_", undefined, type))
        .replace(/^type _ = /, "")
        .replace(/;\s*$/, "")
        .replace(/components\["schemas"\]\["(\w+)"\]/g, "$1");
      return plainComments(
        `${comment}\nexport ${ts.isTypeLiteralNode(type) ? `interface ${name} ${text}` : `type ${name} = ${text};`}`,
      );
    })
    .join("\n\n");
}

/** A type with every array in it readonly. */
function withReadonlyArrays<Node extends ts.Node>(node: Node): Node {
  const visit = (each: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(each, visit, undefined);
    return ts.isArrayTypeNode(visited)
      ? ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited)
      : visited;
  };
  return visit(node) as Node;
}

const propertyName = (member: ts.TypeElement): string => (member.name as ts.Identifier | ts.StringLiteral).text;

/** Rewrites openapi-typescript's tagged comments as sentences: the description, then the default. */
function plainComments(text: string): string {
  return text.replace(/\/\*\*([\s\S]*?)\*\//g, (_, comment: string) => {
    const tags = comment
      .replace(/^\s*\* ?/gm, "")
      .trim()
      .split(/\n?^(?=@|Format:)/m);
    const value = (tag: string) =>
      tags
        .find((line) => line.startsWith(tag))
        ?.slice(tag.length)
        .replace(/\s+/g, " ")
        .trim();
    const lines = wrap(value("@description") ?? "", 120);
    const fallback = value("@default");
    if (fallback !== undefined) lines.push(`@default ${fallback}`);
    return lines.length === 1 ? `/** ${lines[0]} */` : `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */`;
  });
}

/** Formats a file. Rejects where it is no TypeScript or JSON. */
async function format(path: string, text: string): Promise<string> {
  const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));
  const args = [biome, "format", `--stdin-file-path=${path}`];
  const child = run(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 });
  child.child.stdin?.end(text);
  return (await child).stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await generate();
    console.log("generated/ and the functions of src/ are up to date with spec/.");
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
