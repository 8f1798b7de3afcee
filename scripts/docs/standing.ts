/** What stands in the spec already, by name, for drafts to refer to. */
import { dirname, relative } from "node:path";
import type { Field, Parameter } from "./facts.ts";
import { readSpec, type SpecOperation, SpecReader } from "./spec.ts";
import { SpecFiles, type Value } from "./yaml.ts";

/** A schema under components, as a draft in spec/v1 or spec/v2 refers to it. */
export interface NamedSchema {
  ref: string;
  fields: Field[];
  /** Whether a page of this version (`v2`) may refer to it. */
  near(version: string): boolean;
}

/** A response of common.yaml and a status that the spec uses it for. */
export interface NamedResponse {
  ref: string;
  status: string;
  fields: Field[];
}

export interface Standing {
  operations: SpecOperation[];
  schemas: NamedSchema[];
  responses: NamedResponse[];
  parameters: { ref: string; parameter: Parameter }[];
}

/** The files that the root's paths lead to, and those that they refer to for errors. */
function filesOf(files: SpecFiles, root: Value): string[] {
  const items = files.entries(files.get(root, "paths")).map(([, raw]) => files.follow(raw));
  return [...new Set(items.flatMap((item) => [item.file, ...refsIn(files, item)]))];
}

/** The files that the responses of a path's operations stand in. */
function refsIn(files: SpecFiles, item: Value): string[] {
  return files
    .entries(item)
    .flatMap(([, operation]) =>
      files.entries(files.get(files.follow(operation), "responses")).map(([, raw]) => files.follow(raw).file),
    );
}

const isCommon = (file: string): boolean => /(^|[\\/])common\.ya?ml$/.test(file);

/** How a page in spec/v1 or spec/v2 refers to a component of the file. */
function refTo(root: string, file: string, kind: string, name: string): string {
  const path = relative(dirname(root), file).replaceAll("\\", "/");
  return `${isCommon(file) ? `../${path}` : ""}#/components/${kind}/${name}`;
}

function responsesOf(reader: SpecReader, root: string, document: Value): NamedResponse[] {
  const { files } = reader;
  const used = new Map<string, { response: NamedResponse; times: number }>();
  for (const [, raw] of files.entries(files.get(document, "paths")))
    for (const [, operation] of files.entries(files.follow(raw)))
      for (const [status, response] of files.entries(files.get(files.follow(operation), "responses"))) {
        const ref = files.scalar({ ...response }, "$ref");
        const at = files.follow(response);
        const name = /^\.\.\/[^#]*#\/components\/responses\/(\w+)$/.exec(String(ref))?.[1];
        const body = reader.body(at);
        if (!name || !body || !isCommon(at.file)) continue;
        const known = used.get(`${status} ${name}`);
        const found = { ref: refTo(root, at.file, "responses", name), status, fields: body.fields };
        used.set(`${status} ${name}`, { response: found, times: (known?.times ?? 0) + 1 });
      }
  return [...used.values()].sort((a, b) => b.times - a.times).map(({ response }) => response);
}

/** Reads the components of the spec and who uses them. */
export function readStanding(root: string): Standing {
  const files = new SpecFiles();
  const reader = new SpecReader(files);
  const document = files.open(root);
  const sources = filesOf(files, document).map((file) => ({
    file,
    components: files.get(files.open(file), "components"),
  }));
  const schemas = sources.flatMap(({ file, components }) =>
    files.entries(files.get(components, "schemas")).map(([name, raw]) => ({
      ref: refTo(root, file, "schemas", name),
      fields: reader.field(name, raw, true).children,
      near: (version: string) => isCommon(file) || relative(dirname(root), file).startsWith(version),
    })),
  );
  const parameters = sources
    .filter(({ file }) => isCommon(file))
    .flatMap(({ file, components }) =>
      files.entries(files.get(components, "parameters")).map(([name, raw]) => ({
        ref: refTo(root, file, "parameters", name),
        parameter: reader.parameter(raw),
      })),
    );
  return { operations: readSpec(root), schemas, responses: responsesOf(reader, root, document), parameters };
}
