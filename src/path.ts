/** Path and query of one request, written so that no value leads to another endpoint. */
import { InputError } from "./errors.ts";
import { nameOf, type Operation } from "./operation.ts";
import { shownName } from "./options.ts";

/** Parameters of a request, before they are checked. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What is a secret by its looks: API keys, application keys, tokens. */
const SECRET = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|dd(?:app|pat|sat)_.*)$/i;
/** A UUID, as the ids of keys, users and connections are: what may be shown. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Fills a path template. The values have passed `checkPath`. */
export const fillPath = (template: string, values: Parameters): string =>
  template.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));

/** Refuses path parameters that lead elsewhere, or that are a secret where an id belongs. */
export function checkPath(operation: Pick<Operation, "method" | "path">, values: Parameters = {}): void {
  for (const name of parametersOf(operation.path)) {
    const problem = problemWith(name, Object.hasOwn(values, name) ? values[name] : undefined);
    if (problem) throw new InputError(nameOf(operation), `${name} ${problem}`);
  }
}

/** Names of the parameters of a path template. */
const parametersOf = (path: string): string[] => path.match(/\{[^{}]+/g)?.map((name) => name.slice(1)) ?? [];

/** Refuses a path that is no template of this API: a program without types may have written an id or a key into it. */
export function checkTemplate(method: string, path: unknown): void {
  const isTemplate = typeof path === "string" && /^\/[\w./{}-]*$/.test(path);
  if (!isTemplate || hasDotSegment(path) || path.split("/").some((step) => SECRET.test(step)))
    throw new InputError(method, "the path must be a template, such as /api/v2/api_keys/{api_key_id}");
}

function problemWith(name: string, value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return "must be a string, and not empty";
  const forms = PLAIN.test(value) ? [] : decodings(value);
  if (!forms) return "holds half of a character, or is percent-encoded too often";
  if (forms.some(hasDotSegment)) return "must not hold the steps . and ..";
  if (name.endsWith("_id") && [value, ...forms].some((form) => SECRET.test(form.trim())))
    return "looks like a secret: an id belongs here";
  return undefined;
}

/** A value that nothing decodes, and that holds no step. */
const PLAIN = /^[\w-]+$/;
/** More servers than this do not decode the same path one after the other. */
const MOST_DECODINGS = 5;

/** A value as it is, and as each server on its way may decode it; `undefined` where that cannot be told. */
function decodings(value: string): string[] | undefined {
  const forms = [value];
  for (let form = decodeOnce(value); form !== forms.at(-1); form = decodeOnce(form))
    if (forms.push(form) > MOST_DECODINGS) return undefined;
  return isWellFormed(value) ? [...forms, ...forms.map(asUtf8)] : undefined;
}

const decodeOnce = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Most servers take what they have decoded, a character a byte here, for UTF-8. */
const asUtf8 = (text: string): string =>
  text.replace(/[\x80-\xff]{2,}/g, (bytes) =>
    new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))),
  );

/** Whether a string has no half of a surrogate pair. (`isWellFormed` of strings is newer than some runtimes.) */
function isWellFormed(value: string): boolean {
  try {
    encodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Some servers take a backslash or a wide letter for what it looks like, drop invisible characters, or drop a `;` with
 * what follows. A `?` or `#` that was decoded ends the path.
 */
const hasDotSegment = (path: string): boolean =>
  path
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .split(/[/\\?#]/)
    .some((step) => /^\.{1,2}(;.*)?$/.test(step.trim()));

/** Ids among the path parameters, to be shown in an error: ids are no secrets, but only a UUID is surely an id. */
export function idsIn(
  { path, secretInPath }: Pick<Operation, "path" | "secretInPath">,
  values: Parameters = {},
): string {
  if (secretInPath) return "";
  return parametersOf(path)
    .filter((name) => name.endsWith("_id") && UUID.test(String(values[name])))
    .map((name) => `${name} ${String(values[name])}`)
    .join(", ");
}

/** Refuses query parameters that cannot be sent. */
export function checkQuery(operation: Pick<Operation, "method" | "path">, query?: Parameters | null): void {
  if (query === undefined || query === null) return;
  if (typeof query !== "object" || Array.isArray(query))
    throw new InputError(nameOf(operation), "query must be an object");
  for (const [name, value] of Object.entries(query))
    if (![name, value].flat().every(isSendable))
      throw new InputError(
        nameOf(operation),
        `query[${shownName(name)}] must be a string, a finite number, a boolean, or an array of these`,
      );
}

const isSendable = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === "boolean" ||
  Number.isFinite(value) ||
  (typeof value === "string" && isWellFormed(value));

/** Writes a query. Values have passed `checkQuery`; an array is sent as one parameter an item, as the API reads it. */
export const fillQuery = (query: Parameters): string =>
  Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((each) => [name, each]))
    .filter(([, value]) => value !== undefined && value !== null)
    .map((parameter) => parameter.map((part) => encodeURIComponent(String(part))).join("="))
    .join("&");
