/** What the API says when all is well: the documented success of each operation, taken from the examples in the spec. */
import { readFileSync } from "node:fs";
import * as constants from "../generated/operations.ts";
import type { Operation } from "../src/operation.ts";

interface Content {
  readonly content?: { readonly "application/json"?: { readonly example?: unknown } };
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: { type?: string } }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** One operation of the spec, with its examples. */
export interface Documented {
  readonly id: string;
  readonly operation: Operation;
  /** The documented status of a success. */
  readonly status: number;
  /** The example of its body; `undefined` where none is documented. */
  readonly example: unknown;
  /** The example of what is sent. */
  readonly sent: unknown;
}

const document: { paths: Record<string, Record<string, Described>> } = JSON.parse(
  readFileSync(new URL("../generated/openapi.json", import.meta.url), "utf8"),
);

const exampleOf = (content: Content | undefined): unknown => content?.content?.["application/json"]?.example;

/** All operations, in the order of the constants. */
export const documented: readonly Documented[] = Object.entries<Operation>(constants).map(([id, operation]) => {
  const item = document.paths[operation.path] as Record<string, Described>;
  const { requestBody, responses } = item[operation.method.toLowerCase()] as Described;
  const status = operation.success[0] as number;
  return { id, operation, status, example: exampleOf(responses[status]), sent: exampleOf(requestBody) };
});

const matchers = documented.map((each) => {
  const pattern = each.operation.path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+");
  return { each, pattern: new RegExp(`${pattern}$`), parameters: each.operation.path.split("{").length };
});

/** The operation that a request is. Of several the one whose path has the fewest parameters. */
export function operationAt(method: string, url: string): Documented {
  const { pathname } = new URL(url);
  const fitting = matchers.filter(({ each, pattern }) => each.operation.method === method && pattern.test(pathname));
  const [first] = fitting.sort((a, b) => a.parameters - b.parameters);
  if (first) return first.each;
  throw new Error(`no operation is ${method} ${pathname}`);
}

/** The documented response to a request. */
export function success(method: string, url: string, headers: Record<string, string> = {}): Response {
  const { status, example } = operationAt(method, url);
  return new Response(example === undefined ? null : JSON.stringify(example), { status, headers });
}

/** The documented body of an operation, as a copy that may be changed. */
export function bodyOf<Body = Record<string, unknown>>(id: keyof typeof constants): Body {
  return structuredClone(documented.find((each) => each.id === id)?.example) as Body;
}
