/** The command line from the packed package, with nothing else installed but what the package depends on. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../on-sandbox.ts";
import { type Ended, run, type Scene, scene } from "./scene.ts";

let folder: string;
let there: Scene;
let datadogFetch: (...args: string[]) => Promise<Ended>;

/** Packs what the build has made, and lays it out as npm does, with its one dependency and that one's. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "datadog-fetch-tarball-"));
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const said = execFileSync("npm", pack, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [{ filename }] = JSON.parse(said);
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  execFileSync("tar", ["xzf", join(folder, filename), "-C", modules]);
  cpSync(join(modules, "package"), join(modules, "datadog-fetch"), { recursive: true });
  rmSync(join(modules, "package"), { recursive: true });
  const { bin } = JSON.parse(readFileSync(join(modules, "datadog-fetch/package.json"), "utf8"));
  symlinkSync(join("../datadog-fetch", bin["datadog-fetch"]), join(modules, ".bin/datadog-fetch"));
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"])
    cpSync(join(root, "node_modules", name), join(modules, name), { recursive: true });
  expect(readdirSync(modules)).toHaveLength(4);
  there = await scene();
  datadogFetch = (...args) => run(join(modules, ".bin/datadog-fetch"), args, { cwd: folder, env: there.env });
});
afterAll(async () => {
  await there.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the file can be run, and every command works", async () => {
  const at = ["--base-url", there.baseUrl];
  expect(await datadogFetch("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(await datadogFetch("validate", ...at)).toMatchObject({ code: 0 });
  expect(await datadogFetch("find", "api_keys", "sandbox", ...at)).toMatchObject({ code: 0 });
  for (const format of ["table", "csv", "json", "html"])
    expect(await datadogFetch("audit", "--format", format, ...at)).toMatchObject({ code: 1, err: "" });
  const rotated = await datadogFetch("rotate", "application_keys", "sandbox", "--exec", "cat > secret", ...at);
  expect(rotated.code).toBe(0);
  expect(readFileSync(join(folder, "secret"), "utf8")).toBe(there.sandbox.state().applicationKeys[0]?.key);
});

test("the sandbox starts, says so, and ends", async () => {
  const script = [
    "node_modules/.bin/datadog-fetch sandbox > ready &",
    "until grep -q APP_KEY ready; do sleep 0.1; done",
    'kill $!; wait $!; echo "ended $?"; cat ready',
  ];
  const { out } = await run("sh", ["-c", script.join("\n")], {
    cwd: folder,
  });
  expect(out).toMatch(/^ended 0\nlistening on http:\/\/127\.0\.0\.1:\d+\nDD_API_KEY=\w{32}\nDD_APP_KEY=\w{40}\n$/);
});

test("the licences of what is bundled come along", () => {
  const notices = readFileSync(join(folder, "node_modules/datadog-fetch/dist/THIRD-PARTY-NOTICES"), "utf8");
  const code = readFileSync(join(folder, "node_modules/datadog-fetch/dist/cli.js"), "utf8");
  const bundled = [...code.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)].map(([, name = ""]) => name);
  for (const name of bundled) expect(notices).toContain(name);
});
