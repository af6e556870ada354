import { learnAmounts } from "../amounts/learn-amounts.ts";
import { gradeEvidence, type Evidence } from "../calibration/interval.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import { auc } from "../metrics/auc.ts";
import { brier } from "../metrics/probability-losses.ts";
import { learnPurchases } from "../purchase/learn-purchases.ts";
import { sampleEvenly } from "../purchase/sample-evenly.ts";
import { serveLearned } from "../purchase/serve.ts";
import { computeBenchmarks } from "../../score/benchmarks.ts";
import { countOrders, REVENUE_WINDOW_MS } from "../../score/counted-orders.ts";
import type { Instant } from "../../shared/time.ts";
import { outlookOf, VIP_DECILE, VIP_ORDERS, type CustomerOutlook } from "./outlook.ts";
import { spreadOf } from "./value-spread.ts";

/** How the next order and the chance to become a VIP would have been told at one past date, against what came. */
export interface OutlookTrial {
  cut: Instant;
  /** null: nobody could be said to be a VIP then, or everybody was. */
  vip: {
    /** Customers who were none then, and how many of them were VIPs a horizon later. */
    count: number;
    happened: number;
    auc: number | null;
    brier: number | null;
    /** The Brier score of telling everybody the share that came. */
    brierOfBaseRate: number | null;
    evidence: Evidence;
  } | null;
  /** Of the earliest, the middle and the latest date that were told for the next order. */
  nextOrder: DateTrial[];
}

/** By the date, this share of the customers should have ordered. */
export interface DateTrial {
  told: number;
  /** Customers whose date has passed: of the others it cannot be known yet. Which those are, what came decides not. */
  count: number;
  /** How many of them had ordered by then. */
  came: number;
}

/** Of more customers so many are tried, evenly over all: shares are then known to a point of a hundred. */
const MOST_TRIED = 5000;

/**
 * Fits everything anew as it would have been one horizon ago, tells every customer's outlook of then, and judges it by
 * what came until `asOf`.
 */
export function tryOutlooks(input: {
  histories: readonly CustomerHistory[];
  asOf: Instant;
  horizonMs: number;
  stopwatch: () => number;
}): OutlookTrial {
  const { histories, asOf, horizonMs, stopwatch } = input;
  const cut = asOf - horizonMs;
  const learned = learnPurchases({ histories, asOf: cut, horizonMs, stopwatch });
  const served = serveLearned(learned);
  const amounts = learnAmounts({ histories, learned });
  const { revenueDeciles } = computeBenchmarks({
    customers: histories.map(({ orders }) => orders),
    dayStart: cut,
  });
  const tried = sampleEvenly(histories, MOST_TRIED);
  const outlooks = outlookOf({
    model: {
      asOf: cut,
      // The shop's own horizon decides both: the others are not asked.
      tasks: { week: served, month: served, horizon: served, year: served },
      amounts: { horizon: amounts, year: amounts },
      isDropoutIdentified: learned.purchases.isDropoutIdentified,
      valueSpread: spreadOf(takeSnapshot(histories, cut)),
    },
    histories: tried,
    vipRevenueMinor: revenueDeciles[VIP_DECILE] ?? null,
    asOf: cut,
  });
  const people = tried.flatMap((history) => {
    const outlook = outlooks.get(history.customerId);
    return outlook === undefined ? [] : [{ history, outlook }];
  });
  return {
    cut,
    vip: tryVip(people, { vipRevenueMinor: revenueDeciles[VIP_DECILE] ?? null, cut, asOf }),
    nextOrder: DATES.map(({ told, dateOf }) => tryDate(people, { told, dateOf, cut, asOf })),
  };
}

interface Person {
  history: CustomerHistory;
  outlook: CustomerOutlook;
}

/** The dates that are told, and by each the share that should have ordered. As `expectNextOrder` tells them. */
const DATES = [
  { told: 0.1, dateOf: ({ nextOrder }: CustomerOutlook) => nextOrder?.low ?? null },
  { told: 0.5, dateOf: ({ nextOrder }: CustomerOutlook) => nextOrder?.median ?? null },
  { told: 0.9, dateOf: ({ nextOrder }: CustomerOutlook) => nextOrder?.high ?? null },
];

function tryDate(
  people: readonly Person[],
  of: {
    told: number;
    dateOf: (outlook: CustomerOutlook) => Instant | null;
    cut: Instant;
    asOf: Instant;
  },
): DateTrial {
  const { told, dateOf, cut, asOf } = of;
  let [count, came] = [0, 0];
  for (const { history, outlook } of people) {
    const date = dateOf(outlook);
    if (date === null || date >= asOf) continue;
    count += 1;
    if (history.orders.some(({ placedAt }) => placedAt >= cut && placedAt <= date)) came += 1;
  }
  return { told, count, came };
}

/** Of those who are VIPs already nothing is asked: that they stay so is no art. */
function tryVip(
  all: readonly Person[],
  of: { vipRevenueMinor: number | null; cut: Instant; asOf: Instant },
): OutlookTrial["vip"] {
  const { vipRevenueMinor, cut, asOf } = of;
  if (vipRevenueMinor === null) return null;
  const people = all.filter(({ history }) => !isVip(history, { vipRevenueMinor, at: cut }));
  const told = Float64Array.from(people, ({ outlook }) => outlook.vipAscent?.value ?? 0);
  const came = Float64Array.from(people, ({ history }) =>
    isVip(history, { vipRevenueMinor, at: asOf }) ? 1 : 0,
  );
  const happened = came.reduce((sum, one) => sum + one, 0);
  const count = came.length;
  if (count === 0) return null;
  const share = happened / count;
  return {
    ...{ count, happened },
    auc: auc(told, came),
    brier: brier(told, came),
    brierOfBaseRate: share * (1 - share),
    evidence: gradeEvidence({ happened, count }),
  };
}

/** As the segment of that name, by what was known before an instant. */
function isVip(
  { orders }: CustomerHistory,
  { vipRevenueMinor, at }: { vipRevenueMinor: number; at: Instant },
): boolean {
  const kept = countOrders(orders, at - 1).filter(
    ({ placedAt }) => placedAt > at - REVENUE_WINDOW_MS,
  );
  return (
    kept.length >= VIP_ORDERS &&
    kept.reduce((sum, { netMinor }) => sum + netMinor, 0) >= vipRevenueMinor
  );
}
