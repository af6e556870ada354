import { Box, Text } from "@shopify/polaris";
import type { Predictor } from "../../pipeline/predict/shop/what-predicts.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { behaviorWords } from "./behavior-words.ts";

/** Which actions went with ordering in the week after, others alike. */
export function PredictorTable({ predictors }: { predictors: readonly Predictor[] }) {
  const words = useWords("predictions");
  const { t, format } = words;
  return (
    <SectionCard title={t("predictor.title")} hint={t("predictor.hint")} isFlush>
      {predictors.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            {t("predictor.nothing")}
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption={t("predictor.title")}
          rows={predictors}
          rowKey={({ group }) => group}
          columns={[
            { header: t("predictor.who"), cell: ({ group }) => behaviorWords(words, group) },
            {
              header: t("predictor.did"),
              cell: ({ customers }) => format.count(customers),
              isNumeric: true,
            },
            {
              header: t("predictor.odds"),
              cell: ({ oddsRatio }) => oddsText(words, oddsRatio),
              isNumeric: true,
            },
            {
              header: t("predictor.range"),
              cell: ({ low, high }) =>
                t("range", { low: oddsText(words, low), high: oddsText(words, high) }),
              isNumeric: true,
            },
            {
              header: t("predictor.says"),
              cell: (predictor) => t(verdictOf(predictor)),
              isWide: true,
            },
            {
              header: t("predictor.weight"),
              cell: ({ suggestedWeight }) =>
                suggestedWeight > 0 ? format.decimal(suggestedWeight, 2) : t("predictor.none"),
              isNumeric: true,
            },
          ]}
        />
      )}
    </SectionCard>
  );
}

function verdictOf({ low, high }: Predictor) {
  if (low > 1) return "predictor.more";
  return high < 1 ? "predictor.less" : "predictor.chance";
}

/** Odds against those who did not: 2.4×. */
const oddsText = ({ t, format }: Words<"predictions">, ratio: number): string =>
  t("metric.times", { amount: ratio < 10 ? format.decimal(ratio, 1) : format.count(ratio) });
