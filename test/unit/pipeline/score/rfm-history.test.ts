import fc from "fast-check";
import { expect, test } from "vitest";
import { computeBenchmarks } from "../../../../app/pipeline/score/benchmarks.ts";
import { countOrders } from "../../../../app/pipeline/score/counted-orders.ts";
import { scoreRfm, standingOf } from "../../../../app/pipeline/score/rfm.ts";
import { traceRfm } from "../../../../app/pipeline/score/rfm-history.ts";
import type { RfmGroup } from "../../../../app/pipeline/shared/rfm-group-names.ts";
import { replaceSorted } from "../../../../app/pipeline/score/sorted-values.ts";
import type { OrderFact } from "../../../../app/pipeline/shared/records.ts";
import { dayOf, dayStart } from "../../../../app/pipeline/shared/time.ts";
import { anyOrder, columnsOf, TODAY } from "./facts.ts";

const LAST = dayOf(TODAY);
const DAYS = 25;

type Customers = Map<number, OrderFact[]>;

const anyCustomers: fc.Arbitrary<Customers> = fc
  .array(fc.array(anyOrder({ days: 40, before: TODAY + 1 }), { maxLength: 4 }), { maxLength: 14 })
  .map((lists) => new Map(lists.map((orders, index) => [index + 1, orders])));

/** The groups at a midnight, each computed by itself as the live step does. */
function groupsAt(customers: Customers, day: number): Map<number, RfmGroup> {
  const at = dayStart(day);
  const { rfm } = computeBenchmarks({ customers: customers.values(), dayStart: at });
  const groups = new Map<number, RfmGroup>();
  for (const [profileId, orders] of customers) {
    const { group } = scoreRfm(standingOf(countOrders(orders, at - 1)), rfm);
    if (group !== null) groups.set(profileId, group);
  }
  return groups;
}

const sorted = <V>(map: ReadonlyMap<number, V>): [number, V][] =>
  [...map].toSorted(([a], [b]) => a - b);

test("The history of groups says for every midnight who was in which group by what happened before it.", () => {
  fc.assert(
    fc.property(anyCustomers, (customers) => {
      const { start, changes } = traceRfm({
        customers: columnsOf(customers),
        fromDay: LAST - DAYS,
        toDay: LAST,
      });
      expect(sorted(start)).toEqual(sorted(groupsAt(customers, LAST - DAYS - 1)));
      const groups = new Map(start);
      for (let day = LAST - DAYS; day <= LAST; day += 1) {
        for (const change of changes.filter((one) => one.day === day)) {
          expect(change.from).toBe(groups.get(change.profileId) ?? null);
          expect(change.to).not.toBe(change.from);
          if (change.to === null) groups.delete(change.profileId);
          else groups.set(change.profileId, change.to);
        }
        expect(sorted(groups)).toEqual(sorted(groupsAt(customers, day)));
      }
    }),
    { numRuns: 60 },
  );
});

test("The history of groups is the same in whatever order orders came to be known, and its days can be told in parts.", () => {
  fc.assert(
    fc.property(anyCustomers, fc.integer({ min: 1, max: DAYS }), (customers, part) => {
      const whole = traceRfm({
        customers: columnsOf(customers),
        fromDay: LAST - DAYS,
        toDay: LAST,
      });
      const turned = new Map(
        [...customers].reverse().map(([id, orders]) => [id, [...orders].reverse()]),
      );
      const again = traceRfm({ customers: columnsOf(turned), fromDay: LAST - DAYS, toDay: LAST });
      const byKey = (changes: typeof whole.changes) =>
        changes.toSorted((a, b) => a.day - b.day || a.profileId - b.profileId);
      expect(byKey(again.changes)).toEqual(byKey(whole.changes));
      const cut = LAST - part;
      const first = traceRfm({ customers: columnsOf(customers), fromDay: LAST - DAYS, toDay: cut });
      const second = traceRfm({ customers: columnsOf(customers), fromDay: cut + 1, toDay: LAST });
      expect([...first.changes, ...second.changes]).toEqual(whole.changes);
    }),
    { numRuns: 60 },
  );
});

test("A shop without customers has a history without changes.", () => {
  const history = traceRfm({ customers: columnsOf([]), fromDay: LAST - DAYS, toDay: LAST });
  expect(history).toEqual({ start: new Map(), changes: [] });
});

test("Values that are replaced among sorted ones stay sorted.", () => {
  const values = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 });
  fc.assert(
    fc.property(
      values.chain((all) => fc.tuple(fc.constant(all), fc.subarray(all), values)),
      ([all, removed, added]) => {
        const left = [...all];
        for (const value of removed) left.splice(left.indexOf(value), 1);
        const result = replaceSorted(Float64Array.from(all).sort(), { removed, added });
        expect([...result]).toEqual([...left, ...added].toSorted((a, b) => a - b));
      },
    ),
  );
});
