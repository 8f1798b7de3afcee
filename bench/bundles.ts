/** How much code reaches an edge worker or a browser: minified bundles, compressed. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

export interface Sizes {
  minified: number;
  gzip: number;
  brotli: number;
}

export interface Bundle extends Sizes {
  /** Minified bytes of each module, by a path that is the same wherever the package lies. */
  modules: Record<string, number>;
}

/** One operation, and everything there is. */
export const OURS = {
  one: `import { createClient } from "datadog-fetch/client";
import { get } from "datadog-fetch/api-keys";
export default (env, id) => get(createClient({ apiKey: env.DD_API_KEY, appKey: env.DD_APP_KEY }), id);`,
  everything: `export { createDatadog } from "datadog-fetch";`,
};

/** The same operation, and the same or a greater everything, with the others. What they import is found from bench/. */
const PEERS: Record<string, { one: string; everything?: string }> = {
  "openapi-fetch": {
    one: `import createClient from "openapi-fetch";
export default (headers, id) => createClient({ baseUrl: "https://api.datadoghq.com", headers })
  .GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: id } } });`,
  },
  "hey-api": {
    one: `import { getApiKey } from "./.work/hey-api/sdk.gen.ts";
import { createClient } from "./.work/hey-api/client/index.ts";
export default (auth, id) => getApiKey({ client: createClient({ baseUrl: "https://api.datadoghq.com", auth }), path: { api_key_id: id } });`,
    everything: `export * from "./.work/hey-api/index.ts";`,
  },
  ky: {
    one: `import ky from "ky";
export default (headers, id) => ky.get("https://api.datadoghq.com/api/v2/api_keys/" + id, { headers }).json();`,
  },
  ofetch: {
    one: `import { ofetch } from "ofetch";
export default (headers, id) => ofetch("https://api.datadoghq.com/api/v2/api_keys/" + id, { headers });`,
  },
  "official client": {
    one: `import { client, v2 } from "@datadog/datadog-api-client";
export default (authMethods, id) => new v2.KeyManagementApi(client.createConfiguration({ authMethods })).getAPIKey({ apiKeyId: id });`,
  },
};

export interface BundleRow {
  name: string;
  one: Sizes;
  everything?: Sizes;
}

/** `quick` leaves out the official client, whose ten megabytes take ten seconds to compress. */
export async function measureBundles(resolveDir: string, quick: boolean): Promise<BundleRow[]> {
  const rows: BundleRow[] = [];
  for (const [name, { one, everything }] of Object.entries({ "datadog-fetch": OURS, ...PEERS })) {
    if (quick && name === "official client") continue;
    const sizes = async (code: string): Promise<Sizes> => {
      const { minified, gzip, brotli } = await bundle(code, resolveDir);
      return { minified, gzip, brotli };
    };
    rows.push({
      name,
      one: await sizes(one),
      ...(everything !== undefined && { everything: await sizes(everything) }),
    });
  }
  return rows;
}

/** Bundles a few lines of code as `wrangler` would. `alias` puts other files in the place of packages. */
export async function bundle(
  contents: string,
  resolveDir: string,
  alias: Record<string, string> = {},
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["worker"],
    alias,
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  const modules = Object.entries(inputs).map(([path, { bytesInOutput }]) => [moduleName(path), bytesInOutput] as const);
  return {
    minified: code.byteLength,
    gzip: gzipSync(code, { level: 9 }).byteLength,
    brotli: brotliCompressSync(code).byteLength,
    modules: Object.fromEntries(modules.filter(([, bytes]) => bytes > 0)),
  };
}

const moduleName = (path: string): string => path.replace(/^.*node_modules\//, "");
