/** Prints what CHANGELOG.md says of a tag's version: `npm run release:notes -- --tag v1.2.3`. Refuses a tag that fits no release. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** What has to agree with a tag. */
export interface Sources {
  changelog: string;
  /** The versions that the manifests and the document state, by file. */
  versions: Readonly<Record<string, string>>;
}

/** The part of the changelog under the version's heading. */
export function notesOf(tag: string, { changelog, versions }: Sources): string {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
  if (version === undefined) throw new Error(`${tag} is no tag of a release: v and three numbers, such as v1.2.3.`);
  for (const [file, found] of Object.entries(versions)) {
    if (found !== version) throw new Error(`${file} has the version ${found}, and the tag is ${tag}.`);
  }
  const sections = changelog.split(/^(?=## )/m).slice(1);
  const section = sections.find((each) => headingOf(each).split(/\s/)[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  if (/unreleased/i.test(headingOf(section))) throw new Error(`CHANGELOG.md still calls ${version} unreleased.`);
  const notes = section.replace(/^.*\n/, "").trim();
  if (notes === "") throw new Error(`CHANGELOG.md has no notes under ${version}.`);
  return notes;
}

const headingOf = (section: string): string => /^## \[?v?([^\n\]]*)\]?(.*)/.exec(section)?.slice(1).join("") ?? "";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { values } = parseArgs({ options: { tag: { type: "string", default: "" } } });
    const root = new URL("../", import.meta.url);
    const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
    const versionIn = (path: string): string => (JSON.parse(read(path)) as { version: string }).version;
    const document = JSON.parse(read("generated/openapi.json")) as { info: { version: string } };
    const versions = {
      "package.json": versionIn("package.json"),
      "jsr.json": versionIn("jsr.json"),
      "spec/openapi.yaml": document.info.version,
    };
    console.log(notesOf(values.tag, { changelog: read("CHANGELOG.md"), versions }));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 2;
  }
}
