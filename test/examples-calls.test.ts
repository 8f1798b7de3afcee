/** Every call of calls.ts requests the operation that it stands for, as the spec describes it, and reads what that gives. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type Call, calls, type Given } from "../examples/calls.ts";
import { type Document, operationsOf } from "../scripts/generate.ts";
import { samples } from "../scripts/samples.ts";
import { apiKey, appKey } from "./datadog.ts";
import { loopback } from "./loopback.ts";
import { root } from "./typescript.ts";

const datadog = loopback();
const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;
const operations = operationsOf(document).map((each) => ({ ...each, id: each.operation.operationId }));
const programs = samples();

const ids = {
  apiKeyId: "api-key-id",
  appKeyId: "app-key-id",
  connectionId: "connection-id",
  serviceAccountId: "service-account-id",
  tokenId: "token-id",
  userId: "user-id",
  roleId: "role-id",
};

/** A path with its parameters filled in by any segment. */
const matching = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/?]+")}(\\?|$)`);

test("every operation has a call, and no call is left over", () => {
  const wanted = operations.map(({ id }) => id).sort();
  expect(Object.keys(calls).sort()).toEqual(wanted);
  expect([...programs.keys()].sort()).toEqual(wanted);
});

test.each(operations)("$id", async ({ id, method, path, operation }) => {
  const [status = "", response] = Object.entries(operation.responses).find(([each]) => each.startsWith("2")) ?? [];
  datadog.responds(Number(status), response?.content?.["application/json"]?.example);
  const log = vi.spyOn(console, "log").mockReturnValue(undefined);
  const stored: string[] = [];
  const store = async (secret: string): Promise<void> => void stored.push(secret);
  const given: Given = { dd: datadog.client(), ...ids, apiKey, appKey, store };
  await (calls as Record<string, Call>)[id]?.(given);

  const [first] = datadog.requests;
  const [verb, ...target] = (first?.request ?? "").split(" ");
  expect(verb).toBe(method);
  expect(target.join(" ")).toMatch(matching(path));
  for (const secret of stored) expect(secret).toMatch(/^\w{32,}$/);
  expect(log.mock.calls.flat()).not.toContain(undefined);
  const isCreate = /^create.*(Key|Token)$/.test(id);
  expect(stored).toHaveLength(isCreate ? 1 : 0);
  log.mockRestore();
});

test.each(operations)("the sample of $id is the call's text, with a client to run it on", ({ id }) => {
  const [opening = "", body = ""] = programs.get(id)?.split("fromEnv());\n") ?? [];
  expect(opening).toMatch(/^import \{ createDatadog, fromEnv \} from "datadog-fetch";/);
  const lines = body.split("\n").map((line) => (line === "" ? line : `    ${line}`));
  expect(readFileSync(join(root, "examples/calls.ts"), "utf8")).toContain(lines.join("\n"));
  expect(body).toMatch(/^\S.*\bdd\./m);
});
