/** Every operation of the spec is reached by exactly one function, with the request that the spec describes. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { createClient, createDatadog } from "../src/index.ts";
import { nameOf } from "../src/operation.ts";
import { resources } from "../src/resources.ts";
import { apiKey, appKey } from "./datadog.ts";
import {
  argumentsOf,
  type Call,
  type Each,
  everyOperation,
  exampleOf,
  functions,
  functionsIn,
  modules,
  pathNames,
  queryOf,
  resultOf,
} from "./every-operation.ts";
import { root } from "./typescript.ts";

const BASE = "https://api.datadoghq.com";
const valueFor = (parameter: string): string => `${parameter} of/it`;

/** What a function requests, and what it makes of the response. */
async function requestOf(call: () => unknown, requests: { url: string; init: RequestInit }[]) {
  const body = await resultOf(call());
  expect(requests).toHaveLength(1);
  const { url, init } = requests[0] as (typeof requests)[0];
  const headers = Object.fromEntries(new Headers(init.headers));
  const text = init.body instanceof ReadableStream ? await new Response(init.body).text() : init.body;
  const sent: unknown = text ? JSON.parse(String(text)) : undefined;
  return { url: new URL(url), method: init.method, sent, headers, body };
}

/** The body that the spec describes, with the id that the path ends with where the body repeats it. */
function bodyOf({ operation, described }: Each): unknown {
  const example = described.requestBody?.content["application/json"].example as { data?: { id?: string } } | undefined;
  const body = structuredClone(example);
  const id = pathNames(operation).at(-1);
  if (body?.data?.id && id) body.data.id = valueFor(id);
  return body;
}

test("each is reached by exactly one function, and every function reaches one", () => {
  const operations = everyOperation.map(({ operation }) => nameOf(operation));
  expect(operations.length).toBeGreaterThan(50);
  expect(functions.map(({ requests }) => requests).sort()).toEqual(operations.sort());
});

test("src/resources.ts has all the modules' functions, each once", () => {
  const inModules = new Set<Call>(modules.flatMap((each) => Object.values(each.functions)));
  const listed = functions.map(({ call }) => call);
  expect(new Set(listed)).toEqual(inModules);
  expect(listed).toHaveLength(inModules.size);
});

test.each(everyOperation.filter(({ id }) => !id.startsWith("validate")))("$id has its verb for a name", (each) => {
  expect(each.id).toMatch(new RegExp(`^${each.name.split(".").at(-1)}[A-Z]`));
});

test.each(everyOperation)("$id is bound where its x-function says, on $name", ({ name, described }) => {
  expect(name).toBe(described["x-function"]);
});

test.each(everyOperation)("$id, as $name", async (each) => {
  const { operation, described, call } = each;
  const { status, example } = exampleOf(each);
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    requests.push({ url, init });
    return new Response(example === undefined ? null : JSON.stringify(example), { status });
  };
  const client = createClient({ apiKey, appKey, fetch, maxRetries: 0 });
  const request = await requestOf(() => call(client, ...argumentsOf(each, valueFor)), requests);

  expect(request.method).toBe(operation.method);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueFor(name)));
  expect(`${request.url.origin}${request.url.pathname}`).toBe(`${BASE}${path}`);
  const query = Object.entries(queryOf(described)).flatMap(([name, value]) =>
    [value].flat().map((item) => [name, String(item)]),
  );
  expect([...request.url.searchParams].sort()).toEqual(query.sort());
  const body = bodyOf(each);
  expect(request.sent).toEqual(body);
  expect(request.headers).toEqual({
    accept: "application/json",
    "dd-api-key": apiKey,
    "dd-application-key": appKey,
    ...(body !== undefined && { "content-type": "application/json" }),
  });
  expect(request.body).toEqual(example);
});

test("the bound client has exactly the modules' functions", () => {
  const { http, ...bound } = createDatadog({ apiKey, appKey });
  const names = (object: object): string[] => functionsIn(object).map(({ name }) => name);
  expect(names(bound).sort()).toEqual(names(resources).sort());
  expect(http.GET).toBeTypeOf("function");
});

/** A bound function. */
type Bound = (...rest: unknown[]) => unknown;

test.each(everyOperation)("dd.$name is the module's function", async (each) => {
  const requested: string[] = [];
  const fetch = async (url: string, { method }: RequestInit) => {
    requested.push(`${method} ${decodeURIComponent(new URL(url).pathname)}`);
    return new Response(null, { status: 400 });
  };
  const dd = createDatadog({ apiKey, appKey, fetch });
  const { call: bound } = functionsIn(dd).find(({ name }) => name === each.name) as { call: Bound };
  const result = resultOf(bound(...argumentsOf(each, (name) => `{${name}}`)));
  await expect(result).rejects.toHaveProperty("operation", nameOf(each.operation));
  expect(requested).toEqual([nameOf(each.operation)]);
});

test("bound functions need no `this`", async () => {
  const fetch = async () => new Response('{"api_keys":[]}');
  const { list } = createDatadog({ apiKey, appKey, fetch }).v1.apiKeys;
  expect(await list()).toEqual({ api_keys: [] });
});

/** The doc comments of a module's functions, by the names that they are exported under. */
function commentsOf(file: string): Record<string, string> {
  const text = readFileSync(`${root}src/${file}.ts`, "utf8");
  const comments: Record<string, string> = {};
  const note = (node: ts.Node, name: string): void => {
    const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? [];
    comments[name] = ranges.map(({ pos, end }) => text.slice(pos, end).replace(/\s*\n\s*\* ?/g, " ")).join("\n");
  };
  ts.forEachChild(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true), (node) => {
    if (ts.isFunctionDeclaration(node) && node.name && node.getText().startsWith("export")) note(node, node.name.text);
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause))
      for (const specifier of node.exportClause.elements) note(specifier, specifier.name.text);
  });
  return comments;
}

test("every function that a comment names is there", () => {
  const texts = modules.map(({ file }) => readFileSync(`${root}src/${file}.ts`, "utf8")).join("\n");
  const named = Array.from(texts.matchAll(/`((\w+)\.[\w.]+)`/g)).filter(([, , first = ""]) => first in resources);
  expect(named.length).toBeGreaterThan(3);
  const bound = functionsIn(resources).map(({ name }) => name);
  for (const [, name] of named) expect(bound).toContain(name);
});

const comments = Object.fromEntries(modules.map(({ file }) => [file, commentsOf(file)]));

test.each(everyOperation)("the comment of $name names its permissions, and no others", ({ operation, call }) => {
  const { file, functions } = modules.find((module) =>
    Object.values(module.functions).includes(call),
  ) as (typeof modules)[0];
  const [name = ""] = Object.entries(functions).find(([, each]) => each === call) ?? [];
  const comment = comments[file]?.[name] ?? "";
  expect(comment).toMatch(/^\/\*\* [A-Z]/);
  const sentences = [...comment.matchAll(/Needs (?:the permission|one of the permissions) ([^.]*)\./g)];
  const named = sentences.flatMap(([, names = ""]) => Array.from(names.matchAll(/`(\w+)`/g), ([, each]) => each));
  expect(named).toEqual([...operation.permissions]);
});
