import type { ScoreName } from "../../../pipeline/score/scores.ts";
import type { Estimate } from "../../../pipeline/segment/estimate-count.ts";
import type { ScoringPreview } from "../../../services/preview-scoring.ts";
import { Tile } from "../../tiles/tile.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** How many customers a score would rise and fall for. */
export function MoveTiles({ preview, score }: { preview: ScoringPreview; score: ScoreName }) {
  const { t, format } = useScoringWords();
  const { rising, falling } = preview.scores[score];
  const hint = (estimate: Estimate): string => format.interval(estimate) ?? t("whatIf.byAPoint");
  return (
    <dl className="k-tiles" data-pair aria-live="polite">
      <Tile label={t("whatIf.rising")} hint={hint(rising)}>
        {format.estimate(rising)}
      </Tile>
      <Tile label={t("whatIf.falling")} hint={hint(falling)}>
        {format.estimate(falling)}
      </Tile>
    </dl>
  );
}
