import { Box, Text } from "@shopify/polaris";
import type { Affinities, CategoryAffinity } from "../../pipeline/predict/affinity/affinity.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { EVIDENCE_WORDS, LEANING_WORDS, liftWords, shareWords } from "./preference-words.ts";

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
            : `Looked at and bought so far: as much as ${affinities.interest.toFixed(1)} purchases say, ${EVIDENCE_WORDS[affinities.evidence]}.`}
        </Text>
      </Box>
      {rows.length === 0 ? null : (
        <ResponsiveTable
          caption={title}
          rows={rows}
          rowKey={({ category }) => category}
          columns={[
            { header: "Kind", cell: ({ category }) => category },
            { header: "Reading", cell: ({ leaning }) => LEANING_WORDS[leaning] },
            { header: "Share", cell: (row) => shareWords(row) },
            { header: "Against the shop", cell: ({ lift }) => liftWords(lift), isNumeric: true },
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
