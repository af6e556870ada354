import { dayOf, dayStart } from "../shared/time.ts";
import { countOrders } from "./counted-orders.ts";
import type { PricedOrder } from "./counted-orders.ts";
import type { OrderColumns } from "./order-columns.ts";
import { scoreRfm, standingOf } from "./rfm.ts";
import type { OrderStanding } from "./rfm.ts";
import { cutFifths } from "./rfm-fifths.ts";
import type { RfmFifths } from "./rfm-fifths.ts";
import type { RfmGroup } from "../shared/rfm-group-names.ts";
import { replaceSorted } from "./sorted-values.ts";

/** That a customer is in another group at a UTC midnight than at the one before. Null: in none. */
export interface RfmChange {
  profileId: number;
  /** The day that the midnight begins, counted from 1970. */
  day: number;
  from: RfmGroup | null;
  to: RfmGroup | null;
}

export interface RfmHistory {
  /** The groups at the midnight before `fromDay`; who is in none is left out. */
  start: Map<number, RfmGroup>;
  /** By day, then in the order of the customers. */
  changes: RfmChange[];
}

/** Customers and what each of them stood at, place by place. */
interface Shop {
  customers: OrderColumns;
  standings: (OrderStanding | null)[];
  groups: (RfmGroup | null)[];
}

/**
 * Who was in which group at each midnight from `fromDay` to `toDay`, as the changes between them. Each midnight is
 * judged by what happened before it, for customers and shop alike, so the result depends on the orders alone and
 * not on when they came to be known. One pass over the customers for each day on which anything happened: a year
 * of 100,000 customers takes seconds.
 * @param input.customers each one's orders; test orders left out
 */
export function traceRfm(input: {
  customers: OrderColumns;
  fromDay: number;
  toDay: number;
}): RfmHistory {
  const { customers, fromDay, toDay } = input;
  const shop = standAt(customers, fromDay - 1);
  let sorted = sortStandings(shop.standings);
  judge(shop, cutFifths(sorted));
  const start = new Map<number, RfmGroup>();
  shop.groups.forEach((group, place) => {
    if (group !== null) start.set(customers.profileAt(place), group);
  });
  const changes: RfmChange[] = [];
  const active = findActive(customers, { fromDay, toDay });
  for (const day of [...active.keys()].sort((a, b) => a - b)) {
    sorted = moveTo(shop, { sorted, day, places: active.get(day) ?? new Set() });
    const before = shop.groups;
    judge(shop, cutFifths(sorted));
    shop.groups.forEach((to, place) => {
      const from = before[place] ?? null;
      if (to !== from) changes.push({ profileId: customers.profileAt(place), day, from, to });
    });
  }
  return { start, changes };
}

function standAt(customers: OrderColumns, day: number): Shop {
  const standings = Array.from(customers, (orders) => standingAt(orders, day));
  return { customers, standings, groups: [] };
}

const standingAt = (orders: readonly PricedOrder[], day: number): OrderStanding | null =>
  standingOf(countOrders(orders, dayStart(day) - 1));

function judge(shop: Shop, fifths: RfmFifths | null): void {
  shop.groups = shop.standings.map((standing) => scoreRfm(standing, fifths).group);
}

type Sorted = Parameters<typeof cutFifths>[0];

function sortStandings(standings: Shop["standings"]): Sorted {
  const known = standings.filter((standing) => standing !== null);
  return {
    lastOrders: Float64Array.from(known, (standing) => standing.lastOrderAt).sort(),
    orderCounts: Float64Array.from(known, (standing) => standing.orders).sort(),
    revenues: Float64Array.from(known, (standing) => standing.revenueMinor).sort(),
  };
}

/** The places of the customers of whom something counts at a midnight that did not at the one before. */
function findActive(
  customers: OrderColumns,
  { fromDay, toDay }: { fromDay: number; toDay: number },
): Map<number, Set<number>> {
  const active = new Map<number, Set<number>>();
  for (let place = 0; place < customers.size; place += 1) {
    const note = (instant: number): void => {
      const day = dayOf(instant) + 1;
      if (day < fromDay || day > toDay) return;
      const places = active.get(day);
      if (places) places.add(place);
      else active.set(day, new Set([place]));
    };
    for (const { placedAt, cancelledAt, refunds } of customers.ordersAt(place)) {
      note(placedAt);
      if (cancelledAt !== null) note(cancelledAt);
      for (const { refundedAt } of refunds) note(refundedAt);
    }
  }
  return active;
}

/** Lets the customers at `places` stand as at the day's midnight. @returns all standings, sorted again */
function moveTo(
  shop: Shop,
  { sorted, day, places }: { sorted: Sorted; day: number; places: ReadonlySet<number> },
): Sorted {
  const removed: OrderStanding[] = [];
  const added: OrderStanding[] = [];
  for (const place of places) {
    const before = shop.standings[place] ?? null;
    const after = standingAt(shop.customers.ordersAt(place), day);
    if (before !== null) removed.push(before);
    if (after !== null) added.push(after);
    shop.standings[place] = after;
  }
  const replace = (values: Float64Array, pick: (standing: OrderStanding) => number): Float64Array =>
    replaceSorted(values, { removed: removed.map(pick), added: added.map(pick) });
  return {
    lastOrders: replace(sorted.lastOrders, (standing) => standing.lastOrderAt),
    orderCounts: replace(sorted.orderCounts, (standing) => standing.orders),
    revenues: replace(sorted.revenues, (standing) => standing.revenueMinor),
  };
}
