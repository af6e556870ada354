import { logger } from "../logger.server.ts";
import type { Round } from "../services/rounds.ts";

/** How soon a loop that found nothing looks again: half of what "within a second" leaves. */
const IDLE_MS = 150;
const FIRST_ERROR_DELAY_MS = 250;
const MAX_ERROR_DELAY_MS = 15_000;

/** Repeats rounds until told to stop; a round that throws is tried again, later each time. */
export function startLoop(name: string, round: Round): { stop: () => Promise<void> } {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    let errors = 0;
    while (!isStopping) {
      try {
        const result = await round();
        errors = 0;
        if (result === "idle") await sleep(IDLE_MS);
      } catch (error) {
        errors += 1;
        const reason = error instanceof Error ? error.message : String(error);
        logger.error(
          { loop: name, reason, errors },
          "A round of work failed and will be tried again",
        );
        await sleep(Math.min(MAX_ERROR_DELAY_MS, FIRST_ERROR_DELAY_MS * 2 ** Math.min(errors, 10)));
      }
    }
  };
  const done = run();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await done;
    },
  };
}
