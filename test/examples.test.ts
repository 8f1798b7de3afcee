/** Every example does on a sandbox, over HTTP, what it says; rotating survives whatever fails in its midst. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDatadog } from "datadog-fetch";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { output, type Run, root, run, type Served, serveSandbox } from "./on-sandbox.ts";

let served: Served;
beforeEach(async () => {
  served = await serveSandbox();
});
afterEach(() => served.close());

const example = (name: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Run> => {
  const node = ["--import", "tsx", "--import", served.preload];
  return run(process.execPath, [...node, join(root, "examples", name), ...args], { ...served.env, ...env });
};
const dd = () => createDatadog({ ...served.sandbox.credentials, fetch: served.sandbox.fetch });
const names = () =>
  served.sandbox
    .state()
    .apiKeys.map(({ name }) => name)
    .sort();

test("every example is tested", () => {
  const tests = readdirSync(join(root, "test")).filter((file) => /^(examples|worker|browser).*\.test\.ts$/.test(file));
  const text = tests.map((file) => readFileSync(join(root, "test", file), "utf8")).join();
  const examples = readdirSync(join(root, "examples"));
  expect(examples.length).toBeGreaterThan(8);
  expect(examples.filter((name) => !text.includes(name))).toEqual([]);
});

describe("without credentials, the variable is named and nothing is sent", () => {
  test.each([
    ["rotate.ts", "ci", "key.json"],
    ["find-stale-keys.ts"],
    ["provision-aws-connection.ts", "production", "123456789012", "datadog"],
    ["register-application-key.ts", "sandbox"],
    ["set-pagerduty-key.ts", "on-call"],
    ["opentelemetry.ts"],
  ])("%s", async (name, ...args) => {
    const { code, stderr } = await example(name, args, { DD_API_KEY: "", PAGERDUTY_SERVICE_KEY: "0".repeat(32) });
    expect(stderr).toContain("DD_API_KEY is not set");
    expect(code).toBe(1);
    expect(served.sandbox.requests).toEqual([]);
  });
});

describe("rotate.ts", () => {
  const file = () => join(served.folder, "key.json");
  const rotate = (env?: Record<string, string>) => example("rotate.ts", ["ci", file()], env);
  const handed = (): { id: string; name: string; secret: string } => JSON.parse(readFileSync(file(), "utf8"));
  let old: string;
  beforeEach(async () => {
    await dd().apiKeys.create({ name: "ci, another" }); // `filter` finds this one too
    old = (await dd().apiKeys.create({ name: "ci" })).data.id;
    served.sandbox.requests.length = 0;
  });

  /** Exactly one key has the name, its users have it, it works, and nothing is left over. */
  function expectRotated(result: Run): void {
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(names()).toEqual(["ci", "ci, another", "sandbox"]);
    const now = served.sandbox.state().apiKeys.find(({ name }) => name === "ci");
    expect(now?.id).not.toBe(old);
    expect(handed()).toEqual({ id: now?.id, name: "ci", secret: now?.key });
    expect(result.stdout).toContain(`rotated: "ci" is ${now?.id}`);
    expect(result.stdout + result.stderr).not.toContain(now?.key);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file()}.new`)).toBe(false);
  }

  test("makes the new key, hands it over, and deletes the old one; and again", async () => {
    expectRotated(await rotate());
    old = handed().id;
    expectRotated(await rotate());
  });

  test("keeps the old one for as long as it is told", async () => {
    const { code, stdout } = await example("rotate.ts", ["ci", file(), "24"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/overlapping: "ci" is [\w-]+, and the old one works until \d{4}-/);
    expect(served.sandbox.state().apiKeys.map(({ id }) => id)).toContain(old);
  });

  test("the key in the environment may be the one that is rotated", async () => {
    const key = served.sandbox.state().apiKeys.find(({ id }) => id === old)?.key ?? "";
    expectRotated(await rotate({ DD_API_KEY: key }));
  });

  test.each([
    ["making it, without a response", { method: "POST", drop: true, after: true }],
    ["deleting the old one", { method: "DELETE", status: 400 }],
    ["a change of name", { method: "PATCH", status: 400 }],
  ])("after a failure in %s, the next run ends what was begun", async (_, fault) => {
    served.sandbox.fail(fault);
    const { code, stderr } = await rotate();
    expect(code).toBe(1);
    expect(stderr).toMatch(/DatadogError: rotate: .* next run/);
    expectRotated(await rotate());
  });

  test("a file that cannot be written leaves everything as it was", async () => {
    mkdirSync(`${file()}.new`); // in the way
    const { code, stderr } = await rotate();
    expect(stderr).toContain("all else is as it was");
    expect(code).toBe(1);
    expect(names()).toEqual(["ci", "ci, another", "sandbox"]);
    expect(served.sandbox.state().apiKeys.map(({ id }) => id)).toContain(old);
  });

  test("two keys of one name are left alone", async () => {
    await dd().apiKeys.create({ name: "ci" });
    expect((await rotate()).stderr).toContain('2 API keys have the name "ci"');
    expect(names()).toEqual(["ci", "ci", "ci, another", "sandbox"]);
  });
});

test("find-stale-keys.ts names what has not been used, and fails", async () => {
  expect(await example("find-stale-keys.ts")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("0 of 0 keys"),
  });
  await dd().apiKeys.create({ name: "forgotten" });
  const { code, stdout } = await example("find-stale-keys.ts", ["0.0000001"]);
  expect(stdout).toMatch(/API key [\w-]+ "forgotten": never used/);
  expect(stdout).toMatch(/of 3 keys/);
  expect(code).toBe(1);
});

test("provision-aws-connection.ts and register-application-key.ts: a trust policy, once the key is registered", async () => {
  const provision = () => example("provision-aws-connection.ts", ["production", "123456789012", "datadog-actions"]);
  expect(await provision()).toMatchObject({ code: 1, stderr: expect.stringContaining("not registered for actions") });

  for (let time = 1; time <= 2; time += 1) {
    expect(await example("register-application-key.ts", ["sandbox"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("is registered"),
    });
  }
  expect(served.sandbox.state().registrations).toEqual([served.sandbox.ids.appKey]);
  expect(await example("register-application-key.ts", ["nobody"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("0 of your"),
  });

  const { code, stdout } = await provision();
  expect(code).toBe(0);
  const [{ Principal, Condition }] = JSON.parse(stdout).Statement;
  expect(Principal.AWS).toMatch(/^arn:aws:iam::\d{12}:root$/);
  expect(Condition.StringEquals["sts:ExternalId"]).toMatch(/\w/);
  expect(served.sandbox.state().connections).toHaveLength(1);

  served.sandbox.fail({ method: "POST", drop: true, after: true });
  expect((await provision()).stderr).toContain("There may be a connection now");
});

test("set-pagerduty-key.ts adds a service, then changes its key", async () => {
  const set = (key: string) => example("set-pagerduty-key.ts", ["on-call / eu"], { PAGERDUTY_SERVICE_KEY: key });
  expect(await set("0".repeat(32))).toMatchObject({ code: 0, stdout: '"on-call / eu" is new, with its key\n' });
  expect(await set("1".repeat(32))).toMatchObject({ code: 0, stdout: '"on-call / eu" has its new key\n' });
  expect(served.sandbox.state().pagerDutyServices).toEqual([
    { service_name: "on-call / eu", service_key: "1".repeat(32) },
  ]);
});

/** An OpenTelemetry SDK of a few lines: prints what it is given. */
const RECORDER = `
import { metrics, trace } from "@opentelemetry/api";
const print = (record) => process.stderr.write(JSON.stringify(record) + "\\n");
trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan(name, { kind, attributes }) {
  const span = { name, kind, attributes: { ...attributes } };
  return { setAttributes: (more) => Object.assign(span.attributes, more), setStatus: (status) => { span.status = status; }, end: () => print({ span }) };
} }) });
metrics.setGlobalMeterProvider({ getMeter: () => ({ createHistogram: (name, { unit }) => ({
  record: (value, attributes) => print({ metric: { name, unit, value, attributes } }),
}) }) });`;

test("opentelemetry.ts makes a span and a measurement of every attempt, by the conventions", async () => {
  const recorder = output("telemetry.mjs"); // inside the package, where @opentelemetry/api is found
  writeFileSync(recorder, RECORDER);
  served.sandbox.fail({ status: 503 });
  served.sandbox.fail({ drop: true });
  const { code, stdout, stderr } = await run(
    process.execPath,
    ["--import", "tsx", "--import", served.preload, "--import", recorder, join(root, "examples/opentelemetry.ts")],
    served.env,
  );
  expect(stdout).toBe("1 API keys\n");
  expect(code).toBe(0);
  const records: { span?: object; metric?: { value: number; attributes: object } }[] = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const request = {
    "http.request.method": "GET",
    "server.address": "api.datadoghq.com",
    "server.port": 443,
    "url.scheme": "https",
    "url.template": "/api/v2/api_keys",
  };
  const span = { name: "GET /api/v2/api_keys", kind: 2 };
  const unavailable = { "http.response.status_code": 503, "error.type": "503" };
  const lost = { "error.type": "ConnectionError" };
  expect(records.flatMap(({ span }) => span ?? [])).toEqual([
    { ...span, attributes: { ...request, ...unavailable }, status: { code: 2 } },
    { ...span, attributes: { ...request, "http.request.resend_count": 1, ...lost }, status: { code: 2 } },
    { ...span, attributes: { ...request, "http.request.resend_count": 2, "http.response.status_code": 200 } },
  ]);
  const measured = records.flatMap(({ metric }) => metric ?? []);
  expect(measured.map(({ attributes }) => attributes)).toEqual([
    { ...request, ...unavailable },
    { ...request, ...lost },
    { ...request, "http.response.status_code": 200 },
  ]);
  for (const { value } of measured) expect(value).toBeLessThan(5); // seconds, not milliseconds
  for (const secret of Object.values(served.env)) expect(stderr).not.toContain(secret);
});
