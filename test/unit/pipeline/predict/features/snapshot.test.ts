import fc from "fast-check";
import { expect, test } from "vitest";
import type { CustomerHistory } from "../../../../../app/pipeline/predict/features/customer-history.ts";
import { observeOutcomes } from "../../../../../app/pipeline/predict/features/outcomes.ts";
import { listPurchases } from "../../../../../app/pipeline/predict/features/purchases.ts";
import { FEATURES, takeSnapshot } from "../../../../../app/pipeline/predict/features/snapshot.ts";
import { SIGNALS } from "../../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, SLOT_MS, slotStart } from "../../../../../app/pipeline/shared/time.ts";

const NOW = Date.UTC(2026, 5, 1, 10, 7);

const order = (from: number, to: number) =>
  fc.record({
    orderId: fc.uuid(),
    placedAt: fc.integer({ min: from, max: to }),
    totalMinor: fc.integer({ min: 0, max: 10 ** 9 }),
    cancelledAt: fc.option(fc.integer({ min: NOW, max: NOW + 100 * DAY_MS })),
    refunds: fc.array(
      fc.record({
        refundedAt: fc.integer({ min: from, max: NOW + 100 * DAY_MS }),
        amountMinor: fc.integer({ min: 0, max: 10 ** 9 }),
      }),
      { maxLength: 2 },
    ),
    pieces: fc.nat(1000),
    products: fc.uniqueArray(fc.constantFrom("1", "2", "3", "4"), { maxLength: 3 }),
    discountMinor: fc.nat(1000),
  });

const row = (firstSlot: number, lastSlot: number) =>
  fc
    .record({
      signal: fc.constantFrom(...SIGNALS),
      trust: fc.constantFrom("signed" as const, "claimed" as const, "unsigned" as const),
      slot: fc.integer({ min: firstSlot, max: lastSlot }),
      count: fc.integer({ min: 1, max: 1000 }),
    })
    .map((each) => ({
      ...each,
      value: 0,
      firstAt: slotStart(each.slot),
      lastAt: slotStart(each.slot) + SLOT_MS - 1,
    }));

const slotNow = Math.floor(NOW / SLOT_MS);
const past = order(NOW - 700 * DAY_MS, NOW - 1);
const history = fc.record({
  customerId: fc.uuid(),
  orders: fc.array(past, { minLength: 1, maxLength: 8 }).map(sorted),
  rows: fc.array(row(slotNow - 9000, slotNow - 1), { maxLength: 8 }),
});

function sorted<Each extends { placedAt: number }>(orders: Each[]): Each[] {
  return orders.sort((a, b) => a.placedAt - b.placedAt);
}

test("Nothing that happens from an instant on changes what is known at it.", () => {
  fc.assert(
    fc.property(
      fc.array(history, { maxLength: 4 }),
      fc.array(order(NOW, NOW + 100 * DAY_MS), { minLength: 1, maxLength: 3 }),
      fc.array(row(slotNow, slotNow + 9000), { minLength: 1, maxLength: 3 }),
      (histories, laterOrders, laterRows) => {
        const planted: CustomerHistory[] = histories.map((each) => ({
          ...each,
          orders: sorted([...each.orders, ...laterOrders]),
          rows: [...laterRows, ...each.rows],
        }));
        planted.push({ customerId: "later", orders: sorted(laterOrders), rows: laterRows });
        const { columns } = takeSnapshot(planted, NOW);
        expect(columns).toEqual(takeSnapshot(histories, NOW).columns);
      },
    ),
  );
});

test("A snapshot holds everybody who had bought, with a finite number for every feature.", () => {
  fc.assert(
    fc.property(fc.array(history, { maxLength: 5 }), (histories) => {
      const { columns, customers } = takeSnapshot(histories, NOW);
      expect(columns).toHaveLength(FEATURES.length);
      expect(customers).toHaveLength(histories.length);
      for (const column of columns) expect(column.every(Number.isFinite)).toBe(true);
    }),
  );
});

test("A refund is known once it was made.", () => {
  const refunded = {
    orderId: "1",
    placedAt: NOW - 10 * DAY_MS,
    totalMinor: 1000,
    cancelledAt: null,
    refunds: [{ refundedAt: NOW - DAY_MS, amountMinor: 500 }],
    pieces: 1,
    products: [],
    discountMinor: 0,
  };
  const histories = [{ customerId: "1", orders: [refunded], rows: [] }];
  const share = (asOf: number): number | undefined =>
    takeSnapshot(histories, asOf).columns[FEATURES.indexOf("returned_share")]?.[0];
  expect(share(NOW - 2 * DAY_MS)).toBe(0);
  expect(share(NOW)).toBe(0.5);
});

test("An outcome is what came from the instant of the snapshot on, and before the end of the horizon.", () => {
  const at = (placedAt: number) => ({
    orderId: String(placedAt),
    placedAt,
    totalMinor: 100,
    cancelledAt: null,
    refunds: [],
    pieces: 1,
    products: [],
    discountMinor: 0,
  });
  const midnight = Date.UTC(2026, 5, 1);
  const orders = [-1, 0, DAY_MS - 1, 30 * DAY_MS - 1, 30 * DAY_MS].map((each) =>
    at(midnight + each),
  );
  const snapshot = takeSnapshot([{ customerId: "1", orders, rows: [] }], midnight);
  expect(observeOutcomes(snapshot, 30 * DAY_MS)).toEqual({
    bought: Float64Array.of(1),
    // Two orders of the first day are one purchase.
    purchases: Float64Array.of(2),
    revenueMinor: Float64Array.of(300),
  });
});

const orderAt = (placedAt: number, cancelledAt: number | null = null) => ({
  orderId: String(placedAt),
  placedAt,
  totalMinor: 100,
  cancelledAt,
  refunds: [],
});

test("A purchase is a UTC day with an order: several orders of one customer on one day are one.", () => {
  const midnight = Date.UTC(2026, 4, 20);
  const orders = [-1, 0, 60_000, DAY_MS - 1, DAY_MS].map((each) => orderAt(midnight + each));
  expect(listPurchases(orders, NOW)).toEqual([
    { at: midnight - 1, orders: 1, totalMinor: 100 },
    { at: midnight, orders: 3, totalMinor: 300 },
    { at: midnight + DAY_MS, orders: 1, totalMinor: 100 },
  ]);
});

test("What is known at an instant is what came strictly before it.", () => {
  const orders = [orderAt(NOW - 2 * DAY_MS), orderAt(NOW)];
  expect(listPurchases(orders, NOW)).toHaveLength(1);
  expect(listPurchases(orders, NOW + 1)).toHaveLength(2);
  const [one] = orders;
  expect(listPurchases(one ? [one] : [], NOW - 2 * DAY_MS)).toEqual([]);
});

test("An order that is cancelled later was still placed.", () => {
  const cancelled = orderAt(NOW - 9 * DAY_MS, NOW - 8 * DAY_MS);
  expect(listPurchases([cancelled], NOW)).toEqual(
    listPurchases([{ ...cancelled, cancelledAt: null }], NOW),
  );
});

test("A quarter of an hour that is not over tells nothing yet.", () => {
  const orders = [{ ...orderAt(NOW - 9 * DAY_MS), pieces: 1, products: [], discountMinor: 0 }];
  const viewed = {
    signal: "product_viewed" as const,
    trust: "claimed" as const,
    slot: slotNow,
    count: 1,
    value: 0,
    firstAt: slotStart(slotNow),
    lastAt: slotStart(slotNow),
  };
  const seen = (asOf: number) =>
    takeSnapshot([{ customerId: "1", orders, rows: [viewed] }], asOf).columns[
      FEATURES.indexOf("product_half_1d")
    ]?.[0];
  expect(seen(NOW)).toBe(0);
  expect(seen(slotStart(slotNow) + SLOT_MS - 1)).toBe(0);
  expect(seen(slotStart(slotNow) + SLOT_MS)).toBe(1);
});
