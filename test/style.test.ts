/** Lines of the sources that no formatter can break, comments and long texts, are no longer than the formatter's limit. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "./typescript.ts";

const { formatter } = JSON.parse(readFileSync(`${root}biome.json`, "utf8")) as { formatter: { lineWidth: number } };
/** A regular expression on a line of its own cannot be broken. */
const UNBREAKABLE = /^ *\/.*\/\w*;$/;

test(`no line of src/ has more than ${formatter.lineWidth} columns`, () => {
  const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const tooLong = files.flatMap((name) =>
    readFileSync(`${root}src/${name}`, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        line.length > formatter.lineWidth && !UNBREAKABLE.test(line) ? [`src/${name}:${index + 1}`] : [],
      ),
  );
  expect(tooLong).toEqual([]);
});
