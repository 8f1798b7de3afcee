/** What needs more than Node, or more time than one has between two edits. What is missing is named loudly, and fails in CI. */
import { defineConfig } from "vitest/config";

/** The tests that `npm test` leaves to `npm run test:examples`. */
export const slow: string[] = [
  "test/examples-runtimes.test.ts", // Deno and Bun
  "test/worker.test.ts", // workerd
  "test/browser.test.ts", // Chromium, and so the next three
  "test/browser-cache.test.ts",
  "test/reference-page.test.ts",
  "test/cli/report-html.test.ts",
  "test/nginx.test.ts",
  "test/examples.test.ts", // processes for each test, and so all down to the demo
  "test/cli/arguments.test.ts",
  "test/cli/audit.test.ts",
  "test/cli/find-validate.test.ts",
  "test/cli/rotate.test.ts",
  "test/cli/sandbox.test.ts",
  "test/cli/tarball.test.ts",
  "test/release-check.test.ts",
  "test/demo.test.ts",
  "test/spec-diff.test.ts", // starts Redocly for each of a hundred changes
  "test/docs-import.test.ts", // and for each draft
];

export default defineConfig({ test: { include: slow, testTimeout: 60_000, hookTimeout: 60_000 } });
