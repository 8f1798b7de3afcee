/** What loading a client costs, and its first request: each time in a fresh process, compared with a bare one. */

import { KEY_ID } from "./answers.ts";
import { apiKey, appKey } from "./clients.ts";
import { bench, run } from "./setup.ts";
import { differences, interleave, type Spread } from "./stats.ts";

export interface ImportRow {
  name: string;
  /** Milliseconds from the start of the process until the client is loaded, above a bare process. */
  load: Spread;
  /** Megabytes of resident memory by then, above a bare process. */
  memory: Spread;
  /** Milliseconds until the first small answer over loopback is there, loading included, above a bare process. */
  first: Spread;
}

const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey };
const options = JSON.stringify({ headers });
const keys = JSON.stringify({ apiKey, appKey });
const path = `/api/v2/api_keys/${KEY_ID}`;

/** For each client the statement that loads it, and an expression that makes the first call to `base`. */
const CLIENTS = [
  { name: "an empty module", load: `await import("data:text/javascript,export {}");`, call: "undefined" },
  { name: "raw fetch", load: "", call: `fetch(base + "${path}", ${options}).then((response) => response.json())` },
  {
    name: "datadog-fetch",
    load: `const { createDatadog } = await import("datadog-fetch");`,
    call: `createDatadog({ ...${keys}, baseUrl: base }).apiKeys.get("${KEY_ID}")`,
  },
  {
    name: "openapi-fetch",
    load: `const { default: createClient } = await import("openapi-fetch");`,
    call: `createClient({ baseUrl: base, ...${options} }).GET("/api/v2/api_keys/{id}", { params: { path: { id: "${KEY_ID}" } } })`,
  },
  {
    name: "hey-api",
    load: `const { createClient, getApiKey } = await import("./.work/hey-api.mjs");`,
    call: `getApiKey({ client: createClient({ baseUrl: base, ...${options} }), path: { api_key_id: "${KEY_ID}" } })`,
  },
  {
    name: "ky",
    load: `const { default: ky } = await import("ky");`,
    call: `ky.get(base + "${path}", ${options}).json()`,
  },
  { name: "ofetch", load: `const { ofetch } = await import("ofetch");`, call: `ofetch(base + "${path}", ${options})` },
  {
    name: "official client",
    load: `const { default: { client, v2 } } = await import("@datadog/datadog-api-client");`,
    call: `new v2.KeyManagementApi(client.createConfiguration({
      authMethods: { apiKeyAuth: "${apiKey}", appKeyAuth: "${appKey}" }, baseServer: new client.ServerConfiguration(base, {}),
    })).getAPIKey({ apiKeyId: "${KEY_ID}" })`,
  },
];

interface Start {
  load: number;
  memory: number;
  first: number;
}

export async function measureImports(base: string, rounds: number): Promise<ImportRow[]> {
  const candidates = [{ load: "", call: "undefined" }, ...CLIENTS];
  const [bare = [], ...series] = await interleave(candidates, rounds, ({ load, call }) => start(base, load, call));
  return CLIENTS.map(({ name }, index) => {
    const above = (part: keyof Start): Spread =>
      differences(
        (series[index] ?? []).map((each) => each[part]),
        bare.map((each) => each[part]),
      );
    return { name, load: above("load"), memory: above("memory"), first: above("first") };
  });
}

async function start(base: string, load: string, call: string): Promise<Start> {
  const script = `const base = "${base}";
    ${load}
    const load = performance.now(), memory = process.memoryUsage.rss() / 1e6;
    await ${call};
    process.stdout.write(JSON.stringify({ load, memory, first: performance.now() }));
    process.exit();`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: bench });
  return JSON.parse(stdout) as Start;
}
