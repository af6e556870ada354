import { Text } from "@shopify/polaris";
import { PlotCard } from "../plot/plot-card.tsx";
import type { ScoreDay } from "../../queries/read-score-history.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { plotScores } from "../scores/plot-scores.ts";

/** How the scores went, a point for the end of each day of UTC, with a table of the same numbers. */
export function ScoreHistoryCard({ days }: { days: readonly ScoreDay[] }) {
  const words = useWords("scores");
  const { t } = words;
  if (days.length === 0) {
    return (
      <SectionCard title={t("history.title")} hint={t("history.hint")}>
        <Text as="p" tone="subdued">
          {t("history.empty")}
        </Text>
      </SectionCard>
    );
  }
  return (
    <PlotCard title={t("history.title")} hint={t("history.hint")} plot={plotScores(words, days)} />
  );
}
