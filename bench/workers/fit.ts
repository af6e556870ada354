import { createPool } from "../../app/db/pool.server.ts";
import { peakBytes } from "../../app/operations/peak-bytes.ts";
import { fitPredictions } from "../../app/services/fit-predictions.ts";
import type { Fitted } from "./start-fit.ts";

/** Fits a shop's predictions, `fit.ts URL SHOP_ID NOW`, as the worker has it done in a process of its own, and ends. */
const [url = "", shopId = "", now = ""] = process.argv.slice(2);
const pool = createPool({ connectionString: url, max: 2 });
const result = await fitPredictions({
  ...{ pool, shopId: Number(shopId), now: Number(now), peakBytes },
  stopwatch: () => performance.now() / 1000,
});
if (result.outcome !== "fitted") throw new Error(`Not fitted: ${result.outcome}`);
await pool.end();
const { userCPUTime, systemCPUTime } = process.resourceUsage();
const fitted: Fitted = {
  seconds: result.seconds,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakBytes: peakBytes(),
};
process.send?.(fitted);
