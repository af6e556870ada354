import type { Random } from "../numeric/random.ts";
import { scenarioDrawer, USUAL_DRIFT } from "./draw-scenario.ts";
import type { Scenario } from "./draw-scenario.ts";
import type { PurchaseForecaster } from "./fitted-purchases.ts";
import { coarsenGroups, historyAt } from "./grouped-histories.ts";
import type { GroupedHistories } from "./grouped-histories.ts";
import { intervalOf } from "./interval-of-draws.ts";
import type { Interval } from "./interval-of-draws.ts";
import { purchasePredictor } from "./predict-purchases.ts";

/** Up to here every customer is drawn one by one. */
const MOST_DRAWN = 2500;
/** Of more customers, about so many kinds of histories stand for all. */
const KINDS = 400;
const USUAL_DRAWS = 400;

/**
 * How many purchases a group of customers makes within the next weeks. The mean is the sum of what is expected of each;
 * the interval holds what is open about the shop (parameters, model), about the period (drift) and about every purchase.
 *
 * Large groups: what is open about the shop moves the sum as it moves that of a few hundred kinds of histories, and the
 * chance of purchases, drawn for a few thousand customers, grows with the root of their number.
 */
export function predictTotal(
  forecaster: PurchaseForecaster,
  input: {
    histories: GroupedHistories;
    weeks: number;
    random: Random;
    /** How many ways the future is drawn. */
    draws?: number;
    /** See `USUAL_DRIFT`; what a shop's own forecasts were off by in the past, where that is known. */
    drift?: number;
  },
): Interval {
  const { histories, random, draws = USUAL_DRAWS, drift = USUAL_DRIFT } = input;
  const weeks = Math.max(0, input.weeks);
  const predict = purchasePredictor(forecaster);
  const meanOf = (groups: GroupedHistories): number =>
    sumOver(groups, (index) => predict(historyAt(groups, index)).expected(weeks));
  const mean = meanOf(histories);
  const nextScenario = scenarioDrawer(forecaster, { random, drift });
  const totals = new Float64Array(draws);
  if (histories.customers <= MOST_DRAWN) {
    for (let index = 0; index < draws; index += 1)
      totals[index] = drawTotal({ histories, weeks, random, scenario: nextScenario() });
    return intervalOf(mean, totals);
  }

  const kinds = coarsenGroups(histories, KINDS);
  const ofKinds = meanOf(kinds);
  const scale = ofKinds > 0 ? mean / ofKinds : 1;
  const drawn = sampleCounts(kinds, random);
  const growth = Math.sqrt(histories.customers / drawn.customers);
  for (let index = 0; index < draws; index += 1) {
    const scenario = nextScenario();
    const chance =
      drawTotal({ histories: drawn, weeks, random, scenario }) - meanTotal(drawn, weeks, scenario);
    const total = scale * meanTotal(kinds, weeks, scenario) + growth * chance;
    totals[index] = Math.max(0, Math.round(total));
  }
  return intervalOf(mean, totals);
}

/** About `MOST_DRAWN` customers, of each kind its share, rounded by chance. */
function sampleCounts(kinds: GroupedHistories, random: Random): GroupedHistories {
  const share = MOST_DRAWN / kinds.customers;
  const counts = kinds.counts.map((count) => Math.floor(count * share + random()));
  const customers = Math.max(1, counts.reduce((sum, count) => sum + count, 0)); // prettier-ignore
  return { ...kinds, counts, customers };
}

function drawTotal(input: {
  histories: GroupedHistories;
  weeks: number;
  random: Random;
  scenario: Scenario;
}): number {
  const { histories, weeks, random } = input;
  const { model, vector, pace } = input.scenario;
  let total = 0;
  for (let index = 0; index < histories.counts.length; index += 1) {
    const count = histories.counts[index] ?? 0;
    if (count === 0) continue;
    const draw = model.orderDrawer(vector, historyAt(histories, index), weeks * pace);
    for (let customer = 0; customer < count; customer += 1) total += draw(random);
  }
  return total;
}

function meanTotal(histories: GroupedHistories, weeks: number, scenario: Scenario): number {
  const { model, vector, pace } = scenario;
  return sumOver(histories, (index) =>
    model.courseOf(vector, historyAt(histories, index)).expected(weeks * pace),
  );
}

function sumOver(histories: GroupedHistories, of: (index: number) => number): number {
  return histories.counts.reduce(
    (sum, count, index) => (count > 0 ? sum + count * of(index) : sum),
    0,
  );
}
