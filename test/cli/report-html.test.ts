/** The audit's page in Chromium: on a desk, a phone and paper, in the dark, without scripts; names that mean harm. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { htmlReport } from "../../src/cli/report-html.ts";
import type { Credential } from "../../src/jobs/index.ts";
import { output, tool } from "../on-sandbox.ts";
import { organization, type Scene, scene } from "./scene.ts";

const executablePath =
  tool(
    "Chromium",
    process.env.CHROMIUM ?? "/usr/bin/chromium",
    "apt-get install chromium, or set CHROMIUM to its path",
  ) ?? "";
const HARM = [
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  '" onmouseover="alert(1)',
  "'><b>bold</b>",
  "&lt;i&gt;",
  "</title></style><h1>",
  "javascript:alert(1)",
  "\u202egnp.exe",
];

let there: Scene;
let html = "";
beforeAll(async () => {
  const state = organization(Date.now());
  const users = [{ email: "mallory@example.com", name: "<b>Mallory</b>" }];
  there = await scene({
    state: {
      ...state,
      users: [...(state.users ?? []), ...users],
      apiKeys: [...(state.apiKeys ?? []), ...HARM.map((name) => ({ name, created_by: "mallory@example.com" }))],
    },
  });
  const { code, out, err } = await there.run(["audit", "--format", "html"]);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  html = out;
  writeFileSync(join(there.folder, "report.html"), html);
});
afterAll(() => there.close());

describe.skipIf(!executablePath)("in Chromium", () => {
  let browser: Browser;
  let page: Page;
  /** What must stay empty: errors, dialogs, and requests to anywhere. */
  let trouble: string[] = [];
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-quic", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  const open = async (options: BrowserContextOptions = {}): Promise<void> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    trouble = [];
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("dialog", (dialog) => trouble.push(dialog.message()));
    page.on("request", (request) => {
      if (!/^(?:file|data):/.test(request.url())) trouble.push(request.url());
    });
    await page.goto(`file://${join(there.folder, "report.html")}`);
  };
  const shown = (): Promise<string[]> => page.locator(".key:visible strong").allTextContents();
  const button = (name: RegExp) => page.getByRole("button", { name });
  const screenshot = (name: string) => page.screenshot({ path: output(`report-${name}.png`), fullPage: true });

  test("shows what needs a look first, with owners and the lines of their lives", async () => {
    await open();
    expect((await shown()).slice(0, 3)).toEqual(["mobile app", "jenkins (old)", "ben's laptop"]);
    const leaked = page.locator(".key").first();
    await leaked.getByText("Found in public 18 days ago").waitFor();
    await leaked.getByText("Mara Lindqvist").waitFor();
    await leaked.getByRole("img", { name: "Made 1.1 years ago, last used 35 days ago, leaked 18 days ago." }).waitFor();
    const end = page.locator(".key", { hasText: "dashboards export" }).getByRole("img", { name: /expires in 19 days/ });
    const [now, ends] = await end
      .locator(".ahead")
      .evaluate((line) => ["x1", "x2"].map((name) => Number.parseFloat(line.getAttribute(name) ?? "")));
    expect(now).toBeLessThan(ends ?? 0);
    await screenshot("light");
  });

  test("is searched and filtered", async () => {
    await open();
    await page.getByLabel("Search names, owners, ids and scopes").fill("OKAFOR");
    expect(await shown()).toEqual(["jenkins (old)", "ben's laptop"]);
    expect(await page.getByRole("status").textContent()).toBe("2 of 22 shown");
    await page.getByLabel("Kind").selectOption("application keys");
    expect(await shown()).toEqual(["ben's laptop"]);
    await page.getByLabel("Search names, owners, ids and scopes").fill("monitors_read");
    await page.getByText("Nothing matches.").waitFor();
    await page.getByLabel("Kind").selectOption("All kinds");
    expect(await shown()).toEqual(["dashboards export"]);
    await page.getByLabel("Search names, owners, ids and scopes").fill("");
    await button(/^stale 2$/).click();
    expect(await shown()).toEqual(["jenkins (old)", "ben's laptop"]);
    expect(await button(/^stale 2$/).getAttribute("aria-pressed")).toBe("true");
    expect(await page.getByRole("heading", { name: "Nothing found" }).isVisible()).toBe(false);
    await button(/^All 22$/).click();
    expect(await shown()).toHaveLength(22);
  });

  test("tells the details of a credential", async () => {
    await open();
    const key = page.locator(".key", { hasText: "dashboards export" });
    await key.getByText("2 scopes").click();
    await key.getByText("dashboards_read, monitors_read").waitFor();
    const { id } = there.sandbox.state().tokens.find(({ name }) => name === "dashboards export") ?? { id: "" };
    await key.getByText(id).waitFor();
  });

  test.each([
    ["desk", { viewport: { width: 1440, height: 900 } }],
    ["tablet", { viewport: { width: 820, height: 1180 } }],
    ["phone", { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }],
  ])("nothing hangs over the edge or over something else: %s", async (name, options) => {
    await open(options);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(options.viewport.width);
    const boxes = await page
      .locator(".axis")
      .first()
      .locator("text:visible")
      .evaluateAll((nodes) =>
        nodes.map((node) => node.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
      );
    const sorted = boxes.sort((a, b) => a.left - b.left);
    expect(sorted.length).toBeGreaterThan(2);
    expect(sorted.every(({ left }, at) => at === 0 || left >= (sorted[at - 1]?.right ?? 0))).toBe(true);
    const tapped = await page
      .locator("button, input, select")
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().height));
    expect(Math.min(...tapped)).toBeGreaterThanOrEqual(40);
    await screenshot(name);
  });

  test.each(["light", "dark"] as const)("every text is readable: %s", async (colorScheme) => {
    await open({ colorScheme });
    const weak = await page.evaluate(contrasts);
    expect(weak).toEqual([]);
    await screenshot(colorScheme);
  });

  test("on paper it has all rows and no controls", async () => {
    await open({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await shown()).toHaveLength(22);
    expect(await page.getByRole("button").count()).toBe(0);
    const ground = await page
      .locator(".card")
      .first()
      .evaluate((node) => getComputedStyle(node).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
    const columns = await page
      .locator(".axis, .key")
      .evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).gridTemplateColumns));
    expect(new Set(columns).size).toBe(1);
    await page.pdf({ path: output("report.pdf"), format: "A4" });
    await screenshot("print");
  });

  test("without scripts everything is shown, and nothing that would do nothing", async () => {
    await open({ javaScriptEnabled: false });
    expect(await page.locator(".key").count()).toBe(22);
    expect(await page.locator("#tools").isVisible()).toBe(false);
  });

  test("names are text and nothing else", async () => {
    await open();
    const names = await shown();
    for (const name of HARM.slice(0, -1)) expect(names).toContain(name);
    expect(names).toContain("\\u{202e}gnp.exe");
    expect(await page.locator(".key img, .key b, .key script, h1").count()).toBe(1);
    await page.getByText("<b>Mallory</b>").first().waitFor();
  });
});

test("it names no other host, and its policy lets nothing in but its own style and script", () => {
  expect(html.match(/https?:\/\/[^\s"<]*/g)).toEqual(null);
  expect(html).toMatch(/default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/);
  expect(html.match(/<script|<style|<link/g)).toHaveLength(3);
});

test("what is not seen stands at the top, and an empty report is one too", () => {
  const unseen = [{ type: "application_keys" as const, reason: "<403>" }];
  const page = htmlReport({ entries: [], unseen, host: "datadoghq.eu", now: 0, staleAfterDays: 90 });
  expect(page).toContain("Not seen: application keys, because these credentials may not list them (&lt;403&gt;)");
  expect(page).toContain("No credentials are there to be seen.");
  expect(page).not.toContain('id="tools"');
});

test("ten thousand credentials are a page of some megabytes, written at once", () => {
  const one: Credential = {
    type: "api_keys",
    id: "33333333-3333-4333-8333-333333333333",
    name: "a key",
    createdAt: new Date(0),
    lastUsedAt: new Date(Number.NaN),
    expiresAt: null,
    scopes: null,
    last4: "abcd",
    owner: undefined,
  };
  const entries = Array.from({ length: 10_000 }, () => ({ credential: one, findings: [] }));
  const page = htmlReport({ entries, unseen: [], host: "datadoghq.eu", now: 1e12, staleAfterDays: 90 });
  expect(page.length).toBeLessThan(12e6);
  expect(page).not.toContain("NaN");
});

/** Runs in the page: the texts whose contrast to their ground is below 4.5. */
function contrasts(): string[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color: string): number[] => {
    if (!canvas) return [];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.map((each) =>
      each / 255 <= 0.03928 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node: Element | null): number[] => {
    if (!node) return [255, 255, 255, 255];
    const color = rgba(getComputedStyle(node).backgroundColor);
    return color[3] === 255 ? color : ground(node.parentElement);
  };
  const weak = new Set<string>();
  for (const node of document.querySelectorAll("body *")) {
    const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim());
    if (!hasText || node.closest("svg, script, .unseen")) continue;
    const [a, b] = [light(rgba(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    if (((a ?? 0) + 0.05) / ((b ?? 0) + 0.05) < 4.5) weak.add(`${node.className || node.tagName}: ${node.textContent}`);
  }
  return [...weak];
}
