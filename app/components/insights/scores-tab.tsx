import { BlockStack, Box, InlineStack, Text } from "@shopify/polaris";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { InsightsView } from "../../services/insights/read-insights.ts";
import { PlotCard } from "../plot/plot-card.tsx";
import { isoDay } from "../scores/iso-day.ts";
import { useWords } from "../words/use-words.ts";
import { AsOf } from "./as-of.tsx";
import { ChoiceButtons } from "./choice-buttons.tsx";
import { NotYet } from "./not-yet.tsx";
import { moneyPlot, ratePlot, trendPlot } from "./score-plots.ts";

type Scores = Extract<InsightsView, { tab: "scores" }>;

/** Whether a score works: who bought since, by the band they were in. And how customers moved between bands. */
export function ScoresTab({ view, currency }: { view: Scores; currency: string }) {
  const words = useWords("insights");
  const { t, format } = words;
  const { score, trend, outcome } = view;
  if (trend === null && outcome === null) return <NotYet why="waiting" />;
  if ((trend?.values.days.length ?? 0) === 0 && (outcome?.day ?? null) === null) {
    return <NotYet why="scores" />;
  }
  const drawn = (of: { drawn: number; total: number }): string =>
    of.drawn < of.total
      ? t("scores.drawn", { drawn: format.count(of.drawn), total: format.count(of.total) })
      : "";
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" tone="subdued">
            {t("scores.choose")}
          </Text>
          <ChoiceButtons
            name="score"
            chosen={score}
            options={SCORES_IN_ORDER.map((value) => ({ value, label: t(`common:score.${value}`) }))}
          />
        </InlineStack>
      </Box>
      {outcome === null || outcome.day === null ? (
        <NotYet why="scores" />
      ) : (
        <div className="k-columns" data-ratio="even">
          <PlotCard
            title={t("scores.rate")}
            hint={t("scores.rateHint", {
              day: format.day(isoDay(outcome.day)),
              count: outcome.days,
              amount: format.count(outcome.days),
            })}
            plot={ratePlot(words, outcome.bands)}
            below={
              <AsOf at={outcome.asOf}>
                {t("scores.chance")} {drawn(outcome)}
              </AsOf>
            }
          />
          <PlotCard
            title={t("scores.money")}
            hint={t("scores.moneyHint")}
            plot={moneyPlot(words, outcome.bands, currency)}
            below={<AsOf at={outcome.asOf}>{drawn(outcome)}</AsOf>}
          />
        </div>
      )}
      {trend === null || trend.values.days.length === 0 ? null : (
        <PlotCard
          title={t("scores.trend")}
          hint={t("scores.trendHint")}
          plot={trendPlot(words, trend.values.days, score)}
          below={<AsOf at={trend.asOf}>{drawn(trend.values)}</AsOf>}
        />
      )}
    </BlockStack>
  );
}
