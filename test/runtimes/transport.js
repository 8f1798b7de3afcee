/** What the transport guarantees, where platforms differ: redirects, aborts, time limits, waits, repeats, broken answers. */
import { equal, ok, sleep, thrown, thrownAs, timed } from "./harness.js";
import { apiKey, appKey } from "./suite.js";

const ID = "7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918";

export const transport = (scene) => [
  ...headers(scene),
  ...redirects(scene),
  ...aborts(scene),
  ...timeLimits(scene),
  ...waits(scene),
  ...repeats(scene),
  ...answers(scene),
  ...targets(scene),
];

const headers = ({ lib, play }) => [
  [
    "headers: the two keys, and those of the call",
    async () => {
      const { dd, log } = play("ok");
      await dd.apiKeys.get(ID, undefined, { headers: { "X-Ticket": " 42 " } });
      const [{ headers }] = await log();
      const { authorization } = headers;
      equal(
        [headers["dd-api-key"], headers["dd-application-key"], authorization, headers.accept, headers["x-ticket"]],
        [apiKey, appKey, undefined, "application/json", "42"],
      );
    },
  ],
  [
    "headers: a bearer token and no keys",
    async () => {
      const { baseUrl, log } = play("ok");
      const token = "ddpat_AbCdEfGhIjKlMnOpQrStUv_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
      await lib.index.createDatadog({ token, baseUrl }).apiKeys.get(ID);
      const [{ headers }] = await log();
      equal(
        [headers.authorization, headers["dd-api-key"], headers["dd-application-key"]],
        [`Bearer ${token}`, undefined, undefined],
      );
    },
  ],
  [
    "headers: a token function is asked again after a 401",
    async () => {
      const { baseUrl, log } = play("needs-fresh-token");
      const tokens = ["stale", "fresh"];
      await lib.index.createDatadog({ token: async () => tokens.shift(), baseUrl }).apiKeys.get(ID);
      equal(
        (await log()).map(({ headers }) => headers.authorization),
        ["Bearer stale", "Bearer fresh"],
      );
    },
  ],
  [
    "headers: a value that no header can carry is refused and not sent",
    async () => {
      const { dd, log } = play("ok");
      for (const value of ["a\r\nDD-API-KEY: b", "é", "日本", "\u0000"]) {
        await thrownAs(lib.index.InputError, dd.apiKeys.get(ID, undefined, { headers: { "X-Ticket": value } }));
      }
      equal((await log()).length, 0, "requests");
    },
  ],
  [
    "fetch: the platform's own may be handed in, and the global one is looked up at each call",
    async () => {
      const { dd, log } = play("ok", { fetch: globalThis.fetch });
      await dd.apiKeys.get(ID);
      equal((await log()).length, 1, "requests");
      const original = globalThis.fetch;
      const late = play("ok");
      globalThis.fetch = async () => new Response('{"status":"ok"}');
      const stubbed = await late.dd.validation.keys().finally(() => {
        globalThis.fetch = original;
      });
      equal(stubbed, { status: "ok" });
      equal((await late.log()).length, 0, "requests past the stub");
    },
  ],
  [
    "environment: read from what is passed in",
    () => {
      equal(lib.index.fromEnv({ DD_API_KEY: "a", DD_APP_KEY: "b", DD_SITE: "datadoghq.eu" }), {
        apiKey: "a",
        appKey: "b",
        site: "datadoghq.eu",
      });
    },
  ],
];

const redirects = ({ lib, play }) =>
  [301, 302, 303, 307, 308].map((status) => [
    `redirect: ${status} is refused, the other origin stays untouched`,
    async () => {
      for (const call of [(dd) => dd.apiKeys.list().page(0), (dd) => dd.apiKeys.create({ name: "ci" })]) {
        const { dd, log } = play(`redirect-${status}`, { maxRetries: 2 });
        const error = await thrownAs(lib.index.ApiError, call(dd));
        ok([0, status].includes(error.status), `status ${error.status}`);
        ok(/redirects are not followed/.test(error.message), error.message);
        await sleep(50);
        equal(
          (await log()).map(({ origin }) => origin),
          ["home"],
          "who was asked",
        );
      }
    },
  ]);

const aborts = ({ lib, play }) => {
  const until = async (condition) => {
    for (let waited = 0; waited < 3000; waited += 25) {
      if (await condition()) return;
      await sleep(25);
    }
    throw new Error("did not happen within 3 s");
  };
  const abortedIn = (scenario, reason, started) => async () => {
    const { dd, log } = play(scenario, { maxRetries: 2 });
    const controller = new AbortController();
    const call = thrown(dd.apiKeys.get(ID, undefined, { signal: controller.signal }));
    await until(async () => (await log()).some(started));
    const { value: error, ms } = await timed(async () => {
      controller.abort(reason);
      return call;
    });
    ok(error === controller.signal.reason, `the reason itself, not ${error}`);
    ok(ms < 500, `ended at once, not after ${ms} ms`);
    await sleep(50);
    equal((await log()).length, 1, "requests");
    return { error, log, until };
  };
  const body = new Error("changed my mind");
  return [
    [
      "abort: before the call, nothing is sent",
      async () => {
        const { dd, log } = play("ok");
        const reason = { any: "value" };
        ok(
          (await thrown(dd.apiKeys.get(ID, undefined, { signal: AbortSignal.abort(reason) }))) === reason,
          "the reason itself",
        );
        equal((await log()).length, 0, "requests");
      },
    ],
    [
      "abort: before the headers, the reason passes through and the connection ends",
      async () => {
        const { log, until } = await abortedIn("silent", new Error("changed my mind"), () => true)();
        await until(async () => (await log()).every(({ hungUp }) => hungUp));
      },
    ],
    [
      "abort: inside the body, the reason passes through and the connection ends",
      async () => {
        const { log, until } = await abortedIn("stall", body, ({ half }) => half)();
        await until(async () => (await log()).every(({ hungUp }) => hungUp));
      },
    ],
    ["abort: a reason that is no error", async () => void (await abortedIn("silent", "a string", () => true)())],
    [
      "abort: without a reason it is the platform's AbortError",
      async () => equal((await abortedIn("silent", undefined, () => true)()).error.name, "AbortError"),
    ],
    ["abort: while waiting for a rate limit", async () => void (await abortedIn("limited-30", body, () => true)())],
    [
      "abort: AbortSignal.timeout passes through as it is",
      async () => {
        const signal = AbortSignal.timeout(100);
        const error = await thrown(play("silent").dd.apiKeys.get(ID, undefined, { signal }));
        ok(error === signal.reason && !(error instanceof lib.index.DatadogError), `the signal's reason, not ${error}`);
      },
    ],
  ];
};

const timeLimits = ({ lib, play }) => {
  const limits = (scenario, options, callOptions, expected) => async () => {
    const { dd, log } = play(scenario, options);
    const { value: error, ms } = await timed(() =>
      thrownAs(lib.index.TimeoutError, dd.apiKeys.update(ID, { name: "ci" }, callOptions)),
    );
    equal([error.timeout, error.outcomeUnknown], [expected.timeout, true]);
    ok(ms >= expected.timeout - 5 && ms < expected.timeout + 1500, `took ${ms} ms`);
    equal((await log()).length, expected.requests, "requests");
  };
  return [
    [
      "time-out: of an attempt, before the headers",
      limits("silent", { attemptTimeout: 150 }, {}, { timeout: 150, requests: 1 }),
    ],
    [
      "time-out: of an attempt, inside the body",
      limits("stall", { attemptTimeout: 150 }, {}, { timeout: 150, requests: 1 }),
    ],
    [
      "time-out: of the call, before the headers",
      limits("silent", { maxRetries: 2 }, { timeout: 200 }, { timeout: 200, requests: 1 }),
    ],
    [
      "time-out: of the call, inside the body",
      limits("stall", { maxRetries: 2 }, { timeout: 200 }, { timeout: 200, requests: 1 }),
    ],
    [
      "time-out: an attempt that takes too long is repeated",
      async () => {
        const { dd, log } = play("silent-once", { attemptTimeout: 300, maxRetries: 1 });
        equal((await dd.apiKeys.update(ID, { name: "ci" })).data.id, ID);
        equal((await log()).length, 2, "requests");
      },
    ],
  ];
};

const waits = ({ lib, play }) => [
  ...[
    ["PATCH", (dd) => dd.apiKeys.update(ID, { name: "ci é" })],
    ["POST", (dd) => dd.apiKeys.create({ name: "ci é" })],
  ].map(([method, call]) => [
    `429: ${method} waits for the reset and is repeated with its body`,
    async () => {
      const { dd, log } = play("limited-1", { maxRetries: 1 });
      const { ms } = await timed(() => call(dd));
      ok(ms >= 990 && ms < 4000, `waited ${ms} ms for a reset in 1 s`);
      const seen = await log();
      equal(
        seen.map((request) => request.method),
        [method, method],
      );
      equal(seen[0].body, seen[1].body, "second body");
      ok(seen[0].body.includes("ci é"), `the body arrived: ${seen[0].body}`);
    },
  ]),
  [
    "429: a wait that is longer than allowed fails at once and says how long",
    async () => {
      const { dd, log } = play("limited-120", { maxRetries: 2 });
      const { value: error, ms } = await timed(() => thrownAs(lib.index.ApiError, dd.apiKeys.get(ID)));
      equal([error.status, error.retryAfter, error.rateLimit.name], [429, 120, "api_keys"]);
      ok(ms < 1000, `took ${ms} ms`);
      equal((await log()).length, 1, "requests");
    },
  ],
];

const repeats = ({ lib, play, closed, runtime }) => [
  [
    "503: a GET is repeated, a POST is not",
    async () => {
      const get = play("unavailable-once", { maxRetries: 1 });
      equal((await get.dd.apiKeys.get(ID)).data.id, ID);
      equal((await get.log()).length, 2, "GETs");
      const post = play("unavailable-once", { maxRetries: 1 });
      const error = await thrownAs(lib.index.ApiError, post.dd.apiKeys.create({ name: "ci" }));
      equal([error.status, error.outcomeUnknown], [503, true]);
      equal((await post.log()).length, 1, "POSTs");
    },
  ],
  [
    "broken answer: a PATCH is repeated with its body",
    async () => {
      const { dd, log } = play("cut-once", { maxRetries: 1 });
      equal((await dd.apiKeys.update(ID, { name: "ci é" })).data.id, ID);
      const seen = await log();
      equal(seen.length, 2, "requests");
      equal(seen[0].body, seen[1].body, "second body");
    },
  ],
  [
    "broken answer: a POST is not repeated and its outcome is unknown",
    async () => {
      const { dd, log } = play("cut", { maxRetries: 2 });
      const error = await thrownAs(lib.index.ConnectionError, dd.apiKeys.create({ name: "ci" }));
      equal([error.operation, error.outcomeUnknown], ["POST /api/v2/api_keys", true]);
      equal((await log()).length, 1, "requests");
    },
  ],
  [
    "no answer: a POST is not repeated, by the client or by the platform",
    async () => {
      const attempts = [];
      const { dd, log } = play("drop", { maxRetries: 2, onRequest: ({ method }) => attempts.push(method) });
      await dd.apiKeys.get(ID);
      const error = await thrownAs(lib.index.ConnectionError, dd.apiKeys.create({ name: "ci" }));
      equal([attempts, error.outcomeUnknown], [["GET", "POST"], true]);
      // Chromium and Firefox send a POST again by themselves when a connection that is reused closes without an answer.
      if (!["chromium", "firefox"].includes(runtime)) equal((await log()).length, 2, "requests that arrived");
    },
  ],
  [
    "broken answer: a DELETE whose answer was lost has succeeded when it then sees 404",
    async () => {
      const { dd, log } = play("delete-lost", { maxRetries: 1 });
      equal(await dd.apiKeys.delete(ID), undefined);
      equal((await log()).length, 2, "requests");
      const again = play("delete-gone", { maxRetries: 1 });
      equal((await thrownAs(lib.index.ApiError, again.dd.apiKeys.delete(ID))).status, 404, "without a lost answer");
    },
  ],
  [
    "connection refused: a ConnectionError, after the repeats",
    async () => {
      const attempts = [];
      const onRequest = ({ attempt }) => attempts.push(attempt);
      const dd = lib.index.createDatadog({ apiKey, appKey, baseUrl: closed, maxRetries: 1, onRequest });
      const error = await thrownAs(lib.index.ConnectionError, dd.apiKeys.get(ID));
      equal([attempts, error.operation, error.outcomeUnknown], [[1, 2], "GET /api/v2/api_keys/{api_key_id}", false]);
      ok(error.cause instanceof Error, "a cause");
    },
  ],
];

const answers = ({ lib, play }) => [
  [
    "answer: HTML in place of JSON is an error that does not quote it",
    async () => {
      const error = await thrownAs(lib.index.ApiError, play("html").dd.apiKeys.get(ID));
      equal(error.status, 200);
      ok(/not the documented JSON/.test(error.message) && !/Welcome/.test(error.message), error.message);
      const gateway = await thrownAs(lib.index.ApiError, play("html-502").dd.apiKeys.get(ID));
      equal([gateway.status, gateway.errors], [502, []]);
      ok(/502 Bad Gateway/.test(gateway.message) && !/Welcome/.test(gateway.message), gateway.message);
    },
  ],
  [
    "answer: an empty body where one is documented, and where none is",
    async () => {
      equal((await thrownAs(lib.index.ApiError, play("empty").dd.apiKeys.get(ID))).status, 200);
      equal(
        await play("empty").dd.v1.pagerDutyServices.update("on call", { service_key: "5".repeat(32) }),
        undefined,
        "200 without a body",
      );
      equal(await play("no-content").dd.apiKeys.delete(ID), undefined, "204");
    },
  ],
  [
    "answer: all error forms",
    async () => {
      const strings = await thrownAs(lib.index.ApiError, play("error-strings").dd.apiKeys.get(ID));
      equal([strings.status, strings.errors], [400, [{ detail: "Forbidden" }, { detail: "API key not found" }]]);
      const objects = await thrownAs(lib.index.ApiError, play("error-objects").dd.actionConnections.get(ID));
      equal(objects.errors[0].source, { pointer: "/data" });
      const reason = `400 Bad Request: Generic Error: connection not found (connection_id ${ID})`;
      equal(objects.message, `GET /api/v2/actions/connections/{connection_id}: ${reason}`);
    },
  ],
  [
    "answer: dd.http gives data, error and response",
    async () => {
      const options = { params: { path: { api_key_id: ID } } };
      const good = await play("ok").dd.http.GET("/api/v2/api_keys/{api_key_id}", options);
      equal([good.response.status, good.data.data.id], [200, ID]);
      const bad = await play("error-strings").dd.http.GET("/api/v2/api_keys/{api_key_id}", options);
      equal([bad.response.status, bad.error.errors], [400, ["Forbidden", "API key not found"]]);
    },
  ],
  [
    "answer: observers see status, attempt and duration",
    async () => {
      const events = [];
      const { dd } = play("ok", { onResponse: (event) => events.push(event) });
      await dd.apiKeys.get(ID);
      const [{ duration, ...event }] = events;
      equal(event, { method: "GET", path: "/api/v2/api_keys/{api_key_id}", attempt: 1, status: 200, rateLimit: {} });
      ok(duration >= 0 && duration < 5000, `duration ${duration}`);
    },
  ],
];

const targets = ({ lib, play }) => [
  [
    "path: every value stays one segment, as it was",
    async () => {
      const { dd, log } = play("ok");
      const names = ["a/b", "a b", "é 日本", "...", "a?b#c", "50%", "a\\b", "a;b", "a+b"];
      for (const name of names) await dd.v1.pagerDutyServices.get(name);
      const prefix = "/api/v1/integration/pagerduty/configuration/services/";
      equal(
        (await log()).map(({ path }) => path),
        names.map((name) => prefix + encodeURIComponent(name)),
      );
    },
  ],
  [
    "path: a value that leads elsewhere is refused and not sent",
    async () => {
      const { dd, log } = play("ok");
      for (const id of ["", ".", "..", "%2e", "%2E%2e", ".%2e", undefined, null, "\ud800"]) {
        await thrownAs(lib.index.InputError, dd.apiKeys.get(id));
      }
      equal((await log()).length, 0, "requests");
    },
  ],
];
