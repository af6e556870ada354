import fc from "fast-check";
import { expect, test } from "vitest";
import {
  countChances,
  countQuantile,
} from "../../../../../app/pipeline/predict/shop/negative-binomial.ts";
import { probabilityToReach } from "../../../../../app/pipeline/predict/shop/vip-ascent.ts";

const anyCount = fc.record({
  mean: fc.double({ min: 0, max: 1e6, noNaN: true }),
  shape: fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
});
const usualCount = fc.record({
  mean: fc.double({ min: 0.01, max: 20, noNaN: true }),
  shape: fc.double({ min: 0.2, max: 50, noNaN: true }),
});
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

test("The chances of each number of purchases are those of a negative binomial, and add up to one.", () => {
  fc.assert(
    fc.property(anyCount, (count) => {
      const chances = countChances(count);
      expect(chances.every((chance) => chance >= 0 && chance <= 1 + 1e-9)).toBe(true);
      expect(sum(chances)).toBeCloseTo(1, 6);
    }),
  );
  fc.assert(
    fc.property(usualCount, ({ mean, shape }) => {
      const chances = countChances({ mean, shape });
      const first = sum(chances.map((chance, count) => chance * count));
      const second = sum(chances.map((chance, count) => chance * count * count));
      expect(first / mean).toBeCloseTo(1, 4);
      expect((second - first * first) / (mean + mean ** 2 / shape)).toBeCloseTo(1, 2);
    }),
  );
  // With a shape of 1 it is geometric: each further purchase has the same chance.
  countChances({ mean: 1, shape: 1 })
    .slice(0, 10)
    .forEach((chance, count) => expect(chance).toBeCloseTo(0.5 ** (count + 1), 12));
});

test("A quantile of purchases is the smallest number that is not exceeded with such a chance.", () => {
  fc.assert(
    fc.property(anyCount, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (count, share) => {
      const chances = countChances(count);
      const quantile = countQuantile(chances, share);
      expect(sum(chances.slice(0, quantile))).toBeLessThan(share);
      expect(sum(chances.slice(0, quantile + 1))).toBeGreaterThanOrEqual(Math.min(share, 1 - 1e-6));
    }),
  );
});

const anyAscent = fc.record({
  count: anyCount,
  valueMinor: fc.double({ min: 0, max: 1e7, noNaN: true }),
  spread: fc.double({ min: 0, max: 3, noNaN: true }),
  leastPurchases: fc.nat(2),
});
const anyMissing = fc.double({ min: -1e6, max: 1e8, noNaN: true });

test("The more money is missing to become a VIP, the less likely it is.", () => {
  fc.assert(
    fc.property(anyAscent, anyMissing, anyMissing, (ascent, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      const sooner = probabilityToReach({ ...ascent, missingMinor: less });
      const later = probabilityToReach({ ...ascent, missingMinor: more });
      for (const probability of [sooner, later]) {
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }
      expect(later).toBeLessThanOrEqual(sooner + 1e-9);
    }),
    { numRuns: 50 },
  );
});

test("Who lacks neither money nor orders is certain to be a VIP, and who will buy nothing never becomes one.", () => {
  fc.assert(
    fc.property(anyAscent, (ascent) => {
      expect(probabilityToReach({ ...ascent, missingMinor: 0, leastPurchases: 0 })).toBeCloseTo(
        1,
        6,
      );
      const nothing = { mean: 0, shape: ascent.count.shape };
      expect(probabilityToReach({ ...ascent, count: nothing, missingMinor: 1 })).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test("Where only a second order is missing, becoming a VIP is as likely as an order.", () => {
  const count = { mean: 0.8, shape: 0.6 };
  const reach = (missingMinor: number): number =>
    probabilityToReach({ missingMinor, count, valueMinor: 5000, spread: 1.5, leastPurchases: 1 });
  expect(reach(-1)).toBeCloseTo(1 - (countChances(count)[0] ?? 0), 9);
  // A sum that any purchase reaches changes next to nothing.
  expect(reach(1)).toBeCloseTo(reach(-1), 1);
  expect(reach(500_000)).toBeLessThan(0.01);
});
