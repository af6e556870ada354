import fc from "fast-check";
import { expect, test } from "vitest";
import { earnPoints, pointsAt } from "../../../../../app/pipeline/predict/visitors/points-meter.ts";
import type { EarnedPoints } from "../../../../../app/pipeline/predict/visitors/points-meter.ts";
import { DEFAULT_MODEL } from "../../../../../app/pipeline/score/default-model.ts";
import { mergeRows } from "../../../../../app/pipeline/score/merge-rows.ts";
import { MICRO_PER_POINT } from "../../../../../app/pipeline/score/micro-points.ts";
import { tracePoints } from "../../../../../app/pipeline/score/points-curve.ts";
import { capsOf, pointsAt as scoreAt } from "../../../../../app/pipeline/score/points-score.ts";
import { DAY_MS, slotOf } from "../../../../../app/pipeline/shared/time.ts";
import { anyLog, POINTS, START } from "./logs.ts";

test("points taken in one by one are the intent score of signed events", () => {
  const later = fc.nat(3 * DAY_MS);
  fc.assert(
    fc.property(anyLog(1), later, (events, elapsed) => {
      const earned: EarnedPoints[] = [];
      // The score tells nothing apart within a quarter of an hour, so there is one event in each.
      const perSlot = new Map(events.map((event) => [slotOf(event.at), event]));
      const inOrder = [...perSlot.values()].sort((one, other) => one.at - other.at);
      for (const event of inOrder) earnPoints(earned, POINTS, event);
      const asOf = (inOrder.at(-1)?.at ?? START) + elapsed;
      const rows = mergeRows(
        inOrder.map(({ at, signal }) => ({
          signal,
          trust: "signed" as const,
          slot: slotOf(at),
          count: 1,
          value: 0,
          firstAt: at,
          lastAt: at,
        })),
      );
      const curve = tracePoints({ rows, model: POINTS, asOf });
      const score =
        curve === null ? 0 : scoreAt(curve, capsOf(POINTS, DEFAULT_MODEL.trustCaps), asOf);
      expect(pointsAt(earned, POINTS, asOf)).toBeCloseTo(score / MICRO_PER_POINT, 3);
    }),
  );
});
