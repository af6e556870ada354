import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomerHistory } from "../../../../../app/pipeline/predict/features/customer-history.ts";
import { observeOutcomes } from "../../../../../app/pipeline/predict/features/outcomes.ts";
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

describe("a snapshot", () => {
  it("does not change by anything that happens from its instant on", () => {
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

  it("holds a finite number for every feature, and everybody who had bought", () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 5 }), (histories) => {
        const { columns, customers } = takeSnapshot(histories, NOW);
        expect(columns).toHaveLength(FEATURES.length);
        expect(customers).toHaveLength(histories.length);
        for (const column of columns) expect(column.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it("tells refunds only once they were made", () => {
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
});

describe("outcomes", () => {
  it("are what came from the instant of the snapshot on, and before the end of the horizon", () => {
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
});
