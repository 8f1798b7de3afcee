/** Writes down what passes through a `fetch` as a HAR file, without credentials and other secrets. */
import { schemas } from "../../generated/requests.ts";
import { OPERATIONS } from "./operations.ts";
import { isObject } from "./validate.ts";

interface NamedValue {
  name: string;
  value: string;
}

/** One exchange. */
export interface HarEntry {
  startedDateTime: string;
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    headers: NamedValue[];
    queryString: NamedValue[];
    cookies: [];
    headersSize: number;
    bodySize: number;
    postData?: { mimeType: string; text: string };
  };
  response: {
    status: number;
    statusText: string;
    httpVersion: string;
    headers: NamedValue[];
    cookies: [];
    content: { size: number; mimeType: string; text: string };
    redirectURL: string;
    headersSize: number;
    bodySize: number;
  };
  cache: Record<string, never>;
  timings: { send: number; wait: number; receive: number };
}

/** A HAR file, version 1.2. */
export interface Har {
  log: { version: "1.2"; creator: { name: string; version: string }; entries: HarEntry[] };
}

export interface HarRecorder {
  /** Does what the given `fetch` does, and remembers it. */
  fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Everything so far, to be written to a file as JSON. */
  har(): Har;
}

/**
 * Records what passes through a `fetch`: give the result to a client as its `fetch`, `sandbox.fetch` or the platform's
 * own to this.
 */
export function recordHar(fetch: (request: Request) => Promise<Response>): HarRecorder {
  const entries: HarEntry[] = [];
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const sent = await request.clone().text();
      const started = new Date();
      const response = await fetch(request);
      const received = await response.clone().text();
      entries.push(withoutCredentials(entry(request, sent, response, received, started), request.headers));
      return response;
    },
    har: () => ({
      log: { version: "1.2", creator: { name: "datadog-fetch", version: "1" }, entries: structuredClone(entries) },
    }),
  };
}

function entry(request: Request, sent: string, response: Response, received: string, started: Date): HarEntry {
  const url = new URL(withoutSecretPath(request.url));
  const time = Date.now() - started.getTime();
  const text = redacted(received);
  const type = response.headers.get("content-type") ?? "";
  // By which the spec goes, whatever the header says.
  const mimeType = type.includes("json") ? "application/json" : type;
  const sizes = { headersSize: -1, bodySize: -1 };
  return {
    startedDateTime: started.toISOString(),
    time,
    request: {
      method: request.method,
      url: url.href,
      httpVersion: "HTTP/1.1",
      headers: headersOf(request.headers),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      ...sizes,
      ...(sent !== "" && {
        postData: { mimeType: request.headers.get("content-type") ?? "application/json", text: redacted(sent) },
      }),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: "HTTP/1.1",
      headers: headersOf(response.headers),
      cookies: [],
      content: { size: text.length, mimeType, text },
      redirectURL: "",
      ...sizes,
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

/** Error messages may repeat a credential in the middle of a sentence, wherever that stands. */
function withoutCredentials(entry: HarEntry, headers: Headers): HarEntry {
  const secrets = Object.keys(CREDENTIALS).flatMap((name) => {
    const secret = headers.get(name)?.replace(/^Bearer /i, "") ?? "";
    return secret.length < SHORTEST_SECRET ? [] : [secret];
  });
  const text = secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), JSON.stringify(entry));
  return JSON.parse(text) as HarEntry;
}

/** What is shorter is no credential of Datadog's, and may be part of any word. */
const SHORTEST_SECRET = 16;

const REDACTED = "redacted";

/** Headers that hold nothing secret; all others stay out. */
const PLAIN_HEADERS = /^(accept|content-type|x-ratelimit-[a-z]+|retry-after|allow)$/;
/** Headers that hold a credential: that they were there is shown, for checks of how requests sign in. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  "dd-api-key": REDACTED,
  "dd-application-key": REDACTED,
  authorization: `Bearer ${REDACTED}`,
};

const headersOf = (headers: Headers): NamedValue[] =>
  [...headers].flatMap(([name, value]) => {
    const shown = PLAIN_HEADERS.test(name) ? value : CREDENTIALS[name];
    return shown === undefined ? [] : [{ name, value: shown }];
  });

/** The URL with its secret replaced, where an operation has one in its path. */
function withoutSecretPath(url: string): string {
  const parsed = new URL(url);
  for (const { path, secretInPath } of OPERATIONS) {
    if (!secretInPath) continue;
    const [front = ""] = path.split("{");
    const at = parsed.pathname.indexOf(front);
    if (at >= 0) parsed.pathname = `${parsed.pathname.slice(0, at)}${front}${REDACTED}`;
  }
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}

/**
 * The names under which the spec knows secrets, and the values of a connection's headers and parameters, which may hold
 * some.
 */
const secretNames = (): Set<string> => {
  const names = new Set(["key", "hash", "value", "content"]);
  const collect = (schema: unknown): void => {
    if (!isObject(schema)) return;
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      if (isObject(property) && property.format === "password") names.add(name);
    }
  };
  for (const schema of Object.values(schemas)) collect(schema);
  return names;
};
let names: Set<string> | undefined;

/** A body with its secrets replaced; what is not JSON says nothing that a check needs. */
function redacted(text: string): string {
  if (text === "") return "";
  names ??= secretNames();
  try {
    return JSON.stringify(JSON.parse(text), (name, value) =>
      typeof value === "string" && value !== "" && names?.has(name) ? REDACTED : value,
    );
  } catch {
    return "";
  }
}
