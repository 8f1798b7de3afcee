/** The runner for Deno. */
import { report } from "./report.js";

await report(Deno.args[0], (value) => Deno.inspect(value, { depth: 10 }));
