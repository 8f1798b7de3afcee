/** What passes through a recorded `fetch` makes a HAR file that holds no secret and that `redocly drift` can read. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatadog } from "../../src/index.ts";
import { type Har, type HarEntry, recordHar } from "../../src/sandbox/index.ts";
import { bearer, connection, GOOD, keysOf, operations, SITE, start } from "./helpers.ts";
import { integrations, SECRET } from "./samples.ts";

const entries: HarEntry[] = [];
const secrets = new Set<string>([SECRET]);

/** Every string in a state that is a secret. */
function collect(state: object): void {
  JSON.stringify(state, (name, value) => {
    const isSecret = ["key", "token", "service_key"].includes(name);
    if (typeof value === "string" && isSecret) secrets.add(value);
    return value;
  });
}

beforeAll(async () => {
  for (const [index, [id, operation]] of operations.entries()) {
    const { sandbox, ask } = start({ seed: index + 2 }); // so that no secret looks like an id that another sandbox shows
    const { id: ids = [], body } = await GOOD[id](ask, sandbox);
    const [method = "", template = ""] = operation.split(" ");
    const left = [ids].flat();
    const url = SITE + template.replace(/\{\w+\}/g, () => encodeURIComponent(left.shift() ?? ""));
    const recorder = recordHar(sandbox.fetch);
    const headers = { ...keysOf(sandbox.credentials), "content-type": "application/json", "x-other": SECRET };
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    collect(sandbox.state());
    await (await recorder.fetch(url, { method, headers, ...sent })).text();
    collect(sandbox.state());
    entries.push(...recorder.har().log.entries);
  }
});

test("every exchange is there", () => {
  expect(entries).toHaveLength(operations.length);
  const [list] = entries.filter(({ request }) => request.url === `${SITE}/api/v2/api_keys` && request.method === "GET");
  expect(list).toMatchObject({
    request: { headers: expect.arrayContaining([{ name: "dd-api-key", value: "redacted" }]) },
    response: { status: 200, content: { mimeType: "application/json", text: expect.stringContaining('"sandbox"') } },
  });
});

test("no secret is", async () => {
  const { sandbox } = start();
  const recorder = recordHar(sandbox.fetch);
  const headers = { ...bearer(sandbox.token), "content-type": "application/json" };
  for (const integration of integrations) {
    const body = JSON.stringify(connection(integration));
    await recorder.fetch(`${SITE}/api/v2/actions/connections`, { method: "POST", headers, body });
  }
  collect(sandbox.state());
  const text = JSON.stringify([...entries, ...recorder.har().log.entries]);
  expect(secrets.size).toBeGreaterThan(100);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).toContain("/api/v1/api_key/redacted");
});

test("a credential that an error message repeats is masked as well", async () => {
  const { sandbox } = start();
  const recorder = recordHar(sandbox.fetch);
  const { apiKey, appKey } = sandbox.credentials;
  for (const headers of [keysOf(sandbox.credentials), bearer(sandbox.token)]) {
    sandbox.fail({ status: 403, body: { errors: [`${apiKey}, ${appKey} and ${sandbox.token} are not valid`] } });
    await recorder.fetch(`${SITE}/api/v2/api_keys`, { headers });
  }
  const [withKeys, withToken] = recorder.har().log.entries.map(({ response }) => response.content.text);
  expect(withKeys).toContain(`redacted, redacted and ${sandbox.token} are not valid`);
  expect(withToken).toContain(`${apiKey}, ${appKey} and redacted are not valid`);
});

test("a client is recorded as well as a sandbox", async () => {
  const { sandbox } = start();
  const recorder = recordHar(sandbox.fetch);
  const dd = createDatadog({ ...sandbox.credentials, fetch: recorder.fetch });
  expect((await dd.apiKeys.list().toArray()).length).toBe(1);
  await dd.currentUser.applicationKeys.create({ name: "n" });
  expect(recorder.har().log.entries.map(({ response }) => response.status)).toEqual([200, 201]);
});

describe("redocly drift", () => {
  const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const root = fileURLToPath(new URL("../..", import.meta.url));

  /** The messages of what differs from the spec. */
  async function drift(changed: readonly HarEntry[]): Promise<string[]> {
    const file = join(folder, "traffic.har");
    const har: Har = { log: { version: "1.2", creator: { name: "test", version: "1" }, entries: [...changed] } };
    writeFileSync(file, JSON.stringify(har));
    const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
    const options = ["--min-severity", "warning", "--format", "json"];
    const args = [cli, "drift", file, "--api", "generated/openapi.json", ...options];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    const run = promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 1 << 26 });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    const report = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { problems: { message: string }[] };
    return report.problems.map(({ message }) => message);
  }

  test("finds nothing in what the sandbox says", async () => {
    expect(await drift(entries)).toEqual([]);
  });

  test("finds what is wrong, in both media types", async () => {
    const wrong = entries.map((entry) => {
      const { content } = entry.response;
      const text = content.text.replace(/"name":"[^"]*"/g, '"name":5');
      return { ...entry, response: { ...entry.response, content: { ...content, text } } };
    });
    const found = await drift(wrong);
    expect(found).toContain('Response field "data.attributes.name" must be string.');
    expect(found.length).toBeGreaterThan(20);
  });
});
