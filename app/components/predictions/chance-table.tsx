import { InlineStack, Text } from "@shopify/polaris";
import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import type { Probability } from "../../pipeline/predict/shop/probability.ts";
import type { VisitOutlook } from "../../pipeline/predict/visits/visit-outlook.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { EvidenceBadge } from "./evidence-badge.tsx";
import { evidenceWords } from "./evidence-words.ts";
import { daysWords } from "./horizon-words.ts";
import { IntervalBar, rangeWords } from "./interval-bar.tsx";
import { visitTaskWords } from "./visit-words.ts";

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
  const words = useWords("predictions");
  const { t, format } = words;
  return (
    <ResponsiveTable
      caption={t("chance.caption")}
      rows={[
        ...chancesOfVisit(words, visit),
        ...(outlook === null ? [] : chancesOf(words, outlook)),
      ]}
      rowKey={({ within }) => within}
      columns={[
        { header: t("served.within"), cell: ({ within }) => within },
        {
          header: t("chance.probability"),
          cell: ({ probability }) => (
            <InlineStack gap="200" blockAlign="center" wrap={false}>
              <Text as="span" fontWeight="semibold" numeric>
                {format.share(probability.value, 1)}
              </Text>
              <IntervalBar {...probability} />
            </InlineStack>
          ),
        },
        {
          header: t("predictor.range"),
          cell: ({ probability }) => rangeWords(words, probability),
        },
        {
          header: t("chance.restsOn"),
          cell: ({ probability: { evidence } }) => (
            <>
              <EvidenceBadge evidence={evidence} />
              <Text as="p" variant="bodySm" tone="subdued">
                {evidenceWords(words, evidence).meaning}
              </Text>
            </>
          ),
          isWide: true,
        },
      ]}
    />
  );
}

function chancesOfVisit(words: Words<"predictions">, visit: VisitOutlook | null): Chance[] {
  if (visit === null) return [];
  const { hour, day, week, month } = visit;
  return [
    { within: visitTaskWords(words, "hour").name, probability: hour },
    { within: visitTaskWords(words, "day").name, probability: day },
    ...(week === null ? [] : [{ within: daysWords(words, 7), probability: week }]),
    ...(month === null ? [] : [{ within: daysWords(words, 30), probability: month }]),
  ];
}

/** A shop whose own span is a week or a month has no third horizon. */
function chancesOf(words: Words<"predictions">, outlook: CustomerOutlook): Chance[] {
  const { week, month, horizon, horizonDays } = outlook;
  const fixed = [
    { days: 7, probability: week },
    { days: 30, probability: month },
  ];
  const days = Math.round(horizonDays);
  const chances = fixed.some((chance) => chance.days === days)
    ? fixed
    : [...fixed, { days, probability: horizon }].sort((a, b) => a.days - b.days);
  return chances.map(({ days: length, probability }) => ({
    within: daysWords(words, length),
    probability,
  }));
}
