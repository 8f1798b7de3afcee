/** Turns an answer that is not what was asked for into an `ApiError`. */
import { ApiError, type ApiErrorItem } from "./errors.ts";
import { rateLimitOf, retryAfterOf } from "./limits.ts";
import { type Sent, scrubber } from "./scrub.ts";

/** Whether an answer points elsewhere. Browsers hide such answers and show status 0. */
export const isRedirect = ({ status, type }: Response): boolean =>
  status === 0 || type === "opaqueredirect" || (status >= 300 && status < 400);

const LONGEST_DETAIL = 500;

/** What a refused call throws. Secrets of the request that the answer repeats are taken out of everything but `body`. */
export function apiError(sent: Sent, response: Response, text: string, outcomeUnknown: boolean, retryAfter?: number): ApiError {
  const scrub = scrubber(sent);
  const errors = reasons(parse(text, scrub));
  const status = scrub(statusLine(response));
  const reason = errors
    .map(({ title, detail }) => (title && title !== detail && !status.includes(title) ? `${title}: ${detail}` : detail))
    .filter((said) => !status.endsWith(said))
    .join("; ")
    .slice(0, LONGEST_DETAIL)
    .replace(/\p{Cc}+/gu, " ");
  const message = status + (reason && `: ${reason}`) + hint(response, sent.operation);
  const error = { ...facts(response, sent), errors, body: parse(text) ?? text, outcomeUnknown };
  return new ApiError(sent.operation, message, { ...error, retryAfter: retryAfter ?? error.retryAfter });
}

/** What a 2xx answer with an unreadable body throws. */
export function notJson(operation: string, response: Response, text: string): ApiError {
  const [type] = /^\w+\/(html|plain|xml|json|vnd\.api\+json)\b/.exec(response.headers.get("content-type") ?? "") ?? ["unknown type"];
  const message = `${statusLine(response)}: the body is not the documented JSON (${text.length} characters of ${type})`;
  return new ApiError(operation, message, { ...facts(response), body: text, outcomeUnknown: !operation.startsWith("GET ") });
}

const facts = (response: Response, sent?: Sent) => ({
  status: response.status,
  headers: response.headers,
  rateLimit: rateLimitOf(response.headers, sent),
  retryAfter: retryAfterOf(response),
});

const statusLine = ({ status, statusText }: Response): string =>
  `${status} ${/^[a-z][a-z '-]{0,40}$/i.test(statusText) ? statusText : (NAMES[status] ?? "")}`.trim();

/** HTTP/2 has no reason phrases, and those of HTTP/1 may be anything. */
const NAMES: Readonly<Record<number, string>> = {
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

/** What usually lies behind a refusal that explains nothing. */
function hint(response: Response, operation: string): string {
  if (isRedirect(response)) return " (redirects are not followed, because the credentials would go along; check site or baseUrl)";
  if (response.status === 401) return " (the credentials are incomplete or expired)";
  if (response.status !== 403) return "";
  const registration = operation.includes("/actions/connections") ? ", an application key that is not registered for actions" : "";
  return ` (usual causes: keys of another site, a key's id in place of the key, a missing permission${registration})`;
}

/** The errors of a body in any of the API's forms: strings, objects, or nothing of the kind. */
function reasons(body: unknown): ApiErrorItem[] {
  const list = isObject(body) && Array.isArray(body.errors) ? body.errors : [];
  return list.flatMap((item): ApiErrorItem | [] => {
    if (typeof item === "string") return { detail: item };
    if (!isObject(item)) return [];
    const { title, detail, ...rest } = item;
    const named = typeof title === "string" ? { title } : {};
    return { ...rest, ...named, detail: typeof detail === "string" ? detail : (named.title ?? "") };
  });
}

/** The JSON in a text, with every string in it scrubbed; `undefined` where there is none. */
export function parse(text: string, scrub?: (text: string) => string): unknown {
  const scrubbed = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return scrub?.(value);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [scrub?.(name), each])) : value;
  };
  try {
    return JSON.parse(text, scrub && scrubbed);
  } catch {
    return undefined;
  }
}

/** Whether a value is what JSON calls an object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
