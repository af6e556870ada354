import type { Snapshot } from "../features/snapshot.ts";
import { predictBoostedTreesColumns } from "../learned/gradient-boosting.ts";
import { predictLogisticColumns } from "../learned/logistic-regression.ts";
import { designMatrix } from "./design-matrix.ts";
import { coursesOf, expectedPurchases } from "./expected-purchases.ts";
import type { FittedModel } from "./fitted-model.ts";
import { scoreByRule } from "./rules.ts";
import { signedLog } from "./signed-log.ts";

/** The probability of each customer of a snapshot to buy within the model's horizon; row i is its row i. */
export function predictModel(fitted: FittedModel, snapshot: Snapshot): Float64Array {
  switch (fitted.name) {
    case "base-rate":
      return new Float64Array(snapshot.customers.length).fill(fitted.probability);
    case "recency":
    case "frequency":
    case "rfm-sum":
    case "decayed-count":
      return predictLogisticColumns(fitted.model, [
        scoreByRule(fitted.rule, snapshot).map(signedLog),
      ]);
    case "bg-nbd":
    case "mbg-nbd":
    case "pareto-nbd": {
      const { purchases, weeks, calibration } = fitted;
      if (calibration === null) {
        return Float64Array.from(coursesOf(purchases, snapshot), (course) =>
          course.probability(weeks),
        );
      }
      const expected = expectedPurchases(purchases, snapshot, weeks);
      return predictLogisticColumns(calibration, [expected.map(Math.log)]);
    }
    case "logistic-regression":
      return predictLogisticColumns(fitted.model, designMatrix(snapshot));
    case "boosted-trees":
      return predictBoostedTreesColumns(fitted.model, designMatrix(snapshot));
  }
}
