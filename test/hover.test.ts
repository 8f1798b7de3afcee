/** What an editor shows of every function: names, not expansions, and the doc comment. */
import ts from "typescript";
import { expect, test } from "vitest";
import { createDatadog } from "../src/index.ts";
import { languageService, root } from "./typescript.ts";

const MODULES = {
  apiKeys: "v2/api-keys",
  applicationKeys: "v2/application-keys",
  "currentUser.applicationKeys": "v2/current-user-application-keys",
  actionConnections: "v2/action-connections",
  appKeyRegistrations: "v2/app-key-registrations",
  personalAccessTokens: "v2/personal-access-tokens",
  serviceAccounts: "v2/service-accounts",
  "serviceAccounts.applicationKeys": "v2/service-account-application-keys",
  "serviceAccounts.accessTokens": "v2/service-account-access-tokens",
  users: "v2/users",
  permissions: "v2/permissions",
  validation: "v2/validation",
  "v1.apiKeys": "v1/api-keys",
  "v1.applicationKeys": "v1/application-keys",
  "v1.pagerDutyServices": "v1/pagerduty-services",
  "v1.validation": "v1/validation",
};

/** Every function on a client, with the dots on the way to it. */
const onClient = (object: object, path: string): string[] =>
  Object.entries(object).flatMap(([name, value]) => {
    const at = `${path}.${name}`;
    return typeof value === "function" ? [at] : onClient(value, at);
  });
const { http, ...bound } = createDatadog({ token: "t" });
const functions = onClient(bound, "dd");

const inModules = functions.map((at) => {
  const [, resource = "", name = ""] = /^dd\.(.*)\.(\w+)$/.exec(at) ?? [];
  return `${resource.replace(".", "_")}.${name}`;
});
const entrances = ["createDatadog", "createClient", "fromEnv"];

/** A file that names each of them on a line of its own, so that the cursor can be put on it. */
const FILE = "test/hovered.ts";
const text = `
import { createDatadog, createClient, fromEnv } from "../src/index.ts";
${Object.entries(MODULES)
  .map(([name, path]) => `import * as ${name.replace(".", "_")} from "../src/${path}.ts";`)
  .join("\n")}
declare const dd: ReturnType<typeof createDatadog>;
${[...entrances, ...functions, ...inModules].map((at) => `${at};`).join("\n")}
`;
const service = languageService({ [FILE]: text });

/** The quick info of the last name in an expression. */
function hover(expression: string): string {
  const position = text.indexOf(`\n${expression};`) + expression.length;
  const info = service.getQuickInfoAtPosition(root + FILE, position);
  const tags = (info?.tags ?? []).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(info?.displayParts), ts.displayPartsToString(info?.documentation), ...tags]
    .filter(Boolean)
    .join("\n");
}

const hovers = [...entrances, ...functions, ...inModules].map((at) => [at, hover(at)] as const);

test("the hovers are these", async () => {
  const shown = hovers.map(([at, info]) => `── ${at}\n${info}\n`).join("\n");
  await expect(shown).toMatchFileSnapshot("hovers.txt");
});

test.each(hovers)("%s shows names", (at, info) => {
  const [signature = ""] = info.split("\n");
  expect(info).not.toMatch(/components\[|Readable<|import\(|paths\[/);
  expect(signature).not.toMatch(/typeof |\bany\b|\.\.\. \d+ more|=> never/);
  if (at.includes(".")) expect(signature).toMatch(/(\):|=>) (Promise<\w+>|Paged<\w+, \w+>)$/);
});

// `delete` is exported under another name than it has, and only a comment at its export reaches the client.
test.each(hovers)("%s shows what it does", (_, info) => {
  expect(info).toMatch(/\n[A-Z][^\n]*\./);
});
