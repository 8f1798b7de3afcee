/** Behind nginx, which decodes a path before it passes it on below a prefix: no id may lead to another resource. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatadog, type Datadog, InputError } from "../src/index.ts";
import { tool } from "./on-sandbox.ts";
import { listen } from "./servers.ts";

const executable = tool(
  "nginx",
  process.env.NGINX ?? "/usr/sbin/nginx",
  "apt-get install nginx-light, or set NGINX to its path",
);
const id = "3f0c8a6e-51d2-4b7f-9a3e-7c6d5b4a3921";

/** What arrives behind the proxy. */
const arrived: string[] = [];
let nginx: ChildProcess;
let folder: string;
let baseUrl: string;
let dd: Datadog;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A prefix mount as people write it: with a path in `proxy_pass`, nginx decodes the request's path and resolves its dots. */
const configuration = (port: number, upstream: number): string => `
daemon off;
error_log stderr crit;
pid ${folder}/nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${folder};
  proxy_temp_path ${folder};
  fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder};
  scgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port};
    merge_slashes on;
    location /datadog/ { proxy_pass http://127.0.0.1:${upstream}/; }
  }
}
`;

async function untilReady(port: number): Promise<void> {
  for (let attempts = 0; attempts < 200; attempts += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (response) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("nginx did not start");
}

describe.skipIf(!executable)("behind nginx", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "datadog-fetch-nginx-"));
    const upstream = await listen(
      createServer((request, response) => {
        arrived.push(`${request.method} ${request.url}`);
        request.resume().on("end", () => response.writeHead(204).end());
      }),
    );
    const port = await freePort();
    const file = join(folder, "nginx.conf");
    await writeFile(file, configuration(port, upstream));
    nginx = spawn(executable ?? "", ["-c", file, "-p", folder], { stdio: "inherit" });
    await untilReady(port);
    baseUrl = `http://127.0.0.1:${port}/datadog`;
    dd = createDatadog({ apiKey: "0".repeat(32), appKey: "1".repeat(40), baseUrl, maxRetries: 0 });
  });
  beforeEach(() => void arrived.splice(0));
  afterAll(async () => {
    nginx?.kill();
    await rm(folder, { recursive: true, force: true });
  });

  test("a key is deleted at its own endpoint", async () => {
    await dd.apiKeys.delete(id);
    expect(arrived).toEqual([`DELETE /api/v2/api_keys/${id}`]);
  });

  test("an encoded step would lead to another resource, so what the client refuses is a danger", async () => {
    await fetch(`${baseUrl}/api/v2/api_keys/..%2Fapplication_keys%2F${id}`, { method: "DELETE" });
    expect(arrived).toEqual([`DELETE /api/v2/application_keys/${id}`]);
  });

  test.each([
    `../application_keys/${id}`,
    `..%2Fapplication_keys%2F${id}`,
    `..%252Fapplication_keys%252F${id}`,
    `..\\application_keys\\${id}`,
    `a/../../application_keys/${id}`,
    `%2e%2e/application_keys/${id}`,
    `.%2e%5capplication_keys/${id}`,
    `x/..;/../application_keys/${id}`,
    "..",
    "%2E%2E",
    ".",
  ])("%j is refused before anything is sent", async (wrong) => {
    const refusals = await Promise.allSettled([
      dd.apiKeys.delete(wrong),
      dd.http.DELETE("/api/v2/api_keys/{api_key_id}", { params: { path: { api_key_id: wrong } } }),
      dd.v1.pagerDutyServices.delete(wrong),
    ]);
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: expect.any(InputError) });
    expect(arrived).toEqual([]);
  });

  test.each(["on call", "a.b", "...", "50%", "r%c3%a9", "a+b", "x%2fy", "né", "a?b#c", "a;b"])(
    "the service %j stays below its own endpoint",
    async (name) => {
      await dd.v1.pagerDutyServices.delete(name);
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatch(/^DELETE \/api\/v1\/integration\/pagerduty\/configuration\/services\/./);
    },
  );
});
