/** Turns an answer that is not what was asked for into an `ApiError`. */
import { ApiError, type ApiErrorItem } from "./errors.ts";
import { rateLimitOf, retryAfterOf } from "./limits.ts";
import { type Sent, scrubber } from "./scrub.ts";

/** Whether an answer points elsewhere. Browsers hide such answers and show status 0. */
export const isRedirect = ({ status, type }: Response): boolean =>
  status === 0 || type === "opaqueredirect" || (status >= 300 && status < 400);

const LONGEST_DETAIL = 500;

/** What a refused call throws. Secrets of the request that the answer repeats are taken out of everything but `body`. */
export function apiError(
  sent: Sent,
  response: Response,
  text: string,
  uncertain: boolean,
  retryAfter: number | undefined = retryAfterOf(response),
): ApiError {
  const { operation } = sent;
  const scrub = scrubber(sent);
  const errors = reasons(parse(text, scrub));
  const outcomeUnknown = changes(operation) && (uncertain || response.status >= 500 || response.status === 408);
  const status = scrub(statusLine(response));
  const said = errors.map(({ title, detail }) => (title && !status.includes(title) && title !== detail ? `${title}: ${detail}` : detail));
  const reason = said.filter((text) => !status.endsWith(text)).join("; ");
  const message =
    [status, reason.slice(0, LONGEST_DETAIL).replace(/\p{Cc}+/gu, " ")].filter(Boolean).join(": ") + hint(response, operation);
  const { rateLimit, ...rest } = facts(response);
  return new ApiError(operation, message, {
    ...rest,
    rateLimit: rateLimit.name ? { ...rateLimit, name: scrub(rateLimit.name) } : rateLimit,
    retryAfter,
    errors,
    body: parse(text) ?? text,
    outcomeUnknown,
  });
}

/** What a 2xx answer with an unreadable body throws. */
export function notJson(operation: string, response: Response, text: string): ApiError {
  const given = response.headers.get("content-type");
  const [type = given ? "another type" : "no content type"] = /^\w+\/(html|plain|xml|json|vnd\.api\+json)\b/.exec(given ?? "") ?? [];
  const message = `${statusLine(response)}: the body is not the documented JSON (${text.length} characters of ${type})`;
  return new ApiError(operation, message, { ...facts(response), body: text, outcomeUnknown: changes(operation) });
}

const changes = (operation: string): boolean => !operation.startsWith("GET ");

const facts = (response: Response) => ({
  status: response.status,
  headers: response.headers,
  rateLimit: rateLimitOf(response.headers),
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
  const registered = operation.includes("/actions/connections")
    ? "a missing permission, or an application key that is not registered for actions"
    : "";
  return ` (usually keys of another site than this client's, the id of a key instead of the key, ${registered || "or a missing permission"})`;
}

/** The errors of a body in any of the API's forms: strings, objects, or nothing of the kind. */
function reasons(body: unknown): ApiErrorItem[] {
  const list = typeof body === "object" && body !== null && "errors" in body && Array.isArray(body.errors) ? body.errors : [];
  return list.flatMap((item): ApiErrorItem[] => {
    if (typeof item === "string") return [{ detail: item }];
    if (typeof item !== "object" || item === null) return [];
    const { title, detail, ...rest } = item;
    const named = typeof title === "string" ? { title } : {};
    return [{ ...rest, ...named, detail: typeof detail === "string" ? detail : (named.title ?? "") }];
  });
}

function parse(text: string, scrub?: (text: string) => string): unknown {
  const scrubbed = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return scrub?.(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [scrub?.(name), each]));
  };
  try {
    return JSON.parse(text, scrub && scrubbed);
  } catch {
    return undefined;
  }
}
