/** Lists API keys through a proxy: `HTTPS_PROXY=http://proxy:3128 npx tsx examples/proxy.ts`. Node's fetch reads no such variable by itself. */
import { fileURLToPath } from "node:url";
import { type ClientOptions, createDatadog, fromEnv } from "datadog-fetch";
import { fetch, ProxyAgent, type RequestInit as UndiciInit } from "undici";

/** A `fetch` for one client alone. `setGlobalDispatcher(new ProxyAgent(proxy))` instead takes all of the program's requests there. */
export function through(proxy: string): NonNullable<ClientOptions["fetch"]> {
  const dispatcher = new ProxyAgent(proxy);
  // undici and the DOM declare the same classes apart, so each side is told that it is the other.
  return async (url, init) => {
    const response: unknown = await fetch(url, { ...(init as UndiciInit), dispatcher });
    return response as Response;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const proxy = process.env.HTTPS_PROXY;
  if (!proxy) throw new Error("HTTPS_PROXY is not set");
  const dd = createDatadog({ ...fromEnv(), fetch: through(proxy) });
  for await (const key of dd.apiKeys.list()) console.log(key.id, key.attributes.name);
}
