import { now } from "./clock.server.ts";
import { getIntakePool } from "./db/pool.server.ts";
import { logger } from "./logger.server.ts";
import { getMetrics } from "./metrics.server.ts";
import { createIntakeTally, type IntakeTally } from "./services/intake-tally.ts";

const TALLY = Symbol.for("kindling.intake");
const shared = globalThis as { [TALLY]?: IntakeTally };

/** The one tally of this process: endpoints and the bundled routes share it. */
export function getIntake(): IntakeTally {
  shared[TALLY] ??= createTally();
  return shared[TALLY];
}

function createTally(): IntakeTally {
  const { intake } = getMetrics();
  return createIntakeTally({
    pool: getIntakePool(),
    clock: now,
    onFailure: (reason) => logger.warn({ reason }, "Counts of what came in were lost"),
    onFlush: (counts) => {
      for (const { source, outcome, count } of counts) intake.inc({ source, outcome }, count);
    },
  });
}
