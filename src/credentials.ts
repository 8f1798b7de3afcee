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

/**
 * An access token, in place of the two keys. The keys are not named here, so that the compiler's messages about a key
 * speak of that key alone.
 */
export interface TokenCredentials {
  /** A personal, service or OAuth2 access token. Sent as `Authorization: Bearer`, without any key. */
  token: Credential;
}

/** An API key alone. It is enough to ask whether it works, and for nothing else. */
export interface APIKeyCredentials {
  /** An API key of the organization: 32 hexadecimal characters. Sent as `DD-API-KEY`. */
  apiKey: Credential;
  appKey?: undefined;
  token?: undefined;
}

/** Who calls: an API key and an application key together, or an access token alone. */
export type Credentials = KeyCredentials | TokenCredentials;

/** Header names with the secrets they carry. */
export type AuthHeaders = readonly (readonly [name: string, value: string])[];

/** The headers for one attempt, which functions are being asked for. */
export interface AskedHeaders {
  /** How often the credentials had been renewed when this began. */
  readonly renewals: number;
  readonly headers: Promise<AuthHeaders>;
}

/** Where the transport gets its credentials from. */
export interface CredentialSource {
  /** The headers of every attempt, where there is no function to ask. */
  readonly fixed: AuthHeaders | undefined;
  /** Whether there is an API key and nothing else. */
  readonly isAPIKeyAlone: boolean;
  /**
   * Asks for the headers of one attempt. After a 401, pass what was refused: calls that were refused at the same time
   * share one renewal.
   */
  ask(refused?: AskedHeaders): AskedHeaders;
}

/** In lower case, as `Headers` lists names: the credentials then replace what a program has set under the same name. */
const HEADERS = { apiKey: "dd-api-key", appKey: "dd-application-key", token: "authorization" };

/** What a program has passed, whatever its types said. */
type GivenCredentials = { readonly [Option in keyof typeof HEADERS]?: unknown };

/** Checks the options at once and keeps the secrets out of every object that can be printed. */
export function credentialSource({ apiKey, appKey, token }: GivenCredentials): CredentialSource {
  const given = Object.entries({ apiKey, appKey, token }).filter(([, value]) => value !== undefined && value !== null);
  const names = given.map(([option]) => option).join(" and ");
  const isAPIKeyAlone = names === "apiKey";
  if (!isAPIKeyAlone && names !== "apiKey and appKey" && names !== "token")
    throw new InputError("createClient", `pass apiKey and appKey, or token alone${names && `, not ${names}`}`);
  const askAll = (): Promise<AuthHeaders> =>
    Promise.all(given.map(async ([option, value]) => authHeader(option, await secretOf(option, value))));
  const fixed = given
    .filter(([, value]) => typeof value !== "function")
    .map(([option, value]) => authHeader(option, value));

  let renewals = 0;
  let renewal: AskedHeaders | undefined;
  return {
    isAPIKeyAlone,
    fixed: fixed.length === given.length ? fixed : undefined,
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

const authHeader = (option: string, value: unknown): AuthHeaders[number] => [
  HEADERS[option as keyof typeof HEADERS],
  (option === "token" ? "Bearer " : "") + headerValue("createClient", option, value),
];

async function secretOf(option: string, credential: unknown): Promise<unknown> {
  if (typeof credential !== "function") return credential;
  try {
    return await credential();
  } catch (error) {
    throw new InputError("createClient", `the ${option} function failed${reasonOf(error)}`);
  }
}

/** Name, code and message of an error of the program's own, without what may be a part of a credential. */
export function reasonOf(error: unknown): string {
  try {
    const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown };
    if (error instanceof SyntaxError) return " with SyntaxError, whose message may quote the secret";
    const said = [name, code, message]
      .filter((each) => typeof each === "string")
      .map((each) => maskSecrets(String(each)));
    return said.length > 0 ? `: ${[...new Set(said)].join(": ")}` : "";
  } catch {
    return ""; // whatever was thrown, it cannot be read
  }
}

const LONGEST_REASON = 200;
/** A word, the name of a class, or a code such as ECONNRESET. */
const PLAIN = /^[A-Z]?[a-z]{1,14}(?:[A-Z][a-z]{1,14}){0,2}[.!]?$|^E[A-Z_]{3,20}$/;

/**
 * A message with `***` for every run of eight or more characters that is no plain word: it may be a part of a
 * credential.
 */
const maskSecrets = (text: string): string =>
  text.slice(0, LONGEST_REASON).replace(/[^\s,:;]{8,}/g, (run) => (PLAIN.test(run) ? run : "***"));
