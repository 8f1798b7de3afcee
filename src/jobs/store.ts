/** Where the users of a credential read its secret, and how a rotation deals with one that fails. */
import { DatadogError, InputError, reasonOf } from "../core.ts";

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

export function safeStore(operation: string, store: Store, signal: AbortSignal | undefined): SafeStore {
  const { read, write } = Object(store) as Partial<Store>;
  if (typeof read !== "function" || typeof write !== "function")
    throw new InputError(operation, "store must be an object with the functions read and write");
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await unlessAborted(signal, work);
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

/**
 * Waits for work, or until the signal aborts, without a time limit. A timer would keep Node alive where nothing else
 * does, that is for work that cannot end any more.
 */
function unlessAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener("abort", abort);
    const done = async (): Promise<T> => work(); // what it throws at once is a rejection like any other
    done()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener("abort", abort));
  });
}
