import { BlockStack, Text } from "@shopify/polaris";
import type { VisitsCard } from "../../pipeline/predict/visits/visits-card.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { MissingCard } from "./missing-card.tsx";
import { ServedTable } from "./served-table.tsx";
import { TrialCard } from "./trial-card.tsx";
import type { TrialChoice } from "./trial-choice.ts";
import { VisitTiles } from "./visit-tiles.tsx";
import { viewVisits, visitsMissing } from "./visit-view.ts";

/** How far what is told of visitors can be believed; null: nobody was seen in the shop yet. */
export function VisitorPredictions(props: { card: VisitsCard | null; choice: TrialChoice }) {
  const { card, choice } = props;
  const words = useWords("predictions");
  const { t } = words;
  if (card === null) {
    return (
      <SectionCard title={t("visit.emptyTitle")}>
        <Text as="p">{t("visit.empty")}</Text>
      </SectionCard>
    );
  }
  const views = viewVisits(words, card);
  return (
    <BlockStack gap="400">
      <VisitTiles card={card} />
      <ServedTable views={views} hint={t("served.hintVisitors")} />
      <MissingCard missing={visitsMissing(words, card)} />
      <TrialCard views={views} first="hour" hint={t("trial.hintVisitors")} choice={choice} />
    </BlockStack>
  );
}
