import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

const KIBIBYTES = 1024;

interface Used {
  maxRssKilobytes: number;
  cpuMicroseconds: number;
}

export interface Workers {
  /** What all of them have used of processors until now, in seconds. */
  cpuSeconds(): Promise<number>;
  /** @returns the most memory that one of them had, in MiB */
  stop(): Promise<number>;
}

/**
 * Starts the worker's loops of ingest and scoring in processes of their own whose clock is so far ahead: one for each core, as an
 * operator would who wants all of the machine. They work when this resolves.
 */
export async function startWorkers(url: string, ahead: number): Promise<Workers> {
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(join(import.meta.dirname, "worker.ts"), [url, String(ahead)], { execArgv: NODE_FLAGS }),
  );
  const ask = (): Promise<Used[]> => Promise.all(workers.map(askOne));
  await ask();
  return {
    cpuSeconds: async () =>
      (await ask()).reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0) / 1e6,
    async stop() {
      const used = await ask();
      await Promise.all(
        workers.map(async (worker) => {
          const ended = once(worker, "exit");
          worker.disconnect();
          await ended;
        }),
      );
      return Math.max(...used.map(({ maxRssKilobytes }) => maxRssKilobytes)) / KIBIBYTES;
    },
  };
}

async function askOne(worker: ChildProcess): Promise<Used> {
  if (worker.exitCode !== null) throw new Error("A worker died: what it printed says why");
  const told = once(worker, "message") as Promise<[Used]>;
  worker.send("used?");
  const [used] = await told;
  return used;
}
