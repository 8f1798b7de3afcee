/** The examples for other runtimes run there: deno.ts on Deno with no permission too many, bun.ts on Bun. */
import { join } from "node:path";
import { createDatadog } from "datadog-fetch";
import { expect, test } from "vitest";
import { root, run, runtime, serveSandbox } from "./on-sandbox.ts";

const [deno, bun] = [runtime("deno"), runtime("bun")];
const file = (name: string): string => join(root, "examples", name);

test.skipIf(!deno)("deno.ts", async () => {
  const { sandbox, env, port, preload, close } = await serveSandbox();
  const allowed = [
    "--no-prompt",
    "--cached-only",
    "--allow-env=DD_BEARER_TOKEN,DD_API_KEY,DD_APP_KEY,DD_SITE",
    `--allow-net=127.0.0.1:${port}`,
  ];
  const result = await run(deno ?? "", ["run", ...allowed, "--preload", preload, file("deno.ts")], env);
  expect(result.stdout).toBe(`sandbox …${sandbox.credentials.appKey.slice(-4)}: jo.example@example.com\n`);
  expect(result.code).toBe(0);
  expect(sandbox.requests).toHaveLength(1);
  await close();
});

test.skipIf(!bun)("bun.ts", async () => {
  const { sandbox, env, preload, close } = await serveSandbox();
  await createDatadog({ ...sandbox.credentials, fetch: sandbox.fetch }).apiKeys.create({ name: "ci" });
  const result = await run(bun ?? "", ["--preload", preload, file("bun.ts")], env);
  expect(result.stdout).toMatch(/^ci ….{4}: jo\.example@example\.com\nsandbox ….{4}: jo\.example@example\.com\n$/);
  expect(result.code).toBe(0);
  await close();
});
