import { Worker } from "node:worker_threads";
import type { Definition } from "../definition.ts";
import type { World } from "../simulate/world.ts";
import { addTallies, NOTHING } from "./checks.ts";
import type { Tally } from "./checks.ts";
import type { ShareMessage, ShareTask } from "./share-worker.ts";

/** Compares all profiles of a world in so many threads. */
export async function checkInThreads(
  world: World,
  options: {
    definitions: readonly Definition[];
    threads: number;
    onProfile: () => void;
  },
): Promise<Tally> {
  const { definitions, threads, onProfile } = options;
  const tallies = await Promise.all(
    Array.from({ length: threads }, (_, part) =>
      runShare({ world, definitions, share: { part, of: threads } }, onProfile),
    ),
  );
  return tallies.reduce(addTallies, NOTHING);
}

function runShare(task: ShareTask, onProfile: () => void): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./share-worker.ts", import.meta.url), { workerData: task });
    let tally: Tally | undefined;
    worker.on("message", (message: ShareMessage) => {
      if (message.kind === "profile") onProfile();
      else tally = message.tally;
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      if (tally === undefined) reject(new Error(`A thread ended with ${code} before it was done`));
      else resolve(tally);
    });
  });
}
