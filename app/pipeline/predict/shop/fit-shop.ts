import { learnAmounts } from "../amounts/learn-amounts.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { learnPurchases } from "../purchase/learn-purchases.ts";
import type { LearnedPurchases } from "../purchase/learn-purchases.ts";
import { serveLearned } from "../purchase/serve.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { describeModel } from "./model-card.ts";
import type { ModelCard } from "./model-card.ts";
import type { CustomersModel } from "./shop-model.ts";

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
const YEAR_DAYS = 365;
/** Beyond it the spread of values is that of a few large orders. */
const MOST_SPREAD = 3;

/**
 * Learns everything about a shop's customers from what was known before an instant. Never fails: with too little the
 * models are what is known of shops in general, and the card says what is missing.
 * @param horizonMs the shop's own: within it four in five returning customers are back
 */
export function fitShop(input: {
  histories: readonly CustomerHistory[];
  asOf: Instant;
  horizonMs: number;
  stopwatch: () => number;
}): { model: CustomersModel; card: ModelCard } {
  const { histories, asOf, stopwatch } = input;
  const learn = (days: number): LearnedPurchases =>
    learnPurchases({ histories, asOf, horizonMs: days * DAY_MS, stopwatch });
  const learned = {
    week: learn(WEEK_DAYS),
    month: learn(MONTH_DAYS),
    horizon: learn(Math.max(1, Math.round(input.horizonMs / DAY_MS))),
    year: learn(YEAR_DAYS),
  };
  const latest = takeSnapshot(histories, asOf);
  const { isDropoutIdentified } = learned.horizon.purchases;
  const model: CustomersModel = {
    asOf,
    tasks: {
      week: serveLearned(learned.week),
      month: serveLearned(learned.month),
      horizon: serveLearned(learned.horizon),
      year: serveLearned(learned.year),
    },
    amounts: {
      horizon: learnAmounts({ histories, learned: learned.horizon }),
      year: learnAmounts({ histories, learned: learned.year }),
    },
    isDropoutIdentified,
    valueSpread: spreadOf(latest),
  };
  return { model, card: describeModel({ learned, latest, histories }) };
}

function spreadOf({ purchases }: Snapshot): number {
  const values = purchases.flatMap((own) => own.map(({ totalMinor }) => totalMinor));
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  if (!(mean > 0)) return 0;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.min(MOST_SPREAD, Math.sqrt(variance) / mean);
}
