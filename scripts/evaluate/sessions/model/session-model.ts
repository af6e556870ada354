import { assertNever } from "../../../../app/pipeline/shared/outcome.ts";
import { applyPlatt, fitPlatt } from "../../../../app/pipeline/predict/calibration/platt.ts";
import type { PlattMap } from "../../../../app/pipeline/predict/calibration/platt.ts";
import {
  fitBoostedTrees,
  predictBoostedTreesColumns,
} from "../../../../app/pipeline/predict/learned/gradient-boosting.ts";
import type { BoostedTrees } from "../../../../app/pipeline/predict/learned/gradient-boosting.ts";
import {
  fitLogisticRegression,
  predictLogisticColumns,
} from "../../../../app/pipeline/predict/learned/logistic-regression.ts";
import type { LogisticModel } from "../../../../app/pipeline/predict/learned/logistic-regression.ts";
import { smoothedRate } from "../../../../app/pipeline/predict/learned/sigmoid.ts";
import { seedRandom } from "../../../../app/pipeline/predict/numeric/random.ts";
import { pointsOfSessions } from "./points-rule.ts";
import type { SessionTable } from "./session.ts";
import { columnsForLines, columnsForTrees } from "./session-features.ts";
import type { NamedColumn, SessionEncoding } from "./session-features.ts";

/** Every single way of saying who buys in a session, those that nobody needs to learn first. */
export const SESSION_MODELS = [
  "base-rate",
  "points",
  "logistic-regression",
  "boosted-trees",
] as const;
export type SessionModelName = (typeof SESSION_MODELS)[number];

/** What a blend is made of: each sees the matter in another way. */
export const BLEND_PARTS = [
  "points",
  "logistic-regression",
  "boosted-trees",
] as const satisfies readonly SessionModelName[];

/** A fitted model of who buys in a session. Plain data. */
export type SessionModel =
  | { name: "base-rate"; probability: number }
  | { name: "points"; map: PlattMap }
  | { name: "logistic-regression"; model: LogisticModel }
  | { name: "boosted-trees"; model: BoostedTrees };

/** Weak, but enough for words that thirty sessions have in common. */
const PENALTY = 3;

/** Many small steps, each split looking at half of the features: what single columns say is weighed, not picked. */
const TREES = { rounds: 400, learningRate: 0.02, maxLeaves: 8, minRowsPerLeaf: 40, l2: 1 };
const FEATURES_PER_SPLIT = 0.5;

/** Fits one of the models. Whether a session ended in a purchase is 0 or 1 in `bought`. */
export function fitSessionModel(
  name: SessionModelName,
  training: { table: SessionTable; bought: Float64Array; encoding: SessionEncoding; seed: number },
): SessionModel {
  const { table, bought, encoding, seed } = training;
  switch (name) {
    case "base-rate": {
      const buyers = bought.reduce((sum, each) => sum + each, 0);
      return { name, probability: smoothedRate(buyers, bought.length) };
    }
    case "points":
      return { name, map: fitPlatt(pointsOfSessions(table), bought) };
    case "logistic-regression": {
      const columns = valuesOf(columnsForLines(encoding, table));
      return {
        name,
        model: fitLogisticRegression({ columns, outcomes: bought, penalty: PENALTY }),
      };
    }
    case "boosted-trees":
      return {
        name,
        model: fitBoostedTrees({
          columns: valuesOf(columnsForTrees(encoding, table)),
          outcomes: bought,
          loss: "logistic",
          ...TREES,
          sampling: { random: seedRandom(seed), features: FEATURES_PER_SPLIT },
        }),
      };
    default:
      return assertNever(name);
  }
}

/** What a model says of each session: the probability that it ends in a purchase. */
export function predictSessionModel(
  model: SessionModel,
  encoding: SessionEncoding,
  table: SessionTable,
): Float64Array {
  switch (model.name) {
    case "base-rate":
      return new Float64Array(table.rows).fill(model.probability);
    case "points":
      return pointsOfSessions(table).map((points) => applyPlatt(model.map, points));
    case "logistic-regression":
      return predictLogisticColumns(model.model, valuesOf(columnsForLines(encoding, table)));
    case "boosted-trees":
      return predictBoostedTreesColumns(model.model, valuesOf(columnsForTrees(encoding, table)));
    default:
      return assertNever(model);
  }
}

const valuesOf = (columns: NamedColumn[]): Float64Array[] => columns.map(({ values }) => values);
