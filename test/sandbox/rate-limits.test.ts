/** Rate limits that a test orders. */
import { describe, expect, test } from "vitest";
import { type Answered, start } from "./helpers.ts";

describe("rate limits", () => {
  const list = "GET /api/v2/api_keys";
  const limits = ({ headers }: Answered) =>
    ["limit", "period", "remaining", "reset", "name"].map((part) => headers.get(`x-ratelimit-${part}`));

  test("are counted by periods of the calendar", async () => {
    let time = Date.UTC(2026, 0, 1, 0, 0, 47, 500);
    const { ask } = start({ now: () => time, rateLimit: { limit: 2, period: 60, name: "keys" } });
    expect(limits(await ask(list))).toEqual(["2", "60", "1", "13", "keys"]);
    const second = await ask(list);
    expect([second.status, ...limits(second)]).toEqual([200, "2", "60", "0", "13", "keys"]);
    const third = await ask(list);
    expect([third.status, ...limits(third)]).toEqual([429, "2", "60", "0", "13", "keys"]);
    expect(limits(await ask("POST /api/v1/api_key", { headers: {} }))).toEqual(limits(third));
    time += 12_500;
    expect(limits(await ask(list))).toEqual(["2", "60", "1", "60", "keys"]);
  });

  test("may differ by operation, and share a count by name", async () => {
    const { ask } = start({
      rateLimit: (operation) => (operation.includes("/v1/") ? { limit: 1, period: 3600, name: "v1" } : undefined),
    });
    expect((await ask("GET /api/v1/api_key")).headers.get("x-ratelimit-name")).toBe("v1");
    expect((await ask("GET /api/v1/application_key")).status).toBe(429);
    const free = await ask(list);
    expect([free.status, free.headers.get("x-ratelimit-name")]).toEqual([200, null]);
  });
});
