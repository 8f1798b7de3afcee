/** The least that webpack wants to know, and an output that any runtime can load. */
export default {
  entry: "./main.js",
  mode: "production",
  target: ["web", "es2022"],
  experiments: { outputModule: true },
  output: { library: { type: "module" }, chunkFormat: "module", filename: "main.mjs" },
};
