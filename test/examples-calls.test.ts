/** Every call of calls.ts requests the operation that it stands for, on a sandbox, which carries it out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { type Call, calls, type Given } from "../examples/calls.ts";
import { type Document, operationsOf } from "../scripts/document.ts";
import { samples } from "../scripts/samples.ts";
import { createDatadog } from "../src/index.ts";
import { createSandbox, type Sandbox } from "../src/sandbox/index.ts";
import { root } from "./typescript.ts";

const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;
const operations = operationsOf(document).map((each) => ({ ...each, id: each.operation.operationId }));
const programs = samples();
afterEach(() => vi.restoreAllMocks());

/** A sandbox that has what the call of an operation needs. */
async function given(sandbox: Sandbox, operationId: string, store: Given["store"]): Promise<Given> {
  const dd = createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch, maxRetries: 0 });
  await dd.appKeyRegistrations.register(sandbox.ids.appKey);
  const { data: apiKey } = await dd.apiKeys.create({ name: "ci" });
  const { data: account } = await dd.serviceAccounts.create({ email: "account@example.com" });
  const isAccounts = operationId.includes("ServiceAccount");
  const { data: appKey } = await (isAccounts
    ? dd.serviceAccounts.applicationKeys.create(account.id, { name: "made" })
    : dd.currentUser.applicationKeys.create({ name: "made" }));
  const settings = { name: "made", scopes: ["dashboards_read"] };
  const expires_at = new Date(Date.now() + 48 * 3600_000).toISOString();
  const { data: token } = await (isAccounts
    ? dd.serviceAccounts.accessTokens.create(account.id, settings)
    : dd.personalAccessTokens.create({ ...settings, expires_at }));
  const connection = await dd.actionConnections.create({
    name: "made",
    integration: { type: "AWS", credentials: { type: "AWSAssumeRole", account_id: "123456789012", role: "made" } },
  });
  if (!isAccounts && operationId !== "registerAppKey") await dd.appKeyRegistrations.register(appKey.id);
  if (operationId !== "createPagerDutyService") {
    await dd.v1.pagerDutyServices.create({ service_name: "checkout", service_key: "0".repeat(32) });
  }
  return {
    dd,
    store,
    apiKeyId: apiKey.id,
    apiKey: apiKey.attributes.key,
    appKeyId: appKey.id,
    appKey: appKey.attributes.key,
    connectionId: connection.data.id,
    serviceAccountId: account.id,
    tokenId: token.id,
    userId: account.id,
    roleId: sandbox.state().roles[0]?.id ?? "",
  };
}

test("every operation has a call, and no call is left over", () => {
  const wanted = operations.map(({ id }) => id).sort();
  expect(Object.keys(calls).sort()).toEqual(wanted);
  expect([...programs.keys()].sort()).toEqual(wanted);
});

test.each(operations)("$id", async ({ id, method, path }) => {
  const sandbox = createSandbox();
  const stored: string[] = [];
  const everything = await given(sandbox, id, async (secret) => void stored.push(secret));
  sandbox.requests.length = 0;
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  await (calls as Record<string, Call>)[id]?.(everything);

  expect(new Set(sandbox.requests.map(({ operation }) => operation))).toEqual(new Set([`${method} ${path}`]));
  for (const { status } of sandbox.requests) expect(status).toBeLessThan(300);
  for (const secret of stored) expect(secret).toMatch(/^\w{32,}$/);
  expect(stored).toHaveLength(/^create.*(Key|Token)$/.test(id) ? 1 : 0);
  expect(log.mock.calls.flat().join(" ")).not.toMatch(/undefined|\[object/);
});

test.each(operations)("the sample of $id is the call's text, with a client to run it on", ({ id }) => {
  const [opening = "", body = ""] = programs.get(id)?.split("fromEnv());\n") ?? [];
  expect(opening).toMatch(/^import \{ createDatadog, fromEnv \} from "datadog-fetch";/);
  const lines = body.split("\n").map((line) => (line === "" ? line : `    ${line}`));
  expect(readFileSync(join(root, "examples/calls.ts"), "utf8")).toContain(lines.join("\n"));
  expect(body).toMatch(/^\S.*\bdd\./m);
});
