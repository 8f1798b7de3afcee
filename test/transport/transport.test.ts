/** Calls from their first attempt to their last: repeats, deletions that were done already, and queues. */
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { ApiError, ConnectionError, TimeoutError } from "../../src/index.ts";
import { documented } from "../bodies.ts";
import { call, methods } from "../calls.ts";
import { broken, fakeClock, hang, notFound, outcome, pauses, respond, type Step, scene } from "../scene.ts";

fakeClock();

const json =
  (status: number, body: unknown): Step =>
  () =>
    respond(status, {}, body);
const page =
  (text: string, type = "text/html"): Step =>
  () =>
    new Response(text, { status: 404, headers: { "content-type": type } });

describe("a DELETE whose response was lost", () => {
  const deletions = documented.filter(({ operation }) => operation.method === "DELETE");
  test.each([
    { errors: ["API key not found"] },
    { errors: ["Application key not found"] },
    { errors: ["Service not found"] },
    { errors: ["6d7a1b52-9c0e-4f3a-8f7d-2b1c5e9a4d10 not found"] },
    { errors: [{ detail: "app key not found" }] },
    {
      errors: [
        {
          title: "Generic Error",
          detail: "error deleting connection: rpc error: code = NotFound desc = connection not found",
        },
      ],
    },
  ])("has succeeded where the API then says %j", async (body) => {
    expect(await outcome(scene([broken(), json(404, body)]).dd.apiKeys.delete("1"))).toBeUndefined();
  });

  test.each<[string, Step]>([
    ["a page of nginx", page("<html><h1>404 Not Found</h1><center>nginx</center></html>")],
    ["an ingress without a route", page("default backend - 404", "text/plain")],
    ["Go's standard server", page("404 page not found\n", "text/plain; charset=utf-8")],
    ["nothing", page("")],
    ["Kong", json(404, { message: "no Route matched with those values" })],
    ["Spring", json(404, { status: 404, error: "Not Found", path: "/api/v2/api_keys/1" })],
    ["a router in the API's form", json(404, { errors: ["Not Found"] })],
    ["a list without a reason", json(404, { errors: [] })],
    ["an object that is no list", json(404, { errors: "API key not found" })],
    ["the reason in another place", json(404, { message: "API key not found" })],
  ])("is not taken for done because of a 404 of a gateway: %s", async (_, step) => {
    const error = await outcome(scene([broken(), step]).dd.apiKeys.delete("1"));
    expect(error).toMatchObject({ name: "ApiError", status: 404, outcomeUnknown: true });
  });

  test.each<[string, Step[], number]>([
    ["two lost responses", [hang, 502, notFound], 3],
    ["a lost response and a connection that never came about", [broken(), broken("ECONNREFUSED"), notFound], 3],
    ["a lost response and a rate limit", [broken(), 429, notFound], 3],
  ])("has succeeded after %s", async (_, steps, count) => {
    const { dd, seen } = scene(steps);
    expect(await outcome(dd.apiKeys.delete("1"))).toBeUndefined();
    expect(seen).toHaveLength(count);
  });

  test.each<[string, Step[]]>([
    ["at once", [notFound]],
    ["after a rate limit", [429, notFound]],
    ["after a 500 and a connection that never came about", [500, broken("ECONNREFUSED"), notFound]],
    ["after a refused certificate, twice", [broken("CERT_HAS_EXPIRED"), broken("CERT_HAS_EXPIRED"), notFound]],
    ["after an unreachable host", [broken("EHOSTUNREACH"), notFound]],
    ["after a 408", [408, notFound]],
  ])("is no other one: what is not found %s was not there", async (_, steps) => {
    expect(await outcome(scene(steps).dd.apiKeys.delete("1"))).toMatchObject({ status: 404 });
  });

  test.each(deletions)("succeeds as its documentation has it, through send and dd.http: $id", async (each) => {
    const { operation, example } = each;
    const { dd } = scene([broken(), notFound, broken(), notFound]);
    const params = { path: Object.fromEntries([...operation.path.matchAll(/\{(\w+)\}/g)].map(([, id]) => [id, "x"])) };
    const path = operation.path as "/api/v2/api_keys/{api_key_id}";
    const raw = await outcome(dd.http.DELETE(path, { params: params as { path: { api_key_id: string } } }));
    expect(raw).toMatchObject({ response: { status: 204 } });
    expect(example === undefined || operation.path.startsWith("/api/v1/")).toBe(true);
  });
});

describe("the wait before a repeat", () => {
  test.each([
    ["3", 3000],
    ["Sat, 21 Nov 2026 10:00:07 GMT", 7000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 250],
    ["0", 250],
    ["soon", 250],
  ])("follows Retry-After: %s", async (value, wait) => {
    vi.setSystemTime("2026-11-21T10:00:00Z");
    vi.mocked(Math.random).mockReturnValue(0.5);
    const { dd, seen } = scene([respond(503, { "retry-after": value }), 200]);
    await outcome(dd.apiKeys.get("1"));
    expect(pauses(seen)).toEqual([wait]);
  });
  test.each([{ maxRetryWait: 2999 }, { timeout: 2999 }])("is not begun if it is longer than %o", async (options) => {
    const { dd, seen } = scene([respond(503, { "retry-after": "3" }), 200], options);
    const started = performance.now();
    expect(await outcome(dd.apiKeys.get("1"))).toMatchObject({ status: 503, retryAfter: 3 });
    expect(seen).toHaveLength(1);
    expect(performance.now()).toBe(started);
  });
});

describe("how often", () => {
  test("the client says, or the call", async () => {
    const { dd, seen } = scene([502], { maxRetries: 1 });
    await outcome(dd.apiKeys.get("1"));
    expect(seen).toHaveLength(2);
    await outcome(dd.apiKeys.get("1", undefined, { maxRetries: 4 }));
    expect(seen).toHaveLength(2 + 5);
    await outcome(dd.apiKeys.get("1", undefined, { maxRetries: 0 }));
    expect(seen).toHaveLength(2 + 5 + 1);
    await outcome(dd.http.GET("/api/v1/api_key", { maxRetries: 0 }));
    expect(seen).toHaveLength(2 + 5 + 1 + 1);
  });
});

test("a repeated request is the same, to the byte", async () => {
  for (const method of methods) {
    const { dd, seen } = scene([429, 429, 200]);
    await outcome(call(method, dd));
    const [first, ...others] = seen.map(({ at, signal, ...sent }) => sent);
    expect(others).toEqual([first, first]);
    expect(first).toMatchObject({ method, redirect: "manual" });
  }
});

describe("PagerDuty", () => {
  const service = { service_name: "a", service_key: "secret1" };
  /** Answers every request after 100 ms and remembers how many were on their way at once. */
  const slow = (): { step: Step; most: () => number } => {
    let [now, most] = [0, 0];
    const step: Step = async ({ method }) => {
      if (method === "GET") return respond(200, {}, { service_name: "a" });
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 100));
      now -= 1;
      return method === "DELETE"
        ? new Response(null, { status: 204 })
        : respond(method === "POST" ? 201 : 200, {}, { service_name: "a" });
    };
    return { step, most: () => most };
  };

  test("writes of one client run one after the other, in the order of the calls", async () => {
    const { step, most } = slow();
    const { dd, seen } = scene([step]);
    await outcome(
      Promise.all([
        dd.v1.pagerDutyServices.create(service),
        dd.v1.pagerDutyServices.update("u", { service_key: "secret2" }),
        dd.v1.pagerDutyServices.delete("d"),
        dd.v1.pagerDutyServices.create(service),
      ]),
    );
    expect(most()).toBe(1);
    expect(seen.map(({ method, url }) => `${method} ${url.slice(url.lastIndexOf("/") + 1)}`)).toEqual([
      "POST services",
      "PUT u",
      "DELETE d",
      "POST services",
    ]);
  });
  test("reads do not wait, nor do other clients or other operations", async () => {
    const { step } = slow();
    const { dd, seen } = scene([step]);
    await outcome(
      Promise.all([dd.v1.pagerDutyServices.create(service), dd.v1.pagerDutyServices.get("a"), dd.apiKeys.delete("1")]),
    );
    expect(pauses(seen)).toEqual([0, 0]);
  });
  test("a write that fails lets the next one through", async () => {
    const { dd, seen } = scene([broken(), 403, 200]);
    const writes = [1, 2, 3].map(() => dd.v1.pagerDutyServices.create(service));
    expect(await outcome(Promise.allSettled(writes).then((all) => all.map(({ status }) => status)))).toEqual([
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    expect(seen).toHaveLength(3);
  });
  test("a repeat keeps its place: the next write waits until the first is settled", async () => {
    const { dd, seen } = scene([503, 503, 200, 200]);
    await outcome(Promise.all([dd.v1.pagerDutyServices.delete("a"), dd.v1.pagerDutyServices.delete("b")]));
    expect(seen.map(({ url }) => url.slice(-1))).toEqual(["a", "a", "a", "b"]);
  });
  test("a write that is over is forgotten, with its response", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const kept: WeakRef<Headers>[] = [];
    const { dd } = scene([
      () => {
        const response = respond(201, {}, { service_name: "a" });
        kept.push(new WeakRef(response.headers));
        return response;
      },
    ]);
    for (let count = 0; count < 9; count += 1) await dd.v1.pagerDutyServices.create(service);
    await setImmediate(); // a WeakRef holds its target until the event loop goes on
    collectGarbage();
    expect(kept.filter((each) => each.deref())).toEqual([]);
  });
});

test("errors are of the kind that they are documented to be", async () => {
  expect(await outcome(scene([400]).dd.apiKeys.get("1"))).toBeInstanceOf(ApiError);
  expect(await outcome(scene([broken()]).dd.apiKeys.get("1"))).toBeInstanceOf(ConnectionError);
  expect(await outcome(scene([hang]).dd.apiKeys.get("1"))).toBeInstanceOf(TimeoutError);
});

test("a GET is never in doubt, not even where a credential function fails between its attempts", async () => {
  let asked = 0;
  const token = () => (++asked > 1 ? Promise.reject(new Error("gone")) : "t0k3n");
  const error = await outcome(scene([503], { token }).dd.apiKeys.get("1"));
  expect(error).toMatchObject({ name: "InputError", outcomeUnknown: false });
});
