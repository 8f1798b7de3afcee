/** Every operation by its id, written as its method and its path template. */
import * as constants from "../../generated/operations.ts";

type Constants = typeof constants;

/** The operations of the spec. */
export type Operations = {
  readonly [Id in keyof Constants]: `${Constants[Id]["method"]} ${Constants[Id]["path"]}`;
};

/** The method and path template of every operation, by its id. */
export const operations: Operations = Object.fromEntries(
  Object.entries(constants).map(([id, { method, path }]) => [id, `${method} ${path}`]),
) as Operations;
