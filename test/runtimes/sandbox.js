/** The sandbox inside the runtime: faults, limits and state without any network. */
import { equal, ok, thrown, thrownAs } from "./harness.js";

export const sandbox = ({ lib, serve }) => {
  const open = (options, clientOptions) => {
    const box = lib.sandbox.createSandbox(options);
    return {
      box,
      dd: lib.index.createDatadog({ ...box.credentials, fetch: box.fetch, maxRetries: 0, ...clientOptions }),
    };
  };
  return [
    [
      "sandbox: sees requests, counts on the seed, forgets on reset",
      async () => {
        const { box, dd } = open({ seed: 7 });
        const { data } = await dd.apiKeys.create({ name: "ci" });
        equal(
          box.requests.map(({ operation, status }) => [operation, status]),
          [["POST /api/v2/api_keys", 201]],
        );
        box.reset();
        equal([box.requests.length, (await dd.apiKeys.list().toArray()).length], [0, 1], "requests, keys");
        equal(
          (await open({ seed: 7 }).dd.apiKeys.create({ name: "ci" })).data.id,
          data.id,
          "the same id from the same seed",
        );
      },
    ],
    [
      "sandbox: a bearer token, and credentials that are wrong",
      async () => {
        const { box } = open();
        const dd = lib.index.createDatadog({ token: box.token, fetch: box.fetch });
        equal((await dd.apiKeys.list().toArray()).length, 1, "keys");
        const wrong = lib.index.createDatadog({ apiKey: "0".repeat(32), appKey: "0".repeat(40), fetch: box.fetch });
        const error = await thrownAs(lib.index.ApiError, wrong.apiKeys.list().toArray());
        ok(error.status === 401 || error.status === 403, `status ${error.status}`);
      },
    ],
    [
      "sandbox: a request that the API would refuse is refused",
      async () => {
        const { dd } = open();
        const error = await thrownAs(lib.index.ApiError, dd.apiKeys.create({ nmae: "ci" }));
        equal(error.status, 400);
        ok(/name/.test(error.message), error.message);
      },
    ],
    [
      "sandbox: a dropped connection, a truncated body, a gateway's page",
      async () => {
        const { box, dd } = open();
        box.fail({ drop: true });
        await thrownAs(lib.index.ConnectionError, dd.apiKeys.list().toArray());
        box.fail({ truncate: true });
        await thrownAs(lib.index.ConnectionError, dd.apiKeys.list().toArray());
        box.fail({ status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway</h1>" });
        equal((await thrownAs(lib.index.ApiError, dd.apiKeys.list().toArray())).status, 502);
        equal((await dd.apiKeys.list().toArray()).length, 1, "keys, afterwards");
      },
    ],
    [
      "sandbox: an abort ends a request that never would",
      async () => {
        const { box, dd } = open();
        box.fail({ delay: Number.POSITIVE_INFINITY });
        const controller = new AbortController();
        const reason = new Error("enough");
        setTimeout(() => controller.abort(reason), 30);
        ok(
          (await thrown(dd.apiKeys.list({}, { signal: controller.signal }).toArray())) === reason,
          "the reason itself",
        );
      },
    ],
    [
      "sandbox: a rate limit is reported and waited for",
      async () => {
        const { box, dd } = open({ rateLimit: { limit: 1, period: 1, name: "keys" } }, { maxRetries: 3 });
        await dd.apiKeys.list().toArray();
        await dd.apiKeys.list().toArray();
        ok(
          box.requests.some(({ status }) => status === 429),
          "a 429 on the way",
        );
        equal(box.requests.at(-1).status, 200, "last status");
      },
    ],
    [
      "sandbox: One-Time Read mode, over HTTP too",
      async () => {
        const served = await serve({ oneTimeRead: true });
        for (const dd of [open({ oneTimeRead: true }).dd, served.dd]) {
          const { data } = await dd.currentUser.applicationKeys.create({ name: "once" });
          ok(data.attributes.key, "a secret on create");
          equal((await dd.currentUser.applicationKeys.get(data.id)).data.attributes.key, undefined, "secret on get");
          equal((await thrownAs(lib.index.ApiError, dd.v1.applicationKeys.list())).status, 403);
        }
      },
    ],
  ];
};
