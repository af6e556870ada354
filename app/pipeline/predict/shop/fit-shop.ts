import { learnAmounts } from "../amounts/learn-amounts.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import { learnPurchases } from "../purchase/learn-purchases.ts";
import type { LearnedPurchases } from "../purchase/learn-purchases.ts";
import { serveLearned } from "../purchase/serve.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";
import { describeModel } from "./model-card.ts";
import type { ModelCard } from "./model-card.ts";
import type { CustomersModel } from "./shop-model.ts";
import { tryOutlooks } from "./try-outlooks.ts";
import { spreadOf } from "./value-spread.ts";

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;
const YEAR_DAYS = 365;

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
  const { trials, stretch, horizonMs } = learned.horizon;
  // One horizon ago there was something to learn from, and all of a horizon has come since.
  const canLookBack = trials.length > 0 && stretch === null;
  const outlookTrial = canLookBack ? tryOutlooks({ histories, asOf, horizonMs, stopwatch }) : null;
  return { model, card: { ...describeModel({ learned, latest, histories }), outlookTrial } };
}
