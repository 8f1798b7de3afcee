/** The reference in Chromium, from the file as it was written, at the widths of a desk and of a phone. */
import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { writeReference } from "../scripts/reference.ts";
import { output, tool } from "./on-sandbox.ts";

const executablePath = tool(
  "Chromium",
  process.env.CHROMIUM ?? "/usr/bin/chromium",
  "apt-get install chromium, or set CHROMIUM to its path",
);

let browser: Browser;
let file: string;
let page: Page;
/** What must stay empty: errors, and requests for anything but the file. */
let trouble: string[] = [];

async function open(width: number, height: number, anchor = ""): Promise<void> {
  page = await browser.newPage({ viewport: { width, height } });
  trouble = [];
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) trouble.push(request.url());
  });
  await page.goto(pathToFileURL(file).href + anchor);
}

describe.skipIf(!executablePath)("the reference", () => {
  beforeAll(async () => {
    file = writeReference();
    const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath: executablePath ?? "", args });
  });
  afterEach(async () => {
    expect(trouble).toEqual([]);
    await page.close();
  });
  afterAll(() => browser?.close());

  test.each([
    ["desk", 1280, 900],
    ["phone", 390, 844],
  ])(
    "on a %s an operation shows its permission and its sample, and nothing can be sent",
    async (name, width, height) => {
      await open(width, height, "#tag/key-management/POST/api/v2/api_keys");
      await page.getByRole("heading", { name: "Create an API key", exact: true }).waitFor();
      await page.getByText("dd.apiKeys.create", { exact: false }).first().waitFor();
      const text = await page.locator("body").innerText();
      expect(text).toContain("Needs the permission api_keys_write.");
      expect(text).not.toMatch(/test request|send request|ask ai/i);
      expect(await page.locator("input[type=password], input[placeholder*=token i]").count()).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await page.screenshot({ path: output(`reference-${name}.png`) });
    },
  );

  test("it is one file of a size that one can mail", async () => {
    await open(1280, 900);
    await page.getByRole("heading", { name: "Datadog credential APIs" }).waitFor();
    expect(statSync(file).size).toBeLessThan(6e6);
  });
});
