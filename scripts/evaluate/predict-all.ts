import type { Snapshot } from "../../app/pipeline/predict/features/snapshot.ts";
import type { ModelName } from "../../app/pipeline/predict/purchase/fitted-model.ts";
import type { LearnedPurchases } from "../../app/pipeline/predict/purchase/learn-purchases.ts";
import { mixParts } from "../../app/pipeline/predict/purchase/mix-parts.ts";
import { predictModel } from "../../app/pipeline/predict/purchase/predict-model.ts";
import {
  stretchProbabilities,
  stretchRatios,
} from "../../app/pipeline/predict/purchase/stretch.ts";

/** What every model says of the customers of a snapshot, over the horizon asked for. */
export function predictAll(
  learned: LearnedPurchases,
  snapshot: Snapshot,
): Map<ModelName, Float64Array> {
  const { models, blend, stretch } = learned;
  const ratios = stretchRatios(stretch, snapshot);
  const predicted = new Map<ModelName, Float64Array>(
    models.map((model) => [
      model.name,
      stretchProbabilities(predictModel(model, snapshot), ratios),
    ]),
  );
  return predicted.set("blend", mixParts(predicted, blend));
}
