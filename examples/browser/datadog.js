/** The Datadog of this page: an in-memory one with some years of history, and the client that speaks to it. */
import { createDatadog } from "datadog-fetch";
import { createSandbox } from "datadog-fetch/sandbox";

export const DAY = 24 * 3600_000;
const ago = (days) => (days === null ? null : new Date(Date.now() - days * DAY));

const USERS = { ada: "Ada Example", eve: "Eve Example", jo: "Jo Example" };

/** Days since a key was made and since it was last used, null if it never was; who made it; days since it leaked. */
const HISTORY = [
  ["this page", 45, 0, "jo"],
  ["agents, production", 420, 0, "ada"],
  ["ci pipelines", 120, 0, "jo"],
  ["terraform", 300, 12, "ada"],
  ["log forwarder", 75, 3, "jo"],
  ["kubernetes, staging", 210, 41, "ada"],
  ["mobile app", 260, 35, "eve", 18],
  ["jenkins (old)", 660, 400, "eve"],
  ["hackathon", 340, null, "eve"],
];

/** Whose keys the page signs in with, and which ones. */
const login = {
  user: "10000000-0000-4000-8000-000000000000",
  apiKey: "20000000-0000-4000-8000-000000000000",
  appKey: "30000000-0000-4000-8000-000000000000",
};

const email = (user) => `${user}@example.com`;
export const sandbox = createSandbox({
  latency: 60,
  state: {
    users: Object.entries(USERS).map(([user, name]) => ({
      name,
      email: email(user),
      disabled: user === "eve",
      ...(user === "jo" && { id: login.user }),
    })),
    apiKeys: HISTORY.map(([name, made, used, user, leaked]) => ({
      ...(name === "this page" && { id: login.apiKey }),
      name,
      created_at: ago(made),
      date_last_used: ago(used),
      created_by: email(user),
      leak: leaked === undefined ? null : { date: ago(leaked) },
    })),
    applicationKeys: [{ id: login.appKey, name: "this page", owned_by: email("jo") }],
    login,
  },
});

/** The key that this page signs in with. It is asked for at every attempt, so it can be rotated while the page is open. */
export const own = { id: login.apiKey, key: sandbox.credentials.apiKey };

/** A client of its own for whoever asks: what one has to wait for does not hold up another. */
export const connect = (options) =>
  createDatadog({ apiKey: () => own.key, appKey: sandbox.credentials.appKey, fetch: sandbox.fetch, ...options });
