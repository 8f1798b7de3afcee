/** What the client knows of an operation: each is a constant in `generated/operations.ts`, made from the spec. */

/**
 * What a value must hold: its type, `?` at the end where it may be null, or the shapes of its properties or its items.
 */
export type Shape = string | readonly Shape[] | { readonly [property: string]: Shape };

/** One operation of the API. */
export interface Operation {
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly path: string;
  /** The statuses that are documented as a success. */
  readonly success: readonly number[];
  /** What the body of a success holds; absent where none is documented. */
  readonly body?: Shape;
  /** What the resources in `included` hold, by their type. */
  readonly included?: { readonly [type: string]: Shape };
  /** What a body holds that may come although none is documented, or whose parts the types cannot promise. */
  readonly optionalBody?: Shape;
  /** Permissions of which one suffices. */
  readonly permissions: readonly string[];
  /** Where the body of a list says how many items all pages have together. */
  readonly total?: string;
  /** Whether the path carries a secret, so that nothing of it may be shown. */
  readonly secretInPath?: boolean;
  /** Calls with the same queue run one after the other. */
  readonly queue?: string;
  /** Whether an application key must have been registered for actions. */
  readonly registeredKeyOnly?: boolean;
  /** Whether an API key without an application key is enough. */
  readonly apiKeyAlone?: boolean;
  /** Fields that the API shows as `""`, and that must not be sent back like that. */
  readonly blankSecrets?: readonly string[];
}

/** The name of an operation in errors: `GET /api/v2/api_keys/{api_key_id}`. */
export const nameOf = ({ method, path }: Pick<Operation, "method" | "path">): string => `${method} ${path}`;
