import { join } from "node:path";
import { MOST_FIT_MEGABYTES } from "../../app/jobs/run-fit.ts";
import { runProcess } from "./run-process.ts";

/** What a fit took. */
export interface Fitted {
  seconds: number;
  /** Of its own processor: the database has its own. */
  cpuSeconds: number;
  peakBytes: number;
}

/** Fits a shop's predictions as of an instant, in a process of its own with the limit of memory that the worker gives it. */
export const startFit = (
  url: string,
  { shopId, now }: { shopId: number; now: number },
): Promise<Fitted> =>
  runProcess(join(import.meta.dirname, "fit.ts"), {
    args: [url, shopId, now],
    flags: [`--max-old-space-size=${MOST_FIT_MEGABYTES}`],
  });
