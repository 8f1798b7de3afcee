/** The example worker in workerd, as Cloudflare runs it: who may ask, what is shown, and how its own key is rotated. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { serve } from "@hono/node-server";
import { createDatadog } from "datadog-fetch";
import { createSandbox, type Sandbox } from "datadog-fetch/sandbox";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { root, runtime } from "./on-sandbox.ts";

const workerd = runtime("workerd");
const folder = mkdtempSync(join(tmpdir(), "datadog-fetch-worker-"));
const settings = JSON.parse(
  readFileSync(join(root, "examples/worker/wrangler.jsonc"), "utf8").replace(/^\/\/.*$/m, ""),
);
const ORIGIN = settings.vars.ALLOWED_ORIGIN;
const NAME = settings.vars.DD_KEY_NAME;
const SESSION_SECRET = "a-session-secret-of-some-length-0123456789";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const secretsOf = (sandbox: Sandbox): Record<string, string> => ({
  DD_API_KEY: sandbox.credentials.apiKey,
  DD_APP_KEY: sandbox.credentials.appKey,
  CLOUDFLARE_API_TOKEN: "cloudflare-token",
  SESSION_SECRET,
});

/** The internet as the worker sees it: Datadog, and what Cloudflare's API was told. */
async function createInternet() {
  const clock = { now: Date.now() - 40 * DAY };
  const sandbox = createSandbox({ now: () => clock.now });
  const cloudflare = { status: 200, requests: [] as { url: string; authorization: string | null; body: unknown }[] };
  const fetch = async (request: Request): Promise<Response> => {
    const { hostname } = new URL(request.url);
    if (hostname === "api.datadoghq.com") return sandbox.fetch(request);
    if (hostname !== "api.cloudflare.com") throw new Error("nobody is there");
    cloudflare.requests.push({
      url: `${request.method} ${request.url}`,
      authorization: request.headers.get("authorization"),
      body: await request.json(),
    });
    return Response.json({ success: cloudflare.status === 200 }, { status: cloudflare.status });
  };
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false });
  await new Promise((resolve) => server.once("listening", resolve));
  return { clock, sandbox, cloudflare, server, port: (server.address() as AddressInfo).port };
}

/** Calls the worker's `scheduled` as Cloudflare does at the time of a cron trigger. */
const CRON = `export default {
  async fetch(request, { WORKER }) {
    return Response.json(await WORKER.scheduled({ cron: "* * * * *", scheduledTime: new Date() }));
  },
};`;

/** workerd's configuration, with the worker's own settings and a network that ends on this machine. */
function config(port: number, secrets: Record<string, string>): string {
  const bindings = Object.entries({ ...settings.vars, ...secrets }).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`,
  );
  const worker = (name: string, more: string) =>
    `(name = "${name}", worker = (modules = [(name = "${name}.js", esModule = embed "${name}.js")], compatibilityDate = "${settings.compatibility_date}", ${more}))`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${worker("worker", `bindings = [${bindings.join(", ")}], globalOutbound = "internet"`)},
    ${worker("cron", `compatibilityFlags = ["service_binding_extra_handlers"], bindings = [(name = "WORKER", service = "worker")]`)},
    (name = "internet", external = (address = "127.0.0.1:${port}", http = ())),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:0", http = (), service = "worker"),
    (name = "cron", address = "127.0.0.1:0", http = (), service = "cron"),
  ],
);`;
}

let internet: Awaited<ReturnType<typeof createInternet>>;
let child: ChildProcess | undefined;
let logged = "";
let ports: Record<string, number> = {};

/** Starts the worker with these secrets; Cloudflare does the same when one of them changes. */
async function start(secrets = secretsOf(internet.sandbox)): Promise<void> {
  stop();
  writeFileSync(join(folder, "config.capnp"), config(internet.port, secrets));
  const started = spawn(workerd ?? "", ["serve", "--experimental", "--control-fd=3", join(folder, "config.capnp")], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  child = started;
  logged = "";
  const log = (data: Buffer) => {
    logged += data;
  };
  started.stdout?.on("data", log);
  started.stderr?.on("data", log);
  ports = {};
  for await (const line of createInterface({ input: started.stdio[3] as Readable })) {
    const { socket, port } = JSON.parse(line);
    if (socket) ports[socket] = port;
    if (ports.http && ports.cron) return;
  }
  throw new Error(`workerd did not start: ${logged}`);
}

function stop(): void {
  child?.kill("SIGKILL");
  child = undefined;
}

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`http://127.0.0.1:${ports.http}${path}`, init);
async function cron(): Promise<string> {
  const { outcome } = (await (await fetch(`http://127.0.0.1:${ports.cron}/`)).json()) as { outcome: string };
  return outcome;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(claims: object = {}, secret = SESSION_SECRET, header: object = { alg: "HS256", typ: "JWT" }): string {
  const signed = `${base64url(header)}.${base64url({ aud: "datadog-keys", exp: Date.now() / 1000 + 60, ...claims })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}
const bearer = (text = token()): RequestInit => ({ headers: { authorization: `Bearer ${text}`, origin: ORIGIN } });

describe.skipIf(!workerd)("the worker", () => {
  beforeAll(async () => {
    const outfile = join(folder, "worker.js");
    await build({
      entryPoints: [join(root, "examples/worker/worker.ts")],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      conditions: ["workerd", "worker", "browser"],
      outfile,
    });
    writeFileSync(join(folder, "cron.js"), CRON);
    const code = readFileSync(outfile);
    const zipped = gzipSync(code).length;
    console.log(`worker bundle: ${(code.length / 1000).toFixed(1)} kB, ${(zipped / 1000).toFixed(1)} kB gzipped`);
    expect(zipped).toBeLessThan(26_000);
  });
  beforeEach(async () => {
    internet = await createInternet();
    const { sandbox } = internet;
    const { apiKey, appKey } = sandbox.credentials;
    const headers = { "dd-api-key": apiKey, "dd-application-key": appKey };
    const data = { type: "api_keys", id: sandbox.ids.apiKey, attributes: { name: NAME } };
    await sandbox.fetch(`https://api.datadoghq.com/api/v2/api_keys/${data.id}`, {
      method: "PATCH",
      headers,
      body: JSON.stringify({ data }),
    });
    const another = {
      method: "POST",
      headers,
      body: JSON.stringify({ data: { type: "api_keys", attributes: { name: `${NAME}, another` } } }),
    };
    await sandbox.fetch("https://api.datadoghq.com/api/v2/api_keys", another); // `filter` finds this one too
    await start();
  });
  afterEach(async () => {
    stop();
    expect(internet.sandbox.state().apiKeys.map(({ name }) => name)).toContain(`${NAME}, another`);
    await new Promise((resolve) => internet.server.close(resolve));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const keys = () => internet.sandbox.state().apiKeys.filter(({ name }) => name === NAME);

  test("lists names and last use to who is signed in, and no secret", async () => {
    const response = await ask("/keys", bearer());
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(JSON.parse(text)).toEqual([
      { id: internet.sandbox.ids.apiKey, name: NAME, createdAt: expect.any(String), lastUsedAt: expect.any(String) },
      { id: expect.any(String), name: `${NAME}, another`, createdAt: expect.any(String), lastUsedAt: null },
    ]);
    for (const secret of Object.values(secretsOf(internet.sandbox))) expect(text + logged).not.toContain(secret);
  });

  test.each<[string, string | undefined]>([
    ["no token", undefined],
    ["an expired one", token({ exp: Date.now() / 1000 - 60 })],
    ["one without an end", token({ exp: undefined })],
    ["one that is not valid yet", token({ nbf: Date.now() / 1000 + 600 })],
    ["one for something else", token({ aud: "another" })],
    ["one of somebody else", token({}, "another-secret-of-some-length-0123456789")],
    ["one without a signature", `${token({}, SESSION_SECRET, { alg: "none" }).split(".").slice(0, 2).join(".")}.`],
    ["one that names another algorithm", token({}, SESSION_SECRET, { alg: "none" })],
    ["a changed one", token().replace(/\.[^.]+\./, `.${base64url({ aud: "datadog-keys", exp: 1e12 })}.`)],
    ["nonsense", "a.b.c"],
  ])("refuses %s", async (_, text) => {
    internet.sandbox.requests.length = 0;
    const response = await ask("/keys", text === undefined ? {} : bearer(text));
    expect(response.status).toBe(401);
    expect(internet.sandbox.requests).toEqual([]);
  });

  test("lets pages of its one origin ask, and no others", async () => {
    const preflight = (origin: string) =>
      ask("/keys", {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
      });
    const allowed = await preflight(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(allowed.headers.get("access-control-allow-headers")).toBe("authorization");
    const refused = await preflight("https://evil.example");
    expect(refused.status).toBe(403);
    expect(refused.headers.get("access-control-allow-origin")).toBeNull();
    const elsewhere = await ask("/keys", {
      headers: { authorization: `Bearer ${token()}`, origin: "https://evil.example" },
    });
    expect(elsewhere.headers.get("access-control-allow-origin")).toBeNull();
    expect(elsewhere.headers.get("vary")).toBe("origin");
  });

  test("has nothing else to offer", async () => {
    expect((await ask("/", bearer())).status).toBe(404);
    expect((await ask("/keys", { ...bearer(), method: "DELETE" })).status).toBe(405);
  });

  test("says no more than that Datadog failed, and logs why", async () => {
    internet.sandbox.fail({ status: 403, body: { errors: ["Forbidden"] } });
    const response = await ask("/keys", bearer());
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ error: "Datadog did not answer as it should" });
    expect(logged).toContain("GET /api/v2/api_keys: 403 Forbidden");
  });

  test("rotates its key: the old one goes when the new one is in use, and its time is over", async () => {
    const { clock, sandbox, cloudflare } = internet;
    const [old] = keys();
    clock.now = Date.now();
    const handedOver: number[] = [];
    sandbox.fail(({ headers }) => {
      if (headers["dd-api-key"] === old?.key || handedOver.length > 0) return undefined;
      handedOver.push(cloudflare.requests.length);
      return { status: 403 };
    });
    expect(await cron()).toBe("ok");
    expect(handedOver).toEqual([0]); // not before it works
    expect(ids()).toContain(old?.id);
    const [next] = keys();
    expect(next?.id).not.toBe(old?.id);
    expect(cloudflare.requests).toEqual([
      {
        url: expect.stringMatching(
          /^PUT http:\/\/api\.cloudflare\.com\/client\/v4\/accounts\/[^/]+\/workers\/scripts\/datadog-keys\/secrets$/,
        ),
        authorization: "Bearer cloudflare-token",
        body: { name: "DD_API_KEY", text: next?.key, type: "secret_text" },
      },
    ]);

    await endOverlap(old?.id);
    expect(await cron()).toBe("ok"); // as the old key, which therefore stays
    expect(ids()).toContain(old?.id);
    await start({ ...secretsOf(sandbox), DD_API_KEY: next?.key ?? "" });
    expect(await cron()).toBe("ok");
    expect(ids()).toEqual([next?.id]);
    expect((await ask("/keys", bearer())).status).toBe(200);
    expect(await cron()).toBe("ok"); // nothing is due
    expect(ids()).toEqual([next?.id]);
    for (const secret of [old?.key, next?.key]) expect(logged).not.toContain(secret);
  });

  test("a key that may have been handed over stays until another one has been", async () => {
    const { clock, cloudflare } = internet;
    const [old] = keys();
    clock.now = Date.now();
    cloudflare.status = 500;
    expect(await cron()).not.toBe("ok");
    expect(ids()).toHaveLength(2);
    cloudflare.status = 200;
    expect(await cron()).toBe("ok");
    expect(cloudflare.requests).toHaveLength(2);
    expect(ids()).toHaveLength(3);
    expect(ids()).toContain(old?.id);
  });

  test("a key that Cloudflare refused is taken back", async () => {
    const { clock, cloudflare } = internet;
    const [old] = keys();
    clock.now = Date.now();
    cloudflare.status = 403;
    expect(await cron()).not.toBe("ok");
    expect(ids()).toEqual([old?.id]);
  });

  test("without the one key that is its own, it touches nothing", async () => {
    await start({ ...secretsOf(internet.sandbox), DD_KEY_NAME: "another" });
    expect(await cron()).not.toBe("ok");
    expect(keys()).toHaveLength(1);
  });
});

/** The ids of the worker's key, of its predecessors and successors. */
const ids = (): string[] =>
  internet.sandbox
    .state()
    .apiKeys.filter(({ name }) => name === NAME || name.startsWith(`${NAME} (`))
    .map(({ id }) => id);

/** Puts the end of a key's overlap, which its name tells, into the past. */
async function endOverlap(id = ""): Promise<void> {
  const { sandbox } = internet;
  const name = sandbox.state().apiKeys.find((key) => key.id === id)?.name ?? "";
  await createDatadog({ ...sandbox.credentials, apiKey: workingKey(sandbox), fetch: sandbox.fetch }).apiKeys.update(
    id,
    {
      name: name.replace(/after \d{4}/, "after 2020"),
    },
  );
}

/** A key that works, whichever that is by now. */
const workingKey = (sandbox: Sandbox): string => sandbox.state().apiKeys[0]?.key ?? "";
