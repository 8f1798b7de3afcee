/** Turns a response that is not what was asked for into an `ApiError`. */
import { ApiError, type ApiErrorItem, type ApiErrorOptions } from "./errors.ts";
import { isObject, parseJson } from "./json.ts";
import { nameOf, type Operation } from "./operation.ts";
import { idsIn, type Parameters } from "./path.ts";
import { rateLimitOf, retryAfterOf } from "./rate-limit.ts";
import { redactJson, redactor, type Sent } from "./redact.ts";

/** A response whose body has been read. */
export interface ReadResponse {
  readonly response: Response;
  readonly text: string;
  /** Whether the client has made the response itself, so that its text needs no redaction. */
  readonly isOwn?: boolean;
  /**
   * Whether a repeated DELETE found nothing because its first response was lost: a success that has no body to give.
   */
  readonly isAlreadyGone?: boolean | undefined;
}

/** What is known of a call, for the messages of its errors. */
export interface CallFacts {
  readonly operation: Operation;
  /** The values of the path parameters. */
  readonly path: Parameters | undefined;
  /** What was sent, and so must not be shown. */
  readonly sent: () => Sent;
}

/** Whether a response points elsewhere. Browsers hide such responses and show status 0. */
export const isRedirect = ({ status, type }: Response): boolean =>
  status === 0 || type === "opaqueredirect" || (status >= 300 && status < 400);

/**
 * Whether a 404 is the API's own word that there is no such thing, and not that of a gateway that knows no such route.
 */
export const saysNotFound = (text: string): boolean =>
  reasons(parseJson(text)).some(({ detail }) => GONE.test(detail.trim()));

/** What the API does not find. Gateways say the same of routes, pages, hosts and their own services. */
const GONE =
  /(?:\b(?:key|token|connection|user|account)|^service|^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}) not found$/i;

const LONGEST_REASON = 500;
const MOST_REASONS = 10;

/** What a call throws that the API has refused. */
export function refused(
  facts: CallFacts,
  read: ReadResponse,
  outcomeUnknown: boolean,
  retryAfter: number | undefined = retryAfterOf(read.response),
): ApiError {
  const { response, text } = read;
  const sent = facts.sent();
  const said = reasons(parseJson(text)).slice(0, MOST_REASONS);
  const isOwn = Object.hasOwn(read, "isOwn");
  const known = isOwn ? said : (redactJson(said, sent) as unknown[]).filter(isObject);
  const errors = reasons({ errors: known }); // again, because a name may have become that of another field
  const show = isOwn ? String : redactor(sent); // once more, because the message puts together what stood apart
  const status = statusLine(response);
  const reason = said
    .map(({ title, detail }) => (title && title !== detail && !status.includes(title) ? [title, detail] : [detail]))
    .filter((texts) => !status.endsWith(texts.join(": ")))
    .map((texts) => texts.map(show).join(": "))
    .join("; ")
    .slice(0, LONGEST_REASON);
  const options = { errors, outcomeUnknown, retryAfter, rateLimit: rateLimitOf(response.headers, () => sent) };
  return errorFrom(facts, read, [reason, hint(response, facts.operation, retryAfter)], options);
}

/**
 * What a call throws whose response is no documented success: another status, or a body that lacks what is promised.
 */
export const unexpected = (facts: Called, read: ReadResponse, problem: string): ApiError =>
  errorFrom(facts, read, [problem, ""], {
    outcomeUnknown: facts.operation.method !== "GET",
    rateLimit: rateLimitOf(read.response.headers, () => []),
  });

/** What kind of body came, in words that quote nothing of it. */
export function kindOf({ response, text }: ReadResponse): string {
  const [type = "unknown type"] = /html|json|xml/.exec(response.headers.get("content-type") ?? "") ?? [];
  return text === "" ? "an empty body" : `a body of ${text.length} characters of ${type}`;
}

type Called = Pick<CallFacts, "operation" | "path">;

function errorFrom(
  { operation, path }: Called,
  { response, text }: ReadResponse,
  [reason, hint]: readonly [reason: string, hint: string],
  options: Omit<ApiErrorOptions, "status" | "headers" | "body">,
): ApiError {
  const { status, headers } = response;
  const notes = [idsIn(operation, path), hint].filter(Boolean).join("; ");
  const message = statusLine(response) + (reason && `: ${reason}`) + (notes && ` (${notes})`);
  return new ApiError(nameOf(operation), message, { ...options, status, headers, body: parseJson(text) ?? text });
}

/** The status with its phrase. HTTP/2 has no phrases, and those of HTTP/1 may be anything. */
const statusLine = ({ status }: Response): string => `${status} ${PHRASES[status] ?? ""}`.trim();

const PHRASES: Readonly<Record<number, string>> = {
  200: "OK",
  201: "Created",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** What usually lies behind a refusal, and what to do about it. */
function hint(response: Response, operation: Operation, retryAfter: number | undefined): string {
  const { status } = response;
  if (isRedirect(response)) return "redirects are not followed; check site or baseUrl";
  if (status === 401) return "the credentials are incomplete, wrong or expired";
  if (status === 403) return forbidden(operation);
  if (retryAfter !== undefined) return `the server asks to wait ${retryAfter} s`;
  return "";
}

function forbidden({ permissions, registeredKeyOnly }: Operation): string {
  const needs = permissions.length > 0 ? `needs the permission ${permissions.join(" or ")}; ` : "";
  const registration = registeredKeyOnly ? ", an application key that is not registered for actions" : "";
  const causes = "a wrong or revoked key or token, one of another site, the two keys swapped, an id in place of a key";
  return `${needs}other causes: ${causes}${registration}`;
}

/** The errors of a body in any of the API's forms: strings, objects, or nothing of the kind. */
function reasons(body: unknown): ApiErrorItem[] {
  const list = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
  return list.flatMap((item: unknown): ApiErrorItem | [] => {
    if (typeof item === "string") return { detail: item };
    if (!isObject(item)) return [];
    const { title, detail, ...rest } = item;
    const named = typeof title === "string" ? { title } : {};
    return { ...rest, ...named, detail: typeof detail === "string" ? detail : (named.title ?? "") };
  });
}
