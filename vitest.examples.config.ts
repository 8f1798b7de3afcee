/** What needs more than Node: a browser, nginx, workerd, Deno and Bun. What is missing is named loudly, and fails in CI. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "test/examples-runtimes.test.ts",
      "test/worker.test.ts",
      "test/browser.test.ts",
      "test/browser-cache.test.ts",
      "test/nginx.test.ts",
      "test/reference-page.test.ts",
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
