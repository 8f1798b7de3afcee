/** What Chromium keeps on disk of responses that hold secrets: nothing. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { describe, expect, test } from "vitest";
import { bodyOf } from "./bodies.ts";
import { root, tool } from "./on-sandbox.ts";
import { listen } from "./servers.ts";

const executablePath = tool(
  "Chromium",
  process.env.CHROMIUM ?? "/usr/bin/chromium",
  "apt-get install chromium, or set CHROMIUM to its path",
);
const id = "3f0c8a6e-51d2-4b7f-9a3e-7c6d5b4a3921";

/** Serves the package, a page, and an API whose responses say that they may be kept for a day. */
async function serve(secret: string): Promise<string> {
  const server = createServer(async ({ url = "" }, response) => {
    const script = /^\/dist\/[\w.-]+\.js$/.test(url) ? join(root, url) : undefined;
    if (script) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(await readFile(script));
    } else if (url.includes("/api/")) {
      const body = JSON.stringify(bodyOf("getCurrentUserApplicationKey")).replace(
        /"name":/,
        `"key":"${secret}","name":`,
      );
      response.writeHead(200, { "content-type": "application/json", "cache-control": "max-age=86400" }).end(body);
    } else if (url === "/openapi-fetch.js") {
      const file = join(root, "node_modules/openapi-fetch/dist/index.mjs");
      response.writeHead(200, { "content-type": "text/javascript" }).end(await readFile(file));
    } else {
      const imports = JSON.stringify({ imports: { "openapi-fetch": "/openapi-fetch.js" } });
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(`<!doctype html><title>x</title><script type="importmap">${imports}</script>`);
    }
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** The files below a folder that hold a text. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const contents = await Promise.all(files.map(async (file) => ({ file, content: await readFile(file) })));
  return contents.filter(({ content }) => content.includes(text)).map(({ file }) => file);
}

/** What the page runs. As text, because the test runner would rewrite an import. */
const SCRIPTS = {
  fetch: `fetch("/api/v2/current_user/application_keys/${id}").then((response) => response.text())`,
  package: `import("/dist/index.js").then(async ({ createDatadog }) => {
    const dd = createDatadog({ apiKey: "0".repeat(32), appKey: "1".repeat(40), baseUrl: location.origin });
    return JSON.stringify(await dd.currentUser.applicationKeys.get("${id}"));
  })`,
};

/** Lets a page get a key, by the package or by plain `fetch`, closes the browser, and looks for the secret in its profile. */
async function keptAfter(call: keyof typeof SCRIPTS): Promise<string[]> {
  const secret = `kept${crypto.randomUUID().replaceAll("-", "")}`;
  const origin = await serve(secret);
  const profile = await mkdtemp(join(tmpdir(), "datadog-fetch-profile-"));
  const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"];
  try {
    const context = await chromium.launchPersistentContext(profile, { executablePath: executablePath ?? "", args });
    const page = await context.newPage();
    await page.goto(origin);
    const seen = await page.evaluate(SCRIPTS[call]);
    expect(seen).toContain(secret);
    await context.close();
    return await filesWith(profile, secret);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

describe.skipIf(!executablePath)("Chromium", () => {
  test("keeps a secret on disk that a page got by plain fetch, so the next test can fail", async () => {
    expect(await keptAfter("fetch")).not.toEqual([]);
  });

  test("keeps nothing of a secret that a page got by this package", async () => {
    expect(await keptAfter("package")).toEqual([]);
  });
});
