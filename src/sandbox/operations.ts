/** The operations of the spec by id, and the types of what each takes. */
import * as constants from "../../generated/operations.ts";
import type { paths } from "../../generated/types.ts";
import { type Operation as Description, nameOf } from "../operation.ts";

type Constants = typeof constants;
export type OperationId = keyof Constants;

/** The method and path template of an operation, such as `GET /api/v2/api_keys/{api_key_id}`. */
export type Operation = {
  [Id in OperationId]: `${Constants[Id]["method"]} ${Constants[Id]["path"]}`;
}[OperationId];

/** What the table of paths says of an operation. */
type Entry<Id extends OperationId> = paths[Constants[Id]["path"]] extends {
  [Method in Lowercase<Constants[Id]["method"]>]: infer Found;
}
  ? Found
  : never;

/** The body that an operation takes. */
export type BodyOf<Id extends OperationId> =
  Entry<Id> extends { requestBody: { content: { "application/json": infer Body } } } ? Body : undefined;

/** The path parameters of an operation, decoded. */
export type PathOf<Id extends OperationId> =
  Entry<Id> extends { parameters: { path: infer Path } } ? Path : Readonly<Record<string, string>>;

/** Every operation with its id and its name. */
export const OPERATIONS: readonly (Description & { id: OperationId; name: Operation })[] = Object.entries(
  constants as { [Id in OperationId]: Description },
).map(([id, description]) => ({ ...description, id: id as OperationId, name: nameOf(description) as Operation }));
