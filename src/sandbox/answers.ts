/** What the sandbox answers: documented bodies, and each family's form of an error. */

/** One reason for a refusal. */
export interface Problem {
  detail: string;
  /** Where in the body the fault is; empty for the body as a whole. */
  path?: readonly string[];
  /** Which part of the URL is at fault. */
  parameter?: string;
}

export interface Answer {
  status: number;
  /** To be sent as JSON, unless it is a string. */
  body?: unknown;
  /** Why the request is refused; makes the body. */
  problems?: readonly Problem[];
  headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
const title = (status: number) => TITLES[status] ?? `Error ${status}`;

/** A refusal; says no more than its status if no reason is given. */
export function refuse(status: number, ...problems: (string | Problem)[]): Answer {
  const reasons = problems.map((problem) => (typeof problem === "string" ? { detail: problem } : problem));
  return { status, problems: reasons.length > 0 ? reasons : [{ detail: title(status) }] };
}

const RATE_LIMIT_HEADERS = ["Limit", "Period", "Remaining", "Reset", "Name"].map((part) => `X-RateLimit-${part}`);
/** Lets a page of any origin call the sandbox and see what a program on a server sees. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": [...RATE_LIMIT_HEADERS, "Retry-After"].join(", "),
};

/** The answer to a browser that asks whether it may send a request. */
export function preflight(request: Request): Response {
  const allowed = request.headers.get("access-control-request-headers");
  return new Response(null, {
    status: 204,
    headers: {
      ...CORS,
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
      ...(allowed !== null && { "access-control-allow-headers": allowed }), // a * would leave out Authorization
    },
  });
}

/** An answer's text, its status and the headers that go with it; `path` tells the family. The text is null where there can be none. */
export function render(
  answer: Answer,
  path: string,
): { text: string | null; init: { status: number; headers: Headers } } {
  const isAction = path.startsWith("/api/v2/actions/");
  const { status, problems } = answer;
  const body = problems
    ? { errors: problems.map((problem) => (isAction ? errorObject(status, problem) : sentence(problem))) }
    : answer.body;
  const [text, type] =
    status === 204 || status === 205 || status === 304
      ? [null, "text/html; charset=utf-8"]
      : typeof body === "string"
        ? [body, "text/plain; charset=utf-8"]
        : [body === undefined ? "" : JSON.stringify(body), isAction ? "application/vnd.api+json" : "application/json"];
  const headers = new Headers({ "content-type": type, ...CORS });
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  return { text, init: { status, headers } };
}

/** A reason as the key and PagerDuty endpoints give it. */
function sentence({ detail, path, parameter }: Problem): string {
  const where = path ? path.join(".") || "body" : parameter;
  return where === undefined ? detail : `${where}: ${detail === "is required" ? "field required" : detail}`;
}

/** A reason as the action endpoints give it. */
function errorObject(status: number, { detail, path, parameter }: Problem): object {
  const pointer = path?.map((name) => `/${name.replace(/~/g, "~0").replace(/\//g, "~1")}`).join("");
  return {
    title: title(status),
    detail: path ? `${path.length > 0 ? `attribute "${path.at(-1)}"` : "the body"} ${detail}` : detail,
    status: String(status),
    ...(pointer !== undefined ? { source: { pointer } } : parameter !== undefined && { source: { parameter } }),
  };
}
