import { InlineStack, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import type { Probability } from "../../pipeline/predict/shop/probability.ts";
import { formatShare } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { EVIDENCE_WORDS } from "./evidence-words.ts";
import { daysWords } from "./horizon-words.ts";
import { IntervalBar, rangeWords } from "./interval-bar.tsx";

interface Chance {
  days: number;
  probability: Probability;
}

/** The probability to order within each horizon, with where it may truly lie and what it rests on. */
export function ChanceTable({ outlook }: { outlook: CustomerOutlook }) {
  return (
    <ResponsiveTable
      caption="Probability to order"
      rows={chancesOf(outlook)}
      rowKey={({ days }) => String(days)}
      columns={[
        { header: "Orders within", cell: ({ days }) => daysWords(days) },
        {
          header: "Probability",
          cell: ({ probability }) => (
            <InlineStack gap="200" blockAlign="center" wrap={false}>
              <Text as="span" fontWeight="semibold" numeric>
                {formatShare(probability.value, 1)}
              </Text>
              <IntervalBar {...probability} />
            </InlineStack>
          ),
        },
        { header: "Likely range", cell: ({ probability }) => rangeWords(probability) },
        {
          header: "Rests on",
          cell: ({ probability: { evidence } }) => (
            <>
              <EvidenceBadge evidence={evidence} />
              <Text as="p" variant="bodySm" tone="subdued">
                {EVIDENCE_WORDS[evidence].meaning}
              </Text>
            </>
          ),
          isWide: true,
        },
      ]}
    />
  );
}

/** A shop whose own span is a week or a month has no third horizon. */
function chancesOf({ week, month, horizon, horizonDays }: CustomerOutlook): Chance[] {
  const fixed = [
    { days: 7, probability: week },
    { days: 30, probability: month },
  ];
  const days = Math.round(horizonDays);
  return fixed.some((chance) => chance.days === days)
    ? fixed
    : [...fixed, { days, probability: horizon }].sort((a, b) => a.days - b.days);
}
