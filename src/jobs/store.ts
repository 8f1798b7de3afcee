/** Where the users of a credential read its secret, and how a rotation deals with one that fails. */
import { DatadogError, InputError, reasonOf, withTimeout } from "../core.ts";

/** What a store is given. */
export interface Issued {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/**
 * Where the users of a credential read its secret: a file, a secret manager, a deployment's settings.
 *
 * What `write` rejects with is taken for doubt, because a command that fails may have done its work before: the new
 * credential is kept until a later one has been handed over. Only an `InputError` means that nothing was written for
 * certain.
 */
export interface Store {
  /** Which credential the store holds; undefined where it is empty or cannot tell. */
  read(): Promise<{ id: string } | undefined>;
  /** Puts a credential in the place of the one that the store holds. */
  write(issued: Issued): Promise<void>;
}

/** A store whose failures are `DatadogError`s without secrets, and which nobody waits for once the signal aborts. */
export interface SafeStore {
  /** The id of the credential in the store. */
  read(): Promise<string | undefined>;
  /** Whether it was certainly handed over; "nothing was written" as an `InputError`. */
  write(issued: Issued): Promise<void>;
}

const NO_LIMIT = 2 ** 31 - 1;

export function safeStore(operation: string, store: Store, signal: AbortSignal | undefined): SafeStore {
  const { read, write } = Object(store) as Partial<Store>;
  if (typeof read !== "function" || typeof write !== "function")
    throw new InputError(operation, "store must be an object with the functions read and write");
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return (await withTimeout(NO_LIMIT, signal, async () => work())) as T;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      const message = `the store could not be ${what}${reasonOf(error)}`;
      throw error instanceof InputError ? new InputError(operation, message) : new DatadogError(operation, message);
    }
  };
  return {
    async read() {
      const held: unknown = await attempt("read", () => store.read());
      if (held === undefined || held === null) return undefined;
      const { id } = Object(held) as { id?: unknown };
      if (typeof id === "string" && id !== "") return id;
      throw new DatadogError(operation, "the store could not be read: it gave something without an id");
    },
    write: (issued) => attempt("written", () => store.write(issued)),
  };
}
