/**
 * The story of this package in a few seconds: what it does, and what it does when things go wrong.
 *
 *   npm run demo                   on a sandbox that is served over HTTP on this machine; all of its keys are made up
 *   npm run demo -- --live         the part that only reads, on the real API
 *   npm run demo -- --har FILE     writes what passed to a file as well, without credentials and secrets
 */
import { writeFileSync } from "node:fs";
import { inspect } from "node:util";
import { ApiError, ConnectionError, createDatadog, type Datadog, DatadogError, fromEnv } from "datadog-fetch";
import { type Audit, audit, find, type Issued, rotate, type Store } from "datadog-fetch/jobs";
import { type HarRecorder, recordHar } from "datadog-fetch/sandbox";
import { ago, count, lastUse, NOUNS, ownerName } from "../src/cli/words.ts";
import { FINDINGS } from "../src/jobs/findings.ts";
import { chapter, complain, countdown, done, failed, note, openStage, print, row, type Stage } from "./demo-stage.ts";

/** A wrong command line, and what to do about it. */
class UsageError extends Error {}

process.stdout.on("error", () => process.exit(0)); // the reader of a pipe has seen enough
try {
  const { isLive, file } = readArguments(process.argv.slice(2));
  const recorder = file === undefined ? undefined : recordHar((request) => fetch(request));
  await (isLive ? readLive(recorder) : tellStory(recorder));
  if (file !== undefined && recorder) await writeHar(file, recorder);
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  complain(error instanceof Error ? error.message : String(error));
}

function readArguments(args: readonly string[]): { isLive: boolean; file: string | undefined } {
  const rest = [...args];
  let isLive = false;
  let file: string | undefined;
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === "--live") isLive = true;
    else if (option === "--har") file = rest.shift();
    else throw new UsageError("The demo knows the options --live and --har FILE, and nothing else.");
    if (option === "--har" && (!file || file.startsWith("--")))
      throw new UsageError("--har needs the name of the file to write: npm run demo -- --har traffic.har");
  }
  return { isLive, file };
}

/** All chapters, on a sandbox that is gone afterwards. */
async function tellStory(recorder: HarRecorder | undefined): Promise<void> {
  const stage = await openStage(recorder);
  try {
    print(`An in-memory Datadog listens on ${stage.baseUrl}. All of its keys are made up.`);
    await auditKeys(stage);
    await waitOut(stage);
    await loseResponse(stage);
    await meetLoginPage(stage);
    await breakOffRotation(stage);
    await maskSecret(stage);
    print("", `${stage.sandbox.requests.length} HTTP requests, and nothing is left behind.`);
  } finally {
    await stage.close();
  }
}

async function auditKeys({ dd }: Stage): Promise<void> {
  await chapter("1. What is wrong with our keys?");
  printAudit(await audit(dd), Date.now());
}

/** Findings by the row, the worst first. */
function printAudit({ credentials, findings, unseen }: Audit, now: number, most = 20): void {
  for (const { finding, credential } of findings.slice(0, most)) {
    const { expiresAt, lastUsedAt } = credential;
    const used = lastUsedAt === null ? "never used" : `used ${lastUse(credential, now) || "nobody knows when"}`;
    row(
      [finding, 14],
      [NOUNS[credential.type], 21],
      [credential.name, 20],
      [ownerName(credential), 14],
      [expiresAt ? `expires ${ago(expiresAt, now)}` : used, 20],
    );
  }
  const kinds = FINDINGS.filter((each) => findings.some(({ finding }) => finding === each)).length;
  const more =
    findings.length > most ? ` (${findings.length - most} more not shown; see: npx datadog-fetch audit)` : "";
  print(
    `  ${count(credentials.length, "credential")}, ${count(findings.length, "finding")} of ${count(kinds, "kind")}${more}`,
  );
  for (const { type } of unseen) print(`  not seen, because the permission is missing: ${type}`);
}

async function waitOut({ sandbox, connect }: Stage): Promise<void> {
  await chapter("2. Datadog is down for a moment, then asks for patience");
  let stopCountdown = (): void => {};
  const dd = connect({
    onRequest: () => stopCountdown(),
    onResponse({ method, path, attempt, status, rateLimit: { reset = 0 } }) {
      const what = `${method} ${path}, attempt ${attempt}: ${status}`;
      if (status === 503) void failed(`${what}. Reading is safe to repeat, so it is repeated.`);
      else if (status === 429) void failed(`${what}. Refused for ${reset} s, so nothing was created: wait.`);
      else void done(what);
      if (status === 429) stopCountdown = countdown(reset);
    },
  });
  sandbox.fail({ status: 503 });
  await dd.apiKeys.list().page();
  const began = performance.now();
  const headers = { "X-RateLimit-Reset": "2", "X-RateLimit-Limit": "100", "X-RateLimit-Period": "60" };
  sandbox.fail({ method: "POST", status: 429, headers });
  const { data } = await dd.apiKeys.create({ name: "new cluster" });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  await note(`"${data.attributes.name}" was created after ${seconds} s, once.`);
}

async function loseResponse({ dd, sandbox }: Stage): Promise<void> {
  await chapter("3. A key is created, and the connection breaks before the response is here");
  sandbox.fail({ method: "POST", drop: true, after: true });
  const before = sandbox.requests.length;
  const error = await failureOf(ConnectionError, dd.apiKeys.create({ name: "billing" }));
  await failed(error.message);
  const sent = sandbox.requests.slice(before).length;
  await done(`outcomeUnknown is ${error.outcomeUnknown}, and it was sent ${sent === 1 ? "once" : `${sent} times`}.`);
  const lost = await find(dd, { type: "api_keys", name: "billing" });
  if (!lost) throw new Error("The key should have been there.");
  await dd.apiKeys.delete(lost.id);
  await done(`A look shows that it was created. Nobody has its secret, so it is deleted: ${lost.id}`);
}

async function meetLoginPage({ dd, sandbox }: Stage): Promise<void> {
  await chapter("4. The leaked key is deleted, and a proxy responds with its login page");
  const leaked = await find(dd, { type: "api_keys", name: "website" });
  if (!leaked) throw new Error("The key should have been there.");
  const body = "<!doctype html><title>Sign in</title>";
  sandbox.fail({ method: "DELETE", status: 200, headers: { "content-type": "text/html" }, body });
  const error = await failureOf(ApiError, dd.apiKeys.delete(leaked.id));
  await failed(error.message);
  const { data } = await dd.apiKeys.get(leaked.id);
  await note(`It was a 200, and yet the key …${data.attributes.last4} is still alive: an error, not a success.`);
  await dd.apiKeys.delete(leaked.id);
  await done("Deleted again, this time by Datadog.");
}

async function breakOffRotation({ dd, connect, send }: Stage): Promise<void> {
  await chapter("5. A rotation dies in the middle, and the next run goes on from there");
  const target = { type: "api_keys", name: "agents" } as const;
  const old = await find(dd, target);
  let held: Issued | undefined;
  const store: Store = {
    read: async () => held,
    async write(issued) {
      held = issued;
    },
  };
  const onStep = (step: string): void => void done(step);
  const killed = new AbortController();
  const mortal = connect({
    fetch: (...request) => (killed.signal.aborted ? Promise.reject(new Error("killed")) : send(...request)),
  });
  const deadly: Store = {
    ...store,
    async write(issued) {
      await store.write(issued);
      killed.abort(); // from here on nothing of this run reaches Datadog, as if its process were gone
    },
  };
  await rotate(mortal, target, { store: deadly, onStep, signal: killed.signal }).catch((reason: unknown) => {
    if (reason !== killed.signal.reason) throw reason;
  });
  await failed("The process is killed. The store has the new key, and Datadog has both.");

  const error = await failureOf(DatadogError, rotate(dd, target, { store, onStep }));
  await failed(`At once: ${error.message}`);
  const { current } = await rotate(dd, target, { store, onStep, now: () => Date.now() + 11 * 60_000 });
  if (!held || !old || held.id !== current.id) throw new Error("The store should have the new key.");
  await connect({ apiKey: held.secret }).validation.keys();
  const left = await dd.apiKeys.list({ filter: target.name }).toArray();
  await done(
    `Eleven minutes later, by its clock: ${count(left.length, "key")} "agents". The store has it, and it works.`,
  );
}

async function maskSecret({ dd, sandbox }: Stage): Promise<void> {
  await chapter("6. A response repeats the secret that was sent");
  const secret = sandbox.credentials.appKey;
  sandbox.fail({ status: 403, body: { errors: [`Forbidden: application key ${secret} is not valid`] } });
  const error = await failureOf(ApiError, dd.apiKeys.list().page());
  await failed(error.message);
  const shown = [error.message, error.stack, JSON.stringify(error), inspect(error, { showHidden: true })];
  if (shown.some((text) => text === undefined || text.includes(secret))) throw new Error("The secret was shown.");
  await done("Neither the message nor the stack, JSON or inspection of the error holds it.");
}

/** The error that a call has to end with. */
async function failureOf<T extends DatadogError>(kind: new (...args: never) => T, call: Promise<unknown>): Promise<T> {
  const reason = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (reason instanceof kind) return reason;
  throw new Error(`This should have ended with ${kind.name}.`);
}

/** The audit of the real organization. Nothing is changed. */
async function readLive(recorder: HarRecorder | undefined): Promise<void> {
  const env = fromEnv();
  const dd: Datadog = createDatadog({
    ...env,
    fetch: recorder?.fetch,
    timeout: 15 * 60_000,
    maxRetryWait: 10 * 60_000,
    onResponse({ status, rateLimit: { reset = "some" } }) {
      if (status === 429) print(`  The rate limit is reached: waiting ${reset} s`);
    },
  });
  await chapter(`Keys and tokens on ${env.site ?? "datadoghq.com"} (nothing is changed)`);
  printAudit(await audit(dd), Date.now());
}

/** Writes what passed, with Datadog's own address in place of the sandbox's: the spec knows no other servers. */
async function writeHar(file: string, recorder: HarRecorder): Promise<void> {
  const har = recorder.har();
  for (const { request } of har.log.entries)
    request.url = request.url.replace(/^http:\/\/127\.0\.0\.1:\d+/, "https://api.datadoghq.com");
  try {
    writeFileSync(file, `${JSON.stringify(har, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new Error(`${file} could not be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  print("", `What passed is in ${file}, without credentials and secrets. To hold it against the spec:`);
  print(`  npx redocly drift ${file} --api generated/openapi.json`);
}
