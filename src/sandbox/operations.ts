/** The operations of the spec by id, and the types of what each takes. */
import { operations } from "../../generated/operations.ts";
import type { paths } from "../../generated/types.ts";

type Operations = typeof operations;
export type OperationId = keyof Operations;
