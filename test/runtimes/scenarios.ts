/** How the control server may answer, by the scenario's name. `-once` and the like look at the requests that came before. */
import type { ServerResponse } from "node:http";
import type { Seen } from "./control.ts";

/** Answers one request. */
export type Scenario = (scene: Scene) => void | Promise<void>;

interface Scene {
  request: Seen;
  /** The path with its query. */
  url: string;
  /** The requests of the same scene that came before, preflights included. */
  before: Seen[];
  response: ServerResponse;
  /** The origin where nothing must arrive. */
  other: string;
}

const PAGE = "<!doctype html><title>Welcome</title><p>Welcome to the gateway.</p>";
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "dd-api-key, dd-application-key, content-type",
  "access-control-allow-methods": "GET, POST, PATCH",
};
const EXPOSED = {
  "access-control-expose-headers": "X-RateLimit-Limit, X-RateLimit-Period, X-RateLimit-Reset, X-RateLimit-Name",
};

/** Looks a scenario up; a number at the end of the name is its parameter. */
export function scenario(name: string): Scenario {
  const [, base = "", number = ""] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? [];
  const found = plain[name] ?? numbered[base]?.(Number(number));
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
}

const plain: Record<string, Scenario> = {
  ok,
  silent() {},
  "silent-once": (scene) => (first(scene) ? undefined : ok(scene)),
  stall: half,
  cut,
  "cut-once": (scene) => (first(scene) ? cut(scene) : ok(scene)),
  /** A connection that is open already and closes without a byte of an answer. */
  drop: (scene) => (scene.request.method === "GET" ? ok(scene) : void scene.response.destroy()),
  html: ({ response }) => send(response, 200, PAGE, { "content-type": "text/html" }),
  "html-502": ({ response }) => send(response, 502, PAGE, { "content-type": "text/html" }),
  empty: ({ response }) => send(response, 200, "", {}),
  "no-content": ({ response }) => send(response, 204, "", { "content-type": "text/html; charset=UTF-8" }),
  "unavailable-once": (scene) => (first(scene) ? json(scene.response, 503, { errors: [] }) : ok(scene)),
  "delete-lost": (scene) => (first(scene) ? cut(scene) : gone(scene)),
  "delete-gone": gone,
  "needs-fresh-token": (scene) =>
    scene.request.headers.authorization === "Bearer fresh"
      ? ok(scene)
      : json(scene.response, 401, { errors: ["Unauthorized"] }),
  "error-strings": ({ response }) => json(response, 400, { errors: ["Forbidden", "API key not found"] }),
  "error-objects": ({ response }) =>
    json(response, 400, {
      errors: [{ title: "Generic Error", detail: "connection not found", source: { pointer: "/data" } }],
    }),
  /** A server that repeats all that it was sent. */
  "error-echo": ({ request, response }) =>
    json(response, 400, {
      errors: [`refused: ${request.body} with ${JSON.stringify(request.headers)} at ${request.path}`],
    }),
  pages,
  "cors-none": ok,
  "cors-plain": (scene) => crossOrigin(scene, {}),
  "cors-exposed": (scene) => crossOrigin(scene, EXPOSED),
};

const numbered: Record<string, (number: number) => Scenario> = {
  redirect:
    (status) =>
    ({ url, response, other }) =>
      send(response, status, "", {
        location: `${other}${response.req.url?.slice(0, -url.length).replace(/[^/]*$/, "ok")}${url}`,
      }),
  /** Limited for so many seconds, once. */
  limited: (seconds) => (scene) => (first(scene) ? limited(scene.response, seconds) : ok(scene)),
};

const first = ({ before }: Scene): boolean => before.length === 0;

/** A key as it is always shown. */
const keyOf = (id = "") => ({
  id,
  type: "api_keys",
  attributes: { name: "ci", last4: "c9d0", created_at: "2026-01-01T00:00:00.000000+00:00" },
});

/** The body that is promised, with the id of the path: a key, its secret where it is made, or a PagerDuty service. */
function ok({ request, response }: Scene): void {
  const id = request.path.split("/").at(-1);
  const { attributes, ...rest } = keyOf(id);
  const created = { ...rest, attributes: { ...attributes, key: "0".repeat(32) } };
  if (request.path.includes("/pagerduty/")) json(response, 200, { service_name: "on-call" });
  else if (request.method === "POST") json(response, 201, { data: created });
  else json(response, 200, { data: keyOf(id) });
}

function gone({ response }: Scene): void {
  json(response, 404, { errors: ["API key not found"] });
}

/** Sends the headers and the first half of a body, and then nothing. */
async function half({ request, response }: Scene): Promise<void> {
  response.writeHead(200, { "content-type": "application/json", "content-length": "2000" });
  await new Promise<void>((resolve) => response.write('{"data":{"id":"1"', () => resolve()));
  request.half = true;
}

/** Breaks the connection in the middle of the body. */
async function cut(scene: Scene): Promise<void> {
  await half(scene);
  setTimeout(() => scene.response.destroy(), 30);
}

/** 25 items. Early pages take longer, so that several at once arrive in another order than they were asked for. */
async function pages({ url, response }: Scene): Promise<void> {
  const query = new URL(url, "http://localhost").searchParams;
  const [size, number] = [Number(query.get("page[size]")), Number(query.get("page[number]"))];
  await new Promise((resolve) => setTimeout(resolve, number === 0 ? 10 : 150 - 20 * number));
  const data = Array.from({ length: 25 }, (_, index) => keyOf(`item-${index}`)).slice(
    size * number,
    size * (number + 1),
  );
  json(response, 200, { data, meta: { page: { total_filtered_count: 25 } } });
}

/** Limited once, to callers of other origins. */
function crossOrigin(scene: Scene, more: Record<string, string>): void {
  for (const [name, value] of Object.entries({ ...CORS, ...more })) scene.response.setHeader(name, value);
  if (scene.request.method === "OPTIONS") send(scene.response, 204, "", {});
  else if (scene.before.every(({ method }) => method === "OPTIONS")) limited(scene.response, 2);
  else ok(scene);
}

function limited(response: ServerResponse, seconds: number): void {
  const headers = { limit: "100", period: "60", remaining: "0", reset: String(seconds), name: "api_keys" };
  for (const [name, value] of Object.entries(headers)) response.setHeader(`X-RateLimit-${name}`, value);
  json(response, 429, { errors: ["Too many requests"] });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, JSON.stringify(body), { "content-type": "application/json" });
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
  response.writeHead(status, headers).end(body);
}
