import type { Evidence } from "../calibration/interval.ts";
import type { PurchaseCourse } from "../purchase-models/purchase-model.ts";
import { WEEK_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import type { Probability } from "./probability.ts";

/** When a customer's next order is expected: as likely before `median` as after it, four in five from `low` to `high`. */
export interface NextOrder {
  low: Instant;
  median: Instant;
  /** null: it may well never come. */
  high: Instant | null;
  /** That of the probability which it agrees with. */
  evidence: Evidence;
}

/** As far ahead as a shop's history can tell of. */
const FARTHEST_WEEKS = 104;
const STEPS = 20;

/**
 * From the course of the purchase model's expectation, scaled so that it agrees with the served probability at its
 * horizon: P(by t) = 1 - exp(-scale * E(t)). null: more likely than not there is no order within two years.
 */
export function expectNextOrder(input: {
  course: PurchaseCourse;
  horizonWeeks: number;
  /** To buy within the horizon. */
  toBuy: Pick<Probability, "value" | "evidence">;
  asOf: Instant;
}): NextOrder | null {
  const { course, horizonWeeks, toBuy, asOf } = input;
  const atHorizon = course.expected(horizonWeeks);
  if (!(atHorizon > 0)) return null;
  const scale = -Math.log(Math.max(1e-12, 1 - toBuy.value)) / atHorizon;
  const by = (weeks: number): number => 1 - Math.exp(-scale * course.expected(weeks));
  const byFarthest = by(FARTHEST_WEEKS);
  if (byFarthest < 0.5) return null;
  const reach = (share: number): Instant => {
    let [early, late] = [0, FARTHEST_WEEKS];
    for (let step = 0; step < STEPS; step += 1) {
      const middle = (early + late) / 2;
      if (by(middle) < share) early = middle;
      else late = middle;
    }
    return asOf + Math.round(late * WEEK_MS);
  };
  const high = byFarthest < 0.9 ? null : reach(0.9);
  return { low: reach(0.1), median: reach(0.5), high, evidence: toBuy.evidence };
}
