/** Keeps a credential in a file: JSON with id, name and secret, mode 0600, replaced in one step or not at all. */
import { randomBytes } from "node:crypto";
import { type FileHandle, lstat, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../core.ts";
import type { Issued, Store } from "../jobs/index.ts";

/** The file cannot hold a credential. Thrown before anything is made. */
export class FileError extends Error {}

/** What the file is already, where there is one. */
interface Existing {
  readonly uid: number;
  readonly gid: number;
  readonly id: string | undefined;
}

const MODE = 0o600;
/** Files that a run has left behind which died while it wrote are this many milliseconds old at least. */
const LEFT_BEHIND = 3600_000;

/**
 * Makes sure that the file can be written, by writing another one beside it: nothing is made that could not be kept.
 * @throws {FileError} where it cannot.
 */
export async function openFileStore(path: string): Promise<Store> {
  const file = resolve(path);
  await removeLeftBehind(file);
  const temporary = await writeBeside(file, await examine(file), "").catch((error: NodeJS.ErrnoException) => {
    throw new FileError(`nothing can be written to the folder ${dirname(file)} (${codeOf(error)})`);
  });
  await unlink(temporary);
  return {
    async read() {
      const { id } = (await examine(file)) ?? {};
      return id === undefined ? undefined : { id };
    },
    write: (issued) => replace(file, issued),
  };
}

const codeOf = ({ code, message }: NodeJS.ErrnoException): string => code ?? message;

/** What is there now. Whatever is no file of this command is left alone. */
async function examine(file: string): Promise<Existing | undefined> {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new FileError(`${file} cannot be looked at (${codeOf(error)})`);
  });
  if (!found) return refuseMissingFolder(file);
  if (found.isSymbolicLink()) throw new FileError(`${file} is a symbolic link; give the path that it leads to`);
  if (found.isDirectory()) throw new FileError(`${file} is a folder; give the path of a file in it`);
  if (!found.isFile()) throw new FileError(`${file} is not a regular file`);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new FileError(`${file} cannot be read (${codeOf(error)}), so nobody knows which credential it holds`);
  });
  return { uid: found.uid, gid: found.gid, id: idIn(file, text) };
}

async function refuseMissingFolder(file: string): Promise<undefined> {
  const folder = dirname(file);
  const found = await stat(folder).catch(() => undefined);
  if (!found) throw new FileError(`the folder ${folder} does not exist; make it first`);
  if (!found.isDirectory()) throw new FileError(`${folder} is not a folder`);
}

/** Which credential a file of this command holds; undefined where it is empty. */
function idIn(file: string, text: string): string | undefined {
  if (text.trim() === "") return undefined;
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    if (typeof id === "string" && id !== "") return id;
  } catch {} // a parser's error quotes the file
  throw new FileError(
    `${file} holds something else than a credential of this command, and is not overwritten; give another path`,
  );
}

/** Replaces the credential in the file. Until the last step whoever reads the file finds the old one. */
async function replace(file: string, { id, name, secret }: Issued): Promise<void> {
  let temporary: string;
  try {
    temporary = await writeBeside(file, await examine(file), `${JSON.stringify({ id, name, secret }, undefined, 2)}\n`);
  } catch (error) {
    throw new InputError("the file", `was left as it was (${codeOf(error as NodeJS.ErrnoException)})`);
  }
  try {
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw new Error(`the file could not be replaced (${codeOf(error as NodeJS.ErrnoException)})`);
  }
  await syncFolder(dirname(file));
}

const prefixOf = (file: string): string => `.${basename(file)}.`;
const SUFFIX = ".datadog-fetch";

/** Writes a file into the same folder, for its owner's eyes only. Who owned the old one owns this one. */
async function writeBeside(file: string, existing: Existing | undefined, text: string): Promise<string> {
  const temporary = join(dirname(file), `${prefixOf(file)}${randomBytes(6).toString("hex")}${SUFFIX}`);
  const handle = await open(temporary, "wx", MODE);
  try {
    await handle.chmod(MODE); // whatever the umask
    const isForeign = existing !== undefined && existing.uid !== process.geteuid?.();
    if (isForeign && process.platform !== "win32") await handle.chown(existing.uid, existing.gid);
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await handle.close();
  return temporary;
}

/** Keeps a power cut from bringing the old file back. Not every platform can; the file is replaced all the same. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, "r");
    await handle.sync();
  } catch {
  } finally {
    await handle?.close();
  }
}

/** A run that died while it wrote has left a secret behind that nobody needs. */
async function removeLeftBehind(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefixOf(file)) || !name.endsWith(SUFFIX)) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > LEFT_BEHIND) await unlink(path).catch(() => {});
  }
}
