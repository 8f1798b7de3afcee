/**
 * The spec keeps to what its readers know: openapi-typescript, the sandbox's validator and the generator of the
 * property tests. That its examples are valid is a lint rule, and test/generated.test.ts lints it.
 */
import { expect, test } from "vitest";
import document from "../generated/openapi.json" with { type: "json" };
import { requests, schemas } from "../generated/requests.ts";

/** Adds the keywords of a schema and of the schemas in it, without extensions, some of them with their values. */
function keywordsOf(schema: object, found: Set<string>): void {
  for (const [keyword, value] of Object.entries(schema) as [string, unknown][]) {
    if (keyword.startsWith("x-")) continue;
    found.add(["type", "format"].includes(keyword) ? `${keyword}: ${value}` : keyword);
    if (keyword === "properties") for (const property of Object.values(value as object)) keywordsOf(property, found);
    if (["items", "additionalProperties"].includes(keyword) && typeof value === "object")
      keywordsOf(value as object, found);
    if (["oneOf", "anyOf", "allOf"].includes(keyword))
      for (const branch of value as object[]) keywordsOf(branch, found);
  }
}

/** All keywords of some schemas in alphabetical order, a line each. */
function keywords(all: object[]): string {
  const found = new Set<string>();
  for (const schema of all) keywordsOf(schema, found);
  return [...found].sort().join("\n");
}

test("the schemas use these keywords", () => {
  const parameters = Object.values(document.paths)
    .flatMap((item) => Object.values(item) as { parameters?: { schema: object }[] }[])
    .flatMap(({ parameters = [] }) => parameters.map(({ schema }) => schema));
  expect(keywords([...Object.values(document.components.schemas), ...parameters])).toMatchInlineSnapshot(`
    "$ref
    additionalProperties
    const
    default
    description
    enum
    example
    format: date-time
    format: int64
    format: password
    format: uuid
    items
    maxLength
    minLength
    oneOf
    pattern
    properties
    readOnly
    required
    type: array
    type: array,null
    type: boolean
    type: integer
    type: null
    type: object
    type: string
    type: string,null"
  `);
});

test("requests are checked by these keywords", () => {
  const inline = Object.values(requests).flatMap(({ query, body }) => [
    ...Object.values(query),
    ...(body ? [body] : []),
  ]);
  expect(keywords([...Object.values(schemas), ...inline])).toMatchInlineSnapshot(`
    "$ref
    const
    default
    enum
    format: date-time
    format: int64
    format: password
    items
    oneOf
    pattern
    properties
    readOnly
    required
    type: array
    type: array,null
    type: boolean
    type: integer
    type: object
    type: string"
  `);
});

test("every reference leads to a schema", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(known).toEqual(expect.arrayContaining(references));
  const checked = [...JSON.stringify([requests, schemas]).matchAll(/"\$ref":"([^"]*)"/g)].map(
    ([, reference]) => reference,
  );
  expect(Object.keys(schemas).map((name) => `#/$defs/${name}`)).toEqual(expect.arrayContaining(checked));
});

/** The name and properties of each schema that an operation's body, sent or received, refers to, directly or not. */
function bodiesOf(operationId: string): [name: string, properties: { [name: string]: { format?: string } }][] {
  const named: { [name: string]: object } = document.components.schemas;
  const operation = Object.values(document.paths)
    .flatMap((item) => Object.values(item) as { operationId: string }[])
    .find((candidate) => candidate.operationId === operationId);
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name = ""] of (JSON.stringify(part) ?? "").matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      visit(named[name]);
    }
  };
  visit(operation);
  return [...found].map((name) => [
    name,
    (named[name] as { properties?: { [name: string]: { format?: string } } })?.properties ?? {},
  ]);
}

const secretsOf = (operationId: string): string[] =>
  bodiesOf(operationId)
    .flatMap(([name, properties]) =>
      Object.entries(properties).flatMap(([property, { format }]) =>
        format === "password" ? [`${name}.${property}`] : [],
      ),
    )
    .sort();

test("these properties of a connection are secrets, which responses hold as empty strings", () => {
  const properties = bodiesOf("getActionConnection").flatMap(
    ([, all]) => Object.values(all) as { format?: string; description: string }[],
  );
  const descriptions = properties.filter(({ format }) => format === "password").map(({ description }) => description);
  expect(descriptions.filter((description) => !description.endsWith('Responses hold `""` instead.'))).toEqual([]);
  expect(secretsOf("getActionConnection").join("\n")).toMatchInlineSnapshot(`
    "AnthropicAPIKey.api_token
    AsanaAccessToken.access_token
    AzureTenant.client_secret
    CircleCIAPIKey.api_token
    ClickupAPIKey.api_token
    CloudflareAPIToken.api_token
    CloudflareGlobalAPIToken.global_api_key
    ConfigCatSDKKey.api_password
    ConfigCatSDKKey.sdk_key
    DatadogAPIKey.api_key
    DatadogAPIKey.app_key
    FastlyAPIKey.api_key
    FreshserviceAPIKey.api_key
    GCPServiceAccount.private_key
    GeminiAPIKey.api_key
    GitlabAPIKey.api_token
    GreyNoiseAPIKey.api_key
    HTTPToken.value
    LaunchDarklyAPIKey.api_token
    NotionAPIKey.api_token
    OktaAPIToken.api_token
    OpenAIAPIKey.api_token
    ServiceNowBasicAuth.password
    SplitAPIKey.api_key
    StatsigAPIKey.api_key
    VirusTotalAPIKey.api_key"
  `);
});

test("each secret of a connection can be exchanged by an update", () => {
  const changed = secretsOf("getActionConnection").map((name) => name.replace(".", "Update."));
  expect(secretsOf("updateActionConnection").filter((name) => name.includes("Update."))).toEqual(changed.sort());
});
