import { startSender } from "./jobs/queue.server.ts";
import type { Enqueue } from "./services/enqueue.ts";

type Sender = Awaited<ReturnType<typeof startSender>>;

const SENDER = Symbol.for("kindling.sender");
const shared = globalThis as { [SENDER]?: Promise<Sender> | undefined };

/** The one sending side of the job queue in this process, started at first use. */
export async function getEnqueue(): Promise<Enqueue> {
  shared[SENDER] ??= startSender().catch((error: unknown) => {
    // The next call tries again: a database that was away for a moment must not end all erasures.
    shared[SENDER] = undefined;
    throw error;
  });
  return (await shared[SENDER]).enqueue;
}

export async function stopEnqueue(): Promise<void> {
  const sender = await shared[SENDER];
  shared[SENDER] = undefined;
  await sender?.stop();
}
