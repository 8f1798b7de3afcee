/** The runner for Node. */
import { inspect } from "node:util";
import { report } from "./report.js";

await report(process.argv[2], (value) => inspect(value, { depth: 10 }));
