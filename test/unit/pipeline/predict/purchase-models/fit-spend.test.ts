import fc from "fast-check";
import { expect, test } from "vitest";
import { drawGamma } from "../../../../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import { fitSpend } from "../../../../../app/pipeline/predict/purchase-models/fit-spend.ts";
import { expectedOrderValue } from "../../../../../app/pipeline/predict/purchase-models/gamma-gamma.ts";
import type {
  FittedSpend,
  SpendHistory,
} from "../../../../../app/pipeline/predict/purchase-models/gamma-gamma.ts";

/** What a purchase is worth in the shop, on average. */
const meanOrderValue = ({ p, q, v }: FittedSpend): number => (p * v) / (q - 1);

function simulateSpending(customers: number, p: number, q: number, v: number): SpendHistory[] {
  const random = seedRandom(9);
  return Array.from({ length: customers }, (_, index) => {
    const rate = drawGamma(q, random) / v;
    const purchases = 1 + (index % 5);
    return { purchases, meanValue: drawGamma(p * purchases, random) / rate / purchases };
  });
}

test("The parameters of simulated customers are found again.", () => {
  const spending = simulateSpending(3000, 4, 3.5, 2000);
  for (const penalty of [0, 1]) {
    const fitted = fitSpend(spending, { penalty });
    expect(Math.abs(Math.log(fitted.p / 4))).toBeLessThan(0.15);
    expect(Math.abs(Math.log(fitted.q / 3.5))).toBeLessThan(0.15);
    expect(Math.abs(Math.log(meanOrderValue(fitted) / 3200))).toBeLessThan(0.1);
  }
});

const spending = fc.array(
  fc.record({
    purchases: fc.integer({ min: 0, max: 400 }),
    meanValue: fc.double({ min: 0, max: 1e12, noNaN: true }),
  }),
  { maxLength: 15 },
);

test("Whatever few customers spent, what is expected lies between their own mean and the shop's.", () => {
  fc.assert(
    fc.property(spending, (histories) => {
      const fitted = fitSpend(histories);
      const shop = meanOrderValue(fitted);
      expect(shop >= 0 && shop < Infinity && fitted.q > 1).toBe(true);
      expect(Number.isFinite(fitted.logLikelihood)).toBe(true);
      for (const history of histories) {
        const expected = expectedOrderValue(fitted, history);
        const own = history.purchases === 0 ? shop : history.meanValue;
        expect(expected).toBeGreaterThanOrEqual(Math.min(own, shop) * (1 - 1e-9));
        expect(expected).toBeLessThanOrEqual(Math.max(own, shop) * (1 + 1e-9));
      }
    }),
    { numRuns: 60 },
  );
});

test("The unit of money changes nothing but the amounts.", () => {
  const dollars = simulateSpending(60, 4, 3, 20);
  const cents = dollars.map((history) => ({ ...history, meanValue: 100 * history.meanValue }));
  const [inDollars, inCents] = [
    fitSpend(dollars, { shopMean: 40 }),
    fitSpend(cents, { shopMean: 4000 }),
  ];
  expect(inCents.p / inDollars.p).toBeCloseTo(1, 4);
  expect(inCents.q / inDollars.q).toBeCloseTo(1, 4);
  expect(inCents.v / inDollars.v).toBeCloseTo(100, 2);
});

test("With one customer or none everybody is worth what a purchase is worth in the shop.", () => {
  const nobody = fitSpend([], { shopMean: 5000, penalty: 0 });
  expect(nobody).toMatchObject({ basis: "prior", customers: 0, logLikelihood: 0 });
  expect(meanOrderValue(nobody)).toBeCloseTo(5000, 6);
  const one = fitSpend([{ purchases: 1, meanValue: 9000 }], { shopMean: 5000, penalty: 0 });
  expect(one.basis).toBe("prior");
  expect(meanOrderValue(one)).toBeCloseTo(5000, 6);
  expect(meanOrderValue(fitSpend([]))).toBe(0);
});

test("The more purchases a customer made, the more their own mean counts.", () => {
  const fitted = fitSpend(simulateSpending(300, 4, 3, 2000));
  const expected = [0, 1, 3, 10, 100].map((purchases) =>
    expectedOrderValue(fitted, { purchases, meanValue: 50_000 }),
  );
  expect(expected).toEqual([...expected].sort((a, b) => a - b));
  expect(expected[0]).toBeCloseTo(meanOrderValue(fitted), 6);
  expect(expected[4]).toBeGreaterThan(45_000);
});

test("Customers who all spend the same are expected to go on doing so.", () => {
  const same = Array.from({ length: 200 }, () => ({ purchases: 4, meanValue: 1500 }));
  for (const penalty of [0, 1]) {
    const fitted = fitSpend(same, { penalty });
    const expected = expectedOrderValue(fitted, { purchases: 4, meanValue: 1500 });
    expect(expected / 1500).toBeCloseTo(1, 2);
  }
});
