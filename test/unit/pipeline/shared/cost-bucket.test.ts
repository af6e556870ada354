import fc from "fast-check";
import { expect, test } from "vitest";
import { msUntilSpendable, spendablePoints } from "../../../../app/pipeline/shared/cost-bucket.ts";

const anyBucket = fc.constantFrom(2000, 4000, 20_000).chain((maximum) =>
  fc.record({
    maximum: fc.constant(maximum),
    available: fc.integer({ min: 0, max: maximum }),
    restoredPerSecond: fc.constant(maximum / 20),
    toldAt: fc.integer({ min: 0, max: 1_000_000 }),
  }),
);

test("what may be spent never takes the lower half of the bucket", () => {
  fc.assert(
    fc.property(anyBucket, fc.integer({ min: -10_000, max: 100_000 }), (bucket, passed) => {
      const points = spendablePoints(bucket, bucket.toldAt + passed);
      const restored = (Math.max(0, passed) / 1000) * bucket.restoredPerSecond;
      const available = Math.min(bucket.maximum, bucket.available + restored);
      expect(points).toBeGreaterThanOrEqual(0);
      if (points > 0) expect(available - points).toBeGreaterThanOrEqual(bucket.maximum / 2 - 1e-6);
    }),
  );
});

test("the wait is over exactly when the points are there", () => {
  fc.assert(
    fc.property(anyBucket, fc.integer({ min: 1, max: 1000 }), (bucket, points) => {
      const now = bucket.toldAt;
      const wait = msUntilSpendable(bucket, { points, now });
      expect(spendablePoints(bucket, now + wait)).toBeGreaterThanOrEqual(points - 1e-6);
      if (wait > 1) expect(spendablePoints(bucket, now + wait - 2)).toBeLessThan(points);
    }),
  );
});

test("more than fits above the half is waited for as if it were all that fits", () => {
  const bucket = { maximum: 2000, available: 1000, restoredPerSecond: 100, toldAt: 0 };
  expect(msUntilSpendable(bucket, { points: 5000, now: 0 })).toBe(10_000);
});
