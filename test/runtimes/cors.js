/** Calls to another origin from a page: what the server does not allow, and what it does not show. */
import { equal, ok, thrownAs, timed } from "./harness.js";

const ID = "7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918";

export const cors = ({ lib, play, serve, other }) => [
  [
    "CORS: without permission a ConnectionError that says so",
    async () => {
      const error = await thrownAs(lib.index.ConnectionError, play("cors-none", {}, other).dd.apiKeys.get(ID));
      ok(/CORS/.test(error.message), error.message);
    },
  ],
  [
    "CORS: rate-limit headers that are exposed are read and waited for",
    async () => {
      const seen = [];
      const { dd } = play(
        "cors-exposed",
        { maxRetries: 1, onResponse: ({ rateLimit }) => seen.push(rateLimit.reset) },
        other,
      );
      const { ms } = await timed(() => dd.apiKeys.get(ID));
      ok(ms >= 1990, `waited ${ms} ms for a reset in 2 s`);
      equal(seen, [2, null]);
    },
  ],
  [
    "CORS: without exposed headers a 429 is waited for all the same",
    async () => {
      const seen = [];
      const { dd, log } = play(
        "cors-plain",
        { maxRetries: 1, onResponse: ({ rateLimit }) => seen.push(rateLimit) },
        other,
      );
      const { ms } = await timed(() => dd.apiKeys.update(ID, { name: "ci" }));
      ok(ms >= 490 && ms < 1900, `waited ${ms} ms`);
      equal(seen, [{}, {}]);
      equal((await log()).filter(({ method }) => method === "PATCH").length, 2, "requests");
    },
  ],
  [
    "CORS: the sandbox lets every origin in and shows its limits",
    async () => {
      const seen = [];
      const rateLimit = { limit: 100, period: 60, name: "keys" };
      const { dd } = await serve(
        { rateLimit },
        { onResponse: ({ rateLimit }) => seen.push([rateLimit.limit, rateLimit.name]) },
      );
      await dd.apiKeys.list().toArray();
      equal(seen, [[100, "keys"]]);
    },
  ],
];
