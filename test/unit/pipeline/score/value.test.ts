import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { DEFAULT_MODEL } from "../../../../app/pipeline/score/default-model.ts";
import { MICRO_PER_POINT } from "../../../../app/pipeline/score/micro-points.ts";
import { scoreProfile } from "../../../../app/pipeline/score/score-profile.ts";
import type { ValueTerm } from "../../../../app/pipeline/score/scores.ts";
import type { OrderFact, SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyFacts, anyOrder, factsOf, NOW, order, row, shopOf, TODAY } from "./facts.ts";

const HUNDRED = shopOf(Array.from({ length: 100 }, (_, index) => (index + 1) * 100));

function score(
  orders: OrderFact[],
  benchmarks = HUNDRED,
  asOf = NOW,
  rows: readonly SlotRow[] = [],
) {
  return scoreProfile({ facts: factsOf(rows, orders), benchmarks, model: DEFAULT_MODEL, asOf });
}

/** The points of one term of the value score, in points. */
function term(name: ValueTerm, orders: OrderFact[], benchmarks = HUNDRED, asOf = NOW): number {
  const { contributions } = score(orders, benchmarks, asOf).value;
  const line = contributions.find((contribution) => contribution.term === name);
  return (line?.points ?? 0) / MICRO_PER_POINT;
}

test("Money is worth 5 points for every tenth of the shop's customers that the net revenue of the last 365 days reaches, and none without net revenue.", () => {
  const points = [0, 1, 999, 1000, 5000, 8999, 9000, 1_000_000].map((amount) =>
    term("monetary", [order(NOW, amount)]),
  );
  expect(points).toEqual([0, 5, 5, 10, 30, 45, 50, 50]);
});

test("Revenue equal to a decile reaches it, so customers who spent the same have the same points.", () => {
  const equal = shopOf([700, 700, 700, 700]);
  expect(term("monetary", [order(NOW, 700)], equal)).toBe(50);
  expect(term("monetary", [order(NOW, 699)], equal)).toBe(5);
});

test("The only customer of a shop reaches every tenth.", () => {
  const placed = order(TODAY - DAY_MS, 1234);
  const alone = computeBenchmarks({ customers: [[placed]], dayStart: TODAY });
  expect(term("monetary", [placed], alone)).toBe(50);
});

test("Each order of the last 365 days is worth 5 points, all together at most 25.", () => {
  const orders = Array.from({ length: 7 }, (_, index) => order(NOW - index * DAY_MS, 100));
  const points = [1, 2, 5, 6, 7].map((count) => term("frequency", orders.slice(0, count)));
  expect(points).toEqual([5, 10, 25, 25, 25]);
});

test("The last order is worth 25 points, halved with every typical gap since.", () => {
  const placed = [order(NOW - 3 * DAY_MS, 100), order(NOW, 100)];
  const points = [0, 1, 2].map((gaps) =>
    term("recency", placed, HUNDRED, NOW + gaps * HUNDRED.typicalGapMs),
  );
  expect(points).toEqual([25, 12.5, 6.25]);
});

test("An order leaves the 365 days exactly 365 days after it was placed.", () => {
  const placed = [order(NOW - 365 * DAY_MS, 5000)];
  expect(term("frequency", placed, HUNDRED, NOW - 1)).toBe(5);
  expect(term("frequency", placed, HUNDRED, NOW)).toBe(0);
  expect(term("monetary", placed, HUNDRED, NOW)).toBe(0);
});

test("A cancelled order counts from its placing until its cancellation.", () => {
  const orders = [order(NOW - DAY_MS, 5000, { cancelledAt: NOW })];
  expect(term("monetary", orders, HUNDRED, NOW - 1)).toBe(30);
  expect(score(orders, HUNDRED, NOW).value).toMatchObject({
    points: null,
    reason: "no-orders-yet",
  });
});

test("A cancelled order stays an activity in engagement.", () => {
  const rows = [row("order_placed", NOW - DAY_MS)];
  const orders = [order(NOW - DAY_MS, 5000, { cancelledAt: NOW })];
  const { engagement } = score(orders, HUNDRED, NOW, rows);
  expect(engagement.points).toBeGreaterThan(0);
});

test("A refund lessens its own order from the instant of the refund, never below zero.", () => {
  const refunds = [{ refundedAt: NOW, amountMinor: 4100 }];
  const refunded = [order(NOW - DAY_MS, 5000, { refunds })];
  expect(term("monetary", refunded, HUNDRED, NOW - 1)).toBe(30);
  expect(term("monetary", refunded, HUNDRED, NOW)).toBe(5);
  const tooMuch = order(NOW - DAY_MS, 100, { refunds });
  expect(term("monetary", [tooMuch, order(NOW, 5000)])).toBe(30);
  expect(term("frequency", refunded)).toBe(5);
});

test("A refund of an order that is older than 365 days changes nothing.", () => {
  const old = NOW - 400 * DAY_MS;
  const refunds = [{ refundedAt: NOW - DAY_MS, amountMinor: 5000 }];
  const recent = order(NOW - DAY_MS, 5000);
  expect(score([order(old, 5000, { refunds }), recent]).value).toEqual(
    score([order(old, 5000), recent]).value,
  );
});

test("Without an order that counts the value score is unknown.", () => {
  expect(score([]).value).toMatchObject({ points: null, reason: "no-orders-yet" });
});

test("Until a shop has sold something before the day began its value scores are unknown.", () => {
  const empty = computeBenchmarks({ customers: [[order(TODAY, 100)]], dayStart: TODAY });
  expect(score([order(NOW, 100)], empty).value).toEqual({
    points: null,
    reason: "no-benchmarks-yet",
    contributions: [],
  });
});

const anyShop = fc.array(fc.array(anyOrder({ days: 500, before: TODAY - 1 }), { maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
});

test("Money is in the shop's own currency and only compared: another unit changes no score.", () => {
  fc.assert(
    fc.property(anyShop, fc.integer({ min: 2, max: 1000 }), (shop, factor) => {
      const dearer = shop.map((orders) =>
        orders.map((fact) => ({
          ...fact,
          totalMinor: fact.totalMinor * factor,
          refunds: fact.refunds.map((refund) => ({
            ...refund,
            amountMinor: refund.amountMinor * factor,
          })),
        })),
      );
      const scoresOf = (customers: OrderFact[][]) => {
        const benchmarks = computeBenchmarks({ customers, dayStart: TODAY });
        return customers.map((orders) => score(orders, benchmarks));
      };
      expect(scoresOf(dearer)).toEqual(scoresOf(shop));
    }),
  );
});

test("Days are days of UTC, the same for every shop: a move by whole days changes no score.", () => {
  fc.assert(
    fc.property(anyFacts(), fc.integer({ min: -4000, max: 4000 }), (facts, days) => {
      const by = days * DAY_MS;
      const moved = {
        rows: facts.rows.map((line) => ({
          ...line,
          slot: line.slot + days * 96,
          firstAt: line.firstAt + by,
          lastAt: line.lastAt + by,
        })),
        orders: facts.orders.map((fact) => ({
          ...fact,
          placedAt: fact.placedAt + by,
          cancelledAt: fact.cancelledAt === null ? null : fact.cancelledAt + by,
          refunds: fact.refunds.map((refund) => ({
            ...refund,
            refundedAt: refund.refundedAt + by,
          })),
        })),
      };
      const here = score(facts.orders, HUNDRED, NOW, facts.rows);
      const there = score(moved.orders, HUNDRED, NOW + by, moved.rows);
      expect({ ...there, asOf: NOW }).toEqual(here);
    }),
  );
});
