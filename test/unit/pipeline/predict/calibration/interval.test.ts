import fc from "fast-check";
import { expect, test } from "vitest";
import {
  gradeEvidence,
  intervalOfProbability,
  wilsonInterval,
} from "../../../../../app/pipeline/predict/calibration/interval.ts";

const anyCount = fc
  .integer({ min: 1, max: 500 })
  .chain((count) =>
    fc.record({ happened: fc.integer({ min: 0, max: count }), count: fc.constant(count) }),
  );

test("At the ends of a Wilson interval the rate that was seen lies 1.96 standard errors away.", () => {
  fc.assert(
    fc.property(anyCount, ({ happened, count }) => {
      const { low, high } = wilsonInterval({ happened, count });
      const rate = happened / count;
      expect(low).toBeLessThanOrEqual(rate + 1e-12);
      expect(high).toBeGreaterThanOrEqual(rate - 1e-12);
      expect(high).toBeGreaterThan(low);
      for (const end of [low, high]) {
        if (end <= 1e-12 || end >= 1 - 1e-12) continue;
        expect(Math.abs(rate - end) / Math.sqrt((end * (1 - end)) / count)).toBeCloseTo(1.96, 6);
      }
    }),
  );
  expect(wilsonInterval({ happened: 0, count: 0 })).toEqual({ low: 0, high: 1 });
  expect(wilsonInterval({ happened: 0, count: 10 }).high).toBeCloseTo(0.2775, 4);
});

test("The interval of a probability holds it and what was seen of its like, and is everything without any.", () => {
  const bins = [
    { rows: 100, predicted: 0.1, observed: 0.3 },
    { rows: 100, predicted: 0.5, observed: 0.5 },
  ];
  const wrong = intervalOfProbability(0.12, bins);
  expect(wrong.low).toBeLessThan(0.12);
  expect(wrong.high).toBeGreaterThan(0.3);
  const right = intervalOfProbability(0.5, bins);
  expect(right).toEqual(wilsonInterval({ happened: 50, count: 100 }));
  expect(intervalOfProbability(0.5, [])).toEqual({ low: 0, high: 1 });
});

test("The grade of evidence goes by the rarer outcome: 4 are thin, 25 fair, 100 strong.", () => {
  const grade = (rarer: number) => [
    gradeEvidence({ happened: rarer, count: 10_000 }),
    gradeEvidence({ happened: 10_000 - rarer, count: 10_000 }),
  ];
  expect(grade(3)).toEqual(["none", "none"]);
  expect(grade(4)).toEqual(["thin", "thin"]);
  expect(grade(25)).toEqual(["fair", "fair"]);
  expect(grade(100)).toEqual(["strong", "strong"]);
  expect(gradeEvidence({ happened: 0, count: 0 })).toBe("none");
});
