/** An ES module on Node. */
import { createDatadog } from "datadog-fetch";
import { createSandbox } from "datadog-fetch/sandbox";

const sandbox = createSandbox();
const dd = createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch });
const { data } = await dd.apiKeys.create({ name: "consumer" });
console.log(`created ${data.attributes.name}`);
