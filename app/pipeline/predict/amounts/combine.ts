import type { Snapshot } from "../features/snapshot.ts";
import { forecastAmounts } from "./forecasts.ts";
import type { Forecast } from "./forecasts.ts";

/**
 * Several forecasts as one. Who will buy more than whom comes from the mean of their logarithms, each measured by
 * its own mean, so that none leads by its unit; how much it is in all comes from the mean of their totals, since
 * forecasts err to different sides. Plain data; applied to one customer as to all.
 */
export interface Combination {
  parts: { forecast: Forecast; mean: number }[];
  /** What the mean of the logarithms is multiplied by. */
  level: number;
}

/** Keeps the logarithm finite, and a forecast of nothing from silencing the others: a thousandth of the mean. */
const FLOOR = 1e-3;

/**
 * @param shape forecasts whose order of customers counts
 * @param levels forecasts whose totals count, each with what its amounts are multiplied by
 */
export function combineForecasts(input: {
  shape: readonly Forecast[];
  levels: readonly { forecast: Forecast; scale: number }[];
  snapshot: Snapshot;
}): Combination {
  const { shape, levels, snapshot } = input;
  const parts = shape.map((forecast) => ({
    forecast,
    mean: meanOf(forecastAmounts(forecast, snapshot)),
  }));
  const unscaled = meanOf(combinedShape(parts, snapshot));
  const wanted =
    levels.reduce((sum, { forecast, scale }) => {
      return sum + scale * meanOf(forecastAmounts(forecast, snapshot));
    }, 0) / Math.max(1, levels.length);
  return { parts, level: unscaled > 0 ? wanted / unscaled : 0 };
}

/** Purchases or minor units of each customer of a snapshot. */
export const applyCombination = ({ parts, level }: Combination, snapshot: Snapshot): Float64Array =>
  combinedShape(parts, snapshot).map((share) => share * level);

function combinedShape(parts: Combination["parts"], snapshot: Snapshot): Float64Array {
  const logarithms = new Float64Array(snapshot.customers.length);
  for (const { forecast, mean } of parts) {
    const amounts = forecastAmounts(forecast, snapshot);
    for (let row = 0; row < logarithms.length; row += 1) {
      const share = mean > 0 ? (amounts[row] ?? 0) / mean : 1;
      logarithms[row] = (logarithms[row] ?? 0) + Math.log(share + FLOOR) / parts.length;
    }
  }
  return logarithms.map((logarithm) => Math.exp(logarithm));
}

const meanOf = (amounts: Float64Array): number =>
  amounts.length === 0 ? 0 : amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
