/** Decides what may be shown of a server's or a platform's text: known words, unless they repeat what was sent. */

/**
 * What a call has sent that is its caller's: credentials (of earlier attempts too), values of headers, path parameters
 * and query parameters, and the body's text. Without the path's template: its words are the API's own.
 */
export type Sent = readonly string[];

/** Stands for everything that is not shown. */
const MASK = "***";
/** Texts are cut to this many characters before anything looks at them. */
const LONGEST = 1000;
/** How many strings, names and numbers of a JSON value are looked at, and how deep. */
const MOST = 100;
const DEEPEST = 6;
/** Numbers in all: many of them may spell a secret, a character each. */
const MOST_NUMBERS = 4;
/** Characters in a row that may be the same as in what was sent. */
const SAME = 7;

/** Texts of the API, and of this client, that are shown even if a request happens to hold the same words. */
const PHRASES = `
fetch gave no Response
API key not found
Application key not found
Required parameter 'name' is missing
error creating connection: rpc error: code = NotFound desc = connection not found
invalid parameter "appKeyId" in "path"; expected type "uuid"
`;

/**
 * Codes of failures that come before a request is sent: refused connections, failed look-ups, refused certificates.
 * They stand here because their words are known words.
 */
export const NEVER_SENT: readonly string[] = `ECONNREFUSED ENOTFOUND EAI_AGAIN ConnectionRefused FailedToOpenSocket
UND_ERR_CONNECT_TIMEOUT ERR_INVALID_URL CERT_HAS_EXPIRED CERT_NOT_YET_VALID DEPTH_ZERO_SELF_SIGNED_CERT
SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE
ERR_TLS_CERT_ALTNAME_INVALID`.split(/\s/);

/** Codes of connections that broke when the request was on its way, or its response. */
export const BROKEN: readonly string[] =
  `ECONNRESET EPIPE UND_ERR_SOCKET UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ConnectionClosed
ConnectionReset`.split(/\s/);

/** Further words of the API, and some of platforms. They are looked up without their endings. */
const WORDS = `a access account already an and are argument array assume at attribute auth aws be bad blank body by
cannot caused could credential custom data date delete detail does email embedded exist field fields filter for
forbidden from generic getting http integration internal json least limit list manage many match message meta modified
multiple must no null number object occurred of or org other owned page pattern pointer read regex relationship request
required role sandbox service should size source start status string the title too unauthorized user validation value
was were when with write api datadoghq com eu getaddrinfo fetch load lost network hang up side terminate abort
operation time out first certificate peer client tcp os sending before complete server this attempting parse register
action permission insufficient authorization check fail scope rate exceed exceeded try later hour day future last
organization disable expire token maximum reach in use sort one name enable again more`;

const stem = (word: string): string => word.replace(/(.{3})(?:e?[sd]|ing|e)$/, "$1");

/** Whether a word is known as it is written: lower case, capitalized, upper case, or several words in camel case. */
const isKnown = (word: string): boolean =>
  wordsIn(word).every((part) => /^(?:[A-Z]?[a-z\d]+|[A-Z]+)$/.test(part) && KNOWN.has(stem(part.toLowerCase())));

const wordsIn = (text: string): string[] => text.split(/[^a-zA-Z\d]+|(?=[A-Z][a-z])/);

const KNOWN: ReadonlySet<string> = new Set(
  wordsIn([PHRASES, WORDS, ...NEVER_SENT, ...BROKEN].join(" ")).map((word) => stem(word.toLowerCase())),
);

/** What may stand between words, as the inside of a regular expression's brackets. */
const BETWEEN = " .,:;'\"`()[\\]{}<>/=_|!?\\\\-";
/** A word, or punctuation that goes on for too long. */
const PIECE = new RegExp(`[^${BETWEEN}]+|[${BETWEEN}]{5,}`, "g");
/** What a text has that repeats a request: a URL, a path, a part of a query, a member of a JSON object. */
const REPEATED = /:[\\/]{2}|[\\/]api[\\/]|\]=|=\S{4}|["'\\]:/;
/** Masks with nothing but punctuation between them. */
const MASKS = new RegExp(`\\*{3}(?:[${BETWEEN}]*\\*{3})+`, "g");

/** Text of a server or of the platform as it may be shown. */
export const redact = (text: string, sent: Sent): string => redactor(sent)(text);

/** JSON of a server as it may be shown: strings, names and numbers redacted; what is too deep or too much is masked. */
export function redactJson(value: unknown, sent: Sent): unknown {
  const show = redactor(sent);
  let left = MOST;
  const inside = (each: unknown, depth: number): unknown => {
    if (each === null || typeof each === "boolean") return each;
    if (--left < 0 || depth > DEEPEST) return MASK;
    if (Array.isArray(each)) return each.slice(0, left).map((item) => inside(item, depth + 1));
    if (typeof each === "object") {
      const entries = Object.entries(each).slice(0, left);
      return Object.fromEntries(entries.map(([name, item]) => [show(name), inside(item, depth + 1)]));
    }
    const text = String(each);
    const shown = show(text);
    return shown === text ? each : shown;
  };
  return inside(value, 0);
}

/** An error of the platform, rebuilt from its name, code and message: it may hold the URL, the headers or the body. */
export function safeCause(error: unknown, sent: Sent): Error {
  const show = redactor(sent);
  const { name, code, message } = innermost(error);
  const isShown = (text: unknown): boolean => typeof text === "string" && text !== "" && show(text) === text;
  return Object.assign(new Error(show(message)), isShown(name) && { name }, isShown(code) && { code });
}

/**
 * Redacts texts that are shown together, so that nothing is told piece by piece. A part of a secret is no word, however
 * the secret is written. It may be a number: so one is shown only after a longer word, never several in a row.
 */
export function redactor(sent: Sent): (text: string) => string {
  const taken = new Set(sent.flatMap(valuesOf).flatMap(parts));
  let before = "first";
  let shown = "";
  let numbers = MOST_NUMBERS;
  const show = (piece: string): string => {
    const isNumber = /^\d{1,3}$/.test(piece);
    const isHarmless = isNumber ? /^[a-z]{4}/i.test(before) && numbers-- > 0 : isKnown(piece);
    const run = shown.slice(-SAME) + piece;
    const isShown = isHarmless && !parts(run).some((part) => taken.has(part));
    if (isShown) shown = run;
    before = isShown ? piece : MASK;
    return before;
  };
  return (whole) => {
    const text = whole.slice(0, LONGEST).trim();
    if (PHRASES.includes(`\n${text}\n`)) return text;
    const chunks = text.split(/\s+/).map((chunk) => (REPEATED.test(chunk) ? MASK : chunk.replace(PIECE, show)));
    return chunks.join(" ").replace(MASKS, MASK);
  };
}

/** All runs of letters and digits in a text that are one character longer than may be the same. */
function parts(text: string): string[] {
  const letters = text.replace(/[^a-z\d]/gi, "").toLowerCase();
  return Array.from({ length: Math.max(0, letters.length - SAME) }, (_, at) => letters.slice(at, at + SAME + 1));
}

/** The strings in a JSON body, but for names of types; other text as it is. Each also without what encoding adds. */
function valuesOf(text: string): string[] {
  const values: string[] = [];
  try {
    JSON.parse(text, (name, value) => typeof value === "string" && name !== "type" && values.push(value));
  } catch {
    values.push(text);
  }
  return values.flatMap((value) => {
    const plain = value.replace(/%..|\\+./g, "");
    return plain === value ? value : [value, plain];
  });
}

/** What a thrown value may have. Not by `instanceof`: test runners have errors of several realms. */
interface Thrown {
  name?: unknown;
  code?: unknown;
  message: string;
  /** What the cause and the error around it say. */
  messages: string;
}

/** Name, code and message of the cause that says most: Node wraps the system's error into a "fetch failed". */
export function innermost(error: unknown): Thrown {
  try {
    const outer = Object(error);
    const cause = Object(outer.cause);
    const inner = "message" in cause ? cause : outer;
    // A DOMException's code is a number.
    const code: unknown = [cause.code, outer.code].find((each) => typeof each === "string");
    const message = `${"message" in inner ? inner.message : error}`;
    return { name: inner.name, code, message, messages: `${message} ${outer.message}` };
  } catch {
    return { message: "", messages: "" }; // whatever was thrown, it cannot be read
  }
}
