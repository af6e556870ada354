import { getCapture } from "./capture.server.ts";
import { getPools } from "./db/pool.server.ts";
import { createMetrics, type Metrics } from "./operations/metrics.ts";

const METRICS = Symbol.for("kindling.metrics");
const shared = globalThis as { [METRICS]?: Metrics };

/** Of this process, for the server's own modules and the bundled routes alike. */
export function getMetrics(): Metrics {
  shared[METRICS] ??= createMetrics({
    pools: getPools,
    waitingEvents: () => getCapture().writer.waiting(),
  });
  return shared[METRICS];
}
