import fc from "fast-check";
import { expect, test } from "vitest";
import { PURCHASE_MODELS } from "../../../../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { purchasePredictor } from "../../../../../app/pipeline/predict/purchase-models/predict-purchases.ts";
import { valueCustomer } from "../../../../../app/pipeline/predict/shop/lifetime-value.ts";
import { expectNextOrder } from "../../../../../app/pipeline/predict/shop/next-order.ts";
import { DAY_MS, WEEK_MS } from "../../../../../app/pipeline/shared/time.ts";

const asOf = Date.UTC(2026, 0, 1);
// Nobody to fit to: what is known of shops in general.
const purchases = fitPurchases("pareto-nbd", groupHistories([]));
const courseOf = purchasePredictor(purchases);
const anyHistory = fc
  .record({ repeats: fc.nat(20), observed: fc.double({ min: 1, max: 200, noNaN: true }) })
  .chain(({ repeats, observed }) =>
    fc.record({
      repeats: fc.constant(repeats),
      observed: fc.constant(observed),
      lastAge: repeats === 0 ? fc.constant(0) : fc.double({ min: 0.1, max: observed, noNaN: true }),
    }),
  );

const anyMoney = fc.record({
  history: anyHistory,
  count: fc.double({ min: 0, max: 50, noNaN: true }),
  revenueMinor: fc.double({ min: 0, max: 1e9, noNaN: true }),
  shape: fc.double({ min: 0.1, max: 30, noNaN: true }),
  spread: fc.double({ min: 0, max: 3, noNaN: true }),
  evidence: fc.constantFrom("strong", "fair", "thin", "none"),
});

test("Lifetime value is the revenue of the next twelve months, each month's discounted at a tenth a year.", () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      const { months, meanMinor } = valueCustomer({ course: courseOf(money.history), ...money });
      expect(months).toBe(12);
      // Money of the first month is worth nearly all, of the last nearly a tenth less.
      expect(meanMinor).toBeLessThanOrEqual(money.revenueMinor + 0.5);
      expect(meanMinor).toBeGreaterThanOrEqual(0.9 * money.revenueMinor - 0.5);
    }),
    { numRuns: 50 },
  );
  // Purchases that come evenly over the year are worth what is left after half of it.
  const regular = { repeats: 2000, lastAge: 5000, observed: 5000 };
  const revenueMinor = 1e9;
  const money = {
    history: regular,
    count: 20,
    revenueMinor,
    shape: 2000,
    spread: 0,
    evidence: "fair",
  } as const;
  const { meanMinor } = valueCustomer({ course: courseOf(money.history), ...money });
  expect(meanMinor / revenueMinor).toBeCloseTo(0.1 / 1.1 / Math.log(1.1), 3);
});

test("The interval of a lifetime value holds its mean, and ends where nineteen in twenty stay below.", () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      const { lowMinor, meanMinor, highMinor } = valueCustomer({
        course: courseOf(money.history),
        ...money,
      });
      for (const minor of [lowMinor, meanMinor, highMinor])
        expect(Number.isSafeInteger(minor) && minor >= 0).toBe(true);
      expect(lowMinor).toBeLessThanOrEqual(meanMinor);
      expect(highMinor).toBeGreaterThanOrEqual(meanMinor);
    }),
    { numRuns: 50 },
  );
  // Geometric, of mean 1: 5 % at five purchases and more, so nineteen in twenty stay at four.
  const history = { repeats: 1, lastAge: 10, observed: 20 };
  const money = {
    history,
    count: 1,
    revenueMinor: 1000,
    shape: 1,
    spread: 0,
    evidence: "fair",
  } as const;
  const { meanMinor, highMinor } = valueCustomer({ course: courseOf(money.history), ...money });
  expect(highMinor / meanMinor).toBeCloseTo(4, 1);
});

test("Twice the money is twice the lifetime value.", () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      const once = valueCustomer({ course: courseOf(money.history), ...money });
      const twice = valueCustomer({
        course: courseOf(money.history),
        ...money,
        revenueMinor: 2 * money.revenueMinor,
      });
      for (const end of ["lowMinor", "meanMinor", "highMinor"] as const)
        expect(Math.abs(twice[end] - 2 * once[end])).toBeLessThanOrEqual(2);
    }),
    { numRuns: 50 },
  );
});

test("Money is told with the evidence of buying at all, and never as strong.", () => {
  fc.assert(
    fc.property(anyMoney, (money) => {
      const { evidence } = valueCustomer({ course: courseOf(money.history), ...money });
      expect(evidence).toBe(money.evidence === "strong" ? "fair" : money.evidence);
    }),
    { numRuns: 20 },
  );
});

const told = (value: number) => ({ value, evidence: "thin" }) as const;
const anyChance = fc.double({ min: 0, max: 1, noNaN: true });
const anyHorizonWeeks = fc.double({ min: 0.2, max: 60, noNaN: true });

test("The next order is expected in order: the tenth of the chance before the half, and the half before nine tenths.", () => {
  fc.assert(
    fc.property(anyHistory, anyChance, anyHorizonWeeks, (history, probability, horizonWeeks) => {
      const next = expectNextOrder({
        course: courseOf(history),
        horizonWeeks,
        toBuy: told(probability),
        asOf,
      });
      if (next === null) return;
      expect(next.evidence).toBe("thin");
      expect(next.low).toBeGreaterThanOrEqual(asOf);
      expect(next.median).toBeGreaterThanOrEqual(next.low);
      expect(next.median).toBeLessThanOrEqual(asOf + 104 * WEEK_MS);
      if (next.high !== null) expect(next.high).toBeGreaterThanOrEqual(next.median);
    }),
    { numRuns: 50 },
  );
});

test("The time of the next order agrees with the probability within the shop's horizon.", () => {
  const history = { repeats: 4, lastAge: 30, observed: 32 };
  for (const horizonWeeks of [2, 9, 30]) {
    const expectAt = (probability: number) =>
      expectNextOrder({ course: courseOf(history), horizonWeeks, toBuy: told(probability), asOf });
    const end = asOf + horizonWeeks * WEEK_MS;
    // A chance of one half, of a tenth, of nine tenths: the horizon's end is the median, the low end, the high one.
    expect(Math.abs((expectAt(0.5)?.median ?? 0) - end)).toBeLessThan(DAY_MS / 100);
    expect(Math.abs((expectAt(0.9)?.high ?? 0) - end)).toBeLessThan(DAY_MS / 100);
    const rare = expectAt(0.1);
    if (rare !== null) expect(Math.abs(rare.low - end)).toBeLessThan(DAY_MS / 100);
    const likely = expectAt(0.7);
    expect(likely?.median).toBeLessThan(end);
    expect(likely?.low).toBeLessThan(likely?.median ?? 0);
  }
});

test("A next order that is less likely than not within two years is not foretold.", () => {
  const history = { repeats: 0, lastAge: 0, observed: 100 };
  const expectAt = (probability: number) =>
    expectNextOrder({ course: courseOf(history), horizonWeeks: 8, toBuy: told(probability), asOf });
  const farther = courseOf(history).expected(104) / courseOf(history).expected(8);
  // 1 - (1 - p)^farther = 1/2: as likely as not within two years.
  const even = 1 - 0.5 ** (1 / farther);
  expect(expectAt(even * 0.99)).toBeNull();
  expect(expectAt(Math.min(1, even * 1.01))).not.toBeNull();
  expect(expectAt(0)).toBeNull();
  expect(expectAt(even * 1.01)?.high).toBeNull();
});

test("Every model of repeat purchase gives a lifetime value and a next order without failing.", () => {
  for (const name of PURCHASE_MODELS) {
    const fitted = fitPurchases(name, groupHistories([]));
    const course = purchasePredictor(fitted)({ repeats: 0, lastAge: 0, observed: 0 });
    const money = {
      count: 0,
      revenueMinor: 0,
      shape: 0.5,
      spread: 0,
      evidence: "none",
    } as const;
    expect(valueCustomer({ course, ...money })).toEqual({
      months: 12,
      meanMinor: 0,
      lowMinor: 0,
      highMinor: 0,
      evidence: "none",
    });
    const next = { course, horizonWeeks: 10, toBuy: told(1), asOf };
    expect(expectNextOrder(next)?.median).toBeGreaterThan(asOf);
  }
});
