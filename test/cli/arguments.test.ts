/** The command line itself: help, mistakes and what was probably meant, exit codes, and no secret repeated. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { distance, suggestion } from "../../src/cli/usage.ts";
import { cli } from "./scene.ts";

const COMMANDS = ["audit", "find", "rotate", "validate", "sandbox"];
const KEYS = { DD_API_KEY: "0123456789abcdef0123456789abcdef", DD_APP_KEY: "f".repeat(40) };

describe("help", () => {
  test("names every command, the variables and the exit codes", async () => {
    const { code, out, err } = await cli(["--help"]);
    expect(code).toBe(0);
    expect(err).toBe("");
    for (const each of [...COMMANDS, "DD_API_KEY", "DD_APP_KEY", "DD_BEARER_TOKEN", "DD_SITE"])
      expect(out).toContain(each);
    for (const line of ["0  fine", "1  an audit with findings", "3  it failed"]) expect(out).toContain(line);
    expect(out.split("\n").every((line) => line.length <= 120)).toBe(true);
  });

  test.each(COMMANDS)("%s has its usage, every option and examples", async (name) => {
    const [asked, other] = await Promise.all([cli([name, "--help"]), cli(["help", name])]);
    expect(asked.code).toBe(0);
    expect(other).toEqual(asked);
    expect(asked.out).toContain(`Usage: datadog-fetch ${name}`);
    expect(asked.out).toMatch(new RegExp(`Examples:\\n(?:.*\\n)*  .*datadog-fetch ${name}`));
    const usage = /Usage: .*/.exec(asked.out)?.[0] ?? "";
    for (const option of usage.match(/--[a-z-]+/g) ?? []) expect(asked.out).toMatch(new RegExp(`^  ${option}\\b`, "m"));
    expect(asked.out.includes("  --base-url URL ")).toBe(name !== "sandbox");
    expect(asked.out.split("\n").filter((line) => line.length > 120)).toEqual([]);
  });

  test("without a command the help goes to standard error", async () => {
    const { code, out, err } = await cli([]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage:");
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await cli(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

test.each([
  [["adit"], 'there is no command "adit"; did you mean audit?'],
  [["frobnicate"], 'there is no command "frobnicate"; there are audit, find, rotate, validate, sandbox'],
  [["--base-url", "x", "audit"], "the command comes first"],
  [["audit", "--fromat", "csv"], 'audit has no option "--fromat"; did you mean --format?'],
  [["audit", "-f"], 'audit has no option "-f"'],
  [["audit", "--format", "xlsx"], '--format must be one of table, csv, json, html, not "xlsx"'],
  [["audit", "--format", "jsno"], "did you mean json?"],
  [["audit", "--format"], "--format needs a value: --format table|csv|json|html"],
  [["audit", "--format=json", "--format=csv"], "--format is given twice"],
  [["audit", "everything"], "audit takes no arguments"],
  [["audit", "--stale-after", "soon"], "--stale-after must be a number of days, 0 or more"],
  [["audit", "--stale-after=-1"], "--stale-after must be a number of days, 0 or more"],
  [["audit", "--base-url", "http://example.com"], "--base-url must be an https:// URL"],
  [["audit", "--base-url", "nonsense"], "--base-url must be an https:// URL"],
  [["find", "api_keys"], "NAME is missing: find TYPE NAME"],
  [["find", "api-key", "ci"], 'there is no type "api-key"; did you mean api_keys?'],
  [["find", "keys", "ci"], "it is one of api_keys, application_keys, personal_access_tokens, service_access_tokens"],
  [["find", "api_keys", "ci", "pipelines"], "a name with spaces needs quotes"],
  [["find", "api_keys", ""], "NAME is empty"],
  [["find", "service_access_tokens", "ci"], "needs --service-account ID"],
  [
    ["find", "api_keys", "ci", "--service-account", "x"],
    "--service-account is for application keys and service access",
  ],
  [["rotate", "api_keys", "ci"], "the secret has nowhere to go: give either --file PATH or --exec COMMAND"],
  [["rotate", "api_keys", "ci", "--file", "a", "--exec", "b"], "the secret goes to one place"],
  [["rotate", "api_keys", "ci", "--file", "a", "--overlap", "1d"], "--overlap must be a number of hours, 0 or more"],
  [["rotate", "api_keys", "ci", "--file", "a", "--dry-run=yes"], "--dry-run takes no value"],
  [["sandbox", "--port", "70000"], "--port must be a whole number up to 65535"],
  [["sandbox", "--port", "http"], "--port must be a whole number up to 65535"],
  [["sandbox", "--port", "80.5"], "--port must be a whole number up to 65535"],
  [["sandbox", "--base-url", "http://localhost:1"], 'sandbox has no option "--base-url"'],
])("%j is a mistake that is told in a sentence, exit code 2", async (args, message) => {
  const { code, out, err } = await cli(args, { env: KEYS });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^datadog-fetch: /);
  expect(err).toContain(message);
  expect(err).toMatch(/See datadog-fetch .*--help\n$/);
});

test.each([
  [{}, "DD_API_KEY is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN"],
  [{ DD_API_KEY: KEYS.DD_API_KEY }, "DD_APP_KEY is not set"],
  [{ ...KEYS, DD_SITE: "datadoghq.co" }, "DD_SITE must be the name of a Datadog site"],
  [{ ...KEYS, DD_APP_KEY: "with\nbreak" }, "DD_APP_KEY"],
])(
  "an environment that cannot work is told before anything is sent: %j",
  async (env: Record<string, string>, message) => {
    const { code, out, err } = await cli(["audit"], { env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  },
);

const SECRET = "5ec2e7aa5ec2e7aa5ec2e7aa5ec2e7aa";

test.each([
  [SECRET],
  ["audit", SECRET],
  ["audit", "--api-key", SECRET],
  ["audit", `--api-key=${SECRET}`],
  ["audit", `--${SECRET}`],
  ["audit", `-${SECRET}`],
  ["audit", "--format", SECRET],
  ["audit", `--stale-after=${SECRET}`],
  ["audit", "--base-url", `https://user:${SECRET}@example.com`],
  ["find", SECRET, "ci"],
  ["find", "api_keys", SECRET],
  ["find", "application_keys", `ddapp_${SECRET}`],
  ["rotate", "api_keys", ` ${SECRET}12345678`, "--file", "a"],
  ["rotate", "personal_access_tokens", `ddpat_x_${SECRET}`, "--file", "a"],
  ["sandbox", "--port", SECRET],
])("a secret in the wrong place is not repeated: %s %s", async (...args) => {
  const { code, out, err } = await cli(args, { env: KEYS });
  expect(code).toBe(2);
  expect(out + err).not.toContain(SECRET.slice(0, 8));
  if (args[1]?.includes("api-key")) expect(err).toContain("credentials are read from the environment alone");
});

test("distances count letters that are added, dropped, changed or swapped", () => {
  expect([distance("", "abc"), distance("abc", "abc"), distance("fromat", "format"), distance("ab", "ba")]).toEqual([
    3, 0, 1, 1,
  ]);
  expect(suggestion("valdiate", COMMANDS)).toBe("; did you mean validate?");
  expect(suggestion("x", COMMANDS)).toBe("");
  expect(distance("a".repeat(1e6), "format")).toBeGreaterThan(900_000);
});
