import { setPriority } from "node:os";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { logger } from "../logger.server.ts";
import { peakBytes } from "../operations/peak-bytes.ts";
import { fitPredictions } from "../services/fit-predictions.ts";

/** The process that fits one shop's predictions, `node app/jobs/fit.ts SHOP_ID`, and ends. */
/** Whoever waits for an answer goes first. */
const BACKGROUND = 5;

// Whoever started this process and dies takes it along; the fit is due still.
process.on("disconnect", () => process.exit(1));
setPriority(BACKGROUND);

const shopId = Number(process.argv[2]);
const pool = getPool();
const result = await fitPredictions({
  pool,
  shopId,
  now: now(),
  stopwatch: () => performance.now() / 1000,
  peakBytes,
});
logger.info({ shopId, ...result }, "A shop's predictions were looked after");
await pool.end();
process.exit(0);
