import { Box, Text } from "@shopify/polaris";
import type { Predictor } from "../../pipeline/predict/shop/what-predicts.ts";
import { formatCount } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { BEHAVIOR_WORDS } from "./behavior-words.ts";

/** Which actions went with ordering in the week after, others alike. */
export function PredictorTable({ predictors }: { predictors: readonly Predictor[] }) {
  return (
    <SectionCard
      title="What predicts here"
      hint="How the odds to order within a week differ for customers who did something in the week before, their past orders being alike. It goes with ordering; it need not cause it."
      isFlush
    >
      {predictors.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Nothing can be said yet. It takes twenty customers who did something in one week, twenty
            who did not, and twenty who ordered in the week after. Behavior comes from the theme
            embed, the web pixel and your other sources.
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption="What predicts here"
          rows={predictors}
          rowKey={({ group }) => group}
          columns={[
            { header: "Customers who", cell: ({ group }) => BEHAVIOR_WORDS[group] },
            { header: "Did so", cell: ({ customers }) => formatCount(customers), isNumeric: true },
            {
              header: "Odds to order",
              cell: ({ oddsRatio }) => oddsText(oddsRatio),
              isNumeric: true,
            },
            {
              header: "Likely range",
              cell: ({ low, high }) => `${oddsText(low)} to ${oddsText(high)}`,
              isNumeric: true,
            },
            { header: "It says", cell: (predictor) => verdict(predictor), isWide: true },
            {
              header: "Suggested weight",
              cell: ({ suggestedWeight }) =>
                suggestedWeight > 0 ? suggestedWeight.toFixed(2) : "None",
              isNumeric: true,
            },
          ]}
        />
      )}
    </SectionCard>
  );
}

function verdict({ low, high }: Predictor): string {
  if (low > 1) return "They order more often";
  if (high < 1) return "They order less often";
  return "No difference that could not be chance";
}

/** Odds against those who did not: 2.4×. */
const oddsText = (ratio: number): string =>
  `${ratio < 10 ? ratio.toFixed(1) : formatCount(ratio)}×`;
