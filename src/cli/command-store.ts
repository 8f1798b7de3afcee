/**
 * Hands a secret to a command on its standard input: to nobody else, and nowhere else.
 *
 * A command that fails may have done its work before, so it matters whether it has read the secret. The shell that runs
 * it counts what is left in the pipe: where that is all of it, nobody has the secret, and the rotation is taken back.
 * A command that ends well without having read the secret has stored nothing either.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { InputError } from "../core.ts";
import type { Issued, Store } from "../jobs/index.ts";

/**
 * `cat` makes a pipe of what is a socket, because a command cannot open a socket anew as /dev/stdin. Descriptor 3 is
 * the report: whether the pipe was filled, and how many bytes nobody has taken out of it.
 */
const SCRIPT = `{ cat && echo filled >&3; } | { sh -c "$1" 3>&-; status=$?; echo "left $(wc -c)" >&3; exit $status; }`;

/** What this command signs in with is nobody else's: a command that stores a secret needs no keys of Datadog. */
const OWN_CREDENTIALS = ["DD_API_KEY", "DD_APP_KEY", "DD_BEARER_TOKEN"];

/** How a command ended, and what became of the secret. */
interface Ended {
  /** In words; undefined where it ended well. */
  readonly failure: string | undefined;
  /** All bytes, some, or none of them; undefined where the platform does not tell. */
  readonly read: "all" | "some" | "none" | undefined;
}

/** A store that is written by a command and cannot be read back. */
export const commandStore = (command: string): Store => ({
  read: async () => undefined,
  async write(issued) {
    const { failure, read } = await run(command, issued);
    if (read === "none") {
      const ended = failure ?? "ended well";
      throw new InputError("the command", `${ended} without having read the secret from its standard input`);
    }
    if (failure !== undefined) throw new Error(`the command ${failure}`);
    if (read === "some") throw new Error("the command did not read the whole secret from its standard input");
  },
});

async function run(command: string, { id, name, secret }: Issued): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([variable]) => !OWN_CREDENTIALS.includes(variable));
  const env = { ...Object.fromEntries(inherited), DATADOG_FETCH_ID: id, DATADOG_FETCH_NAME: name };
  if (process.platform === "win32") {
    const child = spawn(command, { shell: true, env, stdio: ["pipe", process.stderr, process.stderr] });
    return { failure: await ending(child, secret), read: undefined };
  }
  const child = spawn("/bin/sh", ["-c", SCRIPT, "datadog-fetch", command], {
    env,
    stdio: ["pipe", process.stderr, process.stderr, "pipe"],
  });
  const channel = child.stdio[3];
  const report = channel && "read" in channel ? text(channel).catch(() => "") : Promise.resolve("");
  const failure = await ending(child, secret);
  return { failure, read: readOf(await report, secret) };
}

function readOf(report: string, secret: string): Ended["read"] {
  const left = /left\s+(\d+)/.exec(report)?.[1];
  if (left === undefined || !/^filled$/m.test(report)) return "some";
  if (left === "0") return "all";
  return Number(left) === Buffer.byteLength(secret) ? "none" : "some";
}

/** Gives a process the secret and waits until it has ended. Tells how, in words, if not well. */
function ending(child: ChildProcess, secret: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once("error", ({ code }: NodeJS.ErrnoException) => resolve(`could not be started (${code})`));
    child.once("close", (code, signal) => {
      if (signal !== null) resolve(`was ended by ${signal}`);
      else resolve(code === 0 ? undefined : `ended with exit code ${code}`);
    });
    child.stdin?.on("error", () => {}); // a command need not read to the end; what it has read is counted
    child.stdin?.end(secret);
  });
}
