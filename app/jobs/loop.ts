import { logger } from "../logger.server.ts";
import { watchRound, type RoundOutcome } from "../operations/watch-work.ts";
import type { Round } from "../services/round.ts";

/** How soon a loop that found nothing looks again: half of what "within a second" leaves. */
const IDLE_MS = 150;
const FIRST_ERROR_DELAY_MS = 250;
const MAX_ERROR_DELAY_MS = 15_000;

export interface LoopOptions {
  name: string;
  round: Round;
  /** Told of every round, its time in seconds. */
  onEnd: (told: { loop: string; outcome: RoundOutcome; seconds: number }) => void;
}

/** Repeats rounds until told to stop, and then waits for what they began; a round that throws is tried again, later each time. */
export function startLoop({ name, round, onEnd }: LoopOptions): { stop: () => Promise<void> } {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (isStopping) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  let errors = 0;
  const attempt = async (): Promise<RoundOutcome> => {
    try {
      const result = await round();
      errors = 0;
      return result;
    } catch (error) {
      errors += 1;
      const reason = error instanceof Error ? error.message : String(error);
      logger.error({ reason, errors }, "A round of work failed and will be tried again");
      return "failed";
    }
  };
  const run = async (): Promise<void> => {
    while (!isStopping) {
      const outcome = await watchRound({ loop: name, onEnd }, attempt);
      if (outcome === "idle") await sleep(IDLE_MS);
      if (outcome === "failed") await sleep(delayAfter(errors));
    }
  };
  const done = run();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await done;
      await round.finish?.();
    },
  };
}

const delayAfter = (errors: number): number =>
  Math.min(MAX_ERROR_DELAY_MS, FIRST_ERROR_DELAY_MS * 2 ** Math.min(errors, 10));
