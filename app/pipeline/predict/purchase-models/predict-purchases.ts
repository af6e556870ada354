import { membersOf } from "./fitted-purchases.ts";
import type { PurchaseForecaster } from "./fitted-purchases.ts";
import { likelyParameters } from "./likely-parameters.ts";
import { modelNamed } from "./model-named.ts";
import type { PurchaseCourse } from "./purchase-model.ts";
import { tidyHistory } from "./repeat-history.ts";
import type { RepeatHistory } from "./repeat-history.ts";

/**
 * What is said of customers, one after the other: what depends on the shop alone is done once. Predictions are means
 * over the likely parameters of a model, and over the members of a mix.
 */
export function purchasePredictor(
  forecaster: PurchaseForecaster,
): (history: RepeatHistory) => PurchaseCourse {
  const members = membersOf(forecaster).map((fitted) => ({
    model: modelNamed(fitted.model),
    vectors: likelyParameters(fitted),
  }));
  return (history) => {
    const tidy = tidyHistory(history);
    const courses = members.flatMap(({ model, vectors }) =>
      vectors.map((vector) => ({
        share: 1 / (members.length * vectors.length),
        course: model.courseOf(vector, tidy),
      })),
    );
    const meanOf = (read: (course: PurchaseCourse) => number): number => {
      let mean = 0;
      for (const { share, course } of courses) mean += share * read(course);
      return mean;
    };
    return {
      probability(weeks) {
        const ahead = Math.max(0, weeks);
        return Math.min(
          1,
          meanOf((course) => course.probability(ahead)),
        );
      },
      expected(weeks) {
        const ahead = Math.max(0, weeks);
        return meanOf((course) => course.expected(ahead));
      },
    };
  };
}
