/** What the key operations of v1 say of a body without a name, whether there is such a key or not. */
import { requests } from "../../../generated/requests.ts";
import type { OperationId } from "../operations.ts";
import { type HandlerResponse, refuse } from "../responses.ts";
import { isObject } from "../validate.ts";

const NO_NAME = refuse(400, "Required parameter 'name' is missing");

export function refuseWithoutName(id: OperationId, body: unknown): HandlerResponse | undefined {
  if (!requests[id]?.body) return undefined;
  const name = isObject(body) ? body.name : undefined;
  return typeof name === "string" && name !== "" ? undefined : NO_NAME;
}
