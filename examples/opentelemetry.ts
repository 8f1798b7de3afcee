/**
 * Traces and measures every attempt with OpenTelemetry, by its conventions for HTTP clients.
 *
 *   npx tsx --import ./your-telemetry.js examples/opentelemetry.ts
 *
 * The SDK and its exporter are the program's own choice; without them the API does nothing.
 */
import { type Attributes, metrics, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { type ClientOptions, createDatadog, fromEnv, type RequestEvent } from "datadog-fetch";

/** The observers of a client. A repeat is a span of its own, as the conventions want it. */
function telemetry(host: string): Pick<ClientOptions, "onRequest" | "onResponse"> {
  const tracer = trace.getTracer("datadog-fetch");
  const duration = metrics.getMeter("datadog-fetch").createHistogram("http.client.request.duration", {
    unit: "s",
    description: "Duration of HTTP client requests.",
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
  });
  const spans = new WeakMap<RequestEvent, Span>();
  const about = ({ method, path }: RequestEvent): Attributes => ({
    "http.request.method": method,
    "server.address": host,
    "server.port": 443,
    "url.scheme": "https",
    "url.template": path, // in place of url.full: v1 has secrets in its paths
  });
  return {
    onRequest(request) {
      const resend = request.attempt > 1 ? { "http.request.resend_count": request.attempt - 1 } : {};
      const attributes = { ...about(request), ...resend };
      spans.set(request, tracer.startSpan(`${request.method} ${request.path}`, { kind: SpanKind.CLIENT, attributes }));
    },
    onResponse(response, request) {
      const { status, error } = response;
      const outcome: Attributes = {};
      if (status !== undefined) outcome["http.response.status_code"] = status;
      if (status === undefined || status >= 400) outcome["error.type"] = error ?? String(status);
      const span = spans.get(request);
      span?.setAttributes(outcome);
      if (outcome["error.type"] !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
      duration.record(response.duration / 1000, { ...about(request), ...outcome });
    },
  };
}

const env = fromEnv();
const dd = createDatadog({ ...env, ...telemetry(`api.${env.site ?? "datadoghq.com"}`) });
console.log((await dd.apiKeys.list().toArray()).length, "API keys");
