import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { logger } from "../logger.server.ts";
import { backfillRound } from "../services/backfill-round.ts";
import { redact } from "../services/redact.ts";
import { ingestRound, scoreRound, tagRound } from "../services/rounds.ts";
import { startLoop } from "./loop.ts";
import { startJobs } from "./queue.server.ts";

/** The worker process: any number of them may run against one database, and any may be killed. */
const pool = getPool();

const loops = [
  startLoop(
    "backfill",
    backfillRound({
      pool,
      clock: now,
      onError: (failure) => logger.error(failure, "The reading of a history failed and goes on"),
    }),
  ),
  startLoop("ingest", ingestRound({ pool, clock: now })),
  startLoop("score", scoreRound({ pool, clock: now })),
  startLoop(
    "tags",
    tagRound({ pool, clock: now, onWait: (wait) => logger.info(wait, "Tags wait") }),
  ),
];

const jobs = await startJobs({ redact: (payload) => redact({ pool, ...payload }) });
logger.info("The worker works");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]);
  // A history that is being read holds its connection; it goes on at its next page elsewhere.
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
