import fc from "fast-check";
import { expect, test } from "vitest";
import {
  probabilityToReach,
  withIntervalOf,
} from "../../../../../app/pipeline/predict/shop/vip-ascent.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const bounds = fc.tuple(share, share, share).map((of) => of.sort((a, b) => a - b));

const reachOf =
  (mean: number, missingMinor: number) =>
  (times: number): number =>
    probabilityToReach({
      missingMinor,
      count: { mean: mean * times, shape: 1.5 },
      valueMinor: 3000,
      spread: 0.6,
      leastPurchases: 1,
    });

test("The interval of becoming a VIP holds its value, and is as wide as that of buying at all makes it.", () => {
  fc.assert(
    fc.property(
      bounds,
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.integer({ min: 0, max: 50_000 }),
      ([low = 0, value = 0, high = 0], mean, missingMinor) => {
        const reach = reachOf(mean, missingMinor);
        const toBuy = { value, low, high, evidence: "fair" } as const;
        const told = withIntervalOf(toBuy, reach);
        expect(told.value).toBe(reach(1));
        expect(told.low).toBeGreaterThanOrEqual(0);
        expect(told.low).toBeLessThanOrEqual(told.value);
        expect(told.high).toBeGreaterThanOrEqual(told.value);
        expect(told.high).toBeLessThanOrEqual(1);
        expect(told.evidence).toBe("fair");
        const certain = withIntervalOf({ ...toBuy, low: value, high: value }, reach);
        expect(certain.high - certain.low).toBeCloseTo(0, 9);
      },
    ),
    { numRuns: 200 },
  );
});

test("Half as many purchases are expected where buying at all is as likely as half of them make it.", () => {
  const toBuy = { value: 1 - Math.exp(-1), low: 1 - Math.exp(-0.5), high: 1 - Math.exp(-2) };
  const asked: number[] = [];
  withIntervalOf({ ...toBuy, evidence: "strong" }, (times) => {
    asked.push(times);
    return times / 10;
  });
  expect(asked.map((times) => times.toFixed(9))).toEqual([
    "1.000000000",
    "0.500000000",
    "2.000000000",
  ]);
});
