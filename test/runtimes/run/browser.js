/** The runner for browsers: the page's query is where the result goes. */
import { report } from "./report.js";

await report(location.search.slice(1));
