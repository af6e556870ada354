import fc from "fast-check";
import { expect, test } from "vitest";
import { takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { auc } from "../../../../../app/pipeline/predict/metrics/auc.ts";
import { cutFifths, fifthOf } from "../../../../../app/pipeline/predict/purchase/fifths.ts";
import {
  measureFifths,
  RULE_NAMES,
  scoreByRule,
} from "../../../../../app/pipeline/predict/purchase/rules.ts";
import type { RuleName } from "../../../../../app/pipeline/predict/purchase/rules.ts";
import { DAY_MS } from "../../../../../app/pipeline/shared/time.ts";
import { simulateBuyers } from "../../../../support/simulated-buyers.ts";

const startsAt = Date.UTC(2025, 0, 1);
const asOf = startsAt + 200 * DAY_MS;
const amounts = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 200 });

test("Fifths hold about as many each where nobody ties, and those who tie share one.", () => {
  fc.assert(
    fc.property(amounts, (values) => {
      const cuts = cutFifths(Float64Array.from(values));
      const placed = values.map((value) => fifthOf(value, cuts));
      expect(placed.every((fifth) => fifth >= 1 && fifth <= 5)).toBe(true);
      values.forEach((value, row) =>
        values.forEach((other, otherRow) => {
          if (value < other) expect(placed[row]).toBeLessThanOrEqual(placed[otherRow] ?? 0);
          if (value === other) expect(placed[row]).toBe(placed[otherRow]);
        }),
      );
      if (new Set(values).size < values.length) return;
      const sizes = [1, 2, 3, 4, 5].map((fifth) => placed.filter((own) => own === fifth).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

test("Nobody has no cuts, and a value without cuts is in the first fifth.", () => {
  expect(cutFifths(new Float64Array())).toEqual([]);
  expect(fifthOf(7, [])).toBe(1);
  expect(cutFifths(Float64Array.of(1, 2, 3, 4, 5))).toEqual([2, 3, 4, 5]);
});

const order = (daysAgo: number, totalMinor: number) => ({
  orderId: `${daysAgo}-${totalMinor}`,
  placedAt: asOf - daysAgo * DAY_MS,
  totalMinor,
  cancelledAt: null,
  refunds: [],
  pieces: 1,
  products: [],
  discountMinor: 0,
});
const customer = (customerId: string, orders: ReturnType<typeof order>[]) => ({
  customerId,
  orders,
  rows: [],
});

test("The trivial rules score by silence, number of purchases, fifths of both and money, and purchases halved with time.", () => {
  const snapshot = takeSnapshot(
    [
      customer("once, lately", [order(91, 100)]),
      customer("often, long ago", [order(365, 300), order(273, 300), order(182, 300)]),
    ],
    asOf,
  );
  const score = (name: RuleName): number[] => [
    ...scoreByRule({ name, halfLifeDays: 91, fifths: measureFifths(snapshot) }, snapshot),
  ];
  expect(score("recency")).toEqual([-91, -182]);
  expect(score("frequency")).toEqual([1, 3]);
  const [once, often] = score("decayed-count");
  expect(once).toBeCloseTo(0.5, 12);
  expect(often).toBeCloseTo(2 ** (-365 / 91) + 2 ** -3 + 2 ** -2, 12);
  // Two customers: the better of each axis is in the fifth fifth, the other in the third.
  const [first = 0, second = 0] = score("rfm-sum");
  expect(first + second).toBe(24);
  expect(second - first).toBe(2);
});

test("Every trivial rule tells buyers from others in a shop whose customers buy at rates of their own.", () => {
  const shop = simulateBuyers({ customers: 600, seed: 4, startsAt, days: 260 });
  const snapshot = takeSnapshot(shop, asOf);
  const bought = Float64Array.from(snapshot.customers, ({ orders }) =>
    orders.some(({ placedAt }) => placedAt >= asOf) ? 1 : 0,
  );
  const fifths = measureFifths(snapshot);
  for (const name of RULE_NAMES) {
    const scores = scoreByRule({ name, halfLifeDays: 91, fifths }, snapshot);
    expect(auc(scores, bought), name).toBeGreaterThan(0.6);
  }
});
