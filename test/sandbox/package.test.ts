/** What the sandbox needs is inside dist/, with its licences; what clients load holds nothing of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
const read = (name: string) => readFileSync(join(dist, name), "utf8");

test("no file imports a package that is not installed along", () => {
  const code = files.filter((name) => /\.(js|d\.ts)$/.test(name));
  expect(code).toContain("sandbox.js");
  for (const name of code) {
    const specifiers = [...read(name).matchAll(/^\s*(?:import|export)\b[^;]*?from "([^"]+)"/gm)].map(
      ([, from]) => from,
    );
    const allowed = name.startsWith("cli") ? /^(\.{1,2}\/|openapi-fetch$|node:)/ : /^(\.{1,2}\/|openapi-fetch$)/;
    for (const specifier of specifiers) expect(specifier, name).toMatch(allowed);
  }
});

test("the licences of what is bundled come along", () => {
  const notices = read("THIRD-PARTY-NOTICES");
  expect(notices).toMatch(/^hono [\d.]+ \(MIT\)$/m);
  expect(notices).toMatch(/^@cfworker\/json-schema [\d.]+ \(MIT\)$/m);
  expect(notices.match(/Permission is hereby granted/g)).toHaveLength(2);
  expect(notices).toMatch(/Copyright \(c\) .*Yusuke Wada/);
});

test("a program that uses the client alone bundles nothing of the sandbox", async () => {
  const { metafile } = await build({
    stdin: { contents: 'export * from "./index.js"; export * as keys from "./api-keys.js";', resolveDir: dist },
    bundle: true,
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const inputs = Object.keys(metafile.inputs).join("\n");
  expect(inputs).toContain("dist/core.js");
  expect(inputs).not.toMatch(/sandbox|hono|json-schema/);
});
