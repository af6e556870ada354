import fc from "fast-check";
import type { PointsModel, ScoringModel } from "../../../../app/pipeline/score/model.ts";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";

const GROUPS = ["first", "second", "third"] as const;

/** Points with up to six decimals, all that a millionth can hold. */
const anyPoints = (most: number) =>
  fc.integer({ min: 0, max: most * 1_000_000 }).map((micro) => micro / 1_000_000);

export const anyPointsModel = (halfLife: { min: number; max: number }): fc.Arbitrary<PointsModel> =>
  fc.record({
    groupCaps: fc.record({ first: anyPoints(100), second: anyPoints(100), third: anyPoints(100) }),
    signals: fc.dictionary(
      fc.constantFrom(...SIGNALS),
      fc.record({
        group: fc.constantFrom(...GROUPS),
        weight: anyPoints(100),
        halfLifeMs: fc.integer(halfLife),
        dailyCap: fc.integer({ min: 1, max: 1000 }),
      }),
    ),
  });

/** Any model that assertScoringModel lets pass, within reason. */
export const anyModel = (halfLife = { min: 1000, max: 100 * DAY_MS }): fc.Arbitrary<ScoringModel> =>
  fc.record({
    version: fc.constant(1),
    intent: anyPointsModel(halfLife),
    engagement: anyPointsModel(halfLife),
    value: fc.constant({
      pointsPerDecile: 5,
      pointsPerOrder: 5,
      frequencyCap: 25,
      recencyPoints: 25,
    }),
    trustCaps: fc.record({
      claimed: fc.integer({ min: 50, max: 100 }),
      unsigned: fc.integer({ min: 0, max: 50 }),
    }),
    behavior: fc.record({
      intent: fc.integer({ min: 1, max: 1000 }),
      engagement: fc.integer({ min: 1, max: 1000 }),
      value: fc.integer({ min: 1, max: 1000 }),
    }),
  });
