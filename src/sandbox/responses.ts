/** What the sandbox responds with, and how each family of operations words its errors. */

/** One reason why a request is refused. */
export interface Problem {
  detail: string;
  /** Where in the body the fault is; empty for the body as a whole. */
  path?: readonly string[];
  /** The query parameter at fault. */
  parameter?: string;
}

export interface HandlerResponse {
  status: number;
  /** To be sent as JSON, unless it is a string. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

/** What the operations of a family have in common on the wire. */
export interface Family {
  mediaType: string;
  /** Content type of a response without a body, where it has one. */
  emptyType?: string;
  /** A refusal for reasons that are not a handler's own. */
  refuse(status: number, problems?: readonly Problem[]): HandlerResponse;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Payload Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
export const title = (status: number): string => TITLES[status] ?? `Error ${status}`;

/** A refusal in the form of keys, users and tokens: texts. */
export const refuse = (status: number, ...errors: string[]): HandlerResponse => ({ status, body: { errors } });

/** A refusal in the form of actions: objects. */
export const refuseWith = (status: number, ...errors: object[]): HandlerResponse => ({ status, body: { errors } });

/** A problem as a text. */
export function sentence({ detail, path, parameter }: Problem): string {
  const where = path ? path.join(".") || "body" : parameter;
  return where === undefined ? detail : `${where}: ${detail === "is required" ? "field required" : detail}`;
}

/** A refusal in texts. */
export function refuseInTexts(
  status: number,
  problems: readonly Problem[] = [{ detail: title(status) }],
): HandlerResponse {
  return refuse(status, ...problems.map(sentence));
}

/** v1 and PagerDuty. */
export const V1: Family = { mediaType: "application/json", refuse: refuseInTexts };
/** API keys and application keys of v2. */
export const KEYS: Family = {
  mediaType: "application/json",
  emptyType: "text/html; charset=utf-8",
  refuse: refuseInTexts,
};
/** Users and service accounts. */
export const USERS: Family = { mediaType: "application/json", refuse: refuseInTexts };
/** Tokens and permissions. */
export const TOKENS: Family = { mediaType: "application/vnd.api+json", refuse: refuseInTexts };

/** A refusal in objects, with the status and its title. */
export function refuseInObjects(
  status: number,
  problems: readonly Problem[] = [{ detail: title(status) }],
): HandlerResponse {
  return refuseWith(
    status,
    ...problems.map((problem) => ({ status: String(status), title: title(status), detail: sentence(problem) })),
  );
}
