import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { logger } from "../logger.server.ts";
import { backfillShop } from "../services/backfill-shop.ts";
import { redact } from "../services/redact.ts";
import { openAdminOf } from "../services/open-shop-admin.ts";
import { ingestRound, scoreRound, tagRound } from "../services/rounds.ts";
import { startLoop } from "./loop.ts";
import { startJobs } from "./queue.server.ts";

/** The worker process: any number of them may run against one database, and any may be killed. */
const pool = getPool();
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const loops = [
  startLoop("ingest", ingestRound({ pool, clock: now })),
  startLoop("score", scoreRound({ pool, clock: now })),
  startLoop(
    "tags",
    tagRound({ pool, clock: now, onWait: (wait) => logger.info(wait, "Tags wait") }),
  ),
];

const jobs = await startJobs({
  "backfill-shop": async ({ shopId }) => {
    const outcome = await backfillShop({
      pool,
      shopId,
      admin: await openAdminOf(pool, shopId),
      clock: now,
      sleep,
    });
    logger.info({ shopId, outcome }, "The shop's history was read");
  },
  redact: (payload) => redact({ pool, ...payload }),
});
logger.info("The worker works");

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]);
  await pool.end();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
