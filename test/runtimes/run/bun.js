/** The runner for Bun. */
import { report } from "./report.js";

await report(process.argv[2], (value) => Bun.inspect(value, { depth: 10 }));
