/** Sends one operation: the documented body comes out, or a typed error. */
import type { paths } from "../generated/types.ts";
import { kindOf, type ReadResponse, unexpected } from "./api-error.ts";
import type { Client } from "./client.ts";
import { InputError } from "./errors.ts";
import { type OperationInput, requesterOf } from "./http.ts";
import { firstOf, isObject, missingIn, parseJson } from "./json.ts";
import { nameOf, type Operation } from "./operation.ts";
import { bare, ownOptions } from "./options.ts";

/** What one call can be told beyond its arguments. */
export interface CallOptions {
  /**
   * Aborts the call, its waits included. The promise rejects with the signal's own reason: that of
   * `AbortSignal.timeout(ms)` is a `DOMException` named TimeoutError, and not this library's `TimeoutError`.
   */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds that the whole call may take, waits and repeats included.
   * @default the client's `timeout`
   */
  timeout?: number | undefined;
  /**
   * How many times the request may be repeated where that is safe.
   * @default the client's `maxRetries`
   */
  maxRetries?: number | undefined;
  /** More headers. Those that carry the credentials cannot be set here. */
  headers?: Readonly<Record<string, string>> | Headers | undefined;
}

/** What the types know of an operation. */
type Described<O extends Operation> = O["path"] extends infer P extends keyof paths
  ? Lowercase<O["method"]> extends infer M extends keyof paths[P]
    ? paths[P][M]
    : never
  : never;
/** What an operation sends: path parameters, query and body. */
export type Input<O extends Operation> = (Described<O> extends { parameters: infer P } ? P : unknown) &
  (Described<O> extends { requestBody: { content: { "application/json": infer B } } } ? { body: B } : unknown);
/** What a success of an operation holds; nothing where no body is documented. */
export type Output<O extends Operation> =
  Described<O> extends { responses: infer R }
    ? {
        [S in keyof R & O["success"][number]]: R[S] extends { content: { "application/json": infer B } }
          ? B
          : undefined;
      }[keyof R & O["success"][number]]
    : never;

/** Sends an operation. Resolves to the documented body, or to nothing where none is documented. */
export async function send<const O extends Operation>(
  client: Client,
  operation: O,
  input: Input<O>,
  options?: CallOptions,
): Promise<Output<O>> {
  const own = bare(operation);
  const read = await request(client, own, input as OperationInput, options);
  return checkedBody(own, input as OperationInput, read) as Output<O>;
}

/** Sends an operation, and gives its success before that is checked. */
export function request(
  client: Client,
  operation: Operation,
  input: OperationInput,
  options: CallOptions | undefined,
): Promise<ReadResponse> {
  const requester = requesterOf(client, operation);
  if (operation.blankSecrets) checkSecrets(operation, operation.blankSecrets, input.body);
  return requester(operation, input, ownOptions(nameOf(operation), options));
}

/** The body of a documented success. Throws for any other response: a login page, `{}`, a create without its secret. */
export function checkedBody(operation: Operation, { path }: OperationInput, read: ReadResponse): unknown {
  const { success, body: shape, included = {}, optionalBody } = operation;
  if (read.isAlreadyGone) return shape && {};
  const fail = (problem: string): never => {
    throw unexpected({ operation, path }, read, problem);
  };
  if (!success.includes(read.response.status))
    fail(`the documented success is ${success.join(" or ")}, and ${kindOf(read)} came`);
  if (!shape && read.text === "") return undefined;
  const body = parseJson(read.text);
  if (!shape) {
    if (!optionalBody || missingIn(body, optionalBody)) fail(`no body is documented, and ${kindOf(read)} came`);
    return undefined;
  }
  if (!isObject(body)) return fail(`the body is not the documented JSON: ${kindOf(read)} came`);
  const missing = missingIn(body, shape) ?? missingInIncluded(body.included, included);
  if (missing) fail(`the body lacks ${missing}`);
  const other = optionalBody && missingIn(body, optionalBody); // promised only where no response was lost before
  if (other) fail(`the body lacks ${other}`);
  return body;
}

/** What the related resources of a body lack. Those of an unknown type are let pass. */
function missingInIncluded(resources: unknown, shapes: NonNullable<Operation["included"]>): string | undefined {
  if (!Array.isArray(resources)) return resources === undefined || resources === null ? undefined : "included";
  return firstOf<unknown>(resources, (resource, index) => {
    const type = isObject(resource) && typeof resource.type === "string" ? resource.type : "";
    return Object.hasOwn(shapes, type)
      ? missingIn(resource, shapes[type] ?? "object", `included[${index}]`)
      : undefined;
  });
}

/** Refuses a body that would write a secret back as the API shows it, which is empty: that would blank it. */
function checkSecrets(operation: Operation, secrets: readonly string[], body: unknown): void {
  let blank: string | undefined;
  try {
    JSON.stringify(body, function (this: { deleted?: unknown }, name, value: unknown) {
      if (value === "" && this.deleted !== true && secrets.includes(name)) blank = name;
      return value;
    });
  } catch {} // no JSON: that is refused where the body is written
  if (blank !== undefined)
    throw new InputError(
      nameOf(operation),
      `${blank} is "", as responses show every secret: leave the field out to keep what Datadog has`,
    );
}
