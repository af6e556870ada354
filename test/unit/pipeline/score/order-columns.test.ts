import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { NumberList } from "../../../../app/pipeline/score/number-list.ts";
import { OrderColumns } from "../../../../app/pipeline/score/order-columns.ts";
import type { OrderFact } from "../../../../app/pipeline/shared/records.ts";
import { DAY_MS } from "../../../../app/pipeline/shared/time.ts";
import { anyOrder, columnsOf, TODAY } from "./facts.ts";

const anyShop = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1 }), fc.array(anyOrder({ days: 900 }), { maxLength: 6 })),
  { selector: ([profileId]) => profileId, maxLength: 20 },
);

const withoutId = ({ orderId: _, ...priced }: OrderFact) => priced;

test("Columns of orders give each customer's orders back as they were put in, all but their ids.", () => {
  fc.assert(
    fc.property(anyShop, (shop) => {
      const columns = columnsOf(shop);
      expect(columns.size).toBe(shop.length);
      for (const [place, [profileId, orders]] of shop.entries()) {
        expect(columns.profileAt(place)).toBe(profileId);
        expect(columns.ordersAt(place)).toEqual(orders.map(withoutId));
      }
      expect([...columns]).toEqual(shop.map(([, orders]) => orders.map(withoutId)));
    }),
  );
});

test("Benchmarks from columns are those of the orders themselves, on any day.", () => {
  fc.assert(
    fc.property(anyShop, fc.integer({ min: 0, max: 900 }), (shop, days) => {
      const dayStart = TODAY - days * DAY_MS;
      expect(computeBenchmarks({ customers: columnsOf(shop), dayStart })).toEqual(
        computeBenchmarks({ customers: shop.map(([, orders]) => orders), dayStart }),
      );
    }),
  );
});

test("A shop of more orders than a part of a column holds is read like a small one.", () => {
  const columns = new OrderColumns();
  for (let customer = 0; customer < 3000; customer += 1) {
    const [placedAt, totalMinor] = [TODAY - 1 - customer, customer * 2];
    const refunds = customer % 2 === 0 ? [] : [{ refundedAt: TODAY - 1, amountMinor: customer }];
    columns.add(customer, [{ placedAt, totalMinor, cancelledAt: null, refunds }]);
  }
  const benchmarks = computeBenchmarks({ customers: columns, dayStart: TODAY });
  // Net: twice its number for the even ones, its number for the odd ones; 1500 of them are up to 1999.
  expect(benchmarks).toMatchObject({ customers: 3000, medianRevenueMinor: 1999 });
});

test("A list of numbers keeps what was put in, at its index and in ascending order.", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { maxLength: 30 }),
      fc.nat(80),
      (part, times) => {
        const values = Array.from({ length: times }, () => part).flat();
        const list = new NumberList();
        for (const value of values) list.push(value);
        expect(list.length).toBe(values.length);
        expect(values.map((_, index) => list.at(index))).toEqual(values);
        expect(list.at(values.length)).toBeNaN();
        expect([...list.sorted()]).toEqual([...Float64Array.from(values).sort()]);
      },
    ),
  );
});
