/**
 * Rotates an API key into a file that its users read, `{ "id", "name", "secret" }`.
 *
 *   npx tsx examples/rotate.ts "ci" ./ci-key.json [hours that the old key stays]
 *
 * At every moment the key in the file works. Whatever breaks off, run it again: it finds out how far it came. With hours, run it
 * again when they are over, by cron for instance.
 */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { createClient, fromEnv, InputError } from "datadog-fetch/client";
import { rotate, type Store } from "datadog-fetch/jobs";

const [name, file, hours = "0"] = process.argv.slice(2);
if (!name || !file) throw new Error("usage: rotate.ts <name of the key> <file> [hours that the old key stays]");

const store: Store = {
  async read() {
    try {
      return JSON.parse(await readFile(file, "utf8"));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  },
  /** The file is whole at every moment, and its owner's alone. */
  async write(issued) {
    try {
      await rm(`${file}.new`, { force: true }); // of a run that broke off
      await writeFile(`${file}.new`, JSON.stringify(issued), { mode: 0o600, flag: "wx" });
    } catch (error) {
      throw new InputError("rotate", `the file cannot be written (${(error as NodeJS.ErrnoException).code})`); // so nothing was
    }
    await rename(`${file}.new`, file);
  },
};

const { state, current, deleteAfter } = await rotate(
  createClient(fromEnv()),
  { type: "api_keys", name },
  { store, overlap: Number(hours) * 3600_000, onStep: (step) => console.log(step) },
);
const until = deleteAfter ? `, and the old one works until ${deleteAfter.toISOString()}` : "";
console.log(`${state}: "${name}" is ${current.id}${until}`);
