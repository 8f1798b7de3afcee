/** A bundle that esbuild makes for browsers. */

import * as apiKeys from "datadog-fetch/api-keys";
import { createClient } from "datadog-fetch/client";
import { createSandbox } from "datadog-fetch/sandbox";

const sandbox = createSandbox();
const client = createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
const { data } = await apiKeys.create(client, { name: "consumer" });
console.log(`created ${data.attributes.name}`);
