/**
 * Registers one of your application keys for actions: without that it cannot manage connections.
 *
 *   npx tsx examples/register-application-key.ts "provisioning"
 *
 * Registering twice does no harm.
 */
import { createDatadog, fromEnv } from "datadog-fetch";

const [name] = process.argv.slice(2);
if (!name) throw new Error("usage: register-application-key.ts <name of the application key>");

const dd = createDatadog(fromEnv());
const found = await dd.currentUser.applicationKeys.list({ filter: name }).toArray();
const keys = found.filter((key) => key.attributes.name === name); // `filter` finds parts of names as well
const [key] = keys;
if (!key || keys.length > 1) throw new Error(`${keys.length} of your application keys have the name "${name}"`);

const { data } = await dd.appKeyRegistrations.register(key.id);
console.log(`"${name}" (${data.id}) is registered for actions`);
