/** How the tests run: sources as they are, nothing isolated that needs no isolation. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "test/{runtimes,consumers}/**",
      "test/{examples-runtimes,worker,browser,browser-cache,nginx,reference-page}.test.ts", // vitest.examples.config.ts runs them: they need more than Node
    ],
    testTimeout: 30_000,
  },
});
