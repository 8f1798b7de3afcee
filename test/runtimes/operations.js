/** Every operation as the document shows it, and the resources on a sandbox: over HTTP, and inside the runtime. */
import { equal, ok, thrownAs } from "./harness.js";

export function operations({ lib, serve, operations: all }) {
  const inside = (options) => {
    const { credentials, ids, fetch } = lib.sandbox.createSandbox();
    return { ids, dd: lib.index.createDatadog({ ...credentials, fetch, ...options }) };
  };
  return [
    [`every operation of the API, ${all.length} in all`, () => everyOperation(lib, all)],
    ...resources("over HTTP", (options) => serve({}, options), lib),
    ...resources("inside", inside, lib),
    ["the modules' functions take the client that createClient makes", () => throughModules(lib)],
  ];
}

/** Calls each function with the arguments that the document shows, and compares what is requested and what it gives. */
async function everyOperation(lib, all) {
  for (const { name, args, requests, status, example } of all) {
    const requested = [];
    const fetch = async (url, { method }) => {
      requested.push(`${method} ${new URL(url).pathname}`);
      return new Response(example === undefined ? null : JSON.stringify(example), { status });
    };
    const dd = lib.index.createDatadog({ token: "none", fetch });
    const call = name.split(".").reduce((object, key) => object[key], dd);
    const result = call(...args);
    equal("page" in Object(result) ? await result.page() : await result, example, name);
    equal(requested, [requests.replace(/[{}]/g, "")], name);
  }
}

/** One test a resource. */
function resources(where, open, { index }) {
  const each = (name, run) => [`${where}: ${name}`, async () => run(await open({}))];
  return [
    each("apiKeys", async ({ dd, ids }) => {
      const { data } = await dd.apiKeys.create({ name: "ci" });
      equal(data.attributes.key.length, 32, "length of the secret");
      equal(
        (await dd.apiKeys.list({ filter: "ci" }).toArray()).map(({ id }) => id),
        [data.id],
        "list",
      );
      const got = await dd.apiKeys.get(data.id, { include: "created_by" });
      equal([got.data.id, got.included.map(({ id }) => id)], [data.id, [ids.user]], "get");
      const renamed = await dd.apiKeys.update(data.id, { name: "ci é 2" });
      equal(renamed.data.attributes.name, "ci é 2", "update");
      equal(await dd.apiKeys.delete(data.id), undefined, "delete");
      const error = await thrownAs(index.ApiError, dd.apiKeys.get(data.id));
      equal(
        [error.status, error.operation, error.message],
        [
          404,
          "GET /api/v2/api_keys/{api_key_id}",
          `GET /api/v2/api_keys/{api_key_id}: 404 Not Found: API key not found (api_key_id ${data.id})`,
        ],
      );
    }),
    each("applicationKeys", async ({ dd, ids }) => {
      const { data } = await dd.currentUser.applicationKeys.create({ name: "org" });
      const names = (await dd.applicationKeys.list({ filter: "org" }).toArray()).map(
        ({ attributes }) => attributes.name,
      );
      equal(names, ["org"], "list");
      const got = await dd.applicationKeys.get(data.id, { include: "owned_by" });
      equal([got.data.attributes.key, got.included[0].id], [undefined, ids.user], "get: no secret, the owner");
      const changed = await dd.applicationKeys.update(data.id, { scopes: ["dashboards_read"] });
      equal(changed.data.attributes.scopes, ["dashboards_read"], "update");
      equal(await dd.applicationKeys.delete(data.id), undefined, "delete");
    }),
    each("currentUser.applicationKeys", async ({ dd }) => {
      const mine = dd.currentUser.applicationKeys;
      const { data } = await mine.create({ name: "mine", scopes: ["dashboards_read"] });
      ok(data.attributes.key.length === 40, "the secret has 40 characters");
      equal((await mine.list({ filter: "mine" }).toArray()).length, 1, "list");
      equal((await mine.get(data.id)).data.attributes.key, data.attributes.key, "get");
      equal((await mine.update(data.id, { name: "still mine" })).data.attributes.name, "still mine", "update");
      equal(await mine.delete(data.id), undefined, "delete");
    }),
    each("actionConnections and appKeyRegistrations", async ({ dd, ids }) => {
      const refused = await thrownAs(index.ApiError, dd.actionConnections.get("7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918"));
      equal(refused.status, 403, "without a registration");
      equal((await dd.appKeyRegistrations.register(ids.appKey)).data.id, ids.appKey, "register");
      equal((await dd.appKeyRegistrations.get(ids.appKey)).data.id, ids.appKey, "get registration");
      equal(
        (await dd.appKeyRegistrations.list().toArray()).map(({ id }) => id),
        [ids.appKey],
        "list registrations",
      );
      const credentials = { type: "AWSAssumeRole", account_id: "123456789012", role: "deploy" };
      const { data } = await dd.actionConnections.create({ name: "aws", integration: { type: "AWS", credentials } });
      ok(data.attributes.integration.credentials.external_id, "an external id");
      equal((await dd.actionConnections.get(data.id)).data.attributes.name, "aws", "get");
      equal((await dd.actionConnections.update(data.id, { name: "aws 2" })).data.attributes.name, "aws 2", "update");
      equal(await dd.actionConnections.delete(data.id), undefined, "delete");
      equal(await dd.appKeyRegistrations.unregister(ids.appKey), undefined, "unregister");
    }),
    each("v1.apiKeys", async ({ dd }) => {
      const { api_key } = await dd.v1.apiKeys.create({ name: "old" });
      ok(
        (await dd.v1.apiKeys.list()).api_keys.some(({ key }) => key === api_key.key),
        "list",
      );
      equal((await dd.v1.apiKeys.get(api_key.key)).api_key.name, "old", "get");
      equal((await dd.v1.apiKeys.update(api_key.key, { name: "older" })).api_key.name, "older", "update");
      equal((await dd.v1.apiKeys.delete(api_key.key)).api_key.key, api_key.key, "delete");
    }),
    each("v1.applicationKeys", async ({ dd }) => {
      const { application_key } = await dd.v1.applicationKeys.create({ name: "old" });
      ok(
        (await dd.v1.applicationKeys.list()).application_keys.some(({ hash }) => hash === application_key.hash),
        "list",
      );
      equal((await dd.v1.applicationKeys.get(application_key.hash)).application_key.name, "old", "get");
      equal(
        (await dd.v1.applicationKeys.update(application_key.hash, { name: "older" })).application_key.name,
        "older",
        "update",
      );
      equal(
        (await dd.v1.applicationKeys.delete(application_key.hash)).application_key.hash,
        application_key.hash,
        "delete",
      );
    }),
    each("v1.pagerDutyServices", async ({ dd }) => {
      const services = dd.v1.pagerDutyServices;
      const name = "on call/é ?#%2F";
      equal(
        await services.create({ service_name: name, service_key: "5".repeat(32) }),
        { service_name: name },
        "create",
      );
      equal(await services.get(name), { service_name: name }, "get");
      equal(await services.update(name, { service_key: "6".repeat(32) }), undefined, "update");
      equal(await services.delete(name), undefined, "delete");
      equal((await thrownAs(index.ApiError, services.get(name))).status, 404, "get after delete");
    }),
  ];
}

async function throughModules(lib) {
  const sandbox = lib.sandbox.createSandbox();
  const client = lib.client.createClient({ ...sandbox.credentials, fetch: sandbox.fetch });
  const { data } = await lib.apiKeys.create(client, { name: "edge" });
  equal((await lib.apiKeys.get(client, data.id)).data.attributes.name, "edge");
}
