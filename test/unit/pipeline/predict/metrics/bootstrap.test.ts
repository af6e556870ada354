import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import {
  bootstrapDifference,
  bootstrapMetric,
} from "../../../../../app/pipeline/predict/metrics/bootstrap.ts";
import type { Metric } from "../../../../../app/pipeline/predict/metrics/bootstrap.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { anyJudged, outcomesOf, scoresOf } from "./rows.ts";

const meanOutcome: Metric = (_scores, outcomes) => {
  let sum = 0;
  for (let row = 0; row < outcomes.length; row += 1) sum += outcomes[row] ?? 0;
  return outcomes.length === 0 ? null : sum / outcomes.length;
};

test("The interval of a mean is that of the normal approximation, where there are many rows.", () => {
  const random = seedRandom(1);
  const outcomes = Float64Array.from({ length: 1000 }, () => (random() < 0.3 ? 1 : 0));
  const interval = bootstrapMetric({ metric: meanOutcome, scores: outcomes, outcomes, random });
  const value = meanOutcome(outcomes, outcomes) ?? NaN;
  const halfWidth = 1.96 * Math.sqrt((value * (1 - value)) / 1000);
  expect(interval?.value).toBe(value);
  expect(interval?.draws).toBe(1000);
  expect(((interval?.high ?? NaN) - (interval?.low ?? NaN)) / 2).toBeCloseTo(halfWidth, 2);
});

test("A model does not differ from itself, and a difference changes its sign with the order of the models.", () => {
  fc.assert(
    fc.property(anyJudged(8), fc.integer(), (rows, seed) => {
      const first = scoresOf(rows);
      const second = first.map((score, row) => (row % 3 === 0 ? score : 1 - score));
      const outcomes = outcomesOf(rows);
      const options = { metric: auc, outcomes, draws: 40 };
      const self = bootstrapDifference({
        ...options,
        first,
        second: first,
        random: seedRandom(seed),
      });
      const forth = bootstrapDifference({ ...options, first, second, random: seedRandom(seed) });
      const back = bootstrapDifference({
        ...options,
        first: second,
        second: first,
        random: seedRandom(seed),
      });
      if (self !== null) expect(self).toMatchObject({ value: 0, low: 0, high: 0 });
      expect(forth === null).toBe(back === null);
      if (forth === null || back === null) return;
      expect(forth.low).toBeLessThanOrEqual(forth.high);
      expect(back.value).toBeCloseTo(-forth.value, 12);
      expect(back.low).toBeCloseTo(-forth.high, 12);
      expect(back.high).toBeCloseTo(-forth.low, 12);
    }),
  );
});

test("A paired difference is told from 0 where the intervals of the two models overlap.", () => {
  const random = seedRandom(7);
  const outcomes = Float64Array.from({ length: 800 }, () => (random() < 0.3 ? 1 : 0));
  const first = outcomes.map((outcome) => 0.5 * outcome + random());
  const second = first.map((score) => score + 0.6 * random());
  const options = { metric: auc, outcomes, random, draws: 300 };
  const better = bootstrapMetric({ ...options, scores: first });
  const worse = bootstrapMetric({ ...options, scores: second });
  expect(better?.low).toBeLessThan(worse?.high ?? NaN);
  expect(bootstrapDifference({ ...options, first, second })?.low).toBeGreaterThan(0);
});

test("Where the rows do not tell, there is no interval.", () => {
  const random = seedRandom(3);
  const scores = [1, 2, 3];
  expect(bootstrapMetric({ metric: auc, scores, outcomes: [0, 0, 0], random })).toBeNull();
  expect(bootstrapMetric({ metric: auc, scores: [], outcomes: [], random })).toBeNull();
});
