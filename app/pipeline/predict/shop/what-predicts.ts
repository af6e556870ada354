import { takePeriod } from "../backtest/periods.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import { BEHAVIOR_GROUPS } from "../features/behavior-features.ts";
import type { BehaviorGroup } from "../features/behavior-features.ts";
import { FEATURES } from "../features/snapshot.ts";
import { fitLogisticRegression } from "../learned/logistic-regression.ts";
import { signedLog } from "../purchase/signed-log.ts";
import { DAY_MS } from "../../shared/time.ts";
import type { Instant } from "../../shared/time.ts";

/** How much more or less often customers bought who had done something, others alike. */
export interface Predictor {
  group: BehaviorGroup;
  /** Odds to buy within the next week, against customers of the same purchases who had not done it; with a 90 % interval. */
  oddsRatio: number;
  low: number;
  high: number;
  customers: number;
  /** The weight that this would suggest: log-odds, the strongest being 1; 0 where the interval holds 1. */
  suggestedWeight: number;
}

/** Within a week of behavior, the week after it: what a marketer can act on. */
const HORIZON_MS = 7 * DAY_MS;
/** What is left of one occurrence after a week at a half-life of a week. */
const WITHIN_A_WEEK = 0.5;
const DEVIATIONS_OF_90_PERCENT = 1.645;
/** With fewer on either side the interval says nothing. */
const ENOUGH = 20;
/** Light: odds are to be read as they are. */
const PENALTY = 1;

/**
 * Which actions tell who will buy in this shop: one logistic regression of a week's purchases on what was done in the week
 * before, given the rhythm of purchases so far. From one cut alone, so that every customer counts once and the
 * intervals are honest. It says what goes with buying, not what causes it.
 */
export function whatPredicts(input: {
  histories: readonly CustomerHistory[];
  asOf: Instant;
}): Predictor[] {
  const { snapshot, outcomes } = takePeriod(input.histories, input.asOf - HORIZON_MS, HORIZON_MS);
  const column = (name: string): Float64Array =>
    snapshot.columns[FEATURES.indexOf(name)] ?? new Float64Array();
  const done = BEHAVIOR_GROUPS.map((group) => ({
    group,
    flags: column(`${group}_half_7d`).map((count) => (count >= WITHIN_A_WEEK ? 1 : 0)),
  })).filter(({ flags }) => {
    const did = flags.reduce((sum, flag) => sum + flag, 0);
    return did >= ENOUGH && flags.length - did >= ENOUGH;
  });
  const bought = outcomes.bought.reduce((sum, one) => sum + one, 0);
  if (done.length === 0 || bought < ENOUGH) return [];
  const model = fitLogisticRegression({
    columns: [
      column("purchases_half_120d").map(signedLog),
      column("days_since_last").map(signedLog),
      ...done.map(({ flags }) => flags),
    ],
    outcomes: outcomes.bought,
    penalty: PENALTY,
  });
  const found = done.map(({ group, flags }, index) => {
    const place = index + 2;
    // Coefficients are per standard deviation, and the covariance has the intercept first.
    const deviation = model.standardizer.deviations[place] ?? 1;
    const effect = (model.coefficients[place] ?? 0) / deviation;
    const error = Math.sqrt(model.covariance[place + 1]?.[place + 1] ?? 0) / deviation;
    const reach = DEVIATIONS_OF_90_PERCENT * error;
    return { group, flags, effect, reach };
  });
  const strongest = Math.max(
    ...found.map(({ effect, reach }) => (effect - reach > 0 ? effect : 0)),
    Number.MIN_VALUE,
  );
  return found
    .sort((a, b) => b.effect - a.effect)
    .map(({ group, flags, effect, reach }) => ({
      group,
      oddsRatio: Math.exp(effect),
      low: Math.exp(effect - reach),
      high: Math.exp(effect + reach),
      customers: flags.reduce((sum, flag) => sum + flag, 0),
      suggestedWeight: effect - reach > 0 ? effect / strongest : 0,
    }));
}
