#!/usr/bin/env -S deno run --allow-env=DD_BEARER_TOKEN,DD_API_KEY,DD_APP_KEY,DD_SITE --allow-net=api.datadoghq.com
/**
 * Who owns which application key, on Deno: with its four variables and its one host, the client needs no other permission.
 *
 *   deno add npm:datadog-fetch
 *   deno run --allow-env=DD_BEARER_TOKEN,DD_API_KEY,DD_APP_KEY,DD_SITE --allow-net=api.datadoghq.com examples/deno.ts
 */
import { createDatadog, fromEnv } from "datadog-fetch";

const dd = createDatadog(fromEnv());
for await (const { data, included = [] } of dd.applicationKeys.list({ include: "owned_by" }).pages()) {
  const owners = new Map(included.map((item) => [item.id, item.type === "users" ? item.attributes.handle : undefined]));
  for (const { attributes, relationships } of data) {
    const owner = owners.get(String(relationships?.owned_by?.data.id));
    console.log(`${attributes.name} …${attributes.last4}: ${owner ?? "unknown"}`);
  }
}
