import { BlockStack, Text } from "@shopify/polaris";
import type { VisitsCard } from "../../pipeline/predict/visits/visits-card.ts";
import { SectionCard } from "../table/section-card.tsx";
import { MissingCard } from "./missing-card.tsx";
import { ServedTable } from "./served-table.tsx";
import { TrialCard } from "./trial-card.tsx";
import { VisitTiles } from "./visit-tiles.tsx";
import { viewVisits, visitsMissing } from "./visit-view.ts";

/** How far what is told of visitors can be believed; null: nobody was seen in the shop yet. */
export function VisitorPredictions({ card }: { card: VisitsCard | null }) {
  if (card === null) {
    return (
      <SectionCard title="Nothing has been learned of visitors yet">
        <Text as="p">
          Once somebody looks around in your shop, Kindling learns once a day from what visitors do
          who of them will buy. The theme&apos;s embed and the web pixel tell it what they do.
        </Text>
      </SectionCard>
    );
  }
  const views = viewVisits(card);
  return (
    <BlockStack gap="400">
      <VisitTiles card={card} />
      <ServedTable
        views={views}
        hint="Every model had to say, at each event of past visitors, who would buy soon. What came decides which one is served."
      />
      <MissingCard missing={visitsMissing(card)} />
      <TrialCard
        views={views}
        first="hour"
        hint="On later time than the models were fitted on: what was told at each event, against who then bought"
      />
    </BlockStack>
  );
}
