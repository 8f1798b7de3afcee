/** No value leads to another endpoint, whatever decodes it on its way, and no secret stands where an id belongs. */
import { request as ask, createServer } from "node:http";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Client, createClient, InputError } from "../src/client.ts";
import { checkPath, checkQuery, checkTemplate, fillPath, fillQuery, idsIn } from "../src/path.ts";
import { send } from "../src/send.ts";
import * as apiKeys from "../src/v2/api-keys.ts";
import { documented, success } from "./bodies.ts";
import { apiKey, appKey, thrown, uuid } from "./scene.ts";
import { listen, serve } from "./servers.ts";

/** Every path parameter of every operation. */
const parameters = documented.flatMap(({ id, operation, sent }) =>
  [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({ id, operation, sent, name })),
);

/** Sends an operation with one value in one place of its path, and tells what was requested and what it came to. */
async function sentWith({ operation, sent, name }: (typeof parameters)[0], value: unknown) {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return success(operation.method, url);
  };
  const others = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, each]) => [each, "x"]);
  const input = { path: { ...Object.fromEntries(others), [name]: value }, body: sent };
  const client = createClient({ apiKey, appKey, fetch });
  const result = await send(client, operation as never, input as never).catch((error: unknown) => error);
  return { urls, result };
}

/** Values that some server on the way could take for steps to another path. */
const steps = [
  ...[".", "..", "../x", "x/..", "a/../b", "./x", "x/.", "..\\x", "a\\..\\b", "..;/x", "..;a=b", ".;x"],
  ...["%2e", "%2E%2e", ".%2e", "%2e%2e%2f", "..%2Fx", "a/..%2Fb", "a%2f..%2fb", "..%5Cx", "%2e%2e;x"],
  ...["%252e%252e", "..%252Fx", "%25252e%25252e", "a%252F..%252Fb", "%252e%252e%255cx"],
  ...[".\t./x", ".%0A./x", "..\0/x", ".%00./x", "..?x", "..%23x", "．．／x", "‥/x"],
  ...["%E2%80%A4%E2%80%A4/x", "%EF%BC%8E%EF%BC%8E%EF%BC%8Fx", "x%2F%25E2%2580%25A5", ".%C2%AD./x", ".\u200b."],
  ...["../application_keys/1", "..%2Fapplication_keys%2F1", " .. ", "a/ .. /b", "..\t", "a/.. ", "%2e%2e%20"],
];

describe("a path parameter", () => {
  test.each(parameters)("$name of $id that walks elsewhere is refused before anything is sent", async (parameter) => {
    for (const value of steps) {
      const { urls, result } = await sentWith(parameter, value);
      expect(result, value).toBeInstanceOf(InputError);
      expect((result as InputError).message).toBe(
        `${parameter.operation.method} ${parameter.operation.path}: ${parameter.name} must not hold the steps . and ..`,
      );
      expect(urls).toEqual([]);
    }
  });

  test.each(parameters)("$name of $id that is no text is refused before anything is sent", async (parameter) => {
    for (const value of ["", undefined, null, 7, Number.NaN, true, ["x"], { id: "x" }, () => "x", Symbol("x"), 1n]) {
      const { urls, result } = await sentWith(parameter, value);
      expect(result).toHaveProperty(
        "message",
        expect.stringMatching(` ${parameter.name} must be a string, and not empty$`),
      );
      expect(urls).toEqual([]);
    }
    for (const value of ["\ud800", "a\udc00b"])
      expect((await sentWith(parameter, value)).result).toHaveProperty(
        "message",
        expect.stringContaining("half of a character"),
      );
    const often = `%${"25".repeat(9)}41`;
    expect((await sentWith(parameter, often)).result).toHaveProperty(
      "message",
      expect.stringContaining("encoded too often"),
    );
  });

  const isId = ({ name }: { name: string }): boolean => name.endsWith("_id");
  const secrets = [
    ...[apiKey, apiKey.toUpperCase(), appKey, "0123456789abcdef0123456789abcdef01234567", "DDAPP_x"],
    ...[
      "ddpat_0123456789012345678901_x",
      "ddsat_x",
      "ddapp_",
      ` ${apiKey}`,
      `${apiKey}\n`,
      `%${"61"}1b2c3d4e5f60718293a4b5c6d7e8f90`,
    ],
  ];
  test.each(parameters.filter(isId))("$name of $id that is a secret is refused, and not shown", async (parameter) => {
    for (const value of secrets) {
      const { urls, result } = await sentWith(parameter, value);
      expect(result).toBeInstanceOf(InputError);
      expect(String(result)).toMatch(/looks like a secret: an id belongs here$/);
      expect(String(result)).not.toContain(value.trim());
      expect(urls).toEqual([]);
    }
  });
  test.each(parameters.filter((each) => !isId(each)))("$name of $id may be one", async (parameter) => {
    const { urls } = await sentWith(parameter, apiKey);
    expect(urls).toHaveLength(1);
  });

  test.each([
    ["x?include=y#z", "x%3Finclude%3Dy%23z"],
    ["x/y", "x%2Fy"],
    ["x\\y", "x%5Cy"],
    ["{api_key_id}", "%7Bapi_key_id%7D"],
    ["a=b}c{", "a%3Db%7Dc%7B"],
    ["a;b,c d\t\n", "a%3Bb%2Cc%20d%09%0A"],
    ["100%", "100%25"],
    ["...", "..."],
    ["a..b", "a..b"],
    ["v1.2.", "v1.2."],
    ["٠‮😀", "%D9%A0%E2%80%AE%F0%9F%98%80"],
  ])("%j stays one segment: %s", async (value, encoded) => {
    const [get] = parameters.filter(({ id }) => id === "getAPIKey");
    const { urls } = await sentWith(get as (typeof parameters)[0], value);
    expect(urls).toEqual([`https://api.datadoghq.com/api/v2/api_keys/${encoded}`]);
    expect(new URL(urls[0] ?? "").pathname).toBe(`/api/v2/api_keys/${encoded}`);
  });

  test("of any text leads to its own operation or is refused, however often it is decoded", () => {
    const operation = { method: "GET", path: "/api/v2/api_keys/{api_key_id}" };
    const pieces = fc.constantFrom(
      ".",
      "..",
      "/",
      "\\",
      "%",
      "2e",
      "2f",
      "25",
      "5c",
      ";",
      "a",
      " ",
      "%2e",
      "%252f",
      "é",
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 9 }), (parts) => {
        const api_key_id = parts.join("");
        try {
          checkPath(operation, { api_key_id });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        let path = fillPath(operation.path, { api_key_id });
        for (let round = 0; round < 6; round += 1) {
          const { pathname } = new URL(`https://x${path.replaceAll("\\", "/").replace(/;[^/]*/g, "")}`);
          expect(pathname.startsWith("/api/v2/api_keys/") || pathname === "/api/v2/api_keys").toBe(true);
          path = path.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
        }
      }),
      { numRuns: 500, seed: 20261121 },
    );
  });
});

describe("behind a reverse proxy that decodes a path once and resolves its steps", () => {
  const arrived: string[] = [];
  let baseUrl: string;
  let client: Client;
  beforeAll(async () => {
    const api = await serve((request, response) => {
      arrived.push(`${request.method} ${request.url}`);
      response.writeHead(204).end();
    });
    const proxy = createServer(({ url = "", method }, response) => {
      const decoded = decodeURIComponent(url.replace(/^\/datadog/, ""));
      const { pathname } = new URL(`http://x${encodeURI(decoded)}`); // what `proxy_pass` with a path does
      ask(`${api}${pathname}`, { method }, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 500))).end();
    });
    baseUrl = `http://127.0.0.1:${await listen(proxy)}/datadog`;
    client = createClient({ apiKey, appKey, baseUrl, maxRetries: 0 });
  });

  test("an id arrives at its own operation", async () => {
    arrived.length = 0;
    await apiKeys.delete(client, uuid);
    expect(arrived).toEqual([`DELETE /api/v2/api_keys/${uuid}`]);
  });
  test("the proxy turns an encoded step into another resource", async () => {
    arrived.length = 0;
    await fetch(`${baseUrl}/api/v2/api_keys/..%2Fapplication_keys%2F1`, { method: "DELETE" });
    expect(arrived).toEqual(["DELETE /api/v2/application_keys/1"]);
  });
  test.each(steps)("and nothing arrives of the id %j", async (id) => {
    arrived.length = 0;
    expect(await thrown(apiKeys.delete(client, id))).toBeInstanceOf(InputError);
    expect(arrived).toEqual([]);
  });
});

describe("a path template that programs without types may pass", () => {
  test.each([
    ...["https://evil.example/", "/../evil", "/api/v2/../evil", "/api/./v2", "/a?b", "/a#b", "", "api"],
    ...["/api/v1/api_key/%2e%2e", "/api\\evil", "/api/v1/api_key/x y", `/api/v1/api_key/${apiKey}`, `/api/${appKey}`],
  ])("is refused without being shown: %s", (path) => {
    expect(() => checkTemplate("GET", path)).toThrow(
      new InputError("GET", "the path must be a template, such as /api/v2/api_keys/{api_key_id}"),
    );
  });
  test.each([undefined, null, 7, {}, [], Symbol("x"), () => "/api"])("is refused where it is no text: %o", (path) => {
    expect(() => checkTemplate("GET", path)).toThrow(InputError);
  });
  test("has its parameters as own properties", () => {
    const inherited = Object.create({ api_key_id: "x" });
    expect(() => checkPath({ method: "GET", path: "/x/{api_key_id}" }, inherited)).toThrow(/must be a string/);
    expect(() => checkPath({ method: "GET", path: "/x/{constructor}" }, {})).toThrow(/must be a string/);
  });
});

describe("a query", () => {
  const operation = { method: "GET", path: "/api/v2/api_keys" };
  test.each<[Record<string, unknown>, string]>([
    [{ filter: "a b&c=d#e?f/g%" }, "filter=a%20b%26c%3Dd%23e%3Ff%2Fg%25"],
    [{ "page[size]": 100, "page[number]": 0 }, "page%5Bsize%5D=100&page%5Bnumber%5D=0"],
    [{ a: true, b: false, c: undefined, d: null, e: "" }, "a=true&b=false&e="],
    [{ "filter[owned_by]": ["x", "y"] }, "filter%5Bowned_by%5D=x&filter%5Bowned_by%5D=y"],
    [{}, ""],
  ])("%o is written as %s", (query, text) => {
    expect(() => checkQuery(operation, query)).not.toThrow();
    expect(fillQuery(query)).toBe(text);
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY, {}, [{}], [[1]], Symbol("x"), 1n, () => "x", "\ud800", new Date(0)])(
    "with a value that cannot be sent is refused: %o",
    (filter) => {
      expect(() => checkQuery(operation, { filter })).toThrow(
        new InputError(
          "GET /api/v2/api_keys",
          'query["filter"] must be a string, a finite number, a boolean, or an array of these',
        ),
      );
    },
  );
  test("with half of a character in a name is refused", () => {
    expect(() => checkQuery(operation, { "a\ud800": "x" })).toThrow(InputError);
  });
});

test("only an id that is a UUID is shown in an error, and none of an operation whose path holds a secret", () => {
  const path = "/api/v2/api_keys/{api_key_id}";
  expect(idsIn({ path }, { api_key_id: uuid })).toBe(`api_key_id ${uuid}`);
  expect(idsIn({ path }, { api_key_id: "hunter2" })).toBe("");
  expect(idsIn({ path, secretInPath: true }, { api_key_id: uuid })).toBe("");
  expect(idsIn({ path: "/x/{a_id}/y/{b_id}/{name}" }, { a_id: uuid, b_id: uuid, name: uuid })).toBe(
    `a_id ${uuid}, b_id ${uuid}`,
  );
});
