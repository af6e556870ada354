import { BlockStack } from "@shopify/polaris";
import type { Backtests } from "../../queries/read-backtests.ts";
import type { FittedCard } from "../../queries/read-model-card.ts";
import { useWords } from "../words/use-words.ts";
import { FitTiles } from "./fit-tiles.tsx";
import { MissingCard } from "./missing-card.tsx";
import { missingWords } from "./missing-words.ts";
import { OutlookTrialCard } from "./outlook-trial-card.tsx";
import { PredictorTable } from "./predictor-table.tsx";
import { ServedTable } from "./served-table.tsx";
import { TrialCard } from "./trial-card.tsx";
import type { TrialChoice } from "./trial-choice.ts";
import { viewTasks } from "./trial-view.ts";

/** How far what is told of customers who have ordered can be believed. */
export function CustomerPredictions(props: {
  fitted: FittedCard;
  backtests: Backtests;
  choice: TrialChoice;
}) {
  const { fitted, backtests, choice } = props;
  const words = useWords("predictions");
  const { t } = words;
  const { card } = fitted;
  const views = viewTasks(words, card.tasks, backtests);
  return (
    <BlockStack gap="400">
      <FitTiles {...fitted} />
      <ServedTable views={views} hint={t("served.hintCustomers")} />
      <MissingCard missing={card.missing.map((one) => missingWords(words, one))} />
      <TrialCard views={views} first="horizon" hint={t("trial.hintCustomers")} choice={choice} />
      <OutlookTrialCard
        trial={card.outlookTrial ?? null}
        horizonDays={card.tasks.horizon.horizonDays}
      />
      <PredictorTable predictors={card.predictors} />
    </BlockStack>
  );
}
