import fc from "fast-check";
import { expect, test } from "vitest";
import { gainsOf } from "../../../../app/components/predictions/gains.ts";
import { calibrationBins } from "../../../../app/pipeline/predict/metrics/calibration-error.ts";
import { topDecileShare } from "../../../../app/pipeline/predict/metrics/top-decile.ts";

const anyTold = fc
  .array(fc.record({ told: fc.double({ min: 0, max: 1, noNaN: true }), bought: fc.boolean() }), {
    minLength: 1,
    maxLength: 200,
  })
  .map((rows) => ({
    told: rows.map(({ told }) => told),
    bought: rows.map(({ bought }) => Number(bought)),
  }));

test("gains go from nobody to everybody, and never fall", () => {
  fc.assert(
    fc.property(anyTold, ({ told, bought }) => {
      const gains = gainsOf(calibrationBins(told, bought));
      if (!bought.includes(1)) {
        expect(gains).toEqual([]);
        return;
      }
      expect(gains[0]).toEqual({ share: 0, reached: 0 });
      expect(gains.at(-1)?.share).toBeCloseTo(1, 9);
      expect(gains.at(-1)?.reached).toBeCloseTo(1, 9);
      for (const [index, { reached }] of gains.entries())
        expect(reached).toBeGreaterThanOrEqual((gains[index - 1]?.reached ?? 0) - 1e-12);
    }),
  );
});

test("the first tenth reaches what the judgement of the top tenth says", () => {
  fc.assert(
    fc.property(anyTold, ({ told, bought }) => {
      // Of so many rows each tenth is of the same size.
      const tenfold = told.flatMap((each) => Array<number>(10).fill(each));
      const outcomes = bought.flatMap((each) => Array<number>(10).fill(each));
      const share = topDecileShare(tenfold, outcomes);
      const [, first] = gainsOf(calibrationBins(tenfold, outcomes));
      if (share === null) expect(first).toBeUndefined();
      else expect(first?.reached).toBeCloseTo(share, 9);
    }),
  );
});

test("where everybody is told the same a list is no better than chance", () => {
  const bought = [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const { share, reached } of gainsOf(
    calibrationBins(
      bought.map(() => 0.2),
      bought,
    ),
  ))
    expect(reached).toBeCloseTo(share, 9);
});
