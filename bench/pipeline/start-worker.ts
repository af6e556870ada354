import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const KIBIBYTES = 1024;

/** Starts the worker's loops of ingest and scoring in a process of their own, whose clock is so far ahead. */
export function startWorker(url: string, ahead: number): { stop(): Promise<number> } {
  const worker = fork(join(import.meta.dirname, "worker.ts"), [url, String(ahead)]);
  return {
    /** @returns the most memory that it had, in MiB */
    async stop() {
      if (worker.exitCode !== null) throw new Error("The worker died: what it printed says why");
      const told = once(worker, "message") as Promise<[{ maxRssKilobytes: number }]>;
      worker.send("stop");
      const [{ maxRssKilobytes }] = await told;
      const ended = once(worker, "exit");
      worker.disconnect();
      await ended;
      return maxRssKilobytes / KIBIBYTES;
    },
  };
}
