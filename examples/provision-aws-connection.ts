/**
 * Makes an action connection to AWS and prints the trust policy that its role needs.
 *
 *   npx tsx examples/provision-aws-connection.ts "production" 123456789012 datadog-actions
 *
 * The application key has to be registered for actions (see register-application-key.ts).
 */
import { createDatadog, DatadogError, fromEnv } from "datadog-fetch";

const [name, account_id, role] = process.argv.slice(2);
if (!name || !account_id || !role) throw new Error("usage: provision-aws-connection.ts <name> <account id> <role>");

const dd = createDatadog(fromEnv());
const credentials = { type: "AWSAssumeRole", account_id, role } as const;
const { data } = await dd.actionConnections
  .create({ name, integration: { type: "AWS", credentials } })
  .catch((error) => {
    if (error instanceof DatadogError && error.outcomeUnknown) {
      console.error("There may be a connection now. The API has no list of them: look in Datadog under Connections.");
    }
    throw error;
  });
const integration = data.attributes.integration;
if (integration.type !== "AWS") throw new Error("the response is no AWS connection");

console.error(`Made ${data.id}. Give the role ${role} in the account ${account_id} this trust policy:`);
const statement = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${integration.credentials.principal_id}:root` },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "sts:ExternalId": integration.credentials.external_id } },
};
console.log(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 2));
