import type { ScoreName } from "../../../pipeline/score/scores.ts";
import type { Estimate } from "../../../pipeline/segment/estimate-count.ts";
import type { ScoringPreview } from "../../../services/preview-scoring.ts";
import { Tile } from "../../tiles/tile.tsx";
import { estimateWords, intervalWords } from "./estimate-words.ts";
import { useScoringWords } from "../scoring-words.ts";

/** How many customers a score would rise and fall for. */
export function MoveTiles({ preview, score }: { preview: ScoringPreview; score: ScoreName }) {
  const words = useScoringWords();
  const { t } = words;
  const { rising, falling } = preview.scores[score];
  const hint = (estimate: Estimate): string =>
    intervalWords(words, estimate) ?? t("whatIf.byAPoint");
  return (
    <dl className="k-tiles" data-pair aria-live="polite">
      <Tile label={t("whatIf.rising")} hint={hint(rising)}>
        {estimateWords(words, rising)}
      </Tile>
      <Tile label={t("whatIf.falling")} hint={hint(falling)}>
        {estimateWords(words, falling)}
      </Tile>
    </dl>
  );
}
