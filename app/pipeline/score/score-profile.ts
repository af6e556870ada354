import type { ProfileFacts, SlotRow } from "../shared/records.ts";
import type { Instant } from "../shared/time.ts";
import { scoreBehavior } from "./behavior-score.ts";
import type { ShopBenchmarks } from "./benchmarks.ts";
import { countOrders } from "./counted-orders.ts";
import { mergeRows } from "./merge-rows.ts";
import type { ScoringModel } from "./model.ts";
import { tracePoints } from "./points-curve.ts";
import { capsOf, scorePoints } from "./points-score.ts";
import { unknownScore } from "./scores.ts";
import type { ProfileScores, Score } from "./scores.ts";
import { scoreValue } from "./value-score.ts";

/**
 * All scores of one profile at `asOf`, each 0 to 100 points in whole millionths and exactly the
 * sum of its contributions, or unknown with the reason. What lies after `asOf` is ignored, to the
 * slot for signals and to the millisecond for orders, so any past instant can be asked. `facts`
 * may list the rows of several identities in any order. Empty facts give four unknown scores.
 */
export function scoreProfile(input: {
  facts: ProfileFacts;
  benchmarks: ShopBenchmarks;
  model: ScoringModel;
  asOf: Instant;
}): ProfileScores {
  const { facts, benchmarks, model, asOf } = input;
  const rows = mergeRows(facts.rows);
  const intent = scoreSignals({ rows, model, score: "intent", asOf });
  const engagement = scoreSignals({ rows, model, score: "engagement", asOf });
  const orders = countOrders(facts.orders, asOf);
  const value = scoreValue({ orders, benchmarks, model: model.value, at: asOf });
  const behavior = scoreBehavior({ intent, engagement, value }, model.behavior);
  return { asOf, modelVersion: model.version, intent, engagement, value, behavior };
}

function scoreSignals(input: {
  rows: readonly SlotRow[];
  model: ScoringModel;
  score: "intent" | "engagement";
  asOf: Instant;
}): Score {
  const { rows, model, score, asOf } = input;
  const curve = tracePoints({ rows, model: model[score], asOf });
  if (curve === null) {
    return unknownScore(score === "intent" ? "no-browsing-yet" : "no-activity-yet");
  }
  return scorePoints(curve, capsOf(model[score], model.trustCaps), asOf);
}
