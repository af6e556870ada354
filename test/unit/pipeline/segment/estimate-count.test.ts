import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateCount } from "../../../../app/pipeline/segment/estimate-count.ts";

const anySample = fc
  .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.float({ min: 0, max: 1, noNaN: true }))
  .chain(([total, part]) =>
    fc.integer({ min: 0, max: Math.round(total * part) }).chain((drawn) =>
      fc.record({
        total: fc.constant(total),
        drawn: fc.constant(drawn),
        hits: fc.integer({ min: 0, max: drawn }),
      }),
    ),
  );

test("an estimate lies in its interval, and neither contradicts the sample nor leaves the whole", () => {
  fc.assert(
    fc.property(anySample, (sample) => {
      const { count, low, high } = estimateCount(sample);
      expect(low).toBeGreaterThanOrEqual(sample.hits);
      expect(high).toBeLessThanOrEqual(sample.total - (sample.drawn - sample.hits));
      expect(low).toBeLessThanOrEqual(Math.max(count, low));
      if (sample.drawn > 0) {
        expect(low).toBeLessThanOrEqual(count);
        expect(count).toBeLessThanOrEqual(high);
      }
    }),
  );
});

test("who asks everybody is certain, and who asks nobody knows nothing", () => {
  expect(estimateCount({ hits: 7, drawn: 30, total: 30 })).toEqual({ count: 7, low: 7, high: 7 });
  expect(estimateCount({ hits: 0, drawn: 0, total: 50 })).toEqual({ count: 0, low: 0, high: 50 });
  expect(estimateCount({ hits: 0, drawn: 0, total: 0 })).toEqual({ count: 0, low: 0, high: 0 });
});

test("of a large shop it is Wilson's interval", () => {
  // 200 of 2,000: 8.76 % to 11.39 % by the textbook's formula; a 500th more is known of a million.
  const { count, low, high } = estimateCount({ hits: 200, drawn: 2000, total: 1_000_000 });
  expect(count).toBe(100_000);
  expect(low / 1e6).toBeCloseTo(0.0876, 3);
  expect(high / 1e6).toBeCloseTo(0.1139, 3);
});

test("the interval holds the true number about as often as it says", () => {
  // Every sample of 40 of 100, 12 of whom fit: its hits are hypergeometric.
  const choose = (n: number, k: number): number =>
    k < 0 || k > n
      ? 0
      : Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);
  let held = 0;
  for (let hits = 0; hits <= 12; hits += 1) {
    const chance = (choose(12, hits) * choose(88, 40 - hits)) / choose(100, 40);
    const { low, high } = estimateCount({ hits, drawn: 40, total: 100 });
    if (low <= 12 && 12 <= high) held += chance;
  }
  expect(held).toBeGreaterThan(0.92);
  expect(held).toBeLessThan(0.995);
});
