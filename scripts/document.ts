/** The parts of the bundled OpenAPI 3.1 document that the scripts read, and how to find one's way in it. */

/** A bundled document: operations are complete, and only schemas stand behind references. */
export interface Document {
  paths: Record<string, { [method: string]: Operation }>;
  components: { schemas: Record<string, Schema> };
  /** What the functions are grouped in, by its name on `dd`. Without a subpath it only holds others. */
  "x-modules": Record<string, { subpath?: string; description: string }>;
}
export interface Operation {
  operationId: string;
  /** The name on `dd`: `apiKeys.get`. */
  "x-function": string;
  summary: string;
  description?: string;
  tags: string[];
  externalDocs: { url: string };
  "x-permissions": string[];
  "x-permissions-for"?: Record<string, string>;
  "x-creates"?: string;
  "x-throws"?: Record<string, string>;
  "x-example"?: string;
  security?: Record<string, string[]>[];
  "x-total"?: string;
  "x-secret-in-path"?: boolean;
  "x-queue"?: string;
  "x-registered-key-only"?: boolean;
  "x-optional-body"?: string[];
  "x-blank-secrets"?: boolean;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
export interface Parameter {
  name: string;
  in: "path" | "query";
  required?: boolean;
  description: string;
  schema: Schema;
}
export interface Media {
  schema: Schema;
  example?: unknown;
}
export type Schema = { [keyword: string]: unknown };

/** Lists every operation of a document with its method and path. */
export function operationsOf(document: Document): { method: string; path: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** A schema with its reference resolved and the parts of an `allOf` joined. */
export function readSchema(document: Document, schema: Schema): SchemaParts {
  const { $ref, allOf = [], oneOf = [], anyOf = [], ...own } = schema as Schema & SchemaParts;
  const name = $ref?.replace("#/components/schemas/", "");
  if (name !== undefined) return readSchema(document, document.components.schemas[name] ?? {});
  const parts = [...allOf.map((each) => readSchema(document, each)), own as SchemaParts];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
    alternatives: [...oneOf, ...anyOf, ...parts.flatMap(({ alternatives = [] }) => alternatives)],
  };
}

/** The keywords of a schema that say what a value always holds. */
export interface SchemaParts {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  alternatives: Schema[];
}

/** Names of the schemas that a value refers to, directly or not, in the document's order. */
export function reachable(document: Document, from: unknown): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/"#\/(?:components\/schemas|\$defs)\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(document.components.schemas[name]);
    }
  };
  visit(from);
  return Object.keys(document.components.schemas).filter((name) => found.has(name));
}

/** The type of what an operation can be asked for. */
export const queryName = ({ operationId }: Operation): string =>
  `${operationId[0]?.toUpperCase()}${operationId.slice(1)}Query`;

/** The name of the schema that a body has. */
export const schemaType = (content: Record<string, Media>): string =>
  schemaName(content["application/json"]?.schema ?? {}, "A body");

/** The name of the schema that is referred to. */
export function schemaName({ $ref }: Schema, subject: string): string {
  if (typeof $ref !== "string") throw new Error(`${subject} must be a reference to a named schema.`);
  return $ref.replace("#/components/schemas/", "");
}
