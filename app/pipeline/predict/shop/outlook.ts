import { predictAmounts } from "../amounts/learn-amounts.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import type { Snapshot } from "../features/snapshot.ts";
import type { FittedPurchases } from "../purchase-models/fitted-purchases.ts";
import { coursesOf } from "../purchase/expected-purchases.ts";
import { repeatHistories } from "../purchase/repeat-histories.ts";
import { countOrders, REVENUE_WINDOW_MS } from "../../score/counted-orders.ts";
import { DAY_MS, WEEK_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { LEAST_COUNT, valueCustomer } from "./lifetime-value.ts";
import type { LifetimeValue } from "./lifetime-value.ts";
import { expectNextOrder } from "./next-order.ts";
import type { NextOrder } from "./next-order.ts";
import { liftAll, orderByLength } from "./in-order.ts";
import { contrary, probabilitiesToBuy } from "./probability.ts";
import type { Probability } from "./probability.ts";
import type { CustomersModel } from "./shop-model.ts";
import { probabilityToReach, withIntervalOf } from "./vip-ascent.ts";

/** What is expected of a customer, as of an instant. */
export interface CustomerOutlook {
  asOf: Instant;
  /** To order within 7 and 30 days, and within the shop's own horizon: of two, the longer is never less likely. */
  week: Probability;
  month: Probability;
  horizon: Probability;
  horizonDays: number;
  /** No order within the horizon; null: this shop's history does not tell leaving from silence. */
  churn: Probability | null;
  nextOrder: NextOrder | null;
  lifetimeValue: LifetimeValue;
  /** To reach the shop's VIP threshold within the horizon; null: there is none yet. */
  vipAscent: Probability | null;
}

/** VIPs bought twice at least: one large order makes no regular. As the segment of that name. */
export const VIP_ORDERS = 2;

/** The tenth of the customers with the most revenue are VIPs: the last of nine cuts into tenths. */
export const VIP_DECILE = 8;

/**
 * What is expected of customers, one outlook each, of those who have bought before `asOf`.
 * @param vipRevenueMinor net revenue of 365 days from which on a customer is a VIP; null where it is not known
 */
export function outlookOf(input: {
  model: CustomersModel;
  histories: readonly CustomerHistory[];
  vipRevenueMinor: number | null;
  /** What their visit tells of the next day, by customer: no longer horizon is told less. */
  withinADay?: ReadonlyMap<string, Probability>;
  asOf: Instant;
}): Map<string, CustomerOutlook> {
  const { model, histories, vipRevenueMinor, asOf } = input;
  const { week, month, horizon, year } = model.tasks;
  const snapshot = takeSnapshot(histories, asOf);
  const weeks = probabilitiesToBuy(week, snapshot);
  const months = probabilitiesToBuy(month, snapshot);
  const horizons = probabilitiesToBuy(horizon, snapshot);
  const repeats = repeatHistories(snapshot);
  const coursesInHorizon = coursesOf(horizon.purchases, snapshot);
  const coursesInYear = coursesOf(year.purchases, snapshot);
  const inHorizon = predictAmounts(model.amounts.horizon, snapshot);
  const inYear = predictAmounts(model.amounts.year, snapshot);
  const outlooks = new Map<string, CustomerOutlook>();
  snapshot.customers.forEach(({ customerId }, row) => {
    const [courseInHorizon, courseInYear] = [coursesInHorizon[row], coursesInYear[row]];
    if (courseInHorizon === undefined || courseInYear === undefined) return;
    const history = repeats[row] ?? { repeats: 0, lastAge: 0, observed: 0 };
    const byModels = orderByLength(
      {
        week: weeks[row] ?? UNKNOWN,
        month: months[row] ?? UNKNOWN,
        horizon: horizons[row] ?? UNKNOWN,
      },
      { week: week.horizonMs, month: month.horizonMs, horizon: horizon.horizonMs },
    );
    const soon = liftAll(byModels, input.withinADay?.get(customerId));
    const { purchases } = horizon;
    const count = inHorizon.purchases[row] ?? 0;
    outlooks.set(customerId, {
      asOf,
      ...soon,
      horizonDays: horizon.horizonMs / DAY_MS,
      churn: model.isDropoutIdentified ? contrary(soon.horizon) : null,
      nextOrder: expectNextOrder({
        course: courseInHorizon,
        horizonWeeks: horizon.horizonMs / WEEK_MS,
        toBuy: soon.horizon,
        asOf,
      }),
      lifetimeValue: valueCustomer({
        course: courseInYear,
        count: inYear.purchases[row] ?? 0,
        revenueMinor: inYear.revenueMinor[row] ?? 0,
        shape: shapeOf(year.purchases) + history.repeats,
        spread: model.valueSpread,
        evidence: soon.horizon.evidence,
      }),
      vipAscent:
        vipRevenueMinor === null
          ? null
          : ascent({
              snapshot,
              row,
              vipRevenueMinor,
              endsAt: asOf + horizon.horizonMs,
              toBuy: soon.horizon,
              count: { mean: count, shape: shapeOf(purchases) + history.repeats },
              valueMinor: count > LEAST_COUNT ? (inHorizon.revenueMinor[row] ?? 0) / count : 0,
              spread: model.valueSpread,
            }),
    });
  });
  return outlooks;
}

/**
 * Of what is known of a customer's rate before any repeat: the models' r. Each repeat purchase adds one (Fader, Hardie
 * & Lee 2005): who bought often is known better.
 */
const shapeOf = ({ parameters }: FittedPurchases): number => parameters.r;

const UNKNOWN: Probability = { value: 0, low: 0, high: 1, evidence: "none" };

function ascent(input: {
  snapshot: Snapshot;
  row: number;
  vipRevenueMinor: number;
  endsAt: Instant;
  /** Within the same time. */
  toBuy: Probability;
  count: { mean: number; shape: number };
  valueMinor: number;
  spread: number;
}): Probability {
  const { snapshot, row, vipRevenueMinor, endsAt, toBuy, count, valueMinor, spread } = input;
  // What will have left the window of a year by then is no help.
  const kept = countOrders(snapshot.customers[row]?.orders ?? [], snapshot.asOf - 1).filter(
    ({ placedAt }) => placedAt > endsAt - REVENUE_WINDOW_MS,
  );
  const missingMinor = vipRevenueMinor - kept.reduce((sum, { netMinor }) => sum + netMinor, 0);
  const leastPurchases = Math.max(0, VIP_ORDERS - kept.length);
  return withIntervalOf(toBuy, (times) =>
    probabilityToReach({
      ...{ missingMinor, leastPurchases, valueMinor, spread },
      count: { ...count, mean: count.mean * times },
    }),
  );
}
