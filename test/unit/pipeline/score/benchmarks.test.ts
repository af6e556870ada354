import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { nearestRank } from "../../../../app/pipeline/score/nearest-rank.ts";
import type { OrderFact } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyOrder, order, shopOf, TODAY } from "./facts.ts";

const compute = (customers: OrderFact[][]) => computeBenchmarks({ customers, dayStart: TODAY });

const anyShop = fc.array(fc.array(anyOrder({ days: 900 }), { maxLength: 6 }), { maxLength: 20 });

test("A percentile is the smallest revenue that at least so many percent of the customers do not exceed.", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const sorted = Float64Array.from(values).sort();
        const cut = nearestRank(sorted, percent) ?? NaN;
        const notAbove = (limit: number) => values.filter((value) => value <= limit).length;
        expect(notAbove(cut) * 100).toBeGreaterThanOrEqual(percent * values.length);
        const below = values.filter((value) => value < cut).length;
        expect(below * 100).toBeLessThan(percent * values.length);
      },
    ),
  );
  const { revenueDeciles, medianRevenueMinor } = shopOf([10, 20, 30, 40]);
  expect(revenueDeciles).toEqual([10, 10, 20, 20, 20, 30, 30, 40, 40]);
  expect(medianRevenueMinor).toBe(20);
});

test("The deciles are those of the customers with an order that counts in the 365 days before the midnight.", () => {
  const old = order(TODAY - 365 * DAY_MS, 999);
  const cancelled = order(TODAY - DAY_MS, 999, { cancelledAt: TODAY - 1 });
  const free = order(TODAY - DAY_MS, 0);
  const benchmarks = compute([[old], [cancelled], [free], [order(TODAY - 1, 50), old], []]);
  expect(benchmarks.customers).toBe(2);
  expect(benchmarks.revenueDeciles).toEqual([0, 0, 0, 0, 0, 50, 50, 50, 50]);
  expect(benchmarks.medianOrderMinor).toBe(0);
});

test("Benchmarks are computed from what happened before a UTC midnight, and nothing later changes them.", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      const known = shop.map((orders) =>
        orders
          .filter((fact) => fact.placedAt < TODAY)
          .map((fact) => ({
            ...fact,
            cancelledAt:
              fact.cancelledAt !== null && fact.cancelledAt < TODAY ? fact.cancelledAt : null,
            refunds: fact.refunds.filter((refund) => refund.refundedAt < TODAY),
          })),
      );
      expect(compute(shop)).toEqual(compute(known));
    }),
  );
});

test("The order of customers and of their orders changes no benchmark.", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      expect(compute([...shop].reverse().map((orders) => [...orders].reverse()))).toEqual(
        compute(shop),
      );
    }),
  );
});

/** A customer with orders so many days apart. */
function returning(gapsInDays: number[]): OrderFact[] {
  let at = TODAY - 1;
  return [0, ...gapsInDays].map((gap) => order((at -= gap * DAY_MS), 100));
}

test("The typical gap is the 80th percentile of the gaps between consecutive orders of all customers.", () => {
  const gaps = Array.from({ length: 20 }, (_, index) => index + 11);
  expect(compute([returning(gaps)]).typicalGapMs).toBe(26 * DAY_MS);
  const two = compute([returning(gaps.slice(0, 10)), returning(gaps.slice(10))]);
  expect(two).toMatchObject({ typicalGapMs: 26 * DAY_MS, gaps: 20 });
});

test("With fewer than 20 gaps the typical gap is taken to be 90 days.", () => {
  const benchmarks = compute([returning(Array.from({ length: 19 }, () => 10))]);
  expect(benchmarks).toMatchObject({ typicalGapMs: 90 * DAY_MS, gaps: 19 });
});

test("The typical gap is never under 7 and never over 365 days.", () => {
  const every = (days: number) => compute([returning(Array.from({ length: 20 }, () => days))]);
  expect(every(1).typicalGapMs).toBe(7 * DAY_MS);
  expect(every(400).typicalGapMs).toBe(365 * DAY_MS);
});

test("A shop without orders has no deciles and no medians.", () => {
  expect(compute([])).toEqual({
    dayStart: TODAY,
    customers: 0,
    revenueDeciles: [],
    rfm: null,
    medianRevenueMinor: null,
    medianOrderMinor: null,
    typicalGapMs: 90 * DAY_MS,
    gaps: 0,
  });
});

test("Benchmarks survive being stored as JSON.", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      const benchmarks = compute(shop);
      expect(JSON.parse(JSON.stringify(benchmarks))).toEqual(benchmarks);
    }),
  );
});
