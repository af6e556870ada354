import { cholesky } from "../numeric/covariance.ts";
import { vectorAt } from "./fit-purchases.ts";
import type { FittedPurchases } from "./fitted-purchases.ts";
import { modelNamed, vectorOf } from "./model-named.ts";
import type { ParameterVector } from "./purchase-model.ts";

/**
 * A few sets of parameters that stand, with equal weights, for all that the data leaves possible: two standard
 * deviations to both sides along each of four independent directions, in logarithms, which have the mean and
 * covariance of the fit (the unscented transform, Julier & Uhlmann 1997). The mean of their predictions is what is to
 * be expected when the parameters are not known for certain; where they are, it is the prediction of the fit.
 *
 * A fit without a prior is plain maximum likelihood: its parameters alone, whatever their uncertainty.
 */
export function likelyParameters(fitted: FittedPurchases): ParameterVector[] {
  const best = vectorOf(fitted);
  const directions = cholesky(fitted.covariance);
  if (fitted.penalty === 0 || directions === null) return [best];
  const model = modelNamed(fitted.model);
  const logs = best.map(Math.log);
  const deviations = Math.sqrt(logs.length);
  return logs.flatMap((_, direction) =>
    [-deviations, deviations].map((distance) => {
      const moved = logs.map(
        (log, index) => log + distance * (directions[index]?.[direction] ?? 0),
      );
      return vectorAt(model, moved).vector;
    }),
  );
}
