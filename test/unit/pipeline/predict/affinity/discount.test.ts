import fc from "fast-check";
import { expect, test } from "vitest";
import { fitSharePrior } from "../../../../../app/pipeline/predict/affinity/beta-binomial.ts";
import {
  countDiscounted,
  estimateDiscountAffinity,
} from "../../../../../app/pipeline/predict/affinity/discount.ts";
import { drawBeta } from "../../../../../app/pipeline/predict/numeric/draws.ts";
import { seedRandom } from "../../../../../app/pipeline/predict/numeric/random.ts";
import type { BasketFact } from "../../../../../app/pipeline/shared/records.ts";
import { sumBinomials } from "../../../../support/sum-binomials.ts";

const NOW = Date.UTC(2026, 0, 15);

const basket = (change: Partial<BasketFact> = {}): BasketFact => ({
  orderId: "1",
  placedAt: NOW - 1,
  totalMinor: 1000,
  cancelledAt: null,
  refunds: [],
  pieces: 1,
  products: ["5"],
  discountMinor: 0,
  ...change,
});

/** Customers of a shop: each with a share of their own, and so many orders. */
function drawShop(input: { mean: number; weight: number; customers: number; seed: number }) {
  const random = seedRandom(input.seed);
  const { mean, weight } = input;
  return Array.from({ length: input.customers }, () => {
    const share = drawBeta({ a: mean * weight, b: (1 - mean) * weight, random });
    const n = 1 + Math.floor(random() * 8);
    let k = 0;
    for (let order = 0; order < n; order += 1) if (random() < share) k += 1;
    return { share, k, n };
  });
}

test("Orders count that are placed, not cancelled, and of which it is known what was in them.", () => {
  const orders = [
    basket({ discountMinor: 100 }),
    basket(),
    basket({ discountMinor: 100, cancelledAt: NOW }),
    basket({ discountMinor: 100, placedAt: NOW + 1 }),
    basket({ discountMinor: 100, pieces: 0 }),
  ];
  expect(countDiscounted(orders, NOW)).toEqual({ k: 1, n: 2 });
  expect(countDiscounted([], NOW)).toEqual({ k: 0, n: 0 });
});

test("A shop's share and the spread of its customers are found again from their orders.", () => {
  for (const [mean, weight] of [
    [0.3, 2],
    [0.15, 6],
    [0.6, 15],
  ] as const) {
    const prior = fitSharePrior(
      sumBinomials(drawShop({ mean, weight, customers: 20_000, seed: 7 })),
    );
    expect(prior.mean).toBeCloseTo(mean, 1);
    expect(prior.weight / weight).toBeGreaterThan(0.8);
    expect(prior.weight / weight).toBeLessThan(1.25);
  }
});

test("Of the customers of a shop 95 in 100 have a share within their interval, and nine of ten words are right.", () => {
  const shop = drawShop({ mean: 0.35, weight: 1.5, customers: 4000, seed: 11 });
  const prior = fitSharePrior(sumBinomials(shop));
  let within = 0;
  let said = 0;
  let right = 0;
  for (const { share, k, n } of shop) {
    const { low, high, habit } = estimateDiscountAffinity({ k, n }, prior);
    if (share >= low && share <= high) within += 1;
    if (habit === "waits-for-discounts" || habit === "mostly-full-price") {
      said += 1;
      if (habit === "waits-for-discounts" ? share > 0.5 : share < 0.5) right += 1;
    }
  }
  expect(within / shop.length).toBeGreaterThan(0.935);
  expect(within / shop.length).toBeLessThan(0.965);
  expect(said).toBeGreaterThan(200);
  expect(right / said).toBeGreaterThan(0.9);
});

test("Words need two orders and agreement of all that is possible.", () => {
  const prior = { mean: 0.3, weight: 2 };
  const habit = (k: number, n: number) => estimateDiscountAffinity({ k, n }, prior).habit;
  expect([habit(0, 0), habit(1, 1), habit(0, 1)]).toEqual([
    "not-yet-known",
    "not-yet-known",
    "not-yet-known",
  ]);
  expect(habit(9, 9)).toBe("waits-for-discounts");
  expect(habit(0, 6)).toBe("mostly-full-price");
  expect(habit(5, 10)).toBe("now-and-then");
  expect(habit(2, 4)).toBe("not-yet-known");
  // Where everybody buys with a discount nobody waits for one.
  const sale = { mean: 0.97, weight: 5 };
  expect(estimateDiscountAffinity({ k: 10, n: 10 }, sale).habit).not.toBe("waits-for-discounts");
});

test("A customer of whom nothing is known is the shop, and evidence grows with their own orders.", () => {
  const prior = { mean: 0.3, weight: 4 };
  const none = estimateDiscountAffinity({ k: 0, n: 0 }, prior);
  expect(none).toMatchObject({ share: 0.3, evidence: "none", habit: "not-yet-known" });
  const grades = [1, 4, 15, 16].map((n) => estimateDiscountAffinity({ k: 1, n }, prior).evidence);
  expect(grades).toEqual(["thin", "fair", "fair", "strong"]);
});

test("Whatever a shop is like, shares are finite, ordered, and between the shop's and the customer's own.", () => {
  const counts = fc
    .integer({ min: 0, max: 50 })
    .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
  fc.assert(
    fc.property(fc.array(counts, { maxLength: 40 }), counts, (shop, { k, n }) => {
      const prior = fitSharePrior(sumBinomials(shop));
      expect(prior.mean > 0 && prior.mean < 1).toBe(true);
      expect(prior.weight >= 1 && prior.weight <= 30).toBe(true);
      const { share, low, high } = estimateDiscountAffinity({ k, n }, prior);
      expect(low >= 0 && low <= share && share <= high && high <= 1).toBe(true);
      const own = n === 0 ? prior.mean : k / n;
      expect(share).toBeGreaterThanOrEqual(Math.min(own, prior.mean) - 1e-12);
      expect(share).toBeLessThanOrEqual(Math.max(own, prior.mean) + 1e-12);
    }),
  );
});

test("The sums of a shop are those of its parts.", () => {
  const shop = drawShop({ mean: 0.4, weight: 3, customers: 60, seed: 3 });
  const [a, b] = [sumBinomials(shop.slice(0, 25)), sumBinomials(shop.slice(25))];
  const whole = sumBinomials(shop);
  for (const [key, value] of Object.entries(whole)) {
    const parts = [a, b].map((part) => Number(Reflect.get(part, key)));
    expect(parts.reduce((sum, part) => sum + part)).toBeCloseTo(value, 9);
  }
});
