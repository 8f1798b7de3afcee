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
 * An access token, in place of the two keys. The keys are not named here, so that the compiler's messages about a key speak of
 * that key alone.
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
  /** Whether there is an API key and nothing else. */
  readonly isAPIKeyAlone: boolean;
  /**
   * Asks for the headers of one attempt. After a 401, pass what was refused: calls that were refused at the same time
   * share one renewal.
   */
  ask(refused?: Lease): Lease;
}

/** In lower case, as `Headers` lists names: the credentials then replace what a program has set under the same name. */
const HEADERS = { apiKey: "dd-api-key", appKey: "dd-application-key", token: "authorization" };

/** What a program has passed, whatever its types said. */
type GivenCredentials = { readonly [Option in keyof typeof HEADERS]?: unknown };

/** Checks the options at once and keeps the secrets out of every object that can be printed. */
export function credentialSource({ apiKey, appKey, token }: GivenCredentials): CredentialSource {
  if (token !== undefined && (apiKey ?? appKey ?? undefined) !== undefined)
    throw new InputError("createClient", "pass either token, or apiKey and appKey, not both");
  const isAPIKeyAlone = token === undefined && (appKey ?? undefined) === undefined;
  const given = token !== undefined ? { token } : isAPIKeyAlone ? { apiKey } : { apiKey, appKey };
  const options = Object.entries(given) as [keyof typeof HEADERS, unknown][];
  if (token === undefined && (apiKey ?? undefined) === undefined)
    throw new InputError(
      "createClient",
      "apiKey is missing: pass apiKey and appKey, or token; fromEnv() reads them from the environment",
    );
  const fixed = options.flatMap(([option, value]) => (typeof value === "function" ? [] : [authHeader(option, value)]));
  const askAll = (): Promise<AuthHeaders> =>
    Promise.all(options.map(async ([option, value]) => authHeader(option, await secretOf(option, value))));

  let renewals = 0;
  let renewal: Lease | undefined;
  return {
    isAPIKeyAlone,
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

const authHeader = (option: keyof typeof HEADERS, value: unknown): AuthHeaders[number] => [
  HEADERS[option],
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
/** Words as people write them: letters, an apostrophe or hyphens within, or a short number. */
const WORD =
  /^[([{"'`]*(?:[A-Z]?[a-z]{1,14}(?:['-][a-z]{1,14})?|[A-Z]{1,7}|(?:[A-Z][a-z]{1,14}){2,3}|E[A-Z_]{3,20}|\d{1,5})[.,:;!?)\]}"'`]*$/;

/** A message with `***` in the place of every word that could be a credential or a part of one. */
function maskSecrets(text: string): string {
  if (/JSON/.test(text)) return "***"; // a parser quotes what it could not read
  const words = text.slice(0, LONGEST_REASON).split(/\s+/);
  return words
    .map((word) => (WORD.test(word) ? word : "***"))
    .join(" ")
    .replace(/\*{3}(?: \*{3})+/g, "***");
}
