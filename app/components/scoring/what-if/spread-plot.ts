import type { ScoreName } from "../../../pipeline/score/scores.ts";
import type { ScoringPreview } from "../../../services/preview-scoring.ts";
import type { SeriesPlot } from "../../plot/plot-data.ts";
import type { ScoringWords } from "../scoring-words.ts";

const TICK_EVERY = 25;

/** How customers spread over a score by two models: filled by the new one, outlined by the one in force. */
export function spreadPlot(
  { t, format }: ScoringWords,
  preview: Pick<ScoringPreview, "scores">,
  score: ScoreName,
): SeriesPlot {
  const { before, after } = preview.scores[score];
  const width = 100 / after.bins.length;
  return {
    kind: "histogram",
    placeName: t("whatIf.points"),
    valueName: t("common:nav.customers"),
    places: after.bins.map((_, bin) => {
      const low = bin * width;
      return {
        key: String(low),
        name: t("whatIf.bin", { low: format.count(low), high: format.count(low + width) }),
        tick: low % TICK_EVERY === 0 ? format.count(low) : "",
      };
    }),
    lastTick: format.count(100),
    series: [
      { key: "after", name: t("whatIf.then"), values: after.bins },
      { key: "before", name: t("whatIf.now"), values: before.bins, mark: "outline" },
    ],
    format: format.count,
    isWhole: true,
  };
}
