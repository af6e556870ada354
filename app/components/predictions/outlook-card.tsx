import { Box, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import type { VisitOutlook } from "../../pipeline/predict/visits/visit-outlook.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { ChanceTable } from "./chance-table.tsx";
import { daysWords } from "./horizon-words.ts";
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
  const words = useWords("predictions");
  const { t, format } = words;
  const asOf = outlook?.asOf ?? visit?.asOf ?? null;
  return (
    <SectionCard
      title={t("outlook.title")}
      hint={
        asOf === null
          ? undefined
          : visit === null
            ? t("outlook.hint", { date: format.dateTime(asOf) })
            : t("outlook.hintVisit", {
                date: format.dateTime(asOf),
                ago: format.ago(visit.lastAt, visit.asOf),
              })
      }
      isFlush
    >
      {outlook === null ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {withoutOutlook(words, { hasOrdered, visit })}
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

/** Days of visits that must have been watched before a week, and a month, can be told before a first order. */
const WATCHED_DAYS = { week: 21, month: 90 };

function withoutOutlook(
  words: Words<"predictions">,
  { hasOrdered, visit }: Pick<Props, "hasOrdered" | "visit">,
): string {
  const { t, format } = words;
  if (hasOrdered) return t("outlook.notYet");
  if (visit === null) return t("outlook.nothing");
  const { week, month } = visit;
  const said = {
    week: format.count(WATCHED_DAYS.week),
    month: daysWords(words, WATCHED_DAYS.month),
  };
  if (week === null) return t("outlook.visitsBoth", said);
  return month === null ? t("outlook.visitsMonth", said) : t("outlook.visits");
}
