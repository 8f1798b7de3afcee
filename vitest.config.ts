/** How the tests run: sources as they are, nothing isolated that needs no isolation. */
import { defineConfig } from "vitest/config";
import { slow } from "./vitest.examples.config.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/{runtimes,consumers,official}/**", ...slow],
    maxWorkers: "100%", // by default one core stays idle, which on two is half of them
    testTimeout: 30_000,
  },
});
