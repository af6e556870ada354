import type { CalibrationBin } from "../metrics/calibration-error.ts";
import type { Snapshot } from "../features/snapshot.ts";
import type { FittedPurchases } from "../purchase-models/fitted-purchases.ts";
import type { FittedModel, ModelName } from "./fitted-model.ts";
import type { LearnedPurchases } from "./learn-purchases.ts";
import { mixProbabilities } from "../calibration/mix.ts";
import { predictModel } from "./predict-model.ts";
import { stretchProbabilities, stretchRatios } from "./stretch.ts";
import type { Stretch } from "./stretch.ts";

/** What is kept of what was learned, to be applied to customers one by one. Plain data. */
export interface ServedPurchases {
  horizonMs: number;
  champion: ModelName;
  /** One model, or the parts of the blend. */
  parts: FittedModel[];
  stretch: Stretch | null;
  bins: CalibrationBin[];
  evidence: { happened: number; count: number };
  purchases: FittedPurchases;
}

export function serveLearned(learned: LearnedPurchases): ServedPurchases {
  const { champion, blend, models, stretch, bins, evidence, purchases } = learned;
  const wanted: readonly ModelName[] = champion === "blend" ? blend : [champion];
  const parts = models.filter(({ name }) => wanted.includes(name));
  const { horizonMs } = learned;
  return { horizonMs, champion, parts, stretch, bins, evidence, purchases };
}

/**
 * The probability of each customer of a snapshot to buy within the horizon; row i is its row i.
 * @param ratios of the same snapshot, where the caller has them already
 */
export function predictServed(
  served: ServedPurchases,
  snapshot: Snapshot,
  ratios = stretchRatios(served.stretch, snapshot),
): Float64Array {
  const said = served.parts.map((part) =>
    stretchProbabilities(predictModel(part, snapshot), ratios),
  );
  const [only, ...others] = said;
  return only !== undefined && others.length === 0 ? only : mixProbabilities(said);
}
