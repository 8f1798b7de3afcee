/** The runner for workerd: a worker with the handler that `workerd test` calls. */
import { report } from "./report.js";

export default {
  test: (_controller, env) => report(env.url),
};
