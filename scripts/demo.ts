/** A day's work with Datadog's credentials: over real HTTP against a sandbox on this machine, or, with --live, reading from the real API. */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { ApiError, createDatadog, type Datadog, DatadogError, fromEnv, type PartialAPIKey } from "datadog-fetch";
import { createSandbox } from "datadog-fetch/sandbox";

const say = (text = ""): void => console.log(text);
const step = (text: string): void => say(`\n▸ ${text}`);
const masked = (secret: string | undefined): string =>
  secret ? `${secret.slice(0, 4)}${"•".repeat(8)}${secret.slice(-4)}` : "(not shown)";

try {
  await (process.argv.includes("--live") ? live() : local());
} catch (error) {
  if (!(error instanceof DatadogError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Lists a few keys of the real organization. Nothing is changed. */
async function live(): Promise<void> {
  const env = fromEnv();
  const dd = createDatadog(env);
  step(`API keys on ${env.site ?? "datadoghq.com"} (nothing is changed)`);
  const first = await dd.apiKeys.list({ "page[size]": 5, sort: "-created_at" }).page(0);
  for (const key of first.data)
    say(`  ${key.attributes.name}  …${key.attributes.last4}  last used ${key.attributes.date_last_used ?? "never"}`);
  say(`  ${first.meta.page.total_filtered_count} in all, ${first.meta.max_allowed ?? "?"} allowed`);
  step("Your own application keys");
  for await (const key of dd.currentUser.applicationKeys.list())
    say(`  ${key.attributes.name}  …${key.attributes.last4}`);
  step("An id that does not exist");
  await refused(() => dd.apiKeys.get("00000000-0000-4000-8000-000000000000"));
}

/** Does everything once, on a sandbox that is gone afterwards. */
async function local(): Promise<void> {
  const sandbox = createSandbox();
  const server = serve({ fetch: sandbox.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  say(`An in-memory Datadog answers on ${baseUrl}. All keys below are made up.`);
  try {
    const dd = createDatadog({ ...sandbox.credentials, baseUrl });
    await rotate(dd);
    await connect(dd);
    await page(dd);
    step("What going wrong looks like");
    await refused(() =>
      createDatadog({ ...sandbox.credentials, appKey: "f".repeat(40), baseUrl })
        .apiKeys.list()
        .page(0),
    );
    await refused(() => dd.apiKeys.get("00000000-0000-4000-8000-000000000000"));
    sandbox.fail({ status: 429, headers: { "X-RateLimit-Reset": "3600", "X-RateLimit-Name": "api_keys" } });
    await refused(() => dd.apiKeys.list().page(0));
    say(`\n${sandbox.requests.length} HTTP requests, every one of them real.`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** API keys: finds one by name over several pages, makes a successor, shows that its secret appears once, drops the old one. */
async function rotate(dd: Datadog): Promise<void> {
  step("Finding an API key by its name, ten a page");
  for (let number = 1; number <= 25; number += 1) await dd.apiKeys.create({ name: `agent ${number}` });
  let pages = 0;
  let old: PartialAPIKey | undefined;
  for await (const body of dd.apiKeys.list({ "page[size]": 10, sort: "created_at" }).pages()) {
    pages += 1;
    old ??= body.data.find((key) => key.attributes.name === "agent 25");
  }
  if (!old) throw new Error("The key should have been on one of the pages.");
  say(`  "${old.attributes.name}" was on the last of ${pages} pages: ${old.id}`);

  step("Rotating it");
  const { data: successor } = await dd.apiKeys.create({ name: "agent 25, new" });
  say(`  made ${successor.id}, secret ${masked(successor.attributes.key)}: kept now, because a list never shows it:`);
  for await (const key of dd.apiKeys.list({ filter: "agent 25, new" })) {
    say(
      `  ${key.attributes.name}  …${key.attributes.last4}  secret ${masked((key.attributes as { key?: string }).key)}`,
    );
  }
  await dd.apiKeys.delete(old.id);
  await dd.apiKeys.update(successor.id, { name: "agent 25" });
  say("  the old key is gone, the new one has its name");
}

/** Application keys and connections: a key, its registration, an AWS and an HTTP connection. */
async function connect(dd: Datadog): Promise<void> {
  step("An application key, registered for actions");
  const own = await dd.currentUser.applicationKeys.list().toArray();
  const { data: created } = await dd.currentUser.applicationKeys.create({
    name: "provisioning",
    scopes: ["connections_read"],
  });
  say(`  made ${created.id}, secret ${masked(created.attributes.key)}`);
  for (const key of [...own, created]) await dd.appKeyRegistrations.register(key.id);
  say(`  ${(await dd.appKeyRegistrations.list().toArray()).length} keys are registered`);

  step("Connections");
  const { data: aws } = await dd.actionConnections.create({
    name: "production",
    integration: {
      type: "AWS",
      credentials: { type: "AWSAssumeRole", account_id: "123456789012", role: "datadog-actions" },
    },
  });
  const integration = aws.attributes.integration;
  if (integration.type === "AWS")
    say(`  AWS: trust ${integration.credentials.principal_id} with external id ${integration.credentials.external_id}`);
  const { data: http } = await dd.actionConnections.create({
    name: "billing",
    integration: {
      type: "HTTP",
      base_url: "https://billing.example.com",
      credentials: { type: "HTTPTokenAuth", tokens: [{ name: "token", type: "SECRET", value: "s3cr3t-t0k3n" }] },
    },
  });
  await dd.actionConnections.update(aws.id, { name: "production, eu" });
  await dd.actionConnections.update(http.id, {
    integration: { type: "HTTP", base_url: "https://billing.example.org" },
  });
  const { data: changed } = await dd.actionConnections.get(http.id);
  if (changed.attributes.integration.type === "HTTP")
    say(`  HTTP: now at ${changed.attributes.integration.base_url}, its token is not shown again`);
  for (const connection of [aws, http]) await dd.actionConnections.delete(connection.id);
  await dd.currentUser.applicationKeys.delete(created.id);
  say("  cleaned up");
}

/** PagerDuty: a service gets a key, then another one. */
async function page(dd: Datadog): Promise<void> {
  step("A PagerDuty service");
  const service = "on-call / eu";
  await dd.v1.pagerDutyServices.create({ service_name: service, service_key: "0".repeat(32) });
  await dd.v1.pagerDutyServices.update(service, { service_key: "1".repeat(32) });
  say(`  ${JSON.stringify(await dd.v1.pagerDutyServices.get(service))} has a new key, which is never shown`);
  await dd.v1.pagerDutyServices.delete(service);
}

/** Runs what must be refused, and shows how the error reads. */
async function refused(call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("The API should have refused that.", { cause: error });
  say(
    `  ${error.name} ${error.status}${error.retryAfter === undefined ? "" : `, try again in ${Math.round(error.retryAfter)} s`}`,
  );
  say(`    ${error.message}`);
}
