/** `datadog-fetch sandbox`: an in-memory Datadog over HTTP, for programs in any language. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { SandboxFetch } from "../sandbox/index.ts";
import type { Arguments } from "./arguments.ts";
import { type Command, print, tell } from "./command.ts";
import { EXIT, Failure } from "./failures.ts";
import { untilStopped } from "./stop.ts";
import { UsageError } from "./usage.ts";

const HOST = "127.0.0.1";

export const sandboxCommand: Command = {
  name: "sandbox",
  summary: "Serve an in-memory Datadog on this machine, for tests in any language",
  arguments: [],
  usage: "[--port N]",
  options: { port: { value: "N", text: "the port to listen on (one that is free)" } },
  details: [
    "Responds to the credential APIs as Datadog does, and forgets everything at its end. Nothing leaves this machine.",
    "When it is ready it prints its address and made-up credentials, a line each. SIGINT (Ctrl+C) or SIGTERM ends it.",
  ],
  examples: [
    "datadog-fetch sandbox --port 8126",
    "DD_API_KEY=… DD_APP_KEY=… datadog-fetch audit --base-url http://127.0.0.1:8126",
  ],
  async run(args, { err }) {
    const port = portOf(args);
    const { createSandbox } = await import("../sandbox/index.ts"); // nobody else has to load it
    await untilStopped(async (signal) => {
      const { credentials, fetch } = createSandbox();
      const server = createServer((request, response) => respond(fetch, request, response));
      await listen(server, port);
      const { port: actual } = server.address() as AddressInfo;
      print(
        `listening on http://${HOST}:${actual}`,
        `DD_API_KEY=${credentials.apiKey}`,
        `DD_APP_KEY=${credentials.appKey}`,
      );
      if (err.isTerminal) tell(err.paint("dim", "Ctrl+C ends it."));
      await closed(server, signal);
    });
    return EXIT.fine;
  },
};

function portOf({ values: { port = "0" } }: Arguments): number {
  if (/^\d+$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new UsageError("--port must be a whole number up to 65535", "sandbox");
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) => {
      const reason = code === "EADDRINUSE" ? "is in use" : code === "EACCES" ? "is not allowed" : `fails (${code})`;
      reject(new Failure(`port ${port} ${reason}; give another one, or none for one that is free`));
    });
    server.listen(port, HOST, resolve);
  });
}

/** Waits for the end, and does not wait for clients that keep their connections. */
function closed(server: Server, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const close = (): void => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    if (signal.aborted) close();
    else signal.addEventListener("abort", close, { once: true });
  });
}

/** Has the sandbox respond to one request. */
async function respond(fetch: SandboxFetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const { method = "GET", url = "/" } = incoming;
    const body = method === "GET" || method === "HEAD" ? undefined : new Uint8Array(await buffer(incoming));
    const request = new Request(new URL(url.replace(/^\/+/, "/"), `http://${HOST}`), {
      method,
      headers: headersOf(incoming),
      ...(body && body.length > 0 && { body }),
    });
    const response = await fetch(request, { incoming });
    const content = Buffer.from(await response.arrayBuffer());
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(content);
  } catch {
    if (!outgoing.headersSent) outgoing.writeHead(400, { "content-type": "application/json" });
    outgoing.end(JSON.stringify({ errors: ["Bad Request"] }));
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}
