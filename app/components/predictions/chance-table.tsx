import { InlineStack, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import type { Probability } from "../../pipeline/predict/shop/probability.ts";
import type { VisitOutlook } from "../../pipeline/predict/visits/visit-outlook.ts";
import { formatShare } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { EVIDENCE_WORDS } from "./evidence-words.ts";
import { daysWords } from "./horizon-words.ts";
import { IntervalBar, rangeWords } from "./interval-bar.tsx";
import { VISIT_TASK_WORDS } from "./visit-words.ts";

interface Chance {
  within: string;
  probability: Probability;
}

interface Props {
  /** null: nothing is predicted by their orders. */
  outlook: CustomerOutlook | null;
  /** null: nothing is predicted by their visits. */
  visit: VisitOutlook | null;
}

/** The probability to order within each horizon, with where it may truly lie and what it rests on. */
export function ChanceTable({ outlook, visit }: Props) {
  return (
    <ResponsiveTable
      caption="Probability to order"
      rows={[...chancesOfVisit(visit), ...(outlook === null ? [] : chancesOf(outlook))]}
      rowKey={({ within }) => within}
      columns={[
        { header: "Orders within", cell: ({ within }) => within },
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

function chancesOfVisit(visit: VisitOutlook | null): Chance[] {
  if (visit === null) return [];
  const { hour, day, week, month } = visit;
  return [
    { within: VISIT_TASK_WORDS.hour.name, probability: hour },
    { within: VISIT_TASK_WORDS.day.name, probability: day },
    ...(week === null ? [] : [{ within: daysWords(7), probability: week }]),
    ...(month === null ? [] : [{ within: daysWords(30), probability: month }]),
  ];
}

/** A shop whose own span is a week or a month has no third horizon. */
function chancesOf({ week, month, horizon, horizonDays }: CustomerOutlook): Chance[] {
  const fixed = [
    { days: 7, probability: week },
    { days: 30, probability: month },
  ];
  const days = Math.round(horizonDays);
  const chances = fixed.some((chance) => chance.days === days)
    ? fixed
    : [...fixed, { days, probability: horizon }].sort((a, b) => a.days - b.days);
  return chances.map(({ days: length, probability }) => ({
    within: daysWords(length),
    probability,
  }));
}
