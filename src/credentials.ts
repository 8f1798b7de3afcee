/** The headers that identify the caller, made anew for every attempt. */
import { InputError } from "./errors.ts";
import { headerValue } from "./headers.ts";

/** A secret, or a function that is asked for it before every attempt, so that it may change while the client lives. */
export type Credential = string | (() => string | Promise<string>);

/** An API key and an application key. */
export interface KeyCredentials {
  /** An API key of the organization: 32 hexadecimal characters. Sent as `DD-API-KEY`. */
  apiKey: Credential;
  /** An application key: 40 characters, newer ones begin with `ddapp_`. Sent as `DD-APPLICATION-KEY`. */
  appKey: Credential;
  token?: undefined;
}

/** An access token, in place of the two keys. */
export interface TokenCredentials {
  /** A personal, service or OAuth2 access token. Sent as `Authorization: Bearer`, without any key. */
  token: Credential;
  apiKey?: undefined;
  appKey?: undefined;
}

/** Who calls: an API key and an application key together, or an access token alone. */
export type Credentials = KeyCredentials | TokenCredentials;

/** Header names with the secrets they carry. */
export type AuthHeaders = readonly (readonly [name: string, value: string])[];

/** Where the transport gets its credentials from. */
export interface CredentialSource {
  /** The headers of every attempt, where there is no function to ask. */
  readonly fixed: AuthHeaders | undefined;
  /** The headers for an attempt. */
  get(): Promise<AuthHeaders>;
  /**
   * The headers after a 401. Calls that were refused at the same time share one asking: `sentAt` is the `clock()` at which
   * the refused attempt got its credentials.
   */
  renew(sentAt: number): Promise<AuthHeaders>;
  /** How often the headers have been renewed. */
  clock(): number;
}

/** Checks the options at once and keeps the secrets out of every object that can be printed. */
export function credentialSource({ apiKey, appKey, token }: Credentials): CredentialSource {
  const parts =
    token === undefined
      ? ([
          ["DD-API-KEY", "apiKey", apiKey],
          ["DD-APPLICATION-KEY", "appKey", appKey],
        ] as const)
      : ([["Authorization", "token", token]] as const);
  if (token !== undefined && (apiKey !== undefined || appKey !== undefined)) {
    throw new InputError("createClient", "pass either token, or apiKey and appKey, not both");
  }
  const header = (name: string, option: string, value: unknown): [string, string] => {
    const sent = headerValue("createClient", option, value);
    return [name, name === "Authorization" ? `Bearer ${sent}` : sent];
  };
  const fixed = parts.map(([name, option, value]) => {
    if (value === undefined || value === null) {
      throw new InputError(
        "createClient",
        `${option} is missing: pass apiKey and appKey, or token; fromEnv() reads DD_API_KEY and DD_APP_KEY`,
      );
    }
    return typeof value === "function" ? undefined : header(name, option, value);
  });
  const complete = fixed.every((entry) => entry !== undefined) ? fixed : undefined;
  const ask = (): Promise<AuthHeaders> =>
    Promise.all(
      parts.map(async ([name, option, value], index) => {
        const known = fixed[index];
        if (known || typeof value !== "function") return known ?? header(name, option, value);
        return header(name, option, await asked(option, value));
      }),
    );

  let clock = 0;
  let renewal: { at: number; headers: Promise<AuthHeaders> } | undefined;
  return {
    fixed: complete,
    get: ask,
    renew: (sentAt) => {
      if (renewal && renewal.at > sentAt) return renewal.headers;
      const mine = { at: ++clock, headers: ask() };
      renewal = mine;
      mine.headers.catch(() => {
        if (renewal === mine) renewal = undefined; // shared by those who wait for it, not by those who come later
      });
      return mine.headers;
    },
    clock: () => clock,
  };
}

/** Asks a credential function; what it throws is named, not quoted, because it may hold the secret. */
async function asked(option: string, credential: () => string | Promise<string>): Promise<string> {
  try {
    return await credential();
  } catch (error) {
    const cause = new Error("not shown, it may hold the secret");
    if (error instanceof Error && /^[A-Z][A-Za-z]*Error$/.test(error.name)) cause.name = error.name;
    throw new InputError("createClient", `the ${option} function failed`, { cause });
  }
}
