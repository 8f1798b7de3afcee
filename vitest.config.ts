/** How the tests run: sources as they are, nothing isolated that needs no isolation. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/runtimes/**", "**/node_modules/**"],
    testTimeout: 30_000,
  },
});
