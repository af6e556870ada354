import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { countOrders } from "../../../../app/pipeline/score/counted-orders.ts";
import { scoreRfm, standingOf } from "../../../../app/pipeline/score/rfm.ts";
import type { Rfm } from "../../../../app/pipeline/score/rfm.ts";
import { RFM_GROUPS } from "../../../../app/pipeline/shared/rfm-group-names.ts";
import { groupOf, RFM_GRID } from "../../../../app/pipeline/score/rfm-groups.ts";
import type { Fifth } from "../../../../app/pipeline/score/rfm-groups.ts";
import type { OrderFact } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyOrder, NOW, order, TODAY } from "./facts.ts";

const fifthsOf = (customers: OrderFact[][]) =>
  computeBenchmarks({ customers, dayStart: TODAY }).rfm;
const rfmOf = (orders: OrderFact[], customers: OrderFact[][], at = NOW): Rfm =>
  scoreRfm(standingOf(countOrders(orders, at)), fifthsOf(customers));

/** Someone who ordered so often in a row of days, so much each time, the last so many days ago. */
const buyer = (daysAgo: number, orders: number, each: number): OrderFact[] =>
  Array.from({ length: orders }, (_, index) => order(TODAY - (daysAgo + index) * DAY_MS, each));

const anyShop = fc.array(fc.array(anyOrder({ days: 900, before: TODAY - 1 }), { maxLength: 5 }), {
  maxLength: 30,
});
const anyBuyer = fc.array(anyOrder({ days: 900 }), { maxLength: 5 });

test("Recency, frequency and money are the last order, the number of orders and the net revenue of all orders that count.", () => {
  const shop = [1, 2, 3, 4, 5].map((rank) => buyer(50 - 5 * rank, rank, 100));
  const orders = [
    order(TODAY - 800 * DAY_MS, 150),
    order(TODAY - 40 * DAY_MS, 300, {
      refunds: [{ refundedAt: TODAY - 2 * DAY_MS, amountMinor: 100 }],
    }),
    order(TODAY - DAY_MS, 9000, { cancelledAt: TODAY - DAY_MS + 1 }),
    order(NOW + 1, 9000),
  ];
  expect(standingOf(countOrders(orders, NOW))).toEqual({
    lastOrderAt: TODAY - 40 * DAY_MS,
    orders: 2,
    revenueMinor: 350,
  });
  // The shop's revenues are 100, 200 … 500.
  expect(rfmOf(orders, shop)).toMatchObject({ recency: 2, frequency: 2, monetary: 4 });
});

test("Where nobody ties, the fifths of the shop differ by one customer at most.", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 60 }), (customers) => {
      const shop = Array.from({ length: customers }, (_, index) =>
        buyer(index + 1, index + 1, 7 * (index + 1)),
      );
      const classes = shop.map((orders) => rfmOf(orders, shop));
      for (const part of ["recency", "frequency", "monetary"] as const) {
        const sizes = [1, 2, 3, 4, 5].map(
          (fifth) => classes.filter((rfm) => rfm.group !== null && rfm[part] === fifth).length,
        );
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(sizes.reduce((sum, size) => sum + size)).toBe(customers);
      }
    }),
  );
});

test("Customers who tie share a class: of the fifths that they fall into the best for recency, the lowest for frequency and money.", () => {
  const alike = Array.from({ length: 7 }, () => buyer(3, 1, 500));
  expect(rfmOf(buyer(3, 1, 500), alike)).toMatchObject({
    recency: 5,
    frequency: 1,
    monetary: 1,
    group: "new",
  });
  // Nine in ten bought once: they are frequency 1 all together, and the tenth is 5.
  const mostly = [...Array.from({ length: 9 }, (_, index) => buyer(index + 1, 1, 10 * index + 10))];
  const shop = [...mostly, buyer(30, 2, 10)];
  expect(mostly.map((orders) => rfmOf(orders, shop))).toMatchObject(
    mostly.map(() => ({ frequency: 1 })),
  );
  expect(rfmOf(buyer(30, 2, 10), shop)).toMatchObject({ frequency: 5 });
});

test("A later last order, more orders or more money never give a lower class.", () => {
  const anyStanding = fc.record({
    lastOrderAt: fc.integer({ min: TODAY - 900 * DAY_MS, max: NOW }),
    orders: fc.integer({ min: 1, max: 6 }),
    revenueMinor: fc.integer({ min: 0, max: 10_000_000 }),
  });
  fc.assert(
    fc.property(anyShop, anyStanding, anyStanding, (shop, a, b) => {
      const fifths = fifthsOf(shop);
      const [one, two] = [scoreRfm(a, fifths), scoreRfm(b, fifths)];
      if (one.group === null || two.group === null) return;
      const agrees = (more: number, higher: number): void =>
        expect(more > 0 ? higher >= 0 : more < 0 ? higher <= 0 : higher === 0).toBe(true);
      agrees(a.lastOrderAt - b.lastOrderAt, one.recency - two.recency);
      agrees(a.orders - b.orders, one.frequency - two.frequency);
      agrees(a.revenueMinor - b.revenueMinor, one.monetary - two.monetary);
    }),
  );
});

test("In a shop of which fewer than 5 customers have ordered nobody has classes or a group.", () => {
  const four = [1, 2, 3, 4].map((rank) => buyer(rank, rank, 100));
  const unknown = { group: null, reason: "too-few-customers" };
  expect(rfmOf(buyer(1, 1, 100), [...four, [], []])).toEqual(unknown);
  expect(rfmOf(buyer(1, 1, 100), [])).toEqual(unknown);
  expect(rfmOf(buyer(1, 1, 100), [...four, buyer(9, 1, 1)]).group).not.toBeNull();
});

test("A customer without an order that counts has no classes and no group.", () => {
  const shop = [1, 2, 3, 4, 5].map((rank) => buyer(rank, rank, 100));
  const cancelled = order(TODAY - DAY_MS, 100, { cancelledAt: TODAY });
  for (const orders of [[], [cancelled], [order(NOW + 1, 100)]]) {
    expect(rfmOf(orders, shop)).toEqual({ group: null, reason: "no-orders-yet" });
  }
});

test("Each customer with classes is in exactly one group: that of their recency and of the mean of the other two, halves rounded down.", () => {
  const fifths: Fifth[] = [1, 2, 3, 4, 5];
  const met = new Set<string>();
  for (const recency of fifths) {
    for (const frequency of fifths) {
      for (const monetary of fifths) {
        const group = groupOf({ recency, frequency, monetary });
        expect(group).toBe(RFM_GRID[recency][Math.floor((frequency + monetary) / 2) - 1]);
        met.add(group);
      }
    }
  }
  expect([...met].toSorted()).toEqual([...RFM_GROUPS].toSorted());
});

test("An order moves a customer at once, against the fifths of the last midnight.", () => {
  const shop = [1, 2, 3, 4, 5].map((rank) => buyer(300 - 50 * rank, rank, 100));
  const lost = buyer(250, 1, 100);
  expect(rfmOf(lost, shop)).toMatchObject({ recency: 1, frequency: 1, monetary: 1, group: "lost" });
  const back = [...lost, order(NOW - 1, 400)];
  expect(rfmOf(back, shop)).toMatchObject({ recency: 5, frequency: 2, monetary: 5 });
  expect(rfmOf(back, shop, NOW - 2)).toMatchObject({ group: "lost" });
});

test("Between two midnights no class changes by time alone.", () => {
  fc.assert(
    fc.property(anyShop, anyBuyer, fc.integer({ min: 0, max: 10 }), (shop, orders, hours) => {
      const known = orders.map((one) => ({ ...one, cancelledAt: null, refunds: [] }));
      expect(rfmOf(known, shop, NOW + hours * 3_600_000)).toEqual(rfmOf(known, shop));
    }),
  );
});

test("Neither the order of customers and of their orders nor the unit of money changes a class.", () => {
  fc.assert(
    fc.property(anyShop, anyBuyer, (shop, orders) => {
      const dearer = (one: OrderFact): OrderFact => ({
        ...one,
        totalMinor: one.totalMinor * 3,
        refunds: one.refunds.map((refund) => ({ ...refund, amountMinor: refund.amountMinor * 3 })),
      });
      const turned = [...shop].reverse().map((list) => [...list].reverse().map(dearer));
      expect(rfmOf([...orders].reverse().map(dearer), turned)).toEqual(rfmOf(orders, shop));
    }),
  );
});
