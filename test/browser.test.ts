/** The example page in Chromium, as people use it: by mouse, by keyboard alone, on a phone, in light and dark. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { output, root, tool } from "./on-sandbox.ts";

const executablePath = tool(
  "Chromium",
  process.env.CHROMIUM ?? "/usr/bin/chromium",
  "apt-get install chromium, or set CHROMIUM to its path",
);
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
};

/** Any server of files will do; this one serves the repository. */
const server = createServer(async ({ url = "" }, response) => {
  const path = normalize(new URL(url, "http://localhost").pathname);
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  const content = await readFile(file).catch(() => undefined);
  response.writeHead(content ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(content);
});

let browser: Browser;
let origin: string;
let page: Page;
/** What must stay empty: errors of the page, and requests to anywhere but the server of files. */
let trouble: string[] = [];

/** Opens the page and waits until it shows its keys. */
async function open(options: BrowserContextOptions = {}): Promise<void> {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.setDefaultTimeout(10_000);
  trouble = [];
  page.on("console", (message) => trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) trouble.push(url);
  });
  page.on("response", (response) => response.status() >= 400 && trouble.push(`${response.status()} ${response.url()}`));
  await page.goto(`${origin}/examples/browser/`);
  await row("ci pipelines").waitFor();
}

const row = (name: string) =>
  page
    .locator(".key")
    .filter({ has: page.locator("strong", { hasText: new RegExp(`^${name.replace(/[()]/g, "\\$&")}$`) }) });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const names = () => page.locator(".key strong").allTextContents();
const last4 = (name: string) => row(name).locator(".last4").textContent();
async function secret(): Promise<string> {
  await page.getByRole("dialog").waitFor();
  return page.getByLabel("Secret, shown this once").inputValue();
}
/** The page has ended what it was at, and the focus is where it belongs. */
async function settled(name: string): Promise<void> {
  await expect.poll(focused).toBe(name);
  await page.locator("[aria-disabled], dialog[open]").waitFor({ state: "detached" });
  expect(await focused()).toBe(name);
}
const status = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
const focused = () =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim(),
  );
const screenshot = (name: string) => page.screenshot({ path: output(`browser-${name}.png`), fullPage: true });

describe.skipIf(!executablePath)("the page", () => {
  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath: executablePath ?? "", args });
  });
  afterEach(async () => {
    expect(trouble).toEqual([]);
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    server.close();
  });

  test("shows at a glance what is stale and what has leaked, and where real keys belong", async () => {
    await open();
    expect(await names()).toHaveLength(9);
    const filters = ["All 9", "Stale 2", "Leaked 1"];
    expect(await page.locator("[data-filter]").allTextContents()).toEqual(filters);
    expect((await names())[0]).toBe("mobile app"); // what has leaked comes first
    await row("mobile app").getByText("leaked", { exact: true }).waitFor();
    await row("mobile app").getByText("by Eve Example, who has left").waitFor();
    expect(await page.locator("#wire tr").count()).toBe(1); // all of it in one list, no call a key
    const chart = row("jenkins (old)").getByRole("img", { name: "Made 1.8 years ago, last used a year ago." });
    const [made, used, today] = await chart.locator(".used, .idle").evaluateAll((lines) => {
      const x = (line: Element | undefined, name: string) => Number.parseFloat(line?.getAttribute(name) ?? "");
      const [idle, used] = lines;
      return [x(used, "x1"), x(used, "x2"), x(idle, "x2")];
    });
    expect(made).toBeLessThan(used ?? 0);
    expect(used).toBeLessThan(today ?? 0);
    await screenshot("light");

    await button("Stale 2").click();
    expect(await names()).toEqual(["jenkins (old)", "hackathon"]);
    await button("Leaked 1").click();
    expect(await names()).toEqual(["mobile app"]);
    expect(await button("Leaked 1").getAttribute("aria-pressed")).toBe("true");

    await button("All 9").click();
    await page.getByRole("searchbox", { name: "Search names and owners" }).fill("ADA");
    expect((await names()).sort()).toEqual(["agents, production", "kubernetes, staging", "terraform"]);
    await page.getByRole("searchbox").fill("ci p");
    expect(await names()).toEqual(["ci pipelines"]);

    const notice = page.getByRole("complementary", { name: "Real keys do not belong in a page" });
    const link = await notice.getByRole("link").getAttribute("href");
    const target = await page.request.get(new URL(link ?? "", page.url()).href);
    expect(await target.text()).toContain("# A worker that keeps the keys");
  });

  test("creates, renames and deletes", async () => {
    await open();
    await page.getByLabel("Name of the new key").fill("<b>backup</b>");
    await button("Create").click();
    const shown = await secret();
    expect(shown).toMatch(/^[0-9a-f]{32}$/);
    await screenshot("secret");
    await button("Done").click();
    await settled("Rename <b>backup</b>");
    expect(await last4("<b>backup</b>")).toBe(`…${shown.slice(-4)}`);
    expect(
      await page.evaluate(
        () => document.documentElement.outerHTML + (document.querySelector("#secret-value") as HTMLInputElement).value,
      ),
    ).not.toContain(shown);

    await button("Rename <b>backup</b>").click();
    await page.getByLabel("New name of <b>backup</b>").fill("backup");
    await button("Save").click();
    await status("“<b>backup</b>” is now “backup”.");
    expect(await last4("backup")).toBe(`…${shown.slice(-4)}`);

    await button("Delete backup").click();
    await button("Keep it").click();
    expect(await names()).toContain("backup");
    await button("Delete backup").click();
    await page.getByRole("dialog", { name: "Delete “backup”?" }).getByRole("button", { name: "Delete" }).click();
    await status("“backup” is deleted.");
    expect(await names()).toHaveLength(9);
  });

  test("rotates: the old key stays for a day, or until one deletes it; what nobody stored is taken back", async () => {
    await open();
    const before = await last4("terraform");
    await button("Rotate terraform").click();
    const shown = await secret();
    expect(shown).toMatch(/^[0-9a-f]{32}$/);
    await button("I have stored it").click();
    await status("the old key works for another day");
    expect(await last4("terraform")).toBe(`…${shown.slice(-4)}`);
    expect(await last4("terraform (replaced)")).toBe(before);
    expect(await row("terraform (replaced)").getByRole("button").allTextContents()).toEqual(["Delete"]);

    await button("Rotate mobile app").click();
    await secret();
    await button("Take it back").click();
    await status("The new key is taken back.");
    expect(await names()).toHaveLength(10);
    expect((await names()).filter((name) => name.startsWith("mobile app"))).toEqual(["mobile app"]);
  });

  test("rotates the key that it signs in with, and cannot delete it", async () => {
    await open();
    expect(await row("this page").getByRole("button").allTextContents()).toEqual(["Rename", "Rotate"]);
    await button("Rotate this page").click();
    const shown = await secret();
    await button("I have stored it").click();
    await status("“this page” is now");
    expect(await last4("this page")).toBe(`…${shown.slice(-4)}`);
    await row("this page").getByText("in use here").waitFor();
    expect(await row("this page").getByRole("button").allTextContents()).toEqual(["Rename", "Rotate"]);
    await button("Delete this page (replaced)").click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await status("is deleted.");
    await row("this page").getByText("in use here").waitFor();
  });

  test.each([
    ["Permission missing", ["ApiError", "403", "403 Forbidden"]],
    ["Rate limit", ["ApiError", "429", "retryAfter", "300 s"]],
    ["Gateway page", ["ApiError", "502 Bad Gateway"]],
    ["Slow answer", ["TimeoutError", "timeout", "800 ms"]],
    ["Answer to a create lost", ["ConnectionError", "look before you send it again", "outcomeUnknown", "true"]],
    ["Impossible id", ["InputError", "GET /api/v2/api_keys/{api_key_id}"]],
  ])("shows a typed error: %s", async (label, texts) => {
    await open();
    await button(label).click();
    const alert = page.getByRole("alert");
    for (const text of texts) await alert.getByText(text).first().waitFor();
    expect(await alert.textContent()).not.toContain("<html>");
    if (label === "Answer to a create lost") await row("made, but nobody was told").waitFor();
    await screenshot(`error-${label.replaceAll(" ", "-").toLowerCase()}`);
    await page.getByLabel("Name of the new key").fill("after it");
    await button("Create").click(); // and the page works on
    await button("Done").click();
    expect(await alert.textContent()).toBe("");
  });

  test("what the client repeats by itself is no error", async () => {
    await open();
    await button("Passing trouble").click();
    await page.getByText("the client repeated the request, and all is well").waitFor();
    const asked = await page.locator("#wire tr").evaluateAll((rows) => rows.slice(0, 2).map((row) => row.textContent));
    expect(asked[0]).toMatch(/^GET \/api\/v2\/api_keys2200/);
    expect(asked[1]).toMatch(/^GET \/api\/v2\/api_keys1503/);
  });

  test("can be used by the keyboard alone, and the focus is never lost", async () => {
    await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Goes on with Tab to the control of this name; every stop on the way has to show where it is. */
    const tabTo = async (name: string) => {
      for (let stops = 0; (await focused()) !== name; stops += 1) {
        expect(stops, `Tab reaches ${name}`).toBeLessThan(60);
        await press("Tab");
        expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe(
          "solid",
        );
      }
    };
    await tabTo("Create");
    await press("Shift+Tab");
    await page.keyboard.type("by keyboard");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo("Done");
    await press("Enter");
    await settled("Rename by keyboard");

    await press("Enter");
    await expect.poll(focused).toBe("New name of by keyboard");
    await page.keyboard.type("nothing of it");
    await press("Escape");
    await settled("Rename by keyboard");
    expect(await names()).toContain("by keyboard");
    await press("Enter");
    await page.keyboard.type("renamed");
    await press("Enter");
    await settled("Rename renamed");

    await tabTo("Rotate renamed");
    await press("Enter");
    await page.getByRole("dialog", { name: "A new key for “renamed”" }).waitFor();
    await tabTo("I have stored it");
    await press("Enter");
    await settled("Rotate renamed");

    await tabTo("Delete renamed");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await press("Escape");
    await settled("Delete renamed");
    await press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo("Delete");
    await press("Enter");
    await status("“renamed” is deleted.");
    expect(await focused()).toMatch(/^(Delete .+|API keys)$/);
    await tabTo("Impossible id");
    await press("Space");
    await page.getByRole("alert").getByText("InputError").waitFor();
    await settled("Impossible id");
  });

  test.each([
    ["phone-light", 375, "light"],
    ["phone-dark", 375, "dark"],
    ["phone-narrow", 320, "light"],
    ["dark", 1280, "dark"],
  ] as const)(
    "%s: nothing is cut off, everything is large enough and stands out from its ground",
    async (name, width, colorScheme) => {
      await open({ viewport: { width, height: 800 }, colorScheme, hasTouch: width < 500 });
      await button("Permission missing").click();
      await page.getByRole("alert").getByText("ApiError").waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const sizes = await page
        .locator("button:visible, input:visible")
        .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(40);
      expect(await page.evaluate(faintTexts)).toEqual([]);
      await screenshot(name);
      await button("Rename kubernetes, staging").click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await button("Cancel").click();
      await button("Rotate kubernetes, staging").click();
      await page.getByRole("dialog").waitFor();
      expect(await page.evaluate(faintTexts)).toEqual([]);
      await page.screenshot({ path: output(`browser-${name}-dialog.png`) });
      await button("Take it back").click();
    },
  );
});

/** Texts with less contrast than WCAG's 4.5 to 1. Runs in the page. */
function faintTexts(): string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((value) =>
      value / 255 <= 0.04045 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element | null): string => {
    if (!element) return "rgb(255, 255, 255)";
    const color = getComputedStyle(element).backgroundColor;
    return channels(color)[3] === 0 ? ground(element.parentElement) : color;
  };
  const faint: string[] = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    if (!own || !element.checkVisibility() || element.closest("[aria-disabled]")) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [low = 0, high = 0] = [light(color), light(ground(element))].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.5) faint.push(`${element.textContent?.trim()}: ${contrast.toFixed(2)}`);
  }
  return faint;
}
