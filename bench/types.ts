/** What a small consumer's type check costs with each client, compared with an empty file. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, run, work } from "./setup.ts";
import { interleave, ratios, type Spread, spread } from "./stats.ts";

export interface TypeRow {
  name: string;
  /** Seconds for the whole check. */
  time: Spread;
  /** Times the check of an empty file, round by round. */
  ratio: Spread;
  /** Megabytes that the compiler used. */
  memory: Spread;
  instantiations: number;
}

const CONSUMERS = {
  "an empty file": "export {};",
  "datadog-fetch": `import { createDatadog, fromEnv } from "datadog-fetch";
const dd = createDatadog(fromEnv());
for await (const key of dd.apiKeys.list({ filter: "ci" })) console.log(key.attributes.name);
export const secret: string = (await dd.apiKeys.create({ name: "ci" })).data.attributes.key;`,
  "datadog-fetch, one module": `import { createClient, fromEnv } from "datadog-fetch/client";
import { create, list } from "datadog-fetch/api-keys";
const dd = createClient(fromEnv());
for await (const key of list(dd, { filter: "ci" })) console.log(key.attributes.name);
export const secret: string = (await create(dd, { name: "ci" })).data.attributes.key;`,
  "openapi-fetch, openapi-typescript": `import createClient from "openapi-fetch";
import type { paths } from "../paths.js";
const client = createClient<paths>({ baseUrl: "https://api.datadoghq.com" });
const { data: keys } = await client.GET("/api/v2/api_keys", { params: { query: { filter: "ci" } } });
for (const key of keys?.data ?? []) console.log(key.attributes?.name);
const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
export const secret: string | undefined = (await client.POST("/api/v2/api_keys", { body })).data?.data?.attributes?.key;`,
  "hey-api": `import { createApiKey, listApiKeys } from "../hey-api/index.js";
const { data: keys } = await listApiKeys({ query: { filter: "ci" } });
for (const key of keys?.data ?? []) console.log(key.attributes?.name);
const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
export const secret: string | undefined = (await createApiKey({ body })).data?.data?.attributes?.key;`,
  "official client": `import { client, v2 } from "@datadog/datadog-api-client";
const api = new v2.KeyManagementApi(client.createConfiguration());
for (const key of (await api.listAPIKeys({ filter: "ci" })).data ?? []) console.log(key.attributes?.name);
const body = { data: { type: "api_keys", attributes: { name: "ci" } } } as const;
export const secret: string | undefined = (await api.createAPIKey({ body })).data?.attributes?.key;`,
};

/** A consumer's usual settings; the official client does not compile without those of Node. */
const compilerOptions = {
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

export async function measureTypes(rounds: number): Promise<TypeRow[]> {
  await run("npx", ["openapi-typescript", "generated/openapi.json", "--output", join(work, "paths.ts")], { cwd: root });
  const names = Object.keys(CONSUMERS);
  const folders = await Promise.all(Object.entries(CONSUMERS).map(([name, source]) => prepare(name, source)));
  const series = await interleave(folders, rounds, check);
  const times = series.map((each) => each.map(({ time }) => time));
  return names.map((name, index) => ({
    name,
    time: spread(times[index] ?? []),
    ratio: ratios(times[index] ?? [], times[0] ?? []),
    memory: spread((series[index] ?? []).map(({ memory }) => memory)),
    instantiations: series[index]?.[0]?.instantiations ?? 0,
  }));
}

async function prepare(name: string, source: string): Promise<string> {
  const folder = join(work, `types ${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  await writeFile(join(folder, "consumer.ts"), `${source}\n`);
  return folder;
}

async function check(folder: string): Promise<{ time: number; memory: number; instantiations: number }> {
  const tsc = join(work, "../node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"]);
  const read = (label: string): number => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  return { time: read("Total time"), memory: read("Memory used") / 1000, instantiations: read("Instantiations") };
}
