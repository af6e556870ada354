import {
  type Context,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { FinishedTrace, TraceSink } from "./traces.ts";

const SEND_EVERY_MS = 2000;
const MOST_REASON_LENGTH = 300;

/**
 * Sends traces in OpenTelemetry's protocol over HTTP, to the address and with the headers of its own variables
 * (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS). This file alone loads OpenTelemetry's packages.
 * @param options.ratio the share of traces that is sent, 0 to 1; a caller who says that a trace is wanted does not change it
 */
export function createOtlpSink(options: {
  service: string;
  ratio: number;
  onFailure: (reason: string) => void;
}): TraceSink {
  listenToFailures(options.onFailure);
  const root = new TraceIdRatioBasedSampler(options.ratio);
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": options.service })),
    sampler: new ParentBasedSampler({ root, remoteParentSampled: root }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        scheduledDelayMillis: SEND_EVERY_MS,
      }),
    ],
  });
  const tracer = provider.getTracer("kindling");
  return {
    tell(finished) {
      const { name, kind, attributes, startedAt, endedAt, isFailed, leftOut } = finished;
      const span = tracer.startSpan(
        name,
        {
          kind: kind === "request" ? SpanKind.SERVER : SpanKind.INTERNAL,
          startTime: startedAt,
          attributes: leftOut === 0 ? attributes : { ...attributes, "kindling.left_out": leftOut },
        },
        parentOf(finished),
      );
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR });
      const within = trace.setSpan(ROOT_CONTEXT, span);
      for (const statement of finished.statements) {
        const asked = { kind: SpanKind.CLIENT, startTime: statement.startedAt };
        const attributes = { "db.system.name": "postgresql", "db.query.summary": statement.name };
        const child = tracer.startSpan(statement.name, { ...asked, attributes }, within);
        if (statement.isFailed) child.setStatus({ code: SpanStatusCode.ERROR });
        child.end(statement.endedAt);
      }
      span.end(endedAt);
    },
    stop: () => provider.shutdown(),
  };
}

/** The span of another service that the request came from. */
function parentOf({ traceparent }: FinishedTrace): Context {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? "");
  if (parts === null) return ROOT_CONTEXT;
  const [, traceId = "", spanId = "", flags = "00"] = parts;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  });
}

/** The library tells of a collector that is away to nobody, unless asked. */
function listenToFailures(onFailure: (reason: string) => void): void {
  const ignore = (): void => undefined;
  const error = (message: string): void => onFailure(message.slice(0, MOST_REASON_LENGTH));
  const listener = { error, warn: ignore, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(listener, DiagLogLevel.ERROR);
}
