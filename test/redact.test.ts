/** What is shown of a server's or a platform's text: its own words, and nothing of a secret, however it is written. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as redaction from "../src/redact.ts";
import { type Sent, safeCause } from "../src/redact.ts";

// The client always has to say what it has sent; most tests have sent nothing.
const redact = (text: string, sent: Sent = []): string => redaction.redact(text, sent);
const redactJson = (value: unknown, sent: Sent = []): unknown => redaction.redactJson(value, sent);

afterEach(() => {
  vi.restoreAllMocks();
});

/** What an ordinary call has sent. */
const ID = "0f2a9c3e-5b7d-4c1a-9e8f-123456789abc";
const BODY = JSON.stringify({
  data: {
    type: "action_connection",
    attributes: {
      name: "deploy",
      integration: { type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "12345", role: "MyRole" } },
    },
  },
});
const SENT = ["0123456789abcdef0123456789abcdef", "Bearer ddpat_x", ID, "ci", BODY];

describe("texts of the API stay readable", () => {
  const REFUSED =
    "error creating connection: rpc error: code = InvalidArgument desc = multiple errors: 1 error occurred:";
  const INVALID = [
    "invalid CreateCustomConnectionRequest.Data: embedded message failed validation",
    "caused by: invalid CustomConnectionData.Aws: embedded message failed validation",
    "caused by: invalid CustomConnectionData_AwsAuthData_AssumeRole.AccountId: value does not match regex pattern",
  ].join(" | ");

  test.each([
    "Forbidden",
    "Unauthorized",
    "Not Found",
    "Too many requests",
    "API key required",
    "API key not found",
    "Application key not found",
    "Service not found",
    "app key not found",
    "user not found",
    "Required parameter 'name' is missing",
    "'service_name' should be string",
    "'service_key' should be string",
    "service_key cannot be blank",
    "data.attributes.name: field required",
    "data.attributes.email: field required",
    "data.attributes.expires_at: must be a date-time",
    "data.attributes.scopes: must be an array or null",
    "data.relationships.roles: must be an object",
    "Rate limit exceeded",
    "Generic Error",
    "Invalid Parameter",
    "error getting connection: rpc error: code = NotFound desc = connection not found",
    "error creating connection: rpc error: code = NotFound desc = connection not found",
    "error deleting connection: rpc error: code = NotFound desc = connection not found",
    "error connectionId not a valid UUID",
    'invalid parameter "appKeyId" in "path"; expected type "uuid"',
    "/data/attributes/name",
    "/data/attributes/integration/credentials/account_id",
    "page[size]",
    "page[number]",
    "filter[created_at][start]",
    "filter[owned_by]",
    "api_keys_read",
    "org_app_keys_write",
    "user_access_manage",
    'attribute "name" is required',
    "the body must be a JSON object",
    "is not the id in the path",
    "page[size] must be at least 1",
    "400",
    "status code 404",
    // limits
    "api_keys_list",
    "application_keys",
    "keys",
    "sandbox",
  ])("%s", (text) => {
    expect(redact(text)).toBe(text);
    expect(redact(text, SENT)).toBe(text);
  });

  test.each([
    [`${ID} not found`, "*** not found"],
    ["An application key with the name X already exists", "An application key with the name *** already exists"],
    [`${REFUSED}\n\t* [error_code=8]: ${INVALID} "^\\d{12}$"\n\n`, `${REFUSED} *** [error_code=8]: ${INVALID} "***"`],
  ])("%s, but for what is the caller's", (text, shown) => {
    expect(redact(text, SENT)).toBe(shown);
  });

  test("the API's own sentence is shown whatever the request was called, and other sentences are not", () => {
    expect(redact("Application key not found", ["my application key"])).toBe("Application key not found");
    expect(redact("no application key here", ["my application key"])).toBe("no *** key ***");
    const named = JSON.stringify({ name: "error-token-value" });
    expect(redact("rejected: ErrorTokenValue, error token value, ERROR_TOKEN_VALUE", [named])).not.toMatch(
      /error\W*token/i,
    );
  });

  test("the items of an error keep their form", () => {
    const item = {
      status: "400",
      title: "Invalid Parameter",
      detail: "invalid value hunter2",
      source: { pointer: "/data/attributes/name" },
      meta: { id: 12345678, code: 17, x9y8: null, list: ["name", "x9y8"] },
    };
    expect(redactJson([item], SENT)).toEqual([
      {
        ...item,
        detail: "invalid value ***",
        meta: { id: "***", code: 17, "***": null, list: ["name", "***"] },
      },
    ]);
  });
});

describe("texts of platforms stay readable", () => {
  test.each([
    "fetch failed",
    "socket hang up",
    "other side closed",
    "terminated",
    "read ECONNRESET",
    "write EPIPE",
    "getaddrinfo ENOTFOUND api.datadoghq.com",
    "getaddrinfo EAI_AGAIN api.datadoghq.eu",
    "unable to verify the first certificate",
    "certificate has expired",
    "self-signed certificate",
    "self-signed certificate in certificate chain",
    "Connect Timeout Error",
    "Headers Timeout Error",
    "Body Timeout Error",
    // Deno
    "error sending request",
    "client error (Connect): tcp connect error: Connection refused (os error 111)",
    "connection closed before message completed",
    // Bun
    "The operation timed out.",
    "self signed certificate",
    // workerd
    "Network connection lost.",
    // browsers
    "Failed to fetch",
    "Load failed",
    "The network connection was lost.",
    "Could not connect to the server.",
    "The certificate for this server is invalid.",
    "This operation was aborted",
  ])("%s", (text) => {
    expect(redact(text, SENT)).toBe(text);
  });

  test.each([
    ["TypeError", "ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:443", "connect ECONNREFUSED 127.***"],
    ["ConnectTimeoutError", "UND_ERR_CONNECT_TIMEOUT", "Connect Timeout Error", "Connect Timeout Error"],
    ["Error", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate", undefined],
    ["Error", "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", undefined],
    ["Error", "CERT_HAS_EXPIRED", "certificate has expired", undefined],
    ["TypeError", "ERR_INVALID_URL", "Failed to parse URL from https://u:p@h/?k=v", "Failed to parse URL from ***"],
    ["Error", "ConnectionRefused", "Unable to connect.", undefined],
  ])("%s %s", (name, code, message, shown = message) => {
    const inner = Object.assign(new Error(message), { name, code, path: "https://u:p@h/", request: SENT });
    const cause = safeCause(new TypeError("fetch failed", { cause: inner }), SENT);
    expect(cause).toMatchObject({ name, code, message: shown });
    expect(Object.keys(cause)).toEqual(["name", "code"]);
  });
});

/** Letters and digits alone, in one case: what is compared. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The longest text that both have in common, if it has eight characters or more. */
function shared(shown: string, secret: string): string | undefined {
  const [text, other] = [bare(shown), bare(secret)];
  for (let at = 0; at + 8 <= text.length; at++) {
    if (other.includes(text.slice(at, at + 8))) return text.slice(at, at + 8);
  }
  return undefined;
}

type Writing = readonly [name: string, write: (secret: string) => string];

const bytes = (secret: string): number[] => [...Buffer.from(secret)];
const hex = (byte: number): string => byte.toString(16).padStart(2, "0");
const each = (write: (byte: number) => string, between = ""): ((secret: string) => string) => {
  return (secret) => bytes(secret).map(write).join(between);
};
const quoted = (times: number) => (secret: string) => {
  let text = secret;
  for (let time = 0; time < times; time++) text = JSON.stringify(text);
  return text;
};
const LINE_ENDS = ["\n", "\r\n ", " ", "-", "\\n", "=\n", '",\n"', "_", " + ", "\t"];
const wrapped = (width: number) => (secret: string) =>
  (secret.match(new RegExp(`[^]{1,${width}}`, "gu")) ?? []).join(LINE_ENDS[width % LINE_ENDS.length]);

const WRITINGS: readonly Writing[] = [
  ["plain", (secret) => secret],
  ["head", (secret) => secret.slice(0, -2)],
  ["first eight", (secret) => secret.slice(0, 8)],
  ["tail", (secret) => secret.slice(2)],
  ["last eight", (secret) => secret.slice(-8)],
  ["middle", (secret) => secret.slice(3, -3)],
  ["middle eight", (secret) => secret.slice(5, 13)],
  ["head...tail", (secret) => `${secret.slice(0, 8)}...${secret.slice(-8)}`],
  ["percent", (secret) => encodeURIComponent(secret)],
  ["percent twice", (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ["every byte percent", each((byte) => `%${hex(byte)}`)],
  ["every byte percent twice", each((byte) => `%25${hex(byte).toUpperCase()}`)],
  ["form", (secret) => `${new URLSearchParams({ q: secret })}`],
  ["entities", (secret) => secret.replace(/[<>&"'/-]/g, (it) => `&#${it.charCodeAt(0)};`)],
  ["decimal entities", each((byte) => `&#${byte};`)],
  ["hexadecimal entities", each((byte) => `&#x${hex(byte)};`)],
  ["base64", (secret) => Buffer.from(secret).toString("base64")],
  ["base64 of a part", (secret) => Buffer.from(secret.slice(1, 13)).toString("base64")],
  ["base64url", (secret) => Buffer.from(secret).toString("base64url")],
  ["hex", (secret) => Buffer.from(secret).toString("hex")],
  ["HEX", (secret) => Buffer.from(secret).toString("hex").toUpperCase()],
  ["hex bytes", each(hex, " ")],
  ["hex with colons", each(hex, ":")],
  ["byte list", each(String, ", ")],
  ["octal", each((byte) => `\\${byte.toString(8)}`)],
  ["binary", each((byte) => byte.toString(2), " ")],
  ["upper case", (secret) => secret.toUpperCase()],
  ["lower case", (secret) => secret.toLowerCase()],
  ["capitalized", (secret) => secret.toLowerCase().replace(/\b[a-z]/g, (it) => it.toUpperCase())],
  ["doubled quotes", (secret) => `"${secret.replaceAll('"', '""').replaceAll("'", "''")}"`],
  ["JSON", quoted(1)],
  ["JSON in JSON", quoted(2)],
  ["JSON five times", quoted(5)],
  ["JSON with an object", (secret) => JSON.stringify({ q: JSON.stringify({ q: secret }) })],
  ["Go", (secret) => JSON.stringify(secret).replace(/[&<>]/g, (it) => `\\u00${hex(it.charCodeAt(0))}`)],
  ["PHP", (secret) => JSON.stringify(secret).replaceAll("/", "\\/")],
  ["Python", (secret) => `b'${secret.replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`],
  ["Python's bytes", (secret) => `b'${each((byte) => `\\x${hex(byte)}`)(secret)}'`],
  ["every character escaped", each((byte) => `\\u00${hex(byte)}`)],
  ["mis-decoded", (secret) => Buffer.from(secret).toString("latin1")],
  ["mis-decoded twice", (secret) => Buffer.from(Buffer.from(secret).toString("latin1")).toString("latin1")],
  ["UTF-16", (secret) => Buffer.from(secret, "utf16le").toString("latin1")],
  ["backwards", (secret) => [...secret].reverse().join("")],
  ...Array.from({ length: 76 }, (_, index): Writing => [`wrapped at ${index + 1}`, wrapped(index + 1)]),
];

/** What a text may be in. Each gives all that is shown of it. */
const CARRIERS: readonly ((text: string, sent: readonly string[]) => string)[] = [
  (text, sent) => redact(text, sent),
  (text, sent) => redact(`invalid value "${text}" for header 'name': not a valid key`, sent),
  (text, sent) => redact(`<html><title>502 Bad Gateway</title><p>request ${text}</p></html>`, sent),
  (text, sent) => redact(`rpc error: code = Internal desc = ${text}\n\tcaused by: ${text}`, sent),
  (text, sent) => redact(`{"errors":["key=${text}"],"body":"${text}"}`, sent),
  (text, sent) => JSON.stringify(redactJson({ errors: [{ title: text, detail: text, status: text }] }, sent)),
  (text, sent) =>
    JSON.stringify(redactJson({ meta: { [text]: text.split(/\s+/), path: { [`name ${text}`]: 1 } } }, sent)),
  (text, sent) => JSON.stringify(redactJson({ meta: [...text].map((it) => (/\d/.test(it) ? Number(it) : it)) }, sent)),
  (text, sent) => {
    const inner = Object.assign(new Error(`getaddrinfo ENOTFOUND ${text}`), { name: text, code: text, path: text });
    const { name, message, ...rest } = safeCause(new TypeError(text, { cause: inner }), sent);
    return JSON.stringify([name, message, rest]);
  },
  (text, sent) =>
    safeCause(new Error(`Failed to parse URL from https://${text}/api/v2/${text}?key=${text}`), sent).message,
];

const letters = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(""));
const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdef`;
const ALNUM = `${DIGITS}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join("");
const word = fc.constantFrom(
  "error",
  "Token",
  "value",
  "KEY",
  "connection",
  "application",
  "name",
  "not",
  "found",
  "is",
  "a",
  "404",
  "1",
);

/** Kinds of secrets. Those that are made of words can be told from the server's words only by what was sent. */
const RANDOM: Record<string, fc.Arbitrary<string>> = {
  "API key": letters(HEX, 32),
  "application key": letters(HEX, 40),
  "newer application key": letters(ALNUM, 34).map((rest) => `ddapp_${rest}`),
  "personal access token": fc.tuple(letters(ALNUM, 22), letters(ALNUM, 36)).map((all) => `ddpat_${all.join("_")}`),
  "service access token": fc.tuple(letters(ALNUM, 22), letters(ALNUM, 36)).map((all) => `ddsat_${all.join("_")}`),
  password: letters(PRINTABLE, 20),
  "password with other letters": letters(`${ALNUM}äßçñø漢字🔑"'\\/&<>`, 20),
  "lower-case letters": letters("abcdefghijklmnopqrstuvwxyz", 16),
  number: letters(DIGITS, 16),
  "number with groups": letters(DIGITS, 16).map((all) => all.replace(/(....)(?=.)/g, "$1-")),
};
const WORDED: Record<string, fc.Arbitrary<string>> = {
  "private key": letters(`${ALNUM}+/`, 256).map(
    (all) => `-----BEGIN PRIVATE KEY-----\n${wrapped(64)(all).replaceAll("-", "\n")}\n-----END PRIVATE KEY-----\n`,
  ),
  cookie: fc.tuple(letters(ALNUM, 24), letters(HEX, 16)).map(([a, b]) => `session=${a}; user=${b}; path=/`),
  base_url: fc
    .tuple(letters(ALNUM, 12), letters(HEX, 16))
    .map(([a, b]) => `https://user:${a}@host.example/service/path?token=${b}`),
  words: fc
    .tuple(fc.array(word, { minLength: 4, maxLength: 8 }), fc.constantFrom(" ", "-", "_", "", "/", ": "))
    .map(([all, by]) => all.join(by)),
};

/** What is shown of a secret in every writing and every carrier; wrapped writings meet three carriers each. */
function* showings(secret: string, sent: string[]): Generator<{ shown: string; text: string; how: string }> {
  for (const [index, [name, write]] of WRITINGS.entries()) {
    const text = write(secret);
    const carriers = name.startsWith("wrapped") ? [index, index + 1, index + 7] : CARRIERS.keys();
    for (const carrier of carriers)
      yield {
        shown: CARRIERS[carrier % CARRIERS.length]?.(text, sent) ?? "",
        text,
        how: `${name}, carrier ${carrier}`,
      };
  }
}

describe("nothing that is shown shares eight characters with a secret", () => {
  test.each([
    { what: "random ones, though it is not known what was sent", kinds: RANDOM, isSentKnown: false, numRuns: 6 },
    { what: "random ones", kinds: RANDOM, isSentKnown: true, numRuns: 2 },
    { what: "those made of words", kinds: WORDED, isSentKnown: true, numRuns: 4 },
  ])("$what", ({ kinds, isSentKnown, numRuns }) => {
    let cases = 0;
    const leaks: string[] = [];
    fc.assert(
      fc.property(fc.record(kinds), (secrets) => {
        for (const [kind, secret] of Object.entries<string>(secrets)) {
          const sent = isSentKnown ? [JSON.stringify({ name: secret })] : [];
          for (const { shown, text, how } of showings(secret, sent)) {
            const leak = shared(shown, secret) ?? shared(shown, text);
            cases += 1;
            if (leak) leaks.push(`${kind}, ${how}: ${leak}: ${secret} in ${shown}`);
          }
        }
      }),
      { seed: 1, numRuns },
    );
    console.log(`${cases} cases, ${leaks.length} leaks`);
    expect(leaks.slice(0, 20)).toEqual([]);
    expect(cases).toBeGreaterThan(10_000);
  });
});

test("no word that is known is hexadecimal, but for a few that are short", () => {
  const found: string[] = [];
  const grow = (start: string): void => {
    for (const next of "abcdef") {
      const word = start + next;
      if (redact(word) === word) found.push(word);
      if (word.length < 5) grow(word);
    }
  };
  grow("");
  expect(found).toEqual(["a", "bad", "badd", "bade", "baded", "be"]);
});

test("words are shown only as words are written", () => {
  expect(redact("error Error ERROR keyError KeyError, eRROR ERRor keyX error1 èrror")).toBe(
    "error Error ERROR keyError KeyError, ***",
  );
});

test("what was sent is recognized although it was encoded", () => {
  for (const sent of ["key%20token", "key\\ntoken", '{"a":{"b":["key\\ntoken"]}}', "KEY-Token"]) {
    expect(redact("key token", [sent])).toBe("key ***");
  }
});

test("numbers are shown one at a time, if they are short and after a word", () => {
  expect(redact("status 404: 17 of 1234, code 12345678")).toBe("status 404: *** of ***, code ***");
  expect(redact("connect 127.0.0.1")).toBe("connect 127.***");
  expect(redactJson([1, 2, 3])).toEqual([1, "***", "***"]);
  expect(redactJson({ code: [115, 51, 99], status: 400, id: 123456789, error: -1.5 })).toEqual({
    code: [115, "***", "***"],
    status: 400,
    id: "***",
    error: "-1.***",
  });
});

test("characters that move a terminal's cursor and long punctuation are not shown", () => {
  expect(redact("error\u001b[31m\u0000 not\r\n\tfound !?-!?-!?-!?")).toBe("*** not found ***");
});

test("a URL is not shown, not even its known words", () => {
  expect(redact('error for "https://api.datadoghq.com/api/v2/application_keys", path /api/v1/api_key/x')).toBe(
    "error for *** path ***",
  );
});

describe("an error that is odd", () => {
  const unreadable = {
    get message(): string {
      throw new Error("no");
    },
  };
  test.each<[what: string, thrown: () => unknown, message: string]>([
    ["is a string", () => "socket hang up", "socket hang up"],
    ["is undefined", () => undefined, "***"],
    ["has a number for its message", () => ({ message: 7 }), "7"],
    [
      "has an empty name and a number for its code",
      () => ({ message: "Load failed", name: "", code: 7 }),
      "Load failed",
    ],
    ["has a secret for its name", () => Object.assign(new Error("x"), { name: "s3cr3t", code: "S3CR3T" }), "***"],
    ["cannot be read", () => unreadable, ""],
    ["cannot be a string", () => Object.create(null), ""],
  ])("%s", (_, thrown, message) => {
    const cause = safeCause(thrown(), SENT);
    expect(cause).toBeInstanceOf(Error);
    expect([cause.name, cause.message, "code" in cause]).toEqual(["Error", message, false]);
  });
});

describe("work is bounded", () => {
  /** How much a call does: characters looked at, words looked up. */
  function work(call: () => unknown): number {
    let steps = 0;
    const has = vi.spyOn(Set.prototype, "has").mockImplementation(function (this: Set<unknown>, value) {
      steps += 1;
      return found.call(this, value);
    });
    const add = vi.spyOn(Set.prototype, "add").mockImplementation(function (this: Set<unknown>, value) {
      steps += 1;
      return added.call(this, value);
    });
    const cut = vi.spyOn(String.prototype, "slice").mockImplementation(function (this: string, start, end) {
      const part = sliced.call(this, start, end);
      steps += part.length;
      return part;
    });
    call();
    for (const spy of [has, add, cut]) spy.mockRestore();
    return steps;
  }
  const { has: found, add: added } = Set.prototype;
  const { slice: sliced } = String.prototype;

  const TEXTS: readonly [string, string][] = [
    ["words", "error not found "],
    ["one word", "x"],
    ["backslashes", "\\"],
    ["quotes", '"'],
    ["asterisks", "***"],
    ["masks", "@ "],
    ["lines", "\n"],
    ["digits", "7"],
    ["schemes", "://"],
    ["capitals", "Aa"],
    ["percent", "%41"],
  ];
  test.each(TEXTS)("four times the text is at most six times the work: %s", (_, unit) => {
    const text = (length: number): string => unit.repeat(length).slice(0, length);
    const growth = (call: (length: number) => unknown, length: number): number =>
      work(() => call(4 * length)) / work(() => call(length));
    expect(growth((length) => redact(text(length)), 250)).toBeLessThanOrEqual(6);
    expect(growth((length) => redact("error", [text(length)]), 25_000)).toBeLessThanOrEqual(6);
    expect(growth((length) => redact(text(length), [text(length)]), 250)).toBeLessThanOrEqual(6);
    expect(growth((length) => redactJson(Array(length).fill(unit)), 25)).toBeLessThanOrEqual(6);
    redact(text(200_000), [text(200_000)]); // what is quadratic would take minutes
  });

  test("of a text that is too long only the beginning is looked at", () => {
    const slice = vi.fn((start: number, end: number) => "error ".repeat(200_000).slice(start, end));
    expect(redact({ slice } as never)).toBe(`${"error ".repeat(166)}erro`.replace(/erro$/, "***"));
    expect(slice.mock.calls).toEqual([[0, 1000]]);
  });

  test("of JSON that is too deep or too much only the beginning is looked at", () => {
    const deep = JSON.parse(`${'{"name":['.repeat(10_000)}${"]}".repeat(10_000)}`);
    expect(JSON.stringify(redactJson(deep))).toBe('{"name":[{"name":[{"name":[{"name":"***"}]}]}]}');
    const read = vi.fn();
    const counted = new Proxy(Array(1_000_000).fill("name"), {
      get: (target, name, receiver) => {
        read();
        return Reflect.get(target, name, receiver);
      },
    });
    expect(JSON.stringify(redactJson(counted)).length).toBeLessThan(1000);
    expect(read.mock.calls.length).toBeLessThan(300);
    const wide = JSON.stringify(
      redactJson(Array(200).fill(Object.fromEntries(Array.from(ALNUM, (name) => [name, ["name"]])))),
    );
    expect(wide.length).toBeLessThan(5000);
  });
});

test("of numbers between known words some are shown, and not the characters of a secret one after the other", () => {
  const spelled = [..."Tr0ub4dor&3"].map((character) => `error ${character.charCodeAt(0)}`).join(" ");
  expect(redact(spelled)).toMatch(/^error 84 error 114 error 48 error 117 error \*\*\*(?: error \*\*\*)*$/);
});
