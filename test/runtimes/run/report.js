/** Runs the suite and hands its result to the control server; each runner adds what only its runtime has. */
import * as lib from "../lib.js";
import { suite } from "../suite.js";

/**
 * @param {string} url where the control server tells the setting, and waits for the result
 * @param {(value: unknown) => string} [inspect] how the runtime prints a value
 */
export async function report(url, inspect) {
  const setting = await (await fetch(url)).json();
  const result = await suite({ ...setting, lib, inspect });
  await fetch(url, { method: "POST", body: JSON.stringify(result) });
}
