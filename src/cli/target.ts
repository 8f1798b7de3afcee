/** Reads which credential a command is about: TYPE NAME [--service-account ID]. */
import type { CredentialType, Target } from "../jobs/index.ts";
import type { Arguments, Option, Syntax } from "./arguments.ts";
import { quoted, suggestion, UsageError } from "./usage.ts";
import { NOUNS } from "./words.ts";

const TYPES = Object.keys(NOUNS) as CredentialType[];

export const TARGET_ARGUMENTS: readonly string[] = ["TYPE", "NAME"];

export const TARGET_OPTIONS: Readonly<Record<string, Option>> = {
  "service-account": { value: "ID", text: "the service account whose key or token it is" },
};

/** The lines of a help text that explain TYPE and NAME. */
export const TARGET_HELP: readonly string[] = [
  `TYPE is one of ${TYPES.join(", ")}.`,
  "NAME is the whole name. Names with spaces need quotes; one that begins with a dash comes after --.",
  "Application keys are your own, unless --service-account says whose they are.",
];

/** API keys, application keys of both forms, tokens. */
const SECRET = /^(?:[\da-f]{32}|[\da-f]{40}|dd(?:app|pat|sat)_\w+)$/i;

export function targetOf({ name: command }: Syntax, { positionals, values }: Arguments): Target {
  const [given = "", name = ""] = positionals;
  const type = TYPES.find((each) => each === given);
  if (type === undefined) {
    const hint = suggestion(given.replaceAll("-", "_"), TYPES);
    throw new UsageError(
      `there is no type${quoted(given) || " of that name"}${hint || `; it is one of ${TYPES.join(", ")}`}`,
      command,
    );
  }
  if (name === "") throw new UsageError("NAME is empty", command);
  if (SECRET.test(name.trim())) {
    throw new UsageError("NAME looks like a secret; give the name under which Datadog shows the credential", command);
  }
  const serviceAccountId = values["service-account"];
  if (type === "service_access_tokens") {
    if (serviceAccountId !== undefined) return { type, name, serviceAccountId };
    throw new UsageError("a service access token needs --service-account ID, the account that it belongs to", command);
  }
  if (serviceAccountId === undefined) return { type, name };
  if (type === "application_keys") return { type, name, serviceAccountId };
  throw new UsageError(`--service-account is for application keys and service access tokens, not for ${type}`, command);
}
