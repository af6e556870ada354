import fc from "fast-check";
import { expect, test } from "vitest";
import { planLearning } from "../../../../../app/pipeline/predict/backtest/plan.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";

const asOf = Date.UTC(2026, 5, 1);
const pastDays = fc.integer({ min: 0, max: 3000 });
const horizonDays = fc.integer({ min: 1, max: 400 });
const planOf = (past: number, horizon: number) =>
  planLearning({ startsAt: asOf - past * DAY_MS, asOf, horizonMs: horizon * DAY_MS });
const daysBefore = (cuts: readonly number[]): number[] => cuts.map((cut) => (asOf - cut) / DAY_MS);

test("Every horizon that is learned from has ended by the instant of learning, and by the cut of a trial before the trial.", () => {
  fc.assert(
    fc.property(pastDays, horizonDays, (past, horizon) => {
      const plan = planOf(past, horizon);
      expect(plan.horizonMs).toBeLessThanOrEqual(horizon * DAY_MS);
      for (const cut of plan.cuts) {
        expect(cut).toBeGreaterThan(asOf - past * DAY_MS);
        expect(cut + plan.horizonMs).toBeLessThanOrEqual(asOf);
      }
      for (const { cut, learnsFrom } of plan.trials) {
        expect(plan.cuts).toContain(cut);
        expect(learnsFrom.length).toBeGreaterThan(0);
        for (const earlier of learnsFrom) expect(earlier + plan.horizonMs).toBeLessThanOrEqual(cut);
      }
    }),
  );
});

test("There is a trial as soon as three days are known, and nothing to learn from before.", () => {
  fc.assert(
    fc.property(pastDays, horizonDays, (past, horizon) => {
      const plan = planOf(past, horizon);
      expect(plan.trials.length > 0).toBe(past >= 3);
      expect(plan.cuts.length > 0).toBe(past >= 3);
    }),
  );
});

test("A horizon that is longer than a third of the past is learned over a third of the past.", () => {
  const plan = planOf(273, 273);
  expect(plan.horizonMs).toBe(91 * DAY_MS);
  expect(plan.cuts.at(-1)).toBe(asOf - 91 * DAY_MS);
  expect(planOf(270, 90).horizonMs).toBe(90 * DAY_MS);
  expect(planOf(269, 90).horizonMs).toBe(89 * DAY_MS);
});

test("Cuts step back from the latest by about a month, at most three steps a horizon, and are at most five.", () => {
  expect(daysBefore(planOf(1000, 90).cuts)).toEqual([210, 180, 150, 120, 90]);
  expect(daysBefore(planOf(1000, 30).cuts)).toEqual([150, 120, 90, 60, 30]);
  expect(daysBefore(planOf(1000, 7).cuts)).toEqual([35, 28, 21, 14, 7]);
  expect(daysBefore(planOf(3000, 300).cuts)).toEqual([700, 600, 500, 400, 300]);
});

test("The latest two cuts that have something to learn from are trials.", () => {
  const { cuts, trials } = planOf(1000, 90);
  expect(trials.map(({ cut }) => cut)).toEqual(cuts.slice(-2));
  expect(daysBefore(trials.at(-1)?.learnsFrom ?? [])).toEqual([210, 180]);
  expect(planOf(3, 1).trials).toHaveLength(1);
});
