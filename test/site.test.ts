/** Where requests go: the nine sites and what people paste for them, base URLs, and the hosts that get no keys. */
import { describe, expect, test } from "vitest";
import { InputError } from "../src/client.ts";
import { checkedBaseUrl, siteUrl } from "../src/site.ts";

const badSite = new InputError(
  "createClient",
  'site must be the name of a Datadog site, such as "datadoghq.eu" or "us5.datadoghq.com"; for a proxy use baseUrl',
);
const badBaseUrl = new InputError(
  "createClient",
  "baseUrl must be an https:// URL without user name, query and fragment (http:// is for localhost only)",
);

describe("a site", () => {
  test.each([
    ["datadoghq.com", "datadoghq.com"],
    ["us3.datadoghq.com", "us3.datadoghq.com"],
    ["us5.datadoghq.com", "us5.datadoghq.com"],
    ["datadoghq.eu", "datadoghq.eu"],
    ["ap1.datadoghq.com", "ap1.datadoghq.com"],
    ["ap2.datadoghq.com", "ap2.datadoghq.com"],
    ["uk1.datadoghq.com", "uk1.datadoghq.com"],
    ["ddog-gov.com", "ddog-gov.com"],
    ["us2.ddog-gov.com", "us2.ddog-gov.com"],
    ["ap9.datadoghq.com", "ap9.datadoghq.com"],
    ["app.datadoghq.eu", "datadoghq.eu"],
    ["api.datadoghq.eu", "datadoghq.eu"],
    ["app.ddog-gov.com", "ddog-gov.com"],
    [" DataDogHQ.EU\n", "datadoghq.eu"],
    ["https://app.datadoghq.com/", "datadoghq.com"],
    ["https://us5.datadoghq.com/organization-settings/api-keys?id=1#x", "us5.datadoghq.com"],
    ["https://datadoghq.com?x=1", "datadoghq.com"],
    ["http://app.datadoghq.eu", "datadoghq.eu"],
    ["https://api.us3.datadoghq.com", "us3.datadoghq.com"],
  ])("%j is reached at api.%s", (site, host) => expect(siteUrl(site)).toBe(`https://api.${host}`));

  test.each([
    ...[
      "datadoghq.co",
      "datadoghq.org",
      "datadog.com",
      "datadoghq.com.evil.example",
      "datadoghq.eu.com",
      "ddog-gov.co",
    ],
    ...["evil.example", "evildatadoghq.com", "x-datadoghq.com", "datadoghq.com@evil.example", "user@datadoghq.com"],
    ...[
      "evil.example/datadoghq.com",
      "evil.example#.datadoghq.com",
      "evil.example\\.datadoghq.com",
      "a.b.datadoghq.com",
    ],
    ...[
      "https://evil.example/?datadoghq.com",
      "https://datadoghq.com:8443",
      "datadoghq.com:8443",
      "ftp://datadoghq.com",
    ],
    ...["", " ", "EU", "US1", "https://", "datadoghq", ".datadoghq.com", "datadoghq.com.", "datadoghq．com", "a b.com"],
    ...["//datadoghq.com", "https://https://datadoghq.com", "xn--datadoghq.com"],
    ...[7, null, undefined, {}, [], ["datadoghq.com"], { toString: () => "datadoghq.com" }, true, Symbol("x"), 1n],
  ])("that is not Datadog's gets no keys: %o", (site) => expect(() => siteUrl(site)).toThrow(badSite));
});

describe("a base URL", () => {
  test.each([
    ["https://proxy.example.com", "https://proxy.example.com"],
    ["https://proxy.example.com/", "https://proxy.example.com"],
    ["https://proxy.example.com:8443/datadog//", "https://proxy.example.com:8443/datadog"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://LOCALHOST", "http://localhost"],
    ["http://127.0.0.1:3000/x", "http://127.0.0.1:3000/x"],
    ["http://127.255.0.3", "http://127.255.0.3"],
    ["http://127.1:3000", "http://127.0.0.1:3000"],
    ["http://[::1]:3000", "http://[::1]:3000"],
    ["http://[0:0::1]", "http://[::1]"],
  ])("%s is taken", (given, base) => {
    expect(checkedBaseUrl(given)).toBe(base);
    expect(checkedBaseUrl(new URL(given))).toBe(base);
  });

  test.each([
    ...[
      "http://api.datadoghq.com",
      "http://10.0.0.1",
      "http://0.0.0.0",
      "http://192.168.0.1",
      "http://[::]",
      "http://1",
    ],
    ...["http://localhost.example.com", "http://127.0.0.1.example.com", "http://x.127.0.0.1.example"],
    ...[
      "http://evil.com/127.0.0.1",
      "http://evillocalhost",
      "http://dd.localhost",
      "http://api.localhost:80",
      "http://localhost.",
    ],
    ...["http://[::2]", "http://[::ffff:10.0.0.1]", "ftp://localhost", "ws://localhost", "file:///tmp", "data:,x"],
  ])("%s is refused, because secrets would travel in the clear", (url) =>
    expect(() => checkedBaseUrl(url)).toThrow(badBaseUrl),
  );

  test.each([
    "https://user:hunter2@x.example",
    "https://hunter2@x.example",
    "https://x.example/?hunter2",
    "https://x.example/#hunter2",
    "https://x.example/?",
    "http://hunter2@localhost",
  ])("%s says too much, and is not echoed", (url) => expect(() => checkedBaseUrl(url)).toThrow(badBaseUrl));

  test.each([
    ...["", "api.datadoghq.com", "//api.datadoghq.com", "/datadog", "https://", "https:// x"],
    ...[7, null, undefined, {}, [], { href: "https://x.example" }, Symbol("x"), 1n, true],
  ])("%o is none", (value) => expect(() => checkedBaseUrl(value)).toThrow(badBaseUrl));
});
