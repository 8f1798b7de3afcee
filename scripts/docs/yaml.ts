/** The spec's YAML files with their lines: what a $ref, an alias or a key leads to, and where that stands. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Place } from "./facts.ts";

/** A node of a file, at the line of its key. */
export interface Value {
  file: string;
  node: Node;
  line: number;
}

interface Source {
  document: Document.Parsed;
  counter: LineCounter;
}

/** A spec that cannot be read. */
export class UnreadableSpec extends Error {
  override name = "UnreadableSpec";
}

export class SpecFiles {
  private readonly sources = new Map<string, Source>();

  /** The document of a file. */
  open(file: string): Value {
    const { document } = this.source(file);
    if (!document.contents) throw new UnreadableSpec(`${file} is empty.`);
    return { file, node: document.contents, line: 1 };
  }

  /** What stands under a key or an index, with its $ref followed. */
  get(value: Value | undefined, key: string | number): Value | undefined {
    const raw = this.raw(value, key);
    return raw && this.follow(raw);
  }

  /** What stands under a key or an index, as it is written. */
  raw(value: Value | undefined, key: string | number): Value | undefined {
    if (!value) return undefined;
    const { file, node } = value;
    if (isSeq(node)) {
      const item = node.items[Number(key)];
      return item ? this.value(file, item as Node, item as Node) : undefined;
    }
    if (!isMap(node)) return undefined;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return pair?.value ? this.value(file, pair.value as Node, pair.key as Node) : undefined;
  }

  /** Keys and values of a mapping, as they are written. */
  entries(value: Value | undefined): [string, Value][] {
    if (!value || !isMap(value.node)) return [];
    return value.node.items.flatMap(({ key }) => {
      const name = String(isScalar(key) ? key.value : key);
      const raw = this.raw(value, name);
      return raw ? [[name, raw] as [string, Value]] : [];
    });
  }

  /** The items of a sequence, as they are written. */
  items(value: Value | undefined): Value[] {
    if (!value || !isSeq(value.node)) return [];
    return value.node.items.flatMap((_, i) => this.raw(value, i) ?? []);
  }

  /** A string, number or boolean, or undefined. */
  scalar(value: Value | undefined, key: string | number): unknown {
    const found = this.get(value, key);
    return found && isScalar(found.node) ? found.node.value : undefined;
  }

  /** The strings of a sequence under a key, or of a single string. */
  strings(value: Value | undefined, key: string): string[] {
    const found = this.get(value, key);
    if (found && isScalar(found.node)) return [String(found.node.value)];
    return this.items(found).flatMap(({ node }) => (isScalar(node) && node.value !== null ? [String(node.value)] : []));
  }

  /** What a $ref leads to. */
  follow(value: Value): Value {
    let at = value;
    for (let hops = 0; hops < 50; hops++) {
      const ref = this.raw(at, "$ref");
      if (!ref || !isScalar(ref.node)) return at;
      at = this.target(String(ref.node.value), at);
    }
    throw new UnreadableSpec(`${value.file}:${value.line}: this $ref leads back to itself.`);
  }

  place({ file, line }: Value): Place {
    return { file, line };
  }

  private target(ref: string, from: Value): Value {
    const [path = "", pointer = ""] = ref.split("#");
    const file = path ? join(dirname(from.file), path) : from.file;
    let at: Value | undefined = this.open(file);
    for (const key of pointer.split("/").slice(1))
      at = this.raw(at, decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
    if (!at) throw new UnreadableSpec(`${from.file}:${from.line}: $ref ${ref} leads nowhere. Run npm run lint.`);
    return at;
  }

  private value(file: string, written: Node, at: Node): Value {
    const { document, counter } = this.source(file);
    const node = isAlias(written) ? written.resolve(document) : written;
    if (!node) throw new UnreadableSpec(`${file}: an alias leads nowhere. Run npm run lint.`);
    return { file, node, line: counter.linePos(at.range?.[0] ?? 0).line };
  }

  private source(file: string): Source {
    const known = this.sources.get(file);
    if (known) return known;
    const counter = new LineCounter();
    const document = parseDocument(this.read(file), { lineCounter: counter });
    const [error] = document.errors;
    if (error) throw new UnreadableSpec(`${file}: ${error.message.split("\n")[0]} Run npm run lint.`);
    const source = { document, counter };
    this.sources.set(file, source);
    return source;
  }

  private read(file: string): string {
    try {
      return readFileSync(file, "utf8");
    } catch (cause) {
      throw new UnreadableSpec(`${file} cannot be read. Give the root of the spec with --spec FILE.`, { cause });
    }
  }
}
