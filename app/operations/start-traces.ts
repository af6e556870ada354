import type pg from "pg";
import { env } from "../env.server.ts";
import { logger } from "../logger.server.ts";
import { setTraceSink } from "./traces.ts";
import { watchStatements } from "./watch-statements.ts";

/**
 * Begins to tell traces where OTEL_EXPORTER_OTLP_ENDPOINT says to whom. Without it nothing of OpenTelemetry is loaded, and
 * no statement passes through anything of ours.
 * @param service "kindling-web" or "kindling-worker"
 * @returns what sends the last ones, at the process's end
 */
export async function startTraces(
  service: string,
  pools: readonly pg.Pool[],
): Promise<() => Promise<void>> {
  if (env().OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return () => Promise.resolve();
  const { createOtlpSink } = await import("./otlp-sink.ts");
  const sink = createOtlpSink({
    service,
    ratio: env().OTEL_TRACES_SAMPLER_ARG,
    onFailure: (reason) => logger.warn({ reason }, "Traces could not be sent"),
  });
  setTraceSink(sink);
  for (const pool of pools) watchStatements(pool);
  return () => sink.stop();
}
