import { BlockStack } from "@shopify/polaris";
import type { FittedCard } from "../../queries/read-model-card.ts";
import { FitTiles } from "./fit-tiles.tsx";
import { MissingCard } from "./missing-card.tsx";
import { missingWords } from "./missing-words.ts";
import { PredictorTable } from "./predictor-table.tsx";
import { ServedTable } from "./served-table.tsx";
import { TrialCard } from "./trial-card.tsx";
import { viewTasks } from "./trial-view.ts";

/** How far what is told of customers who have ordered can be believed. */
export function CustomerPredictions({ fitted }: { fitted: FittedCard }) {
  const { card } = fitted;
  const views = viewTasks(card.tasks);
  return (
    <BlockStack gap="400">
      <FitTiles {...fitted} />
      <ServedTable
        views={views}
        hint="Every model had to say, at past dates, who would order next. What came decides which one is served."
      />
      <MissingCard missing={card.missing.map(missingWords)} />
      <PredictorTable predictors={card.predictors} />
      <TrialCard
        views={views}
        first="horizon"
        hint="Means over the trials: what was told at past dates, against who then ordered"
      />
    </BlockStack>
  );
}
