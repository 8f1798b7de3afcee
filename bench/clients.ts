/** The clients side by side: each does the same two calls, set up as its own documentation says. */
import { client as official, v2 } from "@datadog/datadog-api-client";
import { createDatadog } from "datadog-fetch";
import ky from "ky";
import { createFetch } from "ofetch";
import createOpenApiClient from "openapi-fetch";
import { KEY_ID, PAGE_SIZE, stub } from "./answers.ts";
import { heyApiBundle } from "./setup.ts";

/** One way to call the API. */
export interface Caller {
  name: string;
  /** Gets one small key. */
  small: () => Promise<unknown>;
  /** Gets one page of 100 keys. */
  page: () => Promise<unknown>;
}

export const apiKey = "0123456789abcdef0123456789abcdef";
export const appKey = "0123456789abcdef0123456789abcdef01234567";
const headers = { "DD-API-KEY": apiKey, "DD-APPLICATION-KEY": appKey };
const query = { "page[size]": PAGE_SIZE, "page[number]": 0 };

/** Makes all clients: raw `fetch` first, ours second. They reach the server at `base`, or the stub where there is none. */
export async function createCallers(base?: string): Promise<Caller[]> {
  const site = base ?? "https://api.datadoghq.com";
  const fetch = base ? undefined : stub;
  return [
    raw(site, fetch),
    ours(site, fetch),
    openapiFetch(site, fetch),
    await heyApi(site, fetch),
    throughKy(site, fetch),
  ].concat([throughOfetch(site, fetch), theOfficial(site, fetch)]);
}

type Fetch = typeof stub | undefined;

function raw(base: string, fetch: Fetch = globalThis.fetch): Caller {
  const json = async (url: string): Promise<unknown> => (await fetch(url, { headers })).json();
  return {
    name: "raw fetch",
    small: () => json(`${base}/api/v2/api_keys/${KEY_ID}`),
    page: () => json(`${base}/api/v2/api_keys?${new URLSearchParams({ "page[size]": "100", "page[number]": "0" })}`),
  };
}

function ours(baseUrl: string, fetch: Fetch): Caller {
  const dd = createDatadog({ apiKey, appKey, baseUrl, fetch });
  return { name: "datadog-fetch", small: () => dd.apiKeys.get(KEY_ID), page: () => dd.apiKeys.list().page(0) };
}

interface Paths {
  "/api/v2/api_keys": {
    get: { parameters: { query: typeof query }; responses: { 200: { content: { "application/json": object } } } };
  };
  "/api/v2/api_keys/{api_key_id}": {
    get: {
      parameters: { path: { api_key_id: string } };
      responses: { 200: { content: { "application/json": object } } };
    };
  };
}

function openapiFetch(baseUrl: string, fetch: Fetch): Caller {
  const client = createOpenApiClient<Paths>({ baseUrl, headers, ...(fetch && { fetch }) });
  return {
    name: "openapi-fetch",
    small: () => client.GET("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: KEY_ID } } }),
    page: () => client.GET("/api/v2/api_keys", { params: { query } }),
  };
}

/** What the generated client has that is used here. Its code is made at run time, so its types are not there to be imported. */
interface HeyApi {
  createClient: (options: object) => unknown;
  getApiKey: (options: object) => Promise<unknown>;
  listApiKeys: (options: object) => Promise<unknown>;
}

async function heyApi(baseUrl: string, fetch: Fetch): Promise<Caller> {
  const { createClient, getApiKey, listApiKeys } = (await import(heyApiBundle)) as HeyApi;
  const auth = ({ name }: { name?: string }): string | undefined => headers[name as keyof typeof headers];
  const client = createClient({ baseUrl, auth, throwOnError: true, ...(fetch && { fetch }) });
  return {
    name: "hey-api",
    small: () => getApiKey({ client, path: { api_key_id: KEY_ID } }),
    page: () => listApiKeys({ client, query }),
  };
}

function throughKy(prefixUrl: string, fetch: Fetch): Caller {
  const api = ky.create({ prefixUrl, headers, ...(fetch && { fetch }) });
  return {
    name: "ky",
    small: () => api.get(`api/v2/api_keys/${KEY_ID}`).json(),
    page: () => api.get("api/v2/api_keys", { searchParams: query }).json(),
  };
}

function throughOfetch(baseURL: string, fetch: Fetch): Caller {
  const api = createFetch({ fetch: (fetch ?? globalThis.fetch) as typeof globalThis.fetch }).create({
    baseURL,
    headers,
  });
  return {
    name: "ofetch",
    small: () => api(`/api/v2/api_keys/${KEY_ID}`),
    page: () => api("/api/v2/api_keys", { query }),
  };
}

function theOfficial(base: string, fetch: Fetch): Caller {
  const { ServerConfiguration } = official;
  const configuration = official.createConfiguration({
    authMethods: { apiKeyAuth: apiKey, appKeyAuth: appKey },
    baseServer: new ServerConfiguration(base, {}),
    ...(fetch && { fetch }),
  });
  const api = new v2.KeyManagementApi(configuration);
  return {
    name: "official client",
    small: () => api.getAPIKey({ apiKeyId: KEY_ID }),
    page: () => api.listAPIKeys({ pageSize: PAGE_SIZE, pageNumber: 0 }),
  };
}
