/** The server that the suite talks to: scenarios that go wrong in every way, sandboxes, the suite's own files, and its results. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { nameOf } from "../../src/operation.ts";
import { createSandbox } from "../../src/sandbox/index.ts";
import { argumentsOf, everyOperation, exampleOf } from "../every-operation.ts";
import { type Scenario, scenario } from "./scenarios.ts";

/** A request as a scenario saw it. */
export interface Seen {
  /** Which of the two origins was asked. */
  origin: "home" | "other";
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
  /** Whether the answer is still to be completed. */
  open: boolean;
  /** How many requests of this scene were under way, this one included. */
  atOnce: number;
  /** Whether the first half of the answer's body is out. */
  half: boolean;
  /** Whether the client closed the connection before the answer was complete. */
  hungUp: boolean;
}

/** What a runtime reports. */
export interface Result {
  passed: number;
  failures: { name: string; message: string }[];
}

export interface Control {
  /** Where the runtimes' pages, logs and results are. */
  home: string;
  /** The same server on another origin. */
  other: string;
  /** An origin where nobody listens. */
  closed: string;
  /** Resolves when the runtime reports. */
  result(runtime: string): Promise<Result>;
  close(): void;
}

/** A call of every operation: the function with its arguments, what it requests, and the response that the document shows. */
const everyCall = everyOperation.map((each) => {
  const requests = nameOf(each.operation);
  return { name: each.name, args: argumentsOf(each, (parameter) => parameter), requests, ...exampleOf(each) };
});

type Handler = (request: IncomingMessage, response: ServerResponse, rest: string[]) => void | Promise<void>;

/** Starts the server on two ports that are free. `readFile` gives the files that pages ask for. */
export async function startControl(
  readFile: (path: string) => { type: string; content: Buffer } | undefined,
): Promise<Control> {
  const logs = new Map<string, Seen[]>();
  const sandboxes = new Map<string, ReturnType<typeof getRequestListener>>();
  const waiting = new Map<string, (result: Result) => void>();

  const handlers = (origin: Seen["origin"]): Record<string, Handler> => ({
    async scene(request, response, [id = "", name = "", ...path]) {
      const log = logs.get(id) ?? [];
      logs.set(id, log);
      await act(log, origin, scenario(name), `/${path.join("/")}`, request, response, origins);
    },
    log: (_, response, [id = ""]) => sendJson(response, logs.get(id) ?? []),
    async sandbox(request, response, [id = "", ...path]) {
      if (path.length > 0) {
        request.url = `/${path.join("/")}`;
        await sandboxes.get(id)?.(request, response);
        return;
      }
      const sandbox = createSandbox(JSON.parse(await text(request)));
      sandboxes.set(id, getRequestListener(sandbox.fetch));
      const { credentials, token, ids } = sandbox;
      sendJson(response, { credentials, token, ids });
    },
    async run(request, response, [runtime = ""]) {
      if (request.method === "GET") return sendJson(response, { ...origins, runtime, operations: everyCall });
      const result = JSON.parse(await text(request));
      sendJson(response, {});
      waiting.get(runtime)?.(result);
    },
    files(_, response, path) {
      const file = readFile(path.join("/"));
      response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.content);
    },
  });

  const servers = [await listen(handlers("home")), await listen(handlers("other")), await listen({})];
  const [home = "", other = "", closed = ""] = servers.map(originOf);
  const origins = { home, other, closed };
  servers.pop()?.close();
  return {
    ...origins,
    result: (runtime) => new Promise((resolve) => waiting.set(runtime, resolve)),
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function listen(handlers: Record<string, Handler>): Promise<Server> {
  const server = createServer((request, response) => {
    const [, first = "", ...rest] = (request.url ?? "").split("/");
    const handler = handlers[first];
    if (!handler) return void response.writeHead(404).end();
    Promise.resolve(handler(request, response, rest)).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Notes a request down and answers it as the scenario wants. */
async function act(
  log: Seen[],
  origin: Seen["origin"],
  answer: Scenario,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  origins: { other: string },
): Promise<void> {
  const { method = "", headers } = request;
  const atOnce = log.filter(({ open }) => open).length + 1;
  const seen: Seen = {
    origin,
    method,
    path: path.replace(/\?.*/, ""),
    headers,
    body: "",
    open: true,
    atOnce,
    half: false,
    hungUp: false,
  };
  log.push(seen);
  response.on("close", () => {
    seen.open = false;
    seen.hungUp = !response.writableFinished;
  });
  seen.body = await text(request);
  await answer({ request: seen, url: path, before: log.slice(0, log.indexOf(seen)), response, ...origins });
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, body: unknown): void {
  response
    .writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" })
    .end(JSON.stringify(body));
}
