/** The conformance suite: what has to hold on every runtime, run against the package as it is published. */
import { cors } from "./cors.js";
import { count } from "./harness.js";
import { operations } from "./operations.js";
import { paging } from "./paging.js";
import { sandbox } from "./sandbox.js";
import { secrets } from "./secrets.js";
import { transport } from "./transport.js";

/**
 * @param {object} setting
 * @param {typeof import("./lib.js")} setting.lib the package under its public names
 * @param {string} setting.home the origin of the control server; a browser's page comes from here
 * @param {string} setting.other the same server on another origin
 * @param {string} setting.closed an origin where nobody listens
 * @param {object[]} setting.operations a call of every operation, with what it requests and the response to it
 * @param {string} setting.runtime the runtime's name, so that several can use one control server
 * @param {(value: unknown) => string} [setting.inspect] how the runtime prints a value, where it can
 */
export function suite(setting) {
  const parts = [operations, paging, transport, secrets, sandbox, ...("document" in globalThis ? [cors] : [])];
  const scene = createScene(setting);
  return count(parts.flatMap((part) => part({ ...setting, ...scene })));
}

export const apiKey = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
export const appKey = "ddapp_AbCdEfGhIjKlMnOpQrStUvWxYz01234567";

/** What tests get their clients and servers from. */
function createScene({ lib, home, other, runtime }) {
  let scenes = 0;
  const nextId = () => `${runtime}-${++scenes}-${Math.random().toString(36).slice(2)}`;

  /** A client, and a server that behaves as the scenario says and remembers what it saw. */
  function play(scenario, options = {}, origin = home) {
    const id = nextId();
    const baseUrl = `${origin}/scene/${id}/${scenario}`;
    const dd = lib.index.createDatadog({ apiKey, appKey, baseUrl, maxRetries: 0, ...options });
    const log = async () => (await fetch(`${home}/log/${id}`)).json();
    return { dd, baseUrl, log };
  }

  /** A client of a sandbox that is served over HTTP, on the other origin. */
  async function serve(options = {}, clientOptions = {}) {
    const baseUrl = `${other}/sandbox/${nextId()}`;
    const { credentials, token, ids } = await (
      await fetch(baseUrl, { method: "POST", body: JSON.stringify(options) })
    ).json();
    return {
      dd: lib.index.createDatadog({ ...credentials, baseUrl, ...clientOptions }),
      credentials,
      token,
      ids,
      baseUrl,
    };
  }

  return { play, serve };
}
