import { logger } from "../logger.server.ts";

const SECOND_MS = 1000;

/**
 * Has a process end in order at SIGTERM and SIGINT, and when a supervisor that holds a channel to it dies: it says that it
 * is not ready, goes on for as long as balancers need to notice, finishes what was begun, and leaves with 0; with 1 where
 * that failed or took longer than it may. What is cut off then was not answered, or is a transaction that is rolled back.
 */
export function stopOnSignals(options: {
  /** Called at once: from now on the process is not ready. */
  onBegin: () => void;
  /** How long the process goes on taking requests, in seconds. Not where the supervisor died. */
  drainSeconds: number;
  /** How long `stop` may take, in seconds. */
  limitSeconds: number;
  /** Takes nothing new and resolves when what was begun is done. */
  stop: () => Promise<void>;
}): void {
  let isStopping = false;
  const begin = async (drainSeconds: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    options.onBegin();
    await sleep(drainSeconds * SECOND_MS);
    const late = setTimeout(() => {
      logger.error(
        { limitSeconds: options.limitSeconds },
        "What was begun is cut off: it took too long",
      );
      process.exit(1);
    }, options.limitSeconds * SECOND_MS);
    try {
      await options.stop();
      clearTimeout(late);
      process.exit(0);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason }, "The process could not end in order");
      process.exit(1);
    }
  };
  process.on("SIGTERM", () => void begin(options.drainSeconds));
  process.on("SIGINT", () => void begin(options.drainSeconds));
  process.on("disconnect", () => void begin(0));
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
