/** The demo tells its whole story by itself, shows no secret on the way, and leaves nothing but the file it was asked for. */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Har } from "datadog-fetch/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Run, root, run, serveSandbox } from "./on-sandbox.ts";

const demo = (
  args: readonly string[],
  env: Record<string, string> = {},
  preload: readonly string[] = [],
): Promise<Run> => run(process.execPath, ["--import", "tsx", ...preload, join(root, "scripts/demo.ts"), ...args], env);

/** What every secret of Datadog's looks like. Ids are groups of fewer digits. */
const SECRET = /ddapp_\w{34}|dd[ps]at_\w{22}_\w{36}|(?<!avatar\/)\b[\da-f]{32}\b|\b[\da-f]{40}\b/;

describe("on the sandbox", () => {
  const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "traffic.har");
  let result: Run;
  /** Without the lines' ends, which depend on where ids and times happen to break. */
  let story: string;
  let har: Har;
  beforeAll(async () => {
    result = await demo(["--har", file]);
    story = result.stdout.replace(/\s+/g, " ");
    har = JSON.parse(readFileSync(file, "utf8")) as Har;
  }, 30_000);

  test("ends well", () => expect(result).toMatchObject({ code: 0, stderr: "" }));

  test.each([
    ["an audit, the worst first", /leaked API key website Ada Example used 2 days ago owner-disabled API key/],
    ["all kinds of findings", /expires-soon .* stale .* never-used .* 8 credentials, 7 findings of 6 kinds/],
    ["a read that is repeated", /! GET \S+, attempt 1: 503\. .* ✓ GET \S+, attempt 2: 200/],
    ["a wait", /! POST \S+, attempt 1: 429\. Refused for 2 s, .* ✓ POST \S+, attempt 2: 201 .* after 2\.\d s, once/],
    [
      "a create whose response is lost",
      /connection to 127\.0\.0\.1:\d+ failed .* outcomeUnknown is true, and it was sent once/,
    ],
    ["what it had made", /Nobody has its secret, so it is deleted: [\da-f-]{36}/],
    ["a login page", /200 OK: the documented success is 204, .* html .* an error, not a success\. ✓ Deleted again/],
    [
      "a rotation that dies",
      /✓ made the API key .* works.*! The process is killed\..* At once: rotate: another run began/,
    ],
    [
      "and is resumed",
      /✓ deleted the API key \S+ ✓ Eleven minutes later, by its clock: 1 key "agents"\. .* it works\./,
    ],
    ["a masked secret", /application key \*\*\* is not valid .* Neither the message nor the stack/],
    ["what to do with the file", /npx redocly drift \S+traffic\.har --api generated\/openapi\.json/],
  ])("tells of %s", (_, told) => expect(story).toMatch(told));

  test("is plain text without secrets and stack traces, in lines that fit", () => {
    expect(result.stdout).not.toMatch(SECRET);
    expect(result.stdout).not.toMatch(/[^\P{Cc}\n]|\n\s+at /u); // no control characters, so no colours
    for (const line of result.stdout.replaceAll(file, "FILE").split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("writes what passed, without secrets", () => {
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(SECRET);
    expect(text).toContain("application key redacted is not valid");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const statuses = new Set(har.log.entries.map(({ response }) => response.status));
    expect([...statuses].sort()).toEqual([200, 201, 204, 403, 429, 503]);
    const creates = har.log.entries.filter(({ request }) => request.method === "POST");
    const names = creates.map(({ request }) => JSON.parse(request.postData?.text ?? "").data.attributes.name);
    expect(names).toEqual(["new cluster", "new cluster", expect.stringMatching(/^agents \(rotation /)]); // a lost response is none
  });

  test("and redocly drift accepts it", async () => {
    const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
    const env = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const args = [
      cli,
      "drift",
      file,
      "--api",
      "generated/openapi.json",
      "--min-severity",
      "warning",
      "--format",
      "json",
    ];
    const { code, stdout } = await run(process.execPath, args, env);
    expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toMatchObject({ problems: [] });
    expect(code).toBe(0);
  });
});

describe("--live", () => {
  test("reads, and nothing else", async () => {
    const { sandbox, env, preload, close } = await serveSandbox();
    const { code, stdout, stderr } = await demo(["--live"], env, ["--import", preload]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\nKeys and tokens on datadoghq\.com \(nothing is changed\)\n/);
    expect(stdout).toMatch(/unscoped +application key +sandbox +Jo Example +used today\n/);
    expect(stdout).toContain("2 credentials, 1 finding of 1 kind\n");
    expect(sandbox.requests.length).toBeGreaterThan(2);
    expect(new Set(sandbox.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(stdout).not.toMatch(SECRET);
    await close();
  });

  test("takes a token, and says which credentials are refused without showing them", async () => {
    const { sandbox, preload, close } = await serveSandbox();
    const live = (token: string) => demo(["--live"], { DD_BEARER_TOKEN: token }, ["--import", preload]);
    expect(await live(sandbox.token)).toMatchObject({ code: 0, stderr: "" });
    const wrong = `ddpat_${"a".repeat(22)}_${"b".repeat(36)}`;
    const { code, stderr } = await live(wrong);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^GET \S+: 40[13] /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toContain(wrong);
    await close();
  });

  test.each([
    [{}, "DD_API_KEY"],
    [{ DD_API_KEY: "0".repeat(32) }, "DD_APP_KEY"],
  ])("without credentials says which variable is missing: %j", async (env: Record<string, string>, missing) => {
    const { code, stdout, stderr } = await demo(["--live"], env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(`fromEnv: ${missing} is not set; set DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN\n`);
  });
});

test.each([
  [["--live", "now"], "The demo knows the options --live and --har FILE, and nothing else.\n"],
  [["--har"], "--har needs the name of the file to write: npm run demo -- --har traffic.har\n"],
  [["--har", "--live"], "--har needs the name of the file to write: npm run demo -- --har traffic.har\n"],
])("a wrong command line is a sentence: %j", async (args, sentence) => {
  expect(await demo(args)).toEqual({ code: 2, stdout: "", stderr: sentence });
});
