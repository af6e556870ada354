import { now } from "../clock.server.ts";
import type { Metrics } from "./metrics.ts";
import type { RoundOutcome } from "./watch-work.ts";

/** Counts a round of a loop. */
export function noteRound(
  metrics: Pick<Metrics, "roundSeconds" | "roundEnded">,
  told: { loop: string; outcome: RoundOutcome; seconds: number },
): void {
  const { loop, outcome, seconds } = told;
  metrics.roundSeconds.observe({ loop, outcome }, seconds);
  metrics.roundEnded.set({ loop }, now() / 1000);
}
