import { join } from "node:path";
import { runProcess } from "../workers/run-process.ts";

/**
 * Events a second of a core that are replayed to scores, each time one figure. In a process of its own: in this one what the
 * measurements before have left in memory is walked through with each collection, and counted as if it were the pipeline's.
 */
export const startReplay = (events: number, times: number): Promise<number[]> =>
  runProcess(join(import.meta.dirname, "replay.ts"), { args: [events, times] });
