import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

/**
 * Events a second of a core that are replayed to scores, each time one figure. In a process of its own: in this one what the
 * measurements before have left in memory is walked through with each collection, and counted as if it were the pipeline's.
 */
export async function startReplay(events: number, times: number): Promise<number[]> {
  const child = fork(join(import.meta.dirname, "replay.ts"), [String(events), String(times)], {
    execArgv: [...NODE_FLAGS],
  });
  const told: number[][] = [];
  child.once("message", (rates) => told.push(rates as number[]));
  const [code] = (await once(child, "exit")) as [number | null];
  const [rates] = told;
  if (code !== 0 || rates === undefined)
    throw new Error("The replay failed: what it printed says why");
  return rates;
}
