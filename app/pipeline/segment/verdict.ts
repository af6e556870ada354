import type { ShopBenchmarks } from "../score/benchmarks.ts";
import type { CountedOrder } from "../score/counted-orders.ts";
import type { ScoringModel } from "../score/model.ts";
import type { ProfileScores } from "../score/scores.ts";
import type { ProfileFacts } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";

/** What conditions are judged on: one profile at one instant. */
export interface Situation {
  facts: ProfileFacts;
  /** The scores of these facts at `asOf`. */
  scores: ProfileScores;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
  asOf: Instant;
}

/** A situation with its rows merged, and with what several conditions need of it, computed once. */
export interface Prepared extends Situation {
  /** Counted at `asOf`, the oldest first. */
  orders: CountedOrder[];
}

export interface Verdict {
  met: boolean;
  /** Why, with the numbers: a phrase inside judge files, a sentence from evaluateCondition. */
  reason: string;
  /**
   * The earliest instant after `asOf` at which any atom can change while nothing new happens and
   * the benchmarks stay; null when none ever does.
   */
  nextFlip: Instant | null;
}

/** The earlier of two instants, null being never. */
export const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
