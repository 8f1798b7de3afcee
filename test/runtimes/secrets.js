/** No secret, URL or body shows in anything that is thrown or printed, in any form that the runtime can print it in. */
import { equal, ok, thrown } from "./harness.js";
import { apiKey, appKey } from "./suite.js";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const SERVICE_KEY = 'service-key/with "quotes" and é';
const BODY = "name-that-only-the-body-has";

/** Scenarios with what they make a call fail with. `closed` is no scenario but an origin where nobody listens. */
const FAILURES = {
  closed: "ConnectionError",
  cut: "ConnectionError",
  silent: "TimeoutError",
  stall: "TimeoutError",
  "redirect-307": "ApiError",
  "html-502": "ApiError",
  html: "ApiError",
  "error-echo": "ApiError",
};

export const secrets = ({ lib, play, closed, inspect }) => [
  ...Object.entries(FAILURES).map(([scenario, name]) => [
    `secrets: none in the ${name} of ${scenario}`,
    async () => {
      const options = {
        ...(name === "TimeoutError" && { attemptTimeout: 150 }),
        ...(scenario === "closed" && { baseUrl: closed }),
      };
      const { dd, baseUrl } = play(scenario, options);
      const calls = [
        () => dd.v1.apiKeys.update(KEY, { name: BODY }),
        () => dd.v1.pagerDutyServices.create({ service_name: BODY, service_key: SERVICE_KEY }),
      ];
      for (const call of calls) {
        const error = await thrown(call);
        equal(error.name, name, "kind");
        // The echoed body is the server's word: the secrets in it are taken out, the rest is why the call failed.
        const body = scenario === "error-echo" ? [] : [BODY];
        hides(error, inspect, [
          KEY,
          SERVICE_KEY,
          JSON.stringify(SERVICE_KEY),
          encodeURIComponent(SERVICE_KEY),
          baseUrl,
          "Welcome",
          ...body,
        ]);
      }
    },
  ]),
  [
    "secrets: none in an InputError",
    async () => {
      const make = (options) => () => lib.index.createDatadog(options);
      const broken = `${apiKey}\n`.repeat(2);
      hides(await thrown(make({ apiKey: broken, appKey })), inspect, [broken]);
      hides(await thrown(make({ apiKey, appKey, baseUrl: `http://${KEY}@example.com/${KEY}` })), inspect, [
        KEY,
        "example.com",
      ]);
      hides(await thrown(play("ok").dd.apiKeys.get("", undefined, { headers: { [`X ${KEY}`]: KEY } })), inspect, [KEY]);
      const asked = make({ apiKey: () => Promise.reject(new Error(`no ${KEY}`)), appKey })();
      hides(await thrown(asked.apiKeys.get(KEY)), inspect, [KEY]);
    },
  ],
  [
    "secrets: none in the client",
    () => {
      const { dd } = play("ok");
      for (const text of printed(dd, inspect)) ok(!text.includes(apiKey) && !text.includes(appKey), text);
    },
  ],
  [
    "secrets: none in what observers see",
    async () => {
      const events = [];
      const keep = (event) => events.push(event);
      const { dd } = play("error-echo", { onRequest: keep, onResponse: keep });
      await thrown(dd.v1.apiKeys.update(KEY, { name: BODY }));
      equal(events.length, 2, "events");
      const text = JSON.stringify(events);
      for (const secret of [apiKey, appKey, KEY, BODY, "http"]) ok(!text.includes(secret), text);
    },
  ],
];

/** The forms in which a value gets into a log. */
function printed(value, inspect) {
  return [String(value), JSON.stringify(value) ?? "", ...(inspect ? [inspect(value)] : [])];
}

function hides(error, inspect, hidden) {
  ok(error instanceof Error, `an error, not ${error}`);
  const texts = printed(error, inspect);
  for (let each = error; each instanceof Error; each = each.cause) {
    texts.push(each.message, String(each.stack), ...printed(each, inspect));
    for (const name of Object.getOwnPropertyNames(each)) {
      // `body` and `headers` are there to be read, but not to be printed: they are not enumerable.
      const readable = name === "body" || name === "headers";
      if (readable) ok(!Object.prototype.propertyIsEnumerable.call(each, name), `${name} is enumerable`);
      else if (name !== "cause") texts.push(`${name}: ${JSON.stringify(each[name])}`);
    }
  }
  for (const text of texts) {
    for (const secret of [apiKey, appKey, ...hidden]) ok(!text.includes(secret), `shows ${secret}:\n${text}`);
  }
}
