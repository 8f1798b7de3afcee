/** `datadog-fetch rotate`: where the secret goes and must not go, and that whatever fails leaves what works. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createClient } from "../../src/core.ts";
import * as v1Validation from "../../src/v1/validation.ts";
import { type Ended, type Scene, scene } from "./scene.ts";

const OLD = { id: "33333333-3333-4333-8333-333333333333", name: "ci", key: "01d0".repeat(8), category: "ci" };

let there: Scene;
beforeEach(async () => {
  there = await scene({ state: { apiKeys: [OLD] } });
});
afterEach(() => there.close());

const at = (name: string): string => join(there.folder, name);
const keys = () => there.sandbox.state().apiKeys.filter(({ name }) => name.startsWith("ci"));
const rotate = (...args: string[]): Promise<Ended> => there.run(["rotate", "api_keys", "ci", ...args]);
const held = (name = "ci.json"): { id: string; name: string; secret: string } =>
  JSON.parse(readFileSync(at(name), "utf8"));

/** Whether an API key is accepted. */
const works = (apiKey: string): Promise<boolean> =>
  v1Validation.apiKey(createClient({ apiKey, appKey: "none", baseUrl: there.baseUrl })).then(
    () => true,
    () => false,
  );

/** Nothing that was said may show any key's secret, or half of it. */
function expectNoSecret({ out, err }: Ended): void {
  for (const { key } of there.sandbox.state().apiKeys) {
    expect((out + err).includes(key.slice(0, 16))).toBe(false);
    expect((out + err).includes(key.slice(16))).toBe(false);
  }
}

/** All that may still be there of a run that was taken back. */
function expectAsItWas(ended: Ended): void {
  expect(ended.code).toBe(3);
  expect(ended.out).toBe("");
  expect(keys()).toMatchObject([{ id: OLD.id, key: OLD.key, name: "ci" }]);
}

describe("--file", () => {
  test("holds the new credential, for its owner alone, and the old one is gone", async () => {
    const ended = await rotate("--file", "ci.json");
    expect(ended.code).toBe(0);
    const [current, ...rest] = keys();
    expect(rest).toEqual([]);
    expect(held()).toEqual({ id: current?.id, name: "ci", secret: current?.key });
    expect(current?.id).not.toBe(OLD.id);
    expect(current?.category).toBe("ci");
    expect(statSync(at("ci.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(there.folder)).toEqual(["ci.json"]);
    expect(ended.out).toBe(`Rotated the API key "ci": it is ${current?.id} now.\n`);
    for (const step of ["made the API key", "works", `wrote the API key ${current?.id} to the file`, "deleted the API"])
      expect(ended.err).toContain(step);
    expectNoSecret(ended);
  });

  test("again, it replaces the file in one step", async () => {
    await rotate("--file", "ci.json");
    chmodSync(at("ci.json"), 0o644);
    const before = { ...held(), inode: statSync(at("ci.json")).ino };
    expect((await rotate("--file", at("ci.json"))).code).toBe(0);
    expect(held().id).not.toBe(before.id);
    expect(statSync(at("ci.json")).ino).not.toBe(before.inode);
    expect(statSync(at("ci.json")).mode & 0o777).toBe(0o600);
    expect(await works(held().secret)).toBe(true);
    expect(await works(before.secret)).toBe(false);
  });

  test("with --overlap the old one works on, and the next run tells until when", async () => {
    const first = await rotate("--file", "ci.json", "--overlap", "1.5");
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/The old one, 3333.*, works until a run after .*Z \(.*\) deletes it\.\n$/);
    expect([await works(OLD.key), await works(held().secret)]).toEqual([true, true]);
    const before = held();
    expect(first.out).toMatch(/^Handed over the API key "ci": it is .* now\.\n/);
    const second = await rotate("--file", "ci.json", "--overlap", "1.5");
    expect(second.code).toBe(0);
    expect(second.out).toBe(
      first.out.replace(/^Handed over .* now\./, `There is nothing to do yet for the API key "ci", ${before.id}.`),
    );
    expect(held()).toEqual(before);
    expect(keys()).toHaveLength(2);
  });

  test("--dry-run tells what would be done, and touches nothing", async () => {
    const { code, out, err } = await rotate("--file", "ci.json", "--dry-run");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain('Nothing was changed. A run would, for the API key "ci":\n  1. make an API key');
    expect(out).toContain("  3. write it to the file\n");
    expect(readdirSync(there.folder)).toEqual([]);
    expect(there.sandbox.requests.every(({ method }) => method === "GET")).toBe(true);
  });

  test.each<[string, () => string, string]>([
    ["a folder", () => "", "is a folder; give the path of a file in it"],
    [
      "a symbolic link",
      () => {
        writeFileSync(at("real"), "");
        symlinkSync("real", at("link"));
        return "link";
      },
      "is a symbolic link",
    ],
    [
      "a symbolic link to nothing",
      () => {
        symlinkSync("/nonexistent", at("link"));
        return "link";
      },
      "is a symbolic link",
    ],
    ["a file in no folder", () => "no/such/ci.json", "does not exist; make it first"],
    [
      "a file below a file",
      () => {
        writeFileSync(at("file"), "");
        return "file/ci.json";
      },
      "ENOTDIR",
    ],
    [
      "somebody else's file",
      () => {
        writeFileSync(at("notes"), "not mine");
        return "notes";
      },
      "holds something else than a credential of this command, and is not overwritten",
    ],
    ["a device", () => "/dev/null", "is not a regular file"],
    ["the terminal", () => "/dev/stdout", "is a symbolic link"],
  ])("%s is refused before anything is made", async (_, prepare, message) => {
    const path = prepare();
    const ended = await rotate("--file", path === "" ? there.folder : path);
    expectAsItWas(ended);
    expect(ended.err).toContain(message);
    expect(there.sandbox.requests).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)(
    "a folder that cannot be written is refused before anything is made",
    async () => {
      mkdirSync(at("closed"), { mode: 0o500 });
      const ended = await rotate("--file", "closed/ci.json");
      expectAsItWas(ended);
      expect(ended.err).toContain("nothing can be written to the folder");
    },
  );

  test.runIf(process.platform === "linux")(
    "a place where nothing can be written is refused before anything is made",
    async () => {
      const ended = await rotate("--file", "/proc/ci.json");
      expectAsItWas(ended);
      expect(ended.err).toContain("nothing can be written to the folder /proc");
      expect(there.sandbox.requests).toEqual([]);
    },
  );

  test("a file that comes into the way while the new one is made stays, and the new one goes again", async () => {
    there.sandbox.fail((request) => {
      if (request.method === "POST") writeFileSync(at("ci.json"), "somebody else's");
      return undefined;
    });
    const ended = await rotate("--file", "ci.json");
    expectAsItWas(ended);
    expect(readFileSync(at("ci.json"), "utf8")).toBe("somebody else's");
    expect(ended.err).toContain("all else is as it was");
    expectNoSecret(ended);
  });

  test("what a run has left behind that died while it wrote is deleted, but nothing that is newer", async () => {
    for (const [name, age] of [
      [".ci.json.0123456789ab.datadog-fetch", 7200],
      [".ci.json.ba9876543210.datadog-fetch", 10],
    ] as const) {
      writeFileSync(at(name), "secret");
      utimesSync(at(name), Date.now() / 1000 - age, Date.now() / 1000 - age);
    }
    await rotate("--file", "ci.json");
    expect(readdirSync(there.folder).sort()).toEqual([".ci.json.ba9876543210.datadog-fetch", "ci.json"]);
  });
});

describe("--exec", () => {
  test("the command gets the secret and nothing else on its standard input, id and name as variables", async () => {
    const ended = await rotate("--exec", 'cat > got; printf "%s|%s" "$DATADOG_FETCH_ID" "$DATADOG_FETCH_NAME" > about');
    expect(ended.code).toBe(0);
    const [current, ...rest] = keys();
    expect(rest).toEqual([]);
    expect(readFileSync(at("got"), "utf8")).toBe(current?.key);
    expect(readFileSync(at("about"), "utf8")).toBe(`${current?.id}|ci`);
    expectNoSecret(ended);
  });

  test("commands that open /dev/stdin get it as well, as kubectl does", async () => {
    expect((await rotate("--exec", "cat /dev/stdin > got")).code).toBe(0);
    expect(readFileSync(at("got"), "utf8")).toBe(keys()[0]?.key);
  });

  test("the secret is in nobody's arguments or environment, and the command has no keys of Datadog", async () => {
    // From the command up to datadog-fetch itself: every process on the way, and its children.
    const look = `each=$$
      while :; do
        for one in $each $(cat /proc/$each/task/$each/children); do cat /proc/$one/cmdline /proc/$one/environ; done
        grep -q 'cl[i].js' /proc/$each/cmdline && break
        each=$(cut -d ' ' -f 4 /proc/$each/stat)
      done 2> errors | tr '\\0' '\\n' > seen
      env > own; cat > got`;
    const env = { DD_SITE: "datadoghq.eu", DD_BEARER_TOKEN: "", OTHER: "kept" };
    const { code } = await there.run(["rotate", "api_keys", "ci", "--exec", look], { env });
    expect(code).toBe(0);
    const secret = readFileSync(at("got"), "utf8");
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    const seen = readFileSync(at("seen"), "utf8");
    expect(seen.includes("dist/cli.js\nrotate\n")).toBe(true); // it has looked at the right processes
    expect(seen.includes(`DD_API_KEY=${there.env.DD_API_KEY}`)).toBe(true);
    expect(seen.includes(secret)).toBe(false);
    const own = readFileSync(at("own"), "utf8");
    expect(own).toMatch(/^OTHER=kept$/m);
    expect(own).toMatch(/^DD_SITE=datadoghq\.eu$/m);
    expect(own).not.toMatch(/^DD_(?:API_KEY|APP_KEY|BEARER_TOKEN)=/m);
    expect(own.includes(there.env.DD_API_KEY ?? "?")).toBe(false);
  });

  test("what the command writes goes to standard error", async () => {
    const { out, err } = await rotate("--exec", "cat > got; echo to out; echo to err >&2");
    expect(err).toMatch(/^✓ wrote the API key .{36} to the command$/m);
    expect(out).toMatch(/^Rotated/);
    expect(err).toMatch(/^to out$/m);
    expect(err).toMatch(/^to err$/m);
  });

  test.each([
    ["exit 3", "the command ended with exit code 3 without having read the secret"],
    ["no-such-command-anywhere", "the command ended with exit code 127 without having read the secret"],
    ["kill -9 $$", "without having read the secret"],
    ["true", "the command ended well without having read the secret"],
    ["exec < /dev/null; cat", "the command ended well without having read the secret"],
    ["echo 'unterminated", "without having read the secret"],
  ])("a command that has not read the secret leaves everything as it was: %s", async (command, message) => {
    const ended = await rotate("--exec", command);
    expectAsItWas(ended);
    expect(ended.err).toContain(message);
    expect(ended.err).toContain("all else is as it was");
    expectNoSecret(ended);
  });

  test.each([
    ["cat > got; exit 7", "the command ended with exit code 7"],
    ["cat > got; kill -9 $$", "the command ended with exit code 137"],
    ["cat > got; cat got >&2; exit 1", "the command ended with exit code 1"],
  ])("what a command may have stored before it failed works on, beside the old one: %s", async (command, message) => {
    const ended = await rotate("--exec", command);
    expect(ended.code).toBe(3);
    expect(ended.err).toContain(message);
    expect(ended.err).toContain("is in doubt, so both are kept, and both work. The next run asks the store;");
    const stored = readFileSync(at("got"), "utf8");
    expect([await works(stored), await works(OLD.key)]).toEqual([true, true]);
    expect(keys().find(({ name }) => name === "ci")?.id).toBe(OLD.id);

    expect((await rotate("--exec", "cat > got")).code).toBe(0);
    expect(keys()).toMatchObject([{ name: "ci", key: readFileSync(at("got"), "utf8") }]);
  });

  test("a command that reads only a part of the secret has failed", async () => {
    const ended = await rotate("--exec", "dd bs=1 count=5 of=got 2>/dev/null");
    expect(ended.code).toBe(3);
    expect(ended.err).toContain("did not read the whole secret");
    expect(await works(OLD.key)).toBe(true);
    expectNoSecret(ended);
  });
});

test("the key that it signs in with is rotated as well, and it says that the environment has the old one", async () => {
  const { ids } = there.sandbox;
  const ended = await there.run(["rotate", "api_keys", "sandbox", "--file", "own.json"]);
  expect(ended.code).toBe(0);
  expect(ended.err).toContain("DD_API_KEY seems to hold the old one: set it to the new one.");
  expect(held("own.json").id).not.toBe(ids.apiKey);
  expect(await works(held("own.json").secret)).toBe(true);
  expectNoSecret(ended);
});

test("an application key of a service account, and a service access token", async () => {
  const bot = {
    id: "44444444-4444-4444-8444-444444444444",
    email: "bot@example.com",
    name: "bot",
    service_account: true,
  };
  const other = await scene({
    state: {
      users: [bot],
      applicationKeys: [{ name: "deploy", owned_by: bot.id, scopes: ["dashboards_read"] }],
      tokens: [{ name: "sync", owned_by: bot.id, scopes: ["dashboards_read"] }],
    },
  });
  try {
    for (const [type, name] of [
      ["application_keys", "deploy"],
      ["service_access_tokens", "sync"],
    ]) {
      const args = ["rotate", type ?? "", name ?? "", "--service-account", bot.id, "--file", `${name}.json`];
      const { code, err } = await other.run(args);
      expect({ code, failed: err.includes("datadog-fetch:") }).toEqual({ code: 0, failed: false });
    }
    const { applicationKeys, tokens } = other.sandbox.state();
    const secretIn = (name: string): string =>
      JSON.parse(readFileSync(join(other.folder, `${name}.json`), "utf8")).secret;
    expect(applicationKeys.find(({ name }) => name === "deploy")).toMatchObject({
      key: secretIn("deploy"),
      scopes: ["dashboards_read"],
    });
    expect(tokens.find(({ name, revoked }) => name === "sync" && !revoked)).toMatchObject({ key: secretIn("sync") });
  } finally {
    await other.close();
  }
});

test("a name that is not there is told, and nothing is made", async () => {
  const { code, err } = await there.run(["rotate", "api_keys", "nobody", "--file", "x.json"]);
  expect(code).toBe(3);
  expect(err).toContain('there is no API key with the name "nobody". Nothing was changed');
  expect(readdirSync(there.folder)).toEqual([]);
});

test("a file that holds the credential of another name is told as what it is, and kept", async () => {
  await rotate("--file", "ci.json");
  const before = held();
  const { code, err } = await there.run(["rotate", "api_keys", "sandbox", "--file", "ci.json"]);
  expect(code).toBe(3);
  expect(err).toBe(
    `datadog-fetch: rotate: the file holds ${before.id}, which is not the API key "sandbox" but "ci". Nothing was changed\n`,
  );
  expect(held()).toEqual(before);
});

describe("broken off", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends it in good order, and the same command goes on from there",
    async (signal) => {
      let kill: (signal: NodeJS.Signals) => void = () => {};
      there.sandbox.fail((request) => {
        if (request.method === "POST") kill(signal);
        return undefined;
      });
      const ended = await there.run(["rotate", "api_keys", "ci", "--file", "ci.json"], {
        onStart: (_, end) => {
          kill = end;
        },
      });
      expect(ended.code).toBe(3);
      expect(ended.err).toContain(`stopped by ${signal}; run the same command again, and it goes on from there`);
      expect(await works(OLD.key)).toBe(true);
      expectNoSecret(ended);
    },
  );

  test("killed at any request, what the file holds works", async () => {
    await rotate("--file", "ci.json");
    let requests = 0;
    for (let count = 1; count === 1 || count <= requests; count += 2) {
      there.sandbox.reset();
      rmSync(at("ci.json"));
      await rotate("--file", "ci.json");
      requests = there.sandbox.requests.length;
      let kill: (signal: NodeJS.Signals) => void = () => {};
      there.sandbox.fail(() => {
        if (there.sandbox.requests.length === requests + count) kill("SIGKILL");
        return undefined;
      });
      const onStart = (_: number, end: typeof kill): void => {
        kill = end;
      };
      const { code } = await there.run(["rotate", "api_keys", "ci", "--file", "ci.json"], { onStart });
      expect(code).toBe(null);
      expect(await works(held().secret), `killed at request ${count}`).toBe(true);
      expect(statSync(at("ci.json")).mode & 0o777).toBe(0o600);
    }
  });
});
