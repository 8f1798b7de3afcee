/** A Cloudflare worker, bundled as wrangler bundles it. */
import * as apiKeys from "datadog-fetch/api-keys";
import { createClient, fromEnv } from "datadog-fetch/client";
import { createSandbox } from "datadog-fetch/sandbox";

interface Env {
  DD_API_KEY: string;
  DD_APP_KEY: string;
}

const worker: ExportedHandler<Env> = {
  async fetch(_request, env) {
    const sandbox = createSandbox();
    const client = createClient({ ...fromEnv(env), ...sandbox.credentials, fetch: sandbox.fetch });
    const { data } = await apiKeys.create(client, { name: "consumer" });
    return new Response(`created ${data.attributes.name}`);
  },
};

export default worker;
