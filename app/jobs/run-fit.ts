import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("./fit.ts", import.meta.url));
/** A fit of 100,000 customers stays well below it; one that does not must not take the worker along. */
export const MOST_FIT_MEGABYTES = 1024;

/**
 * Fits a shop's predictions in a process of its own, which computes for seconds without a pause: the worker goes on
 * meanwhile, and the fit's memory is its own.
 */
export function createFits(): { fit: (shopId: number) => Promise<void>; stop: () => void } {
  const running = new Set<ChildProcess>();
  const fit = (shopId: number): Promise<void> =>
    new Promise((done, fail) => {
      const child = fork(ENTRY, [String(shopId)], {
        execArgv: [...process.execArgv, `--max-old-space-size=${MOST_FIT_MEGABYTES}`],
      });
      running.add(child);
      child.once("error", fail);
      child.once("exit", (code, signal) => {
        running.delete(child);
        if (code === 0) done();
        else fail(new Error(`The fit ended with ${signal ?? `code ${code}`}`));
      });
    });
  return {
    fit,
    stop: () => {
      for (const child of running) child.kill();
    },
  };
}
