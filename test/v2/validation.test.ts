/** Validation of both versions: a success is the documented body, a refusal an ApiError. */
import { expect, test } from "vitest";
import { ApiError } from "../../src/index.ts";
import { thrown } from "../datadog.ts";
import { loopback } from "../loopback.ts";

const datadog = loopback();

const accepted = {
  v1: { valid: true },
  keys: { status: "ok" },
  apiKey: {
    data: {
      id: "0a9b8c7d-6e5f-4a3b-9c1d-0e2f4a6b8c1d",
      type: "validate_v2",
      attributes: { api_key_id: "6d7a1b52-9c0e-4f3a-8f7d-2b1c5e9a4d10", api_key_scopes: [], valid: true },
    },
  },
};
const calls = [
  ["GET /api/v1/validate", () => datadog.client().v1.validation.apiKey(), accepted.v1],
  ["GET /api/v2/validate_keys", () => datadog.client().validation.keys(), accepted.keys],
  ["GET /api/v2/validate", () => datadog.client().validation.apiKey(), accepted.apiKey],
] as const;

test.each(calls)("%s resolves to the documented body", async (request, call, body) => {
  datadog.responds(200, body);
  expect(await call()).toEqual(body);
  expect(datadog.requests).toEqual([{ request }]);
});

test.each(calls)("%s rejects with an ApiError where the credentials are refused", async (request, call) => {
  datadog.responds(403, { errors: ["API key required"] });
  const error = await thrown(call());
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 403, operation: request, errors: [{ detail: "API key required" }] });
});

test.each(calls)("%s takes nothing for a yes that is none", async (_, call) => {
  datadog.responds(200, {});
  expect(await thrown(call())).toBeInstanceOf(ApiError);
});

test("a missing key is a 401 where the pair is asked about", async () => {
  datadog.responds(401, { errors: ["Unauthorized"] });
  expect(await thrown(datadog.client().validation.keys())).toMatchObject({ status: 401 });
});
