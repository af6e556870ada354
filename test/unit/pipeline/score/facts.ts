import fc from "fast-check";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import type { ShopBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { OrderColumns } from "../../../../app/pipeline/score/order-columns.ts";
import type { OrderFact, ProfileFacts, SlotRow } from "../../../../app/pipeline/shared/records.ts";
import { SIGNALS, TRUST_LEVELS } from "../../../../app/pipeline/shared/signals.ts";
import type { Signal, Trust } from "../../../../app/pipeline/shared/signals.ts";
import { DAY_MS, dayOf, SLOT_MS, slotOf, slotStart } from "../../../../app/pipeline/shared/time.ts";

/** The instant around which the tests' facts lie: the beginning of a slot, in the middle of a day. */
export const NOW = Date.UTC(2026, 0, 15, 12, 30);
export const TODAY = dayOf(NOW) * DAY_MS;

/** Occurrences of one signal at one instant. */
export function row(
  signal: Signal,
  at: number,
  rest: { count?: number; trust?: Trust } = {},
): SlotRow {
  const { count = 1, trust = "signed" } = rest;
  return { signal, trust, slot: slotOf(at), count, value: 0, firstAt: at, lastAt: at };
}

let lastOrderId = 0;

export function order(
  placedAt: number,
  totalMinor: number,
  rest: Partial<OrderFact> = {},
): OrderFact {
  lastOrderId += 1;
  const orderId = String(lastOrderId);
  return { orderId, placedAt, totalMinor, cancelledAt: null, refunds: [], ...rest };
}

/** Customers by profile, as services have them of a whole shop. */
export function columnsOf(customers: Iterable<readonly [number, OrderFact[]]>): OrderColumns {
  const columns = new OrderColumns();
  for (const [profileId, orders] of customers) columns.add(profileId, orders);
  return columns;
}

/** A shop in which each customer ordered once, yesterday, for one of these amounts. */
export const shopOf = (amounts: number[]): ShopBenchmarks =>
  computeBenchmarks({
    customers: amounts.map((amount) => [order(TODAY - DAY_MS, amount)]),
    dayStart: TODAY,
  });

export const factsOf = (rows: readonly SlotRow[], orders: OrderFact[] = []): ProfileFacts => ({
  rows,
  orders,
});

/** A row somewhere in the last days before `NOW`; `ahead` lets some lie after it. */
export const anyRow = (span: { days: number; ahead?: boolean }): fc.Arbitrary<SlotRow> =>
  fc
    .record({
      signal: fc.constantFrom(...SIGNALS),
      trust: fc.constantFrom(...TRUST_LEVELS),
      slot: fc.integer({
        min: slotOf(NOW - span.days * DAY_MS),
        max: slotOf(NOW) + (span.ahead ? 200 : 0),
      }),
      count: fc.integer({ min: 1, max: 60 }),
      first: fc.integer({ min: 0, max: SLOT_MS - 1 }),
      last: fc.integer({ min: 0, max: SLOT_MS - 1 }),
    })
    .map(({ first, last, ...rest }) => ({
      ...rest,
      value: 0,
      firstAt: slotStart(rest.slot) + Math.min(first, last),
      lastAt: slotStart(rest.slot) + Math.max(first, last),
    }))
    .map((made) =>
      span.ahead
        ? made
        : { ...made, firstAt: Math.min(NOW, made.firstAt), lastAt: Math.min(NOW, made.lastAt) },
    );

export const anyOrder = (span: { days: number; before?: number }): fc.Arbitrary<OrderFact> => {
  const before = span.before ?? NOW;
  const instant = fc.integer({ min: before - span.days * DAY_MS, max: before });
  return fc.record({
    orderId: fc.uuid(),
    placedAt: instant,
    totalMinor: fc.oneof(fc.constantFrom(0, 1000, 2000), fc.integer({ min: 0, max: 10_000_000 })),
    cancelledAt: fc.option(instant, { freq: 8 }),
    refunds: fc.array(
      fc.record({ refundedAt: instant, amountMinor: fc.integer({ min: 1, max: 1_000_000 }) }),
      { maxLength: 2 },
    ),
  });
};

export const anyFacts = (ahead = false): fc.Arbitrary<ProfileFacts> =>
  fc.record({
    rows: fc.array(anyRow({ days: 20, ahead }), { maxLength: 40 }),
    orders: fc.array(anyOrder({ days: 500 }), { maxLength: 8 }),
  });

/** Benchmarks of a random shop. */
export const anyBenchmarks: fc.Arbitrary<ShopBenchmarks> = fc
  .array(fc.array(anyOrder({ days: 700, before: TODAY - 1 }), { maxLength: 5 }), { maxLength: 30 })
  .map((customers) => computeBenchmarks({ customers, dayStart: TODAY }));
