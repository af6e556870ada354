import fc from "fast-check";
import type { PointsModel, ScoringModel } from "../../../../app/pipeline/score/model.ts";
import type { ProfileFacts } from "../../../../app/pipeline/shared/records.ts";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, SLOT_MS } from "../../../../app/pipeline/shared/time.ts";

const GROUPS = ["first", "second", "third"] as const;

/** Points with up to six decimals, all that a millionth can hold. */
const anyPoints = (most: number) =>
  fc.integer({ min: 0, max: most * 1_000_000 }).map((micro) => micro / 1_000_000);

const anyPointsModel = (halfLife: { min: number; max: number }): fc.Arbitrary<PointsModel> => {
  const span = fc.integer({ min: SLOT_MS, max: Math.max(SLOT_MS, 4 * halfLife.max) });
  const signalRule = fc.record(
    {
      group: fc.constantFrom(...GROUPS),
      weight: anyPoints(100),
      halfLifeMs: fc.integer(halfLife),
      dailyCap: fc.integer({ min: 1, max: 1000 }),
      windowMs: span,
    },
    { requiredKeys: ["group", "weight", "halfLifeMs", "dailyCap"] },
  );
  const dampenerRule = fc.record(
    {
      groups: fc.subarray([...GROUPS], { minLength: 1 }),
      share: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      dailyCap: fc.integer({ min: 1, max: 1000 }),
      reachMs: span,
    },
    { requiredKeys: ["groups", "share", "dailyCap"] },
  );
  const anySignal = fc.constantFrom(...SIGNALS);
  return fc
    .record({
      groupCaps: fc.record({
        first: anyPoints(100),
        second: anyPoints(100),
        third: anyPoints(100),
      }),
      signals: fc.dictionary(anySignal, signalRule),
      dampeners: fc.dictionary(anySignal, dampenerRule, { minKeys: 1, maxKeys: 6 }),
    })
    .map(({ groupCaps, signals, dampeners }) => ({
      groupCaps: { ...groupCaps },
      signals: { ...signals },
      // A signal earns or dampens, never both.
      dampeners: Object.fromEntries(
        Object.entries(dampeners).filter(([signal]) => !Object.hasOwn(signals, signal)),
      ),
    }));
};

/** Any model that parseScoringModel lets pass, within reason. */
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

/** The facts as if every row were of a signal that a score of the model names: nothing is beside the point. */
export function concern(facts: ProfileFacts, model: ScoringModel): ProfileFacts {
  const named = new Set(
    [model.intent, model.engagement].flatMap(({ signals, dampeners }) =>
      SIGNALS.filter((signal) => signals[signal] ?? dampeners[signal]),
    ),
  );
  const names = [...named];
  const rows = facts.rows.map((row) => ({
    ...row,
    signal: names[SIGNALS.indexOf(row.signal) % names.length] ?? row.signal,
  }));
  return { ...facts, rows };
}
