import { Box, Text } from "@shopify/polaris";
import type { Affinities, CategoryAffinity } from "../../pipeline/predict/affinity/affinity.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords } from "../words/use-words.ts";
import { liftWords, shareWords } from "./preference-words.ts";

/** So many rows: what stands out first, then what the customer looked at or bought most. */
const MAX_ROWS = 6;

/** A customer's shares of interest by category, against the shop's. */
export function AffinityTable({
  title,
  affinities,
  empty,
}: {
  title: string;
  affinities: Affinities;
  /** What is said where there is no category at all. */
  empty: string;
}) {
  const words = useWords("customers");
  const { t, format } = words;
  const rows = chooseRows(affinities.categories);
  return (
    <div>
      <Box paddingInline="400" paddingBlockEnd="200">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {affinities.categories.length === 0
            ? empty
            : t("likes.interest", {
                amount: format.decimal(affinities.interest, 1),
                evidence: t(`evidence.${affinities.evidence}`),
              })}
        </Text>
      </Box>
      {rows.length === 0 ? null : (
        <ResponsiveTable
          caption={title}
          rows={rows}
          rowKey={({ category }) => category}
          columns={[
            { header: t("likes.kind"), cell: ({ category }) => category },
            { header: t("likes.reading"), cell: ({ leaning }) => t(`leaning.${leaning}`) },
            { header: t("likes.share"), cell: (row) => shareWords(words, row) },
            {
              header: t("likes.against"),
              cell: ({ lift }) => liftWords(words, lift),
              isNumeric: true,
            },
          ]}
        />
      )}
    </div>
  );
}

/** What is unlike the shop before what is not, then by the customer's own interest; without any interest nothing. */
export function chooseRows(categories: readonly CategoryAffinity[]): CategoryAffinity[] {
  const standsOut = ({ leaning }: CategoryAffinity): number =>
    leaning === "more" ? 2 : leaning === "less" ? 1 : 0;
  return categories
    .filter((row) => row.interest > 0 || standsOut(row) > 0)
    .toSorted((a, b) => standsOut(b) - standsOut(a) || b.interest - a.interest)
    .slice(0, MAX_ROWS);
}
