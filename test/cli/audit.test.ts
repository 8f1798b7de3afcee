/** `datadog-fetch audit`: one organization as table, CSV and JSON; what may not be seen; names that mean harm. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ended, organization, run, type Scene, scene } from "./scene.ts";

let organized: Scene;
beforeAll(async () => {
  organized = await scene({ state: organization(Date.now()) });
});
afterAll(() => organized.close());

const NEEDS_A_LOOK = [
  "mobile app",
  "jenkins (old)",
  "ben's laptop",
  "dashboards export",
  "hackathon",
  "incident tooling",
];

describe("the table", () => {
  test("has what needs a look first, the worst at the top, and a summary at the end", async () => {
    const { code, out, err } = await organized.run(["audit"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^FINDINGS +TYPE +NAME +OWNER +CREATED +LAST USED +EXPIRES +ID$/);
    for (const [at, name] of NEEDS_A_LOOK.entries()) expect(lines[at + 1]).toContain(name);
    expect(lines[1]).toMatch(
      /^leaked +API key +mobile app +Mara Lindqvist +1\.1 years ago +35 days ago +[0-9a-f-]{36}$/,
    );
    expect(lines[2]).toMatch(
      /^owner-disabled, stale +API key +jenkins \(old\) +Ben Okafor +4\.5 years ago +1\.9 years ago /,
    );
    expect(lines[4]).toMatch(/^expires-soon +personal access token .* in 19 days /);
    expect(lines[5]).toMatch(/^never-used .* never /);
    expect(lines[8]).toMatch(/^none /);
    expect(lines.at(-1)).toBe(
      "7 of 14 credentials need a look: 1 leaked, 2 owner disabled, 1 expires soon, 2 stale, 1 never used, 3 unscoped.",
    );
  });

  test("is plain where nobody sits at a terminal, and coloured where that is asked for", async () => {
    const forced = await organized.run(["audit"], { env: { FORCE_COLOR: "1" } });
    expect(forced.out).toContain("\x1b[31mleaked");
    for (const env of [{}, { FORCE_COLOR: "0" }, { NO_COLOR: "1" }])
      expect((await organized.run(["audit"], { env })).out).not.toContain("\x1b");
  });

  test("--stale-after decides what is stale", async () => {
    const { out } = await organized.run(["audit", "--stale-after", "30", "--format", "csv"]);
    expect(out).toMatch(/^leaked stale,api_keys,[^,]+,mobile app,/m);
    const all = await organized.run(["audit", "--stale-after", "1000"]);
    expect(all.out).not.toContain("stale");
  });
});

describe("on a terminal", () => {
  /** A terminal of some columns, as util-linux makes one. */
  const onTerminal = async (columns: number, args: string, env: Record<string, string> = {}): Promise<string> => {
    const { CLI } = await import("./scene.ts");
    const line = `stty cols ${columns}; ${process.execPath} ${CLI} ${args} --base-url ${organized.baseUrl}`;
    const { out } = await run("script", ["-qec", line, "/dev/null"], {
      env: { ...organized.env, TERM: "xterm", ...env },
    });
    return out.replaceAll("\r\n", "\n");
  };

  test.each([200, 120, 80, 40])("the table fits into %i columns", async (columns) => {
    const out = await onTerminal(columns, "audit", { NO_COLOR: "1" });
    const table = (out.split("\x1b[K").at(-1) ?? "").split("\n\n")[0]?.split("\n") ?? [];
    expect(table).toHaveLength(15);
    expect(table.filter((line) => line.length > columns)).toEqual([]);
    expect(table[1]).toMatch(/^leaked .*mobile app/);
    expect(table[0]?.includes("ID")).toBe(columns >= 200);
  });

  test("it has colours, unless NO_COLOR is set, and tells how far it has come on a line that goes away", async () => {
    const colored = await onTerminal(120, "audit");
    expect(colored).toContain("\x1b[31mleaked");
    expect(colored).toMatch(/Reading .*API keys 7 of 7/);
    expect(colored.lastIndexOf("Reading")).toBeLessThan(colored.lastIndexOf("\x1b[K"));
    expect(colored.lastIndexOf("\x1b[K")).toBeLessThan(colored.indexOf("FINDINGS"));
    expect(await onTerminal(120, "audit", { NO_COLOR: "1" })).not.toContain("\x1b[31m");
    expect(await onTerminal(120, "audit", { TERM: "dumb" })).not.toContain("\x1b[31m");
  });
});

test("JSON is what the library gives", async () => {
  const { code, out, err } = await organized.run(["audit", "--format", "json"]);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  const { credentials, findings, unseen } = JSON.parse(out);
  expect(credentials).toHaveLength(14);
  expect(unseen).toEqual([]);
  expect(findings[0]).toMatchObject({ finding: "leaked", credential: { name: "mobile app", type: "api_keys" } });
  const hackathon = credentials.find(({ name }: { name: string }) => name === "hackathon");
  expect(hackathon).toMatchObject({
    lastUsedAt: null,
    expiresAt: null,
    owner: { email: "mara.lindqvist@example.com" },
  });
});

test("no report holds a secret", async () => {
  const state = organized.sandbox.state();
  const secrets = [...state.apiKeys, ...state.applicationKeys, ...state.tokens].map(({ key }) => key);
  expect(secrets).toHaveLength(14);
  for (const format of ["table", "csv", "json", "html"]) {
    const { out, err } = await organized.run(["audit", "--format", format]);
    for (const secret of secrets) expect((out + err).includes(secret.slice(-12))).toBe(false);
  }
});

describe("CSV", () => {
  const HARM = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '=cmd|"/c calc"!A1',
    'a "quoted", name\nin two lines',
  ];
  let harmful: Scene;
  let report: Ended;
  beforeAll(async () => {
    const users = [{ email: "mallory@example.com", name: "=HYPERLINK(1)" }];
    const apiKeys = HARM.map((name) => ({ name, created_by: "mallory@example.com" }));
    harmful = await scene({ state: { users, apiKeys } });
    report = await harmful.run(["audit", "--format", "csv"]);
  });
  afterAll(() => harmful.close());

  test("has a row a credential, with every value in its column", async () => {
    const rows = parseCsv(report.out);
    expect(rows[0]).toEqual(
      "findings,type,id,name,owner,owner_email,owner_disabled,created_at,last_used_at,expires_at,scopes,last4".split(
        ",",
      ),
    );
    expect(rows).toHaveLength(1 + HARM.length + 2);
    expect(rows.every((row) => row.length === 12)).toBe(true);
    expect(report.out.endsWith("\r\n")).toBe(true);
  });

  test("nothing in it is a formula", () => {
    const cells = parseCsv(report.out).flat();
    expect(cells.filter((cell) => /^\s*[=+\-@＝\t\r]/.test(cell))).toEqual([]);
    for (const name of HARM) expect(cells).toContain(name.startsWith("a ") ? name : `'${name}`);
    expect(cells).toContain("'=HYPERLINK(1)");
  });

  test("a table shows control characters instead of obeying them", async () => {
    const { out } = await harmful.run(["audit"]);
    expect(out).toContain("\\u{0009}=1");
    expect(out).toContain("name\\u{000a}in two lines");
    expect(out.split("\n")).toHaveLength(1 + HARM.length + 2 + 3);
  });
});

test("names cannot move the cursor, change colours or turn the direction of writing", async () => {
  const there = await scene({ state: { apiKeys: [{ name: "\x1b[2J\x1b]0;pwned\x07\u202egnp.exe" }] } });
  try {
    for (const args of [
      ["audit"],
      ["find", "api_keys", "\x1b[2J\x1b]0;pwned\x07\u202egnp.exe"],
      ["find", "api_keys", "\x1b[2Jx"],
    ]) {
      const { out, err } = await there.run(args);
      expect(out + err).toContain("\\u{001b}[2J");
      for (const harm of ["\x1b", "\x07", "\u202e"]) expect(out + err).not.toContain(harm);
    }
  } finally {
    await there.close();
  }
});

describe("what the caller may not see", () => {
  let there: Scene;
  beforeAll(async () => {
    there = await scene({
      state: {
        users: [{ email: "mara@example.com", name: "Mara" }],
        applicationKeys: [
          {
            name: "narrow",
            owned_by: "mara@example.com",
            key: "ddapp_narrow0000000000000000000000000000000",
            scopes: ["api_keys_read"],
          },
          {
            name: "blind",
            owned_by: "mara@example.com",
            key: "ddapp_blind00000000000000000000000000000000",
            scopes: [],
          },
        ],
      },
    });
  });
  afterAll(() => there.close());

  test.each(["table", "csv", "json", "html"])("is told as unseen, not as empty: %s", async (format) => {
    const env = { DD_APP_KEY: "ddapp_narrow0000000000000000000000000000000" };
    const { code, out, err } = await there.run(["audit", "--format", format], { env });
    expect(code).toBe(0);
    if (format === "json") {
      const types = JSON.parse(out).unseen.map(({ type }: { type: string }) => type);
      expect(types).toEqual(expect.arrayContaining(["application_keys"]));
    } else {
      const told = format === "csv" ? err : out;
      expect(told).toContain("Not seen: application keys, because these credentials may not list them (");
      expect(told).toContain("org_app_keys_read");
    }
  });

  test("a caller who may see nothing gets an error and the next step", async () => {
    const { code, out, err } = await there.run(["audit"], {
      env: { DD_APP_KEY: "ddapp_blind00000000000000000000000000000000" },
    });
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/403 Forbidden.*api_keys_read/);
    expect(err).toContain("datadog-fetch validate tells which credentials work");
  });
});

test("an organization without findings is exit code 0", async () => {
  const there = await scene({ state: { applicationKeys: [], apiKeys: [] } });
  try {
    const { id } = there.sandbox.state().applicationKeys[0] ?? { id: "" };
    const state = there.sandbox.state();
    const scoped = state.applicationKeys.map((key) => ({
      ...key,
      scopes: ["api_keys_read", "org_app_keys_read", "user_access_read"],
    }));
    const other = await scene({ state: { ...state, applicationKeys: scoped } });
    const { code, out } = await other.run(["audit"]);
    await other.close();
    expect(out).toContain(id);
    expect(out).toContain("and nothing is wrong with any of them.");
    expect(code).toBe(0);
  } finally {
    await there.close();
  }
});

test("a server that cannot be reached is an error with the next step", async () => {
  const there = await scene();
  await there.close();
  const { code, err } = await there.run(["audit"], { cwd: process.cwd() });
  expect(code).toBe(3);
  expect(err).toMatch(/ECONNREFUSED/);
  expect(err).toContain("Check the network, DD_SITE and --base-url.");
});

test("a 503 is repeated and a 429 is waited out", async () => {
  const there = await scene();
  try {
    there.sandbox.fail({ operation: "GET /api/v2/api_keys", status: 503 });
    there.sandbox.fail({
      operation: "GET /api/v2/application_keys",
      status: 429,
      headers: { "X-RateLimit-Reset": "1" },
    });
    const { code } = await there.run(["audit"]);
    expect(code).toBe(1);
    expect(there.sandbox.requests.map(({ status }) => status)).toEqual(expect.arrayContaining([503, 429, 200]));
  } finally {
    await there.close();
  }
});

/** Reads CSV as RFC 4180 has it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows.slice(0, -1);
}
