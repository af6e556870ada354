import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { MOST_FIT_MEGABYTES } from "../../app/jobs/run-fit.ts";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

/** What a fit took. */
export interface Fitted {
  seconds: number;
  /** Of its own processor: the database has its own. */
  cpuSeconds: number;
  peakBytes: number;
}

/** Fits a shop's predictions as of an instant, in a process of its own with the limit of memory that the worker gives it. */
export async function startFit(
  url: string,
  { shopId, now }: { shopId: number; now: number },
): Promise<Fitted> {
  const child = fork(join(import.meta.dirname, "fit.ts"), [url, String(shopId), String(now)], {
    execArgv: [...NODE_FLAGS, `--max-old-space-size=${MOST_FIT_MEGABYTES}`],
  });
  const fitted: Fitted[] = [];
  child.once("message", (told) => fitted.push(told as Fitted));
  const [code] = (await once(child, "exit")) as [number | null];
  const [told] = fitted;
  if (code !== 0 || told === undefined) throw new Error("The fit failed: what it printed says why");
  return told;
}
