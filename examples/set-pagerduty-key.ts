/**
 * Gives a PagerDuty service in Datadog its key, and adds the service where it is missing.
 *
 *   PAGERDUTY_SERVICE_KEY=… npx tsx examples/set-pagerduty-key.ts "on-call"
 *
 * The key comes from the environment, because arguments can be seen in the list of processes.
 */
import { ApiError, createDatadog, fromEnv } from "datadog-fetch";

const [service_name] = process.argv.slice(2);
const service_key = process.env.PAGERDUTY_SERVICE_KEY;
if (!service_name || !service_key)
  throw new Error("usage: PAGERDUTY_SERVICE_KEY=… set-pagerduty-key.ts <name of the service>");

const { pagerDutyServices } = createDatadog(fromEnv()).v1;
try {
  await pagerDutyServices.update(service_name, { service_key });
  console.log(`"${service_name}" has its new key`);
} catch (error) {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
  await pagerDutyServices.create({ service_name, service_key });
  console.log(`"${service_name}" is new, with its key`);
}
