import { FEATURES } from "../features/snapshot.ts";
import type { Snapshot } from "../features/snapshot.ts";
import { predictBoostedTreesColumns } from "../learned/gradient-boosting.ts";
import type { BoostedTrees } from "../learned/gradient-boosting.ts";
import { predictRidgeColumns } from "../learned/ridge-regression.ts";
import type { RidgeModel } from "../learned/ridge-regression.ts";
import { designMatrix } from "../purchase/design-matrix.ts";
import type { FittedSpend } from "../purchase-models/gamma-gamma.ts";
import { expectedPurchases } from "../purchase/expected-purchases.ts";
import type { PurchaseForecaster } from "../purchase-models/fitted-purchases.ts";
import { expectedValues } from "./expected-values.ts";

/** One way of saying how much each customer will buy within a horizon. Plain data. */
export type Forecast =
  | { kind: "purchase-model"; purchases: PurchaseForecaster; weeks: number }
  | { kind: "purchase-trees"; trees: BoostedTrees }
  | { kind: "valued"; purchases: Forecast; value: FittedSpend }
  | { kind: "revenue-trees"; trees: BoostedTrees; unit: number }
  | { kind: "revenue-ridge"; ridge: RidgeModel; unit: number }
  | { kind: "decayed-revenue"; halfLifeDays: number };

/** Purchases or minor units of each customer of a snapshot, never negative; row i is the snapshot's row i. */
export function forecastAmounts(forecast: Forecast, snapshot: Snapshot): Float64Array {
  switch (forecast.kind) {
    case "purchase-model":
      return expectedPurchases(forecast.purchases, snapshot, forecast.weeks);
    case "purchase-trees":
      return predictBoostedTreesColumns(forecast.trees, designMatrix(snapshot));
    case "valued": {
      const values = expectedValues(forecast.value, snapshot);
      return forecastAmounts(forecast.purchases, snapshot).map(
        (count, row) => count * (values[row] ?? 0),
      );
    }
    case "revenue-trees":
      return predictBoostedTreesColumns(forecast.trees, designMatrix(snapshot)).map(
        (revenue) => revenue * forecast.unit,
      );
    case "revenue-ridge":
      return predictRidgeColumns(forecast.ridge, designMatrix(snapshot)).map(
        (logarithm) => Math.expm1(Math.max(0, logarithm)) * forecast.unit,
      );
    case "decayed-revenue": {
      const name = `revenue_half_${forecast.halfLifeDays}d`;
      return snapshot.columns[FEATURES.indexOf(name)]?.slice() ?? noAmounts(snapshot, name);
    }
  }
}

function noAmounts(snapshot: Snapshot, name: string): never {
  throw new Error(`${name} is no feature of a snapshot with ${snapshot.columns.length} columns`);
}
