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

/** The headers for one attempt, being asked for. */
export interface Lease {
  /** How often the credentials had been renewed when this began. */
  readonly renewals: number;
  readonly headers: Promise<AuthHeaders>;
}

/** Where the transport gets its credentials from. */
export interface CredentialSource {
  /** The headers of every attempt, where there is no function to ask. */
  readonly fixed: AuthHeaders | undefined;
  /** The headers for an attempt; anew after a 401, with what was `refused`. Calls that were refused at the same time share one asking. */
  ask(refused?: Lease): Lease;
}

const HEADERS = { apiKey: "DD-API-KEY", appKey: "DD-APPLICATION-KEY", token: "Authorization" };

/** Checks the options at once and keeps the secrets out of every object that can be printed. */
export function credentialSource({ apiKey, appKey, token }: Credentials): CredentialSource {
  if (token !== undefined && (apiKey ?? appKey ?? undefined) !== undefined) {
    throw new InputError("createClient", "pass either token, or apiKey and appKey, not both");
  }
  const options = Object.entries(token === undefined ? { apiKey, appKey } : { token }) as [keyof typeof HEADERS, unknown][];
  const header = (option: keyof typeof HEADERS, value: unknown): AuthHeaders[number] => [
    HEADERS[option],
    (option === "token" ? "Bearer " : "") + headerValue("createClient", option, value),
  ];
  const fixed = options.flatMap(([option, value]) => {
    if (value === undefined || value === null)
      throw new InputError(
        "createClient",
        `${option} is missing: pass apiKey and appKey, or token; fromEnv() reads DD_API_KEY and DD_APP_KEY`,
      );
    return typeof value === "function" ? [] : [header(option, value)];
  });
  const askAll = (): Promise<AuthHeaders> =>
    Promise.all(options.map(async ([option, value]) => header(option, typeof value === "function" ? await asked(option, value) : value)));

  let renewals = 0;
  let renewal: Lease | undefined;
  return {
    fixed: fixed.length === options.length ? fixed : undefined,
    ask: (refused) => {
      if (!refused) return { renewals, headers: askAll() };
      if (renewal && renewal.renewals > refused.renewals) return renewal;
      const mine = { renewals: ++renewals, headers: askAll() };
      renewal = mine;
      mine.headers.catch(() => {
        if (renewal === mine) renewal = undefined; // shared by those who wait for it, not by those who come later
      });
      return mine;
    },
  };
}

/** Asks a credential function. Of what it throws only the name is told, because the rest may hold the secret. */
async function asked(option: string, credential: CallableFunction): Promise<unknown> {
  try {
    return await credential();
  } catch (error) {
    const [name] = /^[A-Z][A-Za-z]*Error$/.exec(error instanceof Error ? error.name : "") ?? ["an error"];
    throw new InputError("createClient", `the ${option} function failed with ${name}, not shown in full because it may hold the secret`);
  }
}
