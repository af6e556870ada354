import { Box, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { ChanceTable } from "./chance-table.tsx";
import { OutlookTiles } from "./outlook-tiles.tsx";

interface Props {
  /** null: nothing is predicted of this customer. */
  outlook: CustomerOutlook | null;
  hasOrdered: boolean;
  currency: string;
}

/** What is expected of one customer: when they order again, what they will bring, whether they leave. */
export function OutlookCard({ outlook, hasOrdered, currency }: Props) {
  return (
    <SectionCard
      title="Outlook"
      hint={
        outlook === null ? undefined : (
          <>
            What your shop's past makes likely, as of <InstantText at={outlook.asOf} />
          </>
        )
      }
      isFlush
    >
      {outlook === null ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {hasOrdered
              ? "Nothing is predicted yet. Predictions are learned from your orders once a day and stand here after the next time."
              : "Nothing is predicted before the first order. Until then, intent says how likely one looks."}
          </Text>
        </Box>
      ) : (
        <>
          <Box paddingInline="400" paddingBlockEnd="400">
            <OutlookTiles outlook={outlook} currency={currency} />
          </Box>
          <ChanceTable outlook={outlook} />
        </>
      )}
    </SectionCard>
  );
}
