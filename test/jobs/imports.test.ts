/** What the jobs are made of: the built files share one core, and with it the classes of errors, if nobody goes round it. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../src/jobs/", import.meta.url);

test.each(readdirSync(folder))("%s imports the core, operations and its neighbours alone", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const imports = Array.from(text.matchAll(/ from "(.*)";/g), ([, path = ""]) => path);
  expect(imports.filter((path) => !/^(\.\.\/core\.ts|\.\.\/v[12]\/[\w-]+\.ts|\.\/[\w-]+\.ts)$/.test(path))).toEqual([]);
});
