/** Lets a page of any origin call the sandbox and see what a program on a server sees. */

const RATE_LIMIT_HEADERS = ["Limit", "Period", "Remaining", "Reset", "Name"].map((part) => `X-RateLimit-${part}`);

export const CORS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": [...RATE_LIMIT_HEADERS, "Retry-After"].join(", "),
};

/** The response to a browser that asks whether it may send a request. */
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
