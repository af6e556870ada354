import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { NODE_FLAGS } from "../../scripts/node-flags.mjs";

/** What a worker is told: how far its clock is ahead, and whether it lets everything lie. */
export interface Told {
  ahead: number;
  isResting: boolean;
}

/** What a worker has taken and done until now. */
export interface Used {
  peakBytes: number;
  cpuMicroseconds: number;
  /** A profile that was scored twice counts twice. */
  profilesScored: number;
}

/** What all workers have taken and done together until now. */
export interface UsedByAll {
  cpuSeconds: number;
  profilesScored: number;
  /** The most memory that one of them ever had. */
  peakBytes: number;
}

export interface Workers {
  /** Has them work, by a clock that is so far ahead. */
  work(ahead: number): Promise<void>;
  /** Has them begin nothing more. */
  rest(): Promise<void>;
  used(): Promise<UsedByAll>;
  stop(): Promise<void>;
}

/**
 * Starts the worker's loops of ingest and scoring in processes of their own: one for each core, as an operator would who wants all
 * of the machine. They rest at first, and live through all that is measured, as a worker does between two deploys.
 */
export function startWorkers(url: string): Workers {
  const workers = Array.from({ length: availableParallelism() }, () =>
    fork(join(import.meta.dirname, "worker.ts"), [url], { execArgv: NODE_FLAGS }),
  );
  let told: Told = { ahead: 0, isResting: true };
  const tell = (): Promise<Used[]> => Promise.all(workers.map((worker) => tellOne(worker, told)));
  const change = async (changed: Partial<Told>): Promise<void> => {
    told = { ...told, ...changed };
    await tell();
  };
  return {
    work: (ahead) => change({ ahead, isResting: false }),
    rest: () => change({ isResting: true }),
    async used() {
      const all = await tell();
      return {
        cpuSeconds: all.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds, 0) / 1e6,
        profilesScored: all.reduce((sum, one) => sum + one.profilesScored, 0),
        peakBytes: Math.max(...all.map((one) => one.peakBytes)),
      };
    },
    async stop() {
      await Promise.all(
        workers.map(async (worker) => {
          if (worker.exitCode !== null || worker.signalCode !== null) return;
          const ended = once(worker, "exit");
          worker.disconnect();
          await ended;
        }),
      );
    },
  };
}

async function tellOne(worker: ChildProcess, message: Told): Promise<Used> {
  if (worker.exitCode !== null) throw new Error("A worker died: what it printed says why");
  const answered = once(worker, "message") as Promise<[Used]>;
  worker.send(message);
  const [used] = await answered;
  return used;
}
