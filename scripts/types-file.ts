/** Prints generated/types.ts: a named type for every schema and query, and the table of paths that openapi-fetch reads. */
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import {
  type Document,
  type Operation,
  operationsOf,
  queryName,
  reachable,
  type Schema,
  schemaType,
} from "./document.ts";
import { newAttributes } from "./functions.ts";
import { comment } from "./wrappers.ts";

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
  return `${namedSchemas(nodes, sent)}

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
  return text.replace(/^( *)\/\*\*([\s\S]*?)\*\//gm, (_, indent: string, tagged: string) => {
    const tags = tagged
      .replace(/^\s*\* ?/gm, "")
      .trim()
      .split(/\n?^(?=@|Format:)/m);
    const value = (tag: string) =>
      tags
        .find((line) => line.startsWith(tag))
        ?.slice(tag.length)
        .replace(/\s+/g, " ")
        .trim();
    const fallback = value("@default");
    const description = value("@description") ?? "";
    return comment([description], fallback === undefined ? [] : [`@default ${fallback}`], indent && "  ");
  });
}
