import { cholesky } from "../numeric/covariance.ts";
import { drawNormal } from "../numeric/draws.ts";
import type { Random } from "../numeric/random.ts";
import { vectorAt } from "./fit-purchases.ts";
import { membersOf } from "./fitted-purchases.ts";
import type { PurchaseForecaster } from "./fitted-purchases.ts";
import { modelNamed, vectorOf } from "./model-named.ts";
import type { ParameterVector, PurchaseModel } from "./purchase-model.ts";

/**
 * How far a period can differ from the ones before it for reasons that no model of single customers holds: a
 * standard deviation of the logarithm. The season alone moves a quarter's online sales by a fifth: unadjusted, U.S.
 * retail e-commerce rose by 23.1 % from the third to the fourth quarter of 2020, adjusted it fell by 1.2 %
 * (Census Bureau, CB21-23).
 */
export const USUAL_DRIFT = 0.2;

/** One way the world may be: a model with its parameters, and how fast its weeks go by. */
export interface Scenario {
  model: PurchaseModel;
  vector: ParameterVector;
  /** Of the weeks asked for: in a busy season more happens in a week, as in this many usual ones. */
  pace: number;
}

/**
 * Gives scenarios as likely as they are, all members of a mix in turn: parameters from the normal approximation of
 * what the data leaves open, in logarithms and within the model's bounds.
 */
export function scenarioDrawer(
  forecaster: PurchaseForecaster,
  input: { random: Random; drift: number },
): () => Scenario {
  const { random, drift } = input;
  const sources = membersOf(forecaster).map((fitted) => ({
    model: modelNamed(fitted.model),
    logs: vectorOf(fitted).map(Math.log),
    spread: cholesky(fitted.covariance) ?? [],
  }));
  let turn = 0;
  return () => {
    const source = sources[turn % sources.length];
    turn += 1;
    if (source === undefined) throw new Error("A forecaster needs at least one model");
    const { model, logs, spread } = source;
    const normals = logs.map(() => drawNormal(random));
    const moved = logs.map((log, index) =>
      (spread[index] ?? []).reduce((sum, share, of) => sum + share * (normals[of] ?? 0), log),
    );
    const pace = Math.exp(drift * drawNormal(random));
    return { model, vector: vectorAt(model, moved).vector, pace };
  };
}
