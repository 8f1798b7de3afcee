/** The ten runtimes: where each one is found, which version it is, and how it is started on the suite. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { modulesOf, workerdConfig } from "./modules.ts";

/** What a runtime is told. */
export interface Start {
  binary: string;
  /** Where its setting is, and where its result goes. */
  url: string;
  /** The origins that the suite talks to. */
  origins: string[];
  /** Where the package and the suite are installed. */
  folder: string;
  /** A folder for this run alone, for profiles. */
  scratch: string;
}

export interface Command {
  file: string;
  args: string[];
  env?: Record<string, string>;
}

export interface Runtime {
  /** Its name for `--only` and in results. */
  name: string;
  title: string;
  /** Where it is, if it is there. */
  find: () => string | undefined;
  version: (binary: string) => string | Promise<string>;
  /** What to do if it is not there. */
  advice: string;
  start: (start: Start) => Command | Promise<Command>;
  /** Ends what the runtime needed beside its own process. */
  stop?: () => void;
}

export const HOME: string = import.meta.dirname;
const LOCKED = "run `npm ci` in test/runtimes";

const installed = (path: string) => () => [join(HOME, "node_modules", path)].find((file) => existsSync(file));
const onPath = (names: string[]) => () =>
  names
    .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
const printedVersion = (binary: string, env: Record<string, string> = {}): string => {
  const printed = execFileSync(binary, ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...env },
  });
  return /\d+(?:[.-]\d+)+/.exec(printed)?.[0] ?? printed.trim();
};
const script =
  (runner: string, ...flags: string[]) =>
  ({ binary, url, folder }: Start): Command => ({
    file: binary,
    args: [...flags, join(folder, runner), url],
  });
const page = (url: string): string => `${new URL(url).origin}/files/run/page.html?${url}`;

const node = (major: number, find: Runtime["find"], advice = LOCKED): Runtime => ({
  name: `node${major}`,
  title: "Node",
  find,
  version: printedVersion,
  advice,
  start: script("run/node.js"),
});

export const runtimes: readonly Runtime[] = [
  node(
    20,
    () => (process.version.startsWith("v20.") ? process.execPath : undefined),
    "start this command with Node 20",
  ),
  node(22, installed("node22/bin/node")),
  node(24, installed("node24/bin/node")),
  node(26, installed("node26/bin/node")),
  {
    name: "deno",
    title: "Deno",
    find: installed(".bin/deno"),
    version: printedVersion,
    advice: LOCKED,
    start: ({ binary, url, origins, folder }) => ({
      file: binary,
      args: [
        "run",
        "--no-prompt",
        "--cached-only",
        `--allow-net=${origins.map((origin) => new URL(origin).host).join(",")}`,
        join(folder, "run/deno.js"),
        url,
      ],
      env: { DENO_NO_UPDATE_CHECK: "1" },
    }),
  },
  {
    name: "bun",
    title: "Bun",
    find: installed(".bin/bun"),
    version: printedVersion,
    advice: LOCKED,
    start: script("run/bun.js", "--no-install"),
  },
  {
    name: "workerd",
    title: "workerd",
    find: installed(".bin/workerd"),
    version: printedVersion,
    advice: LOCKED,
    start({ binary, url, folder }) {
      const config = join(folder, "config.capnp");
      writeFileSync(config, workerdConfig(folder, modulesOf(folder, "run/workerd.js"), "run/workerd.js", url));
      return { file: binary, args: ["test", config] };
    },
  },
  {
    name: "chromium",
    title: "Chromium",
    find: onPath(["chromium", "chromium-browser", "google-chrome"]),
    version: printedVersion,
    advice: "apt-get install chromium",
    start: ({ binary, url, scratch }) => ({
      file: binary,
      args: [
        ..."--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking".split(
          " ",
        ),
        ..."--disable-component-update --disable-sync".split(" "),
        `--user-data-dir=${scratch}`,
        page(url),
      ],
      env: { TMPDIR: scratch },
    }),
  },
  {
    name: "firefox",
    title: "Firefox",
    find: onPath(["firefox-esr", "firefox"]),
    version: printedVersion,
    advice: "apt-get install firefox-esr",
    start: ({ binary, url, scratch }) => ({
      file: binary,
      args: ["--headless", "--no-remote", "--profile", scratch, page(url)],
      env: { HOME: scratch },
    }),
  },
  webkit(),
];

/** WebKitGTK's small browser, which needs a display even to tell its version. */
function webkit(): Runtime {
  const libraries = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  let display: Display | undefined;
  const env = async (): Promise<Record<string, string>> => {
    display ??= startDisplay();
    return { DISPLAY: await display.name };
  };
  return {
    name: "webkit",
    title: "WebKitGTK",
    find() {
      const folders = existsSync(libraries)
        ? readdirSync(libraries).filter((name) => name.startsWith("webkit2gtk-"))
        : [];
      const browser = folders.map((name) => join(libraries, name, "MiniBrowser")).find((file) => existsSync(file));
      return onPath(["Xvfb"])() && browser;
    },
    version: async (binary) => printedVersion(binary, await env()),
    advice: "apt-get install webkit2gtk-driver xvfb",
    start: async ({ binary, url, scratch }) => ({
      file: binary,
      args: ["--private", page(url)],
      env: { ...(await env()), HOME: scratch },
    }),
    stop: () => display?.stop(),
  };
}

interface Display {
  name: Promise<string>;
  stop: () => void;
}

/** An X server without a screen, on the next number that is free. */
function startDisplay(): Display {
  const server = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const name = new Promise<string>((resolve, reject) => {
    server.stdout.once("data", (data) => resolve(`:${String(data).trim()}`));
    server.once("exit", () => reject(new Error("Xvfb did not start")));
  });
  return { name, stop: () => server.kill() };
}
