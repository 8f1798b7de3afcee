/** Installs the package as its users get it: packed, and by npm from the tarball. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Builds and packs the package into a folder; returns the tarball's path. */
export function pack(folder: string): string {
  const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return join(folder, JSON.parse(output.slice(output.search(/^\[/m)))[0].filename);
}

/** Makes a folder a project that depends on the tarball, and installs it. */
export function install(tarball: string, folder: string): void {
  const dependencies = { "datadog-fetch": `file:${tarball}` };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  npm(["install", "--prefer-offline", "--no-package-lock"], folder);
}

/** Runs npm in a folder; what it says is shown only if it fails. */
export function npm(command: string[], folder: string): void {
  try {
    execFileSync("npm", [...command, "--no-audit", "--no-fund"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(`npm ${command.join(" ")} failed in ${folder}:\n${(error as { stderr?: string }).stderr}`);
  }
}
