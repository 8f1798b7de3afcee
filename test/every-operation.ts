/** Every operation: its constant, what the document says of it, the function that reaches it, and arguments that fit. */
import { readdirSync, readFileSync } from "node:fs";
import * as constants from "../generated/operations.ts";
import { type Client, createClient, type Paged } from "../src/index.ts";
import { nameOf, type Operation } from "../src/operation.ts";
import { resources } from "../src/resources.ts";
import { root } from "./typescript.ts";

/** A function of one of the modules. */
export type Call = (client: Client, ...rest: unknown[]) => unknown;

/** What the document says of an operation. */
export interface Described {
  "x-function": string;
  parameters?: { name: string; in: "path" | "query"; schema: { type?: string; $ref?: string } }[];
  requestBody?: { content: { "application/json": { example: unknown } } };
  responses: Record<string, { content?: { "application/json": { example: unknown } } }>;
}

const document: { paths: Record<string, Record<string, Described>> } = JSON.parse(
  readFileSync(`${root}generated/openapi.json`, "utf8"),
);

/** A module of operations: `v2/api-keys` is the file `src/v2/api-keys.ts` and the subpath `/api-keys`. */
export interface Module {
  readonly file: string;
  readonly subpath: string;
  readonly functions: Readonly<Record<string, Call>>;
}

/** All modules that there are, whether or not `src/resources.ts` lists them. */
export const modules: readonly Module[] = await Promise.all(
  ["v1", "v2"].flatMap((folder) =>
    readdirSync(`${root}src/${folder}`).map(async (name) => {
      const file = `${folder}/${name.replace(".ts", "")}`;
      return { file, subpath: file.replace("v2/", ""), functions: await import(`${root}src/${file}.ts`) };
    }),
  ),
);

/** The functions of an object and of those in it, by where they are. */
export function functionsIn(object: object, prefix = ""): { name: string; call: Call }[] {
  return Object.entries(object).flatMap(([name, value]) =>
    typeof value === "function" ? [{ name: prefix + name, call: value }] : functionsIn(value, `${prefix}${name}.`),
  );
}

/** Every function by its name on the client, such as `apiKeys.list`, with the operation that it requests. */
export const functions: readonly { name: string; call: Call; requests: string }[] = await Promise.all(
  functionsIn(resources).map(async (each) => ({ ...each, requests: await operationOf(each.call) })),
);

/** One operation, and the function that reaches it. */
export interface Each {
  readonly id: string;
  readonly operation: Operation;
  readonly described: Described;
  /** Where the function is on the client. Empty where there is none. */
  readonly name: string;
  readonly call: Call;
}

export const everyOperation: readonly Each[] = Object.entries(constants).map(([id, operation]) => {
  const { name = "", call = () => undefined } = functions.find(({ requests }) => requests === nameOf(operation)) ?? {};
  const described = document.paths[operation.path]?.[operation.method.toLowerCase()] as Described;
  return { id, operation, described, name, call };
});

/** The names of an operation's path parameters, in order. */
export const pathNames = ({ path }: Operation): string[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);

/** The arguments of a function as the spec has them: ids, then the attributes or the body, then the query. */
export function argumentsOf({ operation, described }: Each, pathValue: (name: string) => unknown): unknown[] {
  const body = described.requestBody?.content["application/json"].example as { data?: Record<string, unknown> };
  const { attributes = body, relationships } = body?.data ?? {};
  const query = queryOf(described);
  const last = Object.keys(query).length > 0 ? query : undefined;
  return [...pathNames(operation).map(pathValue), attributes, relationships, last].filter((each) => each !== undefined);
}

const VALUES: Record<string, unknown> = { array: ["a b&c", "d"], boolean: false, integer: 3, string: "a b&c" };

/** A value for every query parameter. */
export function queryOf({ parameters = [] }: Described): Record<string, unknown> {
  const query = parameters.filter((parameter) => parameter.in === "query");
  return Object.fromEntries(query.map(({ name, schema }) => [name, schema.$ref ? "-name" : VALUES[schema.type ?? ""]]));
}

/** The status and the body of an operation's success, as the document shows it. */
export function exampleOf({ described }: Pick<Each, "described">): { status: number; example: unknown } {
  const [status = ""] = Object.keys(described.responses).filter((code) => code < "300");
  return { status: Number(status), example: described.responses[status]?.content?.["application/json"].example };
}

/** What a function gives: a body, or that of a list's first page. */
export async function resultOf(result: unknown): Promise<unknown> {
  return "page" in Object(result) ? (result as Paged<unknown, unknown>).page() : result;
}

/** Which operation a function requests, found out by calling it: without arguments, or with a 400 in response, it fails. */
async function operationOf(call: Call): Promise<string> {
  const client = createClient({ token: "none", fetch: async () => new Response(null, { status: 400 }) });
  return resultOf(call(client)).then(
    () => Promise.reject(new Error("a 400 was no error")),
    (error: { operation: string }) => error.operation,
  );
}
