/** Writes the API reference, one HTML page that needs nothing else: `npm run reference`. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Document, Operation } from "./document.ts";
import { notesOf } from "./functions.ts";
import { samples } from "./samples.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Only one file of the package is needed, and none of its dependencies: they are bundled into it. */
const SCALAR = {
  name: "@scalar/api-reference",
  version: "1.72.1",
  integrity: "sha512-XpEJ0rfc/cXbCrR+iC4kK0o/WwX2dTtGQbT049OlPKAHD6IMIFdTeGz2r+M27P2EDWKyUITRm/NzlP8z2pw/Ow==",
  file: "package/dist/browser/standalone.js",
};

/** The page may run what is in it, and load nothing. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** How the page is shown. Keys do not belong in a page, so nothing can be requested from it. */
const SETTINGS = {
  hideTestRequestButton: true,
  hideClientButton: true,
  showDeveloperTools: "never",
  documentDownloadType: "none",
  hiddenClients: true,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  theme: "default",
  defaultOpenAllTags: false,
  operationTitleSource: "summary",
  metaData: { title: "datadog-fetch: API reference" },
};

/** The document with a tested sample at every operation, and what the comment of its function says. */
export function referenceDocument(document: Document): Document {
  const programs = samples();
  const complete = (method: string, operation: Operation): Operation => {
    const source = programs.get(operation.operationId);
    if (source === undefined) throw new Error(`examples/calls.ts has no call of ${operation.operationId}.`);
    const sample = { lang: "TypeScript", label: "datadog-fetch", source };
    const throws = Object.entries(operation["x-throws"] ?? {}).map(([error, when]) => `Throws \`${error}\` ${when}`);
    const page = `[Datadog's page](${operation.externalDocs.url})`;
    const paragraphs = [operation.description, ...throws, notesOf(method, operation), page];
    const description = paragraphs.filter(Boolean).join("\n\n");
    return { ...operation, description, "x-codeSamples": [sample] } as Operation;
  };
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]) => [
      method,
      complete(method.toUpperCase(), operation),
    ]);
    return [path, Object.fromEntries(operations)] as const;
  });
  paths.sort(([a], [b]) => versionIn(b) - versionIn(a));
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Of two versions of the API the newer one comes first. */
const versionIn = (path: string): number => Number(/^\/api\/v(\d+)\//.exec(path)?.[1] ?? 0);

/** The page. */
export function page(document: Document, scalar: string): string {
  const settings = { ...SETTINGS, content: referenceDocument(document) };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>datadog-fetch: API reference</title>
</head>
<body>
<div id="reference"></div>
<!-- ${SCALAR.name} ${SCALAR.version}, MIT License, https://github.com/scalar/scalar -->
<script>${inScript(scalar)}</script>
<script>Scalar.createApiReference("#reference", ${inScript(JSON.stringify(settings))});</script>
</body>
</html>
`;
}

/** A script's text must not end its element. */
const inScript = (text: string): string => text.replace(/<(?=\/script|!--)/gi, "\\x3C");

/** Scalar for browsers, from the package registry; kept for the next time. */
function scalar(): string {
  const cached = join(root, "node_modules/.cache", `scalar-${SCALAR.version}.js`);
  if (existsSync(cached)) return readFileSync(cached, "utf8");
  const folder = mkdtempSync(join(tmpdir(), "scalar-"));
  try {
    const args = [
      "pack",
      "--silent",
      "--prefer-offline",
      "--pack-destination",
      folder,
      `${SCALAR.name}@${SCALAR.version}`,
    ];
    const archive = join(folder, execFileSync("npm", args, { cwd: folder, encoding: "utf8" }).trim());
    const integrity = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (integrity !== SCALAR.integrity)
      throw new Error(`${SCALAR.name} ${SCALAR.version} is not the package that was looked at.`);
    const text = execFileSync("tar", ["-xzOf", archive, SCALAR.file], { encoding: "utf8", maxBuffer: 1 << 26 });
    mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
    writeFileSync(cached, text);
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the page and gives its path. */
export function writeReference(): string {
  const document = JSON.parse(readFileSync(join(root, "generated/openapi.json"), "utf8")) as Document;
  const path = join(root, "reference/index.html");
  mkdirSync(join(root, "reference"), { recursive: true });
  writeFileSync(path, page(document, scalar()));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`Written: ${writeReference()}`);
  } catch (error) {
    console.error(`The reference could not be written: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}
