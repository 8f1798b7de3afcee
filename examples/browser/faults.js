/** Ways to fail: what each does to the in-memory Datadog, and what is then asked of it. */
import { connect, sandbox } from "./datadog.js";

const GATEWAY = "<html><body>502 Bad Gateway</body></html>";

/** Every attempt that the page has to do with is noted by `observers`. */
export const faults = (observers) => {
  const dd = (options) => connect({ ...observers, ...options });
  const list = (options) => dd(options).apiKeys.list().page(0);
  const after = (fault, ask) => () => {
    sandbox.fail({ operation: /api_keys/, ...fault });
    return ask();
  };
  return [
    { label: "Permission missing", run: after({ status: 403 }, list) },
    {
      label: "Rate limit",
      run: after({ status: 429, headers: { "x-ratelimit-reset": "300", "x-ratelimit-name": "keys" } }, list),
    },
    { label: "Gateway page", run: after({ status: 502, body: GATEWAY, times: 3 }, list) },
    { label: "Slow answer", run: after({ delay: Number.POSITIVE_INFINITY }, () => list({ timeout: 800 })) },
    {
      label: "Answer to a create lost",
      leavesKey: true,
      run: after({ method: "POST", drop: true, after: true }, () =>
        dd().apiKeys.create({ name: "made, but nobody was told" }),
      ),
    },
    { label: "Impossible id", run: () => dd().apiKeys.get("..") },
    { label: "Passing trouble", run: after({ status: 503 }, list) },
  ];
};
