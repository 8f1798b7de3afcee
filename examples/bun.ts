/**
 * Who made which API key, on Bun: the keys may stand in a .env file, which Bun reads by itself.
 *
 *   bun add datadog-fetch
 *   bun examples/bun.ts
 */
import { createDatadog, fromEnv } from "datadog-fetch";

const dd = createDatadog(fromEnv());
for await (const { data, included = [] } of dd.apiKeys.list({ include: "created_by" }).pages()) {
  const makers = new Map(included.map((item) => [item.id, item.type === "users" ? item.attributes.handle : undefined]));
  for (const { attributes, relationships } of data) {
    const maker = makers.get(String(relationships?.created_by?.data.id));
    console.log(`${attributes.name} …${attributes.last4}: ${maker ?? "unknown"}`);
  }
}
