import { takePeriod } from "../backtest/periods.ts";
import type { Period } from "../backtest/periods.ts";
import type { CustomerHistory } from "../features/customer-history.ts";
import type { Outcomes } from "../features/outcomes.ts";
import { takeSnapshot } from "../features/snapshot.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { join, stack } from "../learned/columns.ts";
import { fitBoostedTrees } from "../learned/gradient-boosting.ts";
import { fitRidgeRegression } from "../learned/ridge-regression.ts";
import { designMatrix } from "../purchase/design-matrix.ts";
import type { LearnedPurchases } from "../purchase/learn-purchases.ts";
import { BOOSTING, PENALTY } from "../purchase/learning-settings.ts";
import { MOST_LEARNED_FROM, sampleEvenly } from "../purchase/sample-evenly.ts";
import type { Stretch } from "../purchase/stretch.ts";
import { stretchRatios } from "../purchase/stretch.ts";
import { WEEK_MS } from "../../shared/time.ts";
import { applyCombination, combineForecasts } from "./combine.ts";
import type { Combination } from "./combine.ts";
import { fitValues } from "./expected-values.ts";
import { forecastAmounts } from "./forecasts.ts";
import type { Forecast } from "./forecasts.ts";

/** What each customer will buy within a horizon: how often, and for how much. Plain data. */
export interface LearnedAmounts {
  purchases: Combination;
  revenueMinor: Combination;
  /** Where the horizon is longer than what could be learned. */
  stretch: Stretch | null;
}

/** With fewer purchases in all periods, which see the same ones several times, trees learn their chance. */
const ENOUGH_TO_LEARN = 1000;
/** A third of a year: longer than most rhythms, shorter than a season. */
const REVENUE_HALF_LIFE_DAYS = 120;

/** Learns from the same periods as who buys was learned from. */
export function learnAmounts(input: {
  histories: readonly CustomerHistory[];
  learned: Pick<LearnedPurchases, "asOf" | "learnedMs" | "cuts" | "purchases" | "stretch">;
}): LearnedAmounts {
  const { learned } = input;
  const histories = sampleEvenly(input.histories, MOST_LEARNED_FROM);
  const { purchases, stretch, learnedMs } = learned;
  const latest = takeSnapshot(histories, learned.asOf);
  const periods = learned.cuts.map((cut) => takePeriod(histories, cut, learnedMs));
  const weeks = learnedMs / WEEK_MS;
  const counts: Forecast = { kind: "purchase-model", purchases, weeks };
  const valued: Forecast = { kind: "valued", purchases: counts, value: fitValues(latest) };
  const came = join(periods.map(({ outcomes }) => outcomes.purchases));
  if (sum(came) < ENOUGH_TO_LEARN) {
    return {
      purchases: combineForecasts({
        shape: [counts],
        levels: [{ forecast: counts, scale: 1 }],
        snapshot: latest,
      }),
      revenueMinor: combineForecasts({
        shape: [valued],
        levels: [{ forecast: valued, scale: 1 }],
        snapshot: latest,
      }),
      stretch,
    };
  }

  const columns = stack(periods.map(({ snapshot }) => designMatrix(snapshot)));
  const treeCounts: Forecast = {
    kind: "purchase-trees",
    trees: fitBoostedTrees({ columns, outcomes: came, loss: "poisson", ...BOOSTING }),
  };
  const revenue = join(periods.map(({ outcomes }) => outcomes.revenueMinor));
  // In units of the shop's own: models then see the same numbers whatever the currency.
  const unit = Math.max(1, sum(revenue) / Math.max(1, sum(came)));
  const small = unit / 100;
  const revenueTrees: Forecast = {
    kind: "revenue-trees",
    trees: fitBoostedTrees({
      columns,
      outcomes: revenue.map((amount) => amount / unit),
      loss: "poisson",
      ...BOOSTING,
    }),
    unit,
  };
  const revenueRidge: Forecast = {
    kind: "revenue-ridge",
    ridge: fitRidgeRegression({
      columns,
      // A hundredth of a purchase apart from nothing: what counts is whether somebody buys, then how much.
      targets: revenue.map((amount) => Math.log1p(amount / small)),
      penalty: PENALTY,
    }),
    unit: small,
  };
  const decayed: Forecast = { kind: "decayed-revenue", halfLifeDays: REVENUE_HALF_LIFE_DAYS };
  const valuedTrees: Forecast = { ...valued, purchases: treeCounts };
  const scaled = (forecast: Forecast): { forecast: Forecast; scale: number } => ({
    forecast,
    scale: scaleOf(forecast, periods, (outcomes) => outcomes.revenueMinor),
  });
  return {
    purchases: combineForecasts({
      shape: [counts, treeCounts],
      levels: [counts, treeCounts].map((forecast) => ({
        forecast,
        scale: scaleOf(forecast, periods, (outcomes) => outcomes.purchases),
      })),
      snapshot: latest,
    }),
    revenueMinor: combineForecasts({
      shape: [valued, revenueTrees, revenueRidge, decayed],
      levels: [valued, valuedTrees, revenueTrees, decayed].map(scaled),
      snapshot: latest,
    }),
    stretch,
  };
}

/** How many times as much came in the periods as a forecast would have said. */
function scaleOf(
  forecast: Forecast,
  periods: readonly Period[],
  of: (outcomes: Outcomes) => Float64Array,
): number {
  const said = sum(join(periods.map(({ snapshot }) => forecastAmounts(forecast, snapshot))));
  const came = sum(join(periods.map(({ outcomes }) => of(outcomes))));
  return said > 0 ? came / said : 0;
}

/** What is expected of each customer of a snapshot within the horizon. */
export function predictAmounts(
  learned: LearnedAmounts,
  snapshot: Snapshot,
): Pick<Outcomes, "purchases" | "revenueMinor"> {
  const ratios = stretchRatios(learned.stretch, snapshot);
  const predict = (combination: Combination): Float64Array =>
    applyCombination(combination, snapshot).map((amount, row) => amount * (ratios?.[row] ?? 1));
  return { purchases: predict(learned.purchases), revenueMinor: predict(learned.revenueMinor) };
}

const sum = (numbers: Float64Array): number => numbers.reduce((total, number) => total + number, 0);
