import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { judgeProfile } from "../../../../app/pipeline/segment/judge-profile.ts";
import type { OrderFact, SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyOrder, factsOf, NOW, order, row, shopOf, TODAY } from "../score/facts.ts";
import { knownOf, situationAt } from "./situations.ts";
import type { Known } from "./situations.ts";

const BY_ORDERS = ["vip", "vip-prospect", "churn-risk", "new-and-promising"];

/** A hundred customers who spent 1 to 100; the typical gap is the prior of 90 days. */
const HUNDRED = shopOf(Array.from({ length: 100 }, (_, index) => index + 1));

function membersOf(
  orders: OrderFact[],
  rest: Partial<Known> & { rows?: SlotRow[]; asOf?: number } = {},
): string[] {
  const { rows = [], asOf = NOW, ...known } = rest;
  const facts = factsOf(rows, orders);
  const { memberships } = judgeProfile({
    ...situationAt(knownOf({ benchmarks: HUNDRED, ...known, facts }), asOf),
    segments: DEFAULT_SEGMENTS,
  });
  return Object.keys(memberships).filter((handle) => memberships[handle]?.member);
}

const daysAgo = (days: number, amount: number): OrderFact => order(NOW - days * DAY_MS, amount);

test("At the midnight of the benchmarks at most half of the shop's customers are in any one of VIP, VIP prospect, churn risk and new and promising.", () => {
  const oneShop = fc.array(
    fc.array(anyOrder({ days: 600, before: TODAY - 1 }), { minLength: 1, maxLength: 5 }),
    { minLength: 1, maxLength: 14 },
  );
  // Few amounts and few days, so that ties are everywhere.
  const alike = oneShop.map((shop) =>
    shop.map((orders) =>
      orders.map((fact) => ({
        ...fact,
        totalMinor: 100 * (fact.totalMinor % 2),
        placedAt: TODAY - 1 - (fact.totalMinor % 3) * DAY_MS,
        cancelledAt: null,
      })),
    ),
  );
  fc.assert(
    fc.property(fc.oneof(oneShop, alike), (customers) => {
      const benchmarks = computeBenchmarks({ customers, dayStart: TODAY });
      const members = customers.map((orders) => membersOf(orders, { benchmarks, asOf: TODAY }));
      for (const handle of BY_ORDERS) {
        const size = members.filter((handles) => handles.includes(handle)).length;
        expect(size * 2).toBeLessThanOrEqual(customers.length);
      }
    }),
    { numRuns: 300 },
  );
});

test("Until the next midnight nobody enters VIP or VIP prospect by time alone.", () => {
  const orders = fc.array(anyOrder({ days: 500 }), { maxLength: 5 });
  fc.assert(
    fc.property(orders, fc.integer({ min: 1, max: 11 * HOUR_MS }), (facts, later) => {
      const soon = membersOf(facts, { asOf: NOW + later });
      const now = membersOf(facts);
      // Who is VIP and loses an old order may go on as a prospect; nobody comes from outside.
      const top = (handles: string[]) => handles.some((handle) => handle.startsWith("vip"));
      if (top(soon)) expect(top(now)).toBe(true);
    }),
  );
});

test("A shop with one customer has nobody in these four.", () => {
  const orders = [order(TODAY - 3 * DAY_MS, 500), order(TODAY - DAY_MS, 500)];
  const benchmarks = computeBenchmarks({ customers: [orders], dayStart: TODAY });
  expect(membersOf(orders, { benchmarks })).toEqual([]);
});

test("Where all customers spent the same nobody is in these four.", () => {
  const benchmarks = shopOf([100, 100, 100, 100]);
  expect(membersOf([daysAgo(9, 50), daysAgo(2, 50)], { benchmarks })).toEqual([]);
});

test("A VIP has reached the 90th percentile of net revenue, is above the median, and has ordered at least twice, all in the last 365 days.", () => {
  expect(membersOf([daysAgo(200, 45), daysAgo(200, 45)])).toContain("vip");
  expect(membersOf([daysAgo(200, 45), daysAgo(200, 44)])).not.toContain("vip");
  expect(membersOf([daysAgo(200, 90)])).not.toContain("vip");
  expect(membersOf([daysAgo(366, 45), daysAgo(200, 45)])).not.toContain("vip");
});

test("A VIP prospect has reached the 70th percentile, is above the median, ordered within the typical gap, and is no VIP.", () => {
  expect(membersOf([daysAgo(89, 70)])).toContain("vip-prospect");
  expect(membersOf([daysAgo(89, 69)])).not.toContain("vip-prospect");
  expect(membersOf([daysAgo(90, 70)])).not.toContain("vip-prospect");
  expect(membersOf([daysAgo(80, 45), daysAgo(80, 45)])).not.toContain("vip-prospect");
});

test("A customer at risk of churning has ordered at least twice, is above the median of net revenue, and has been silent for one to four typical gaps.", () => {
  const silent = (days: number, amount = 51) =>
    membersOf([daysAgo(days, 0), daysAgo(days, amount)]);
  expect(silent(90)).toContain("churn-risk");
  expect(silent(359)).toContain("churn-risk");
  expect(silent(89)).not.toContain("churn-risk");
  expect(silent(360)).not.toContain("churn-risk");
  expect(silent(90, 50)).not.toContain("churn-risk");
  expect(membersOf([daysAgo(90, 51)])).not.toContain("churn-risk");
});

test("A new and promising customer ordered first within 30 days or the typical gap, whichever is longer, and is above the median.", () => {
  expect(membersOf([daysAgo(89, 51)])).toContain("new-and-promising");
  expect(membersOf([daysAgo(90, 51), daysAgo(1, 51)])).not.toContain("new-and-promising");
  expect(membersOf([daysAgo(89, 50)])).not.toContain("new-and-promising");
  const benchmarks = { ...HUNDRED, typicalGapMs: 7 * DAY_MS };
  expect(membersOf([daysAgo(29, 51)], { benchmarks })).toContain("new-and-promising");
  expect(membersOf([daysAgo(30, 51)], { benchmarks })).not.toContain("new-and-promising");
});

const wanting = [
  row("product_viewed", NOW - 2 * HOUR_MS, { count: 3, trust: "claimed" }),
  row("product_added_to_cart", NOW - HOUR_MS, { trust: "claimed" }),
  row("checkout_started", NOW - HOUR_MS),
];

test("High intent is an intent of at least 60 points, with a cart change or a checkout later than the last order.", () => {
  expect(membersOf([], { rows: wanting })).toContain("high-intent");
  expect(membersOf([], { rows: wanting.slice(0, 2) })).not.toContain("high-intent");
  const bought = order(NOW - 30 * MINUTE_MS, 10);
  expect(membersOf([bought], { rows: wanting })).not.toContain("high-intent");
  const again = [...wanting, row("cart_updated", NOW - 20 * MINUTE_MS)];
  expect(membersOf([bought], { rows: again })).toContain("high-intent");
});

const added = (ago: number): SlotRow[] => [row("product_added_to_cart", NOW - ago)];

test("A cart abandoner filled or changed a cart 4 hours to 14 days ago and has neither ordered nor emptied it since.", () => {
  const members = (ago: number) => membersOf([], { rows: added(ago) });
  expect(members(4 * HOUR_MS)).toContain("cart-abandoner");
  expect(members(14 * DAY_MS - 1)).toContain("cart-abandoner");
  expect(members(4 * HOUR_MS - 1)).not.toContain("cart-abandoner");
  expect(members(14 * DAY_MS)).not.toContain("cart-abandoner");
  const after = (rows: SlotRow[], orders: OrderFact[] = []) =>
    membersOf(orders, { rows: [...added(DAY_MS), ...rows] });
  expect(after([row("cart_emptied", NOW - HOUR_MS)])).not.toContain("cart-abandoner");
  expect(after([], [order(NOW - HOUR_MS, 10)])).not.toContain("cart-abandoner");
  expect(after([row("cart_emptied", NOW - 2 * DAY_MS)])).toContain("cart-abandoner");
  expect(after([], [order(NOW - 2 * DAY_MS, 10)])).toContain("cart-abandoner");
});

test("An order ends the abandonment of a cart even if it is cancelled later.", () => {
  const placedAt = NOW - 5 * HOUR_MS;
  const cancelled = order(placedAt, 10, { cancelledAt: NOW - HOUR_MS });
  const rows = [...added(DAY_MS), row("order_placed", placedAt)];
  expect(membersOf([cancelled], { rows })).toEqual([]);
});

test("What happens at the same instant as a cart change counts as later than it.", () => {
  const rows = [...added(DAY_MS), row("cart_emptied", NOW - DAY_MS)];
  expect(membersOf([], { rows })).not.toContain("cart-abandoner");
});
