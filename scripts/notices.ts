/** Writes the licences of the packages whose code is bundled into dist/. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  name: string;
  version: string;
  license: string;
  author: string;
}

/** The notices for these packages of node_modules, one after the other. */
export function notices(packages: readonly string[]): string {
  const parts = packages.map((name) => {
    const folder = join("node_modules", name);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    return `${name} ${manifest.version} (${manifest.license})\n\n${licence(folder, manifest)}\n`;
  });
  return `The files in this folder contain code of these packages.\n\n${parts.join(`\n${"-".repeat(72)}\n\n`)}`;
}

/** The names of the packages that a bundle's inputs come from. */
export function packagesIn(inputs: readonly string[]): string[] {
  const names = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function licence(folder: string, { name, license, author }: Manifest): string {
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file !== undefined) return readFileSync(join(folder, file), "utf8").trim();
  if (license !== "MIT") throw new Error(`${name} has no licence file, and its licence is not MIT.`);
  return `Copyright (c) ${author.replace(/ [<(].*$/, "")}\n\n${MIT}`;
}

/** For packages that name the licence and leave its text out. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
