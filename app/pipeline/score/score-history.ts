import type { ProfileFacts } from "../shared/records.ts";
import { dayOf, dayStart, slotStart } from "../shared/time.ts";
import type { Instant } from "../shared/time.ts";
import { scoreBehavior } from "./behavior-score.ts";
import type { ShopBenchmarks } from "./benchmarks.ts";
import { countOrders } from "./counted-orders.ts";
import { mergeRows } from "./merge-rows.ts";
import type { MicroPoints } from "./micro-points.ts";
import type { ScoringModel } from "./model.ts";
import { tracePoints } from "./points-curve.ts";
import { capsOf, pointsAt } from "./points-score.ts";
import { unknownScore } from "./scores.ts";
import type { Score, ScoreName } from "./scores.ts";
import { scoreValue } from "./value-score.ts";

/** Scores of so many past days are kept: a quarter of a year, and what its plot shows. */
export const HISTORY_DAYS = 90;

/** The first day that is kept on a day, in a shop that keeps its scores from `scoresFrom` on. */
export const firstDayKept = (scoresFrom: number, day: number): number =>
  Math.max(scoresFrom, day - HISTORY_DAYS);

/** A day to score, with what holds during it. */
export interface HistoryDay {
  day: number;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
}

/** The scores of a profile at the end of a UTC day; null is unknown. */
export interface DayScores {
  day: number;
  points: Record<ScoreName, MicroPoints | null>;
}

/** The last instant of a UTC day: its history is what the ledger of this instant says. */
export const dayEnd = (day: number): Instant => dayStart(day + 1) - 1;

/**
 * A profile's scores at the ends of some days, without their ledgers: the same numbers as of
 * `scoreProfile` there. Days before the profile's first fact are left out. `days` ascend.
 */
export function scoreDayEnds(input: {
  facts: ProfileFacts;
  days: readonly HistoryDay[];
}): DayScores[] {
  const rows = mergeRows(input.facts.rows);
  const { orders } = input.facts;
  let earliest = Infinity;
  for (const { slot } of rows) earliest = Math.min(earliest, slotStart(slot));
  for (const { placedAt } of orders) earliest = Math.min(earliest, placedAt);
  return input.days
    .filter(({ day }) => day >= dayOf(earliest))
    .map(({ day, benchmarks, model }) => {
      const at = dayEnd(day);
      const pointsOf = (name: "intent" | "engagement"): MicroPoints | null => {
        const curve = tracePoints({ rows, model: model[name], asOf: at });
        return curve === null ? null : pointsAt(curve, capsOf(model[name], model.trustCaps), at);
      };
      const [intent, engagement] = [pointsOf("intent"), pointsOf("engagement")];
      const value = scoreValue({
        orders: countOrders(orders, at),
        benchmarks,
        model: model.value,
        at,
      });
      const parts = { intent: asScore(intent), engagement: asScore(engagement), value };
      const behavior = scoreBehavior(parts, model.behavior).points;
      return { day, points: { intent, engagement, value: value.points, behavior } };
    });
}

const asScore = (points: MicroPoints | null): Score =>
  points === null ? unknownScore("nothing-known-yet") : { points, contributions: [] };
