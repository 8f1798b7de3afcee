/** A CommonJS module on Node, which can `require` an ES module. */
const { createDatadog } = require("datadog-fetch");
const { createSandbox } = require("datadog-fetch/sandbox");

const sandbox = createSandbox();
const dd = createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch });
dd.apiKeys.create({ name: "consumer" }).then(({ data }) => console.log(`created ${data.attributes.name}`));
