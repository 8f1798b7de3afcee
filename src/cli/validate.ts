/** `datadog-fetch validate`: which of the credentials in the environment work, what they are, what they may do. */
import { ApiError, type CallOptions, type Client, type ListOptions } from "../core.ts";
import { isRefusal } from "../jobs/errors.ts";
import * as v1Validation from "../v1/validation.ts";
import * as ownKeys from "../v2/current-user-application-keys.ts";
import * as accessTokens from "../v2/personal-access-tokens.ts";
import * as validation from "../v2/validation.ts";
import { type Command, print } from "./command.ts";
import { CONNECTION, connect } from "./connect.ts";
import { EXIT } from "./failures.ts";
import { untilStopped } from "./stop.ts";
import { harmless, type Terminal } from "./terminal.ts";

/** What is known of one credential. */
interface Checked {
  /** The variable that it was read from. */
  readonly variable: string;
  readonly kind: string;
  readonly state: "works" | "is refused" | "cannot be checked";
  /** What else there is to say. */
  readonly notes: readonly string[];
}

export const validateCommand: Command = {
  name: "validate",
  summary: "Tell which credentials in the environment work, what they are, and what they may do",
  arguments: [],
  usage: "",
  options: CONNECTION,
  details: [
    "Asks about DD_BEARER_TOKEN if that is set, or else about DD_API_KEY and DD_APP_KEY, on the site in DD_SITE.",
    "Needs no permission. Scopes are told where the API tells them. Exit code 3 if something does not work.",
  ],
  examples: ["datadog-fetch validate", "DD_SITE=datadoghq.eu datadog-fetch validate"],
  async run(args, { env, out }) {
    const { client, host, signsInWith } = connect("validate", args, env);
    const checked = await untilStopped((signal) =>
      signsInWith === "token" ? checkToken(client, env, { signal }) : checkKeys(client, env, { signal }),
    );
    print(...checked.map((each) => lineOf(each, out)));
    const refused = checked.filter(({ state }) => state !== "works");
    if (refused.length === 0) return EXIT.fine;
    print(`On ${host}. A credential works on its own site alone (DD_SITE); an id in the place of a key does not work.`);
    return EXIT.failed;
  },
};

function lineOf({ variable, kind, state, notes }: Checked, { paint }: Terminal): string {
  const color = state === "works" ? "green" : state === "is refused" ? "red" : "yellow";
  return [`${variable}: ${kind} ${paint(color, state)}`, ...notes.map(harmless)].join("; ");
}

/** What a call gives, or undefined where Datadog refuses the credentials or what they want to see. */
async function allowed<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Each key is asked about alone as far as possible, so that it is told which one is wrong. */
async function checkKeys(client: Client, env: NodeJS.ProcessEnv, options: CallOptions): Promise<Checked[]> {
  const apiKey = await checkApiKey(client, options);
  const [variable, kind] = ["DD_APP_KEY", kindOf(env.DD_APP_KEY, "application key")];
  const pair = await allowed(validation.keys(client, options));
  if (pair) {
    const notes = await notesOnApplicationKey(client, env.DD_APP_KEY ?? "", options);
    return [apiKey, { variable, kind, state: "works", notes }];
  }
  if (apiKey.state === "works") return [apiKey, { variable, kind, state: "is refused", notes: [] }];
  const notes = ["it is accepted only together with an API key that works"];
  return [apiKey, { variable, kind, state: "cannot be checked", notes }];
}

async function checkApiKey(client: Client, options: CallOptions): Promise<Checked> {
  const named = { variable: "DD_API_KEY", kind: "API key" };
  const known = await allowed(v1Validation.apiKey(client, options));
  if (!known?.valid) return { ...named, state: "is refused", notes: [] };
  const notes = await notesOnApiKey(client, options);
  return { ...named, state: "works", notes };
}

/** The endpoint that tells the key's id is a preview: what it does not tell is left out. */
async function notesOnApiKey(client: Client, options: CallOptions): Promise<string[]> {
  try {
    const { attributes } = (await validation.apiKey(client, options)).data;
    const { api_key_id: id, api_key_scopes: scopes } = attributes;
    return [`id ${id}`, ...(scopes.length > 0 ? [`scopes ${scopes.join(", ")}`] : [])];
  } catch (error) {
    if (error instanceof ApiError) return [];
    throw error;
  }
}

/** One's own application keys are listed with their scopes; the end tells which one this is, if no other has it. */
async function notesOnApplicationKey(client: Client, key: string, options: CallOptions): Promise<string[]> {
  const end = key.trim().slice(-4);
  const found = await listed((call) => ownKeys.list(client, {}, call).toArray(), options);
  const same = found.filter(({ attributes }) => attributes.last4 === end);
  const [only] = same;
  if (same.length !== 1 || !only) return ["its scopes are not told"];
  const { name, scopes } = only.attributes;
  return [`"${name}"`, `id ${only.id}`, scopesOf(scopes)];
}

async function checkToken(client: Client, env: NodeJS.ProcessEnv, options: CallOptions): Promise<Checked[]> {
  const token = env.DD_BEARER_TOKEN?.trim() ?? "";
  const hasKeys = Boolean(env.DD_API_KEY || env.DD_APP_KEY);
  const aside = hasKeys ? ["DD_API_KEY and DD_APP_KEY are not used beside it"] : [];
  const named = { variable: "DD_BEARER_TOKEN", kind: kindOf(token, "token") };
  const isAccepted = await allowed(validation.keys(client, options));
  if (!isAccepted) return [{ ...named, state: "is refused", notes: aside }];
  return [{ ...named, state: "works", notes: [...(await notesOnToken(client, token, options)), ...aside] }];
}

async function notesOnToken(client: Client, token: string, options: CallOptions): Promise<string[]> {
  const [, start, middle] = /^(ddpat|ddsat)_([^_]{22})_/.exec(token) ?? [];
  if (start === undefined) return ["its scopes are not told"];
  const found = await listed((call) => accessTokens.list(client, {}, call).toArray(), options);
  const own = found.find(({ attributes: { public_portion: portion } }) => portion.endsWith(middle ?? "-"));
  if (!own) return ["its scopes are not told"];
  const { name, scopes, expires_at } = own.attributes;
  return [`"${name}"`, `id ${own.id}`, scopesOf(scopes), ...(expires_at ? [`expires ${expires_at}`] : [])];
}

/** A list that there may be no permission to see. */
const listed = async <T>(list: (options: ListOptions) => Promise<T[]>, options: CallOptions): Promise<T[]> =>
  (await allowed(list(options))) ?? [];

const scopesOf = (scopes: readonly string[] | null | undefined): string =>
  scopes ? `scopes ${scopes.join(", ") || "none"}` : "all of its owner's permissions";

/** What a secret is by its form. */
function kindOf(secret: string | undefined, fallback: string): string {
  if (secret?.trim().startsWith("ddpat_")) return "personal access token";
  return secret?.trim().startsWith("ddsat_") ? "service access token" : fallback;
}
