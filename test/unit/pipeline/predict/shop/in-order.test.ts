import fc from "fast-check";
import { expect, test } from "vitest";
import { liftAll, orderByLength } from "../../../../../app/pipeline/predict/shop/in-order.ts";
import { gradeTrials } from "../../../../../app/pipeline/predict/shop/probability.ts";
import { whatIsMissing } from "../../../../../app/pipeline/predict/shop/what-is-missing.ts";
import { fitPurchases } from "../../../../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { groupHistories } from "../../../../../app/pipeline/predict/purchase-models/grouped-histories.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const probability = fc.tuple(share, share, share).map((ends) => {
  const [low = 0, value = 0, high = 0] = ends.sort((a, b) => a - b);
  return { low, value, high, evidence: "thin" as const };
});

test("Over a longer time a purchase is never less likely, whether the shop's horizon is long or short.", () => {
  const told = fc.record({ week: probability, month: probability, horizon: probability });
  fc.assert(
    fc.property(told, fc.integer({ min: 1, max: 400 }), (soon, horizonDays) => {
      const lengths = { week: 7, month: 30, horizon: horizonDays };
      const ordered = orderByLength(soon, lengths);
      const names = (["week", "month", "horizon"] as const).toSorted(
        (a, b) => lengths[a] - lengths[b],
      );
      names.forEach((name, place) => {
        const longer = names[place + 1];
        const { low, value, high } = ordered[name];
        expect(low <= value && value <= high).toBe(true);
        if (longer === undefined) return;
        for (const end of ["low", "value", "high"] as const)
          expect(ordered[name][end]).toBeLessThanOrEqual(ordered[longer][end]);
      });
    }),
  );
});

test("The longest horizon is told as its model says it, and the shorter give way.", () => {
  const of = (value: number) => ({ low: 0, value, high: 1, evidence: "fair" as const });
  const soon = { week: of(0.5), month: of(0.3), horizon: of(0.4) };
  const values = (horizonDays: number): number[] =>
    Object.values(orderByLength(soon, { week: 7, month: 30, horizon: horizonDays })).map(
      (each) => each.value,
    );
  expect(values(90)).toEqual([0.3, 0.3, 0.4]);
  expect(values(14)).toEqual([0.3, 0.3, 0.3]);
  expect(values(3)).toEqual([0.3, 0.3, 0.3]);
});

test("What was tried over a shorter horizon alone is never strong evidence of a longer one.", () => {
  const evidence = { happened: 400, count: 1000 };
  const purchases = fitPurchases("bg-nbd", groupHistories([]));
  expect(gradeTrials({ evidence, stretch: null })).toBe("strong");
  const stretch = { purchases, fromWeeks: 4, toWeeks: 12 };
  expect(gradeTrials({ evidence, stretch })).toBe("fair");
  const thin = { happened: 10, count: 1000 };
  expect(gradeTrials({ evidence: thin, stretch })).toBe("thin");
  expect(gradeTrials({ evidence: { happened: 1, count: 9 }, stretch })).toBe("none");
});

const missingOf = (input: { buyers: number; repeatCustomers: number; historyDays: number }) =>
  whatIsMissing({
    learned: { evidence: { happened: input.buyers, count: 2000 }, horizonMs: 90 * DAY_MS },
    ...input,
  });

test("A small shop is told what is missing and what it would bring, the nearest first.", () => {
  expect(missingOf({ buyers: 45, repeatCustomers: 10, historyDays: 243.9 })).toEqual([
    { what: "days-of-history", have: 243, need: 270, brings: "whole-horizon" },
    { what: "buyers-in-trials", have: 45, need: 100, brings: "learned-weights" },
    { what: "buyers-in-trials", have: 45, need: 300, brings: "boosted-trees" },
    { what: "repeat-buyers", have: 10, need: 100, brings: "own-purchase-rhythm" },
  ]);
  const nothing = missingOf({ buyers: 0, repeatCustomers: 0, historyDays: 0 });
  expect(nothing.map(({ brings }) => brings)).toEqual([
    "own-purchase-rhythm",
    "choice-by-trial",
    "learned-weights",
    "boosted-trees",
    "whole-horizon",
  ]);
});

test("A shop that has enough of everything is told that nothing is missing.", () => {
  expect(missingOf({ buyers: 300, repeatCustomers: 100, historyDays: 270 })).toEqual([]);
  // Buyers alone are not enough: with as few others, nobody can tell the two apart.
  const others = missingOf({ buyers: 1980, repeatCustomers: 100, historyDays: 270 });
  expect(others.map(({ have }) => have)).toEqual([20, 20, 20]);
});

test("What a visit makes likely within a day no longer horizon of a customer is told less.", () => {
  const told = fc.record({ week: probability, month: probability, horizon: probability });
  fc.assert(
    fc.property(told, probability, (soon, day) => {
      const lifted = liftAll(soon, day);
      for (const name of ["week", "month", "horizon"] as const) {
        const { low, value, high } = lifted[name];
        expect(value).toBe(Math.max(soon[name].value, day.value));
        expect(low <= value && value <= high).toBe(true);
      }
      expect(liftAll(soon, undefined)).toEqual(soon);
    }),
  );
});
