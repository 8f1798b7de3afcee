/**
 * Rotates an API key: makes the new one, waits until it answers, hands it over, and only then deletes the old one.
 *
 *   npx tsx examples/rotate.ts "ci" ./ci-key.json
 *
 * At every moment one key works. If a step fails, run it again: it finds out how far it came.
 *
 * | what failed        | what is left                            | what the next run does                |
 * |--------------------|-----------------------------------------|---------------------------------------|
 * | making, waiting    | perhaps a "ci (next)" that nobody knows | deletes it and begins anew            |
 * | the handing over   | the same                                | the same                              |
 * | deleting, renaming | two keys that work                      | goes on here: deletes the old one     |
 */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, createDatadog, type Datadog, fromEnv, type KeyCredentials } from "datadog-fetch";

interface Handed {
  id: string;
  key: string;
}

const [name, file] = process.argv.slice(2);
if (!name || !file) throw new Error("usage: rotate.ts <name of the key> <file that its users read it from>");
await rotate(name, file);

async function rotate(name: string, file: string): Promise<void> {
  const dd = createDatadog(fromEnv());
  const old = await find(dd, name);
  const left = await find(dd, `${name} (next)`);
  const handed = await read(file);
  const resumes = left !== undefined && left === handed?.id;
  if (!old && !resumes) throw new Error(`there is no API key with the name "${name}"`);
  if (left && !resumes) {
    console.log(`${left} is left of a run that broke off; nobody has it`);
    await dd.apiKeys.delete(left);
  }

  const next = resumes ? handed : await makeNext(dd, name, file);
  const renewed = createDatadog({ ...keysFromEnv(), apiKey: next.key }); // the old key may be the one in the environment
  await untilItAnswers(renewed);
  if (old) await renewed.apiKeys.delete(old);
  await renewed.apiKeys.update(next.id, { name });
  console.log(`"${name}" is now ${next.id}${old ? `, ${old} is gone` : ""}`);
}

/** The keys in the environment: an application key is needed beside the new API key. */
function keysFromEnv(): KeyCredentials & { site?: string } {
  const env = fromEnv();
  if (env.token === undefined) return env;
  throw new Error("set DD_API_KEY and DD_APP_KEY, and no DD_BEARER_TOKEN");
}

/** Makes the new key and hands it over. Until that is done, the old key and its users stay as they are. */
async function makeNext(dd: Datadog, name: string, file: string): Promise<Handed> {
  const { data } = await dd.apiKeys.create({ name: `${name} (next)` });
  const next = { id: data.id, key: data.attributes.key };
  try {
    await untilItAnswers(createDatadog({ ...keysFromEnv(), apiKey: next.key }));
    await handOver(file, next);
    return next;
  } catch (error) {
    await dd.apiKeys.delete(next.id).catch(() => {}); // else the next run does it; the first error is the one to know
    throw error;
  }
}

/** The id of the one key with exactly this name: `filter` finds parts of names as well. */
async function find(dd: Datadog, name: string): Promise<string | undefined> {
  const keys = await dd.apiKeys.list({ filter: name }).toArray();
  const ids = keys.filter((key) => key.attributes.name === name).map((key) => key.id);
  if (ids.length > 1) throw new Error(`${ids.length} API keys have the name "${name}": ${ids.join(", ")}`);
  return ids[0];
}

/** A new key may be refused for some seconds. */
async function untilItAnswers(dd: Datadog): Promise<void> {
  for (let seconds = 1; ; seconds *= 2) {
    try {
      await dd.apiKeys.list({ "page[size]": 1 }).page(0);
      return;
    } catch (error) {
      const refused = error instanceof ApiError && (error.status === 401 || error.status === 403);
      if (!refused || seconds > 32) throw error;
      await sleep(seconds * 1000);
    }
  }
}

/** Puts the key where its users read it. The file is whole at every moment, and its owner's alone. */
async function handOver(file: string, next: Handed): Promise<void> {
  await rm(`${file}.new`, { force: true }); // of a run that broke off
  await writeFile(`${file}.new`, JSON.stringify(next), { mode: 0o600, flag: "wx" });
  await rename(`${file}.new`, file);
}

async function read(file: string): Promise<Handed | undefined> {
  const text = await readFile(file, "utf8").catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const { id, key } = JSON.parse(text);
    if (typeof id === "string" && typeof key === "string") return { id, key };
  } catch {} // the parser's message would show the text, which may be a key
  throw new Error(`${file} is not a file that this program has written`);
}
