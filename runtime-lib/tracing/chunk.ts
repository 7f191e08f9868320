import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { context, DiagLogLevel, diag, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Logger } from "../log/logger.ts";
import { redactor, SECRET_VARIABLES } from "../log/redact.ts";
import { SpanTracer } from "./span-tracer.ts";
import type { TracedBot, Tracing } from "./tracer.ts";

/** How long the last spans may take on their way when the process ends. */
const LAST_FLUSH = 2_000; /* ms */

/** How often the log says that spans do not arrive. */
const REPORT_PERIOD = 60_000; /* ms */

interface ChunkParts extends TracedBot {
  /** The code of an error. */
  codeOf(error: unknown): string;
}

/** Begins to follow what a bot does. All settings but the protocol are those of OpenTelemetry's own variables. */
export function startTracing({ name, log, secrets, ...failures }: ChunkParts, asJson: boolean): Tracing {
  tellOfFailures(log);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const own = resourceFromAttributes({ "service.name": name, "service.instance.id": randomUUID() });
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(asJson ? new JsonExporter() : new ProtobufExporter())],
  });
  // Plugins that use OpenTelemetry add to the same traces.
  trace.setGlobalTracerProvider(provider);
  const redact = redactor([...SECRET_VARIABLES, ...secrets], process.env);
  return {
    tracer: new SpanTracer(provider.getTracer("furlow"), { ...failures, redact }),
    logFacts: currentSpan,
    async close() {
      const late = new AbortController();
      await Promise.race([provider.shutdown(), sleep(LAST_FLUSH, undefined, { signal: late.signal })]);
      late.abort();
    },
  };
}

function currentSpan(): Readonly<Record<string, string>> {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}

/** Has the log say what goes wrong with spans, once in a while: a collector that is away must not fill it. */
function tellOfFailures(log: Logger): void {
  let quietUntil = Number.NEGATIVE_INFINITY;
  const tell = (message: string) => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + REPORT_PERIOD;
    log.warn({ reason: reasonOf(message) }, "spans do not reach their collector");
  };
  const ignore = () => {};
  diag.setLogger(
    { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

/** OpenTelemetry writes an error as JSON of its members, with its whole stack. */
function reasonOf(message: string): string {
  try {
    const { message: text, code } = JSON.parse(message) as { message?: unknown; code?: unknown };
    return String(text || code || message);
  } catch {
    return message;
  }
}
