import { Box, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../../pipeline/predict/visits/visit-outlook.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { ChanceTable } from "./chance-table.tsx";
import { OutlookTiles } from "./outlook-tiles.tsx";

interface Props {
  /** By their orders; null: nothing is predicted of this customer. */
  outlook: CustomerOutlook | null;
  /** By their visits; null: they were not seen lately, or nothing was learned of visitors yet. */
  visit: VisitOutlook | null;
  hasOrdered: boolean;
  currency: string;
}

/** What is expected of one customer: whether they buy soon, when they order again, what they will bring, whether they leave. */
export function OutlookCard({ outlook, visit, hasOrdered, currency }: Props) {
  const asOf = outlook?.asOf ?? visit?.asOf ?? null;
  return (
    <SectionCard
      title="Outlook"
      hint={
        asOf === null ? undefined : (
          <>
            What your shop&apos;s past makes likely, as of <InstantText at={asOf} />
            {visit === null ? null : (
              <>
                . Last seen doing something <InstantText at={visit.lastAt} asOf={visit.asOf} />:
                what a visit makes likely fades with every hour
              </>
            )}
          </>
        )
      }
      isFlush
    >
      {outlook === null ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {withoutOutlook({ hasOrdered, visit })}
          </Text>
        </Box>
      ) : (
        <Box paddingInline="400" paddingBlockEnd="400">
          <OutlookTiles outlook={outlook} currency={currency} />
        </Box>
      )}
      {asOf === null ? null : <ChanceTable outlook={outlook} visit={visit} />}
    </SectionCard>
  );
}

function withoutOutlook({ hasOrdered, visit }: Pick<Props, "hasOrdered" | "visit">): string {
  if (hasOrdered)
    return "Nothing is predicted by orders yet. Predictions are learned from your orders once a day and stand here after the next time.";
  if (visit === null)
    return "Nothing is predicted: there is no order yet, and no visit of the last 30 days that your shop's past says something of. Until then, intent says how likely one looks.";
  const { week, month } = visit;
  if (week === null || month === null)
    return `There is no order yet: what is told rests on visits. ${week === null ? "7 and 30 days" : "30 days"} can be told once your visitors have been watched for ${week === null ? "21 and 90 days" : "90 days"}.`;
  return "There is no order yet: what is told rests on visits.";
}
