import type { ScoreName } from "../../../pipeline/score/scores.ts";
import type { ScoringPreviewOutcome } from "../../../services/preview-scoring.ts";
import type { LiveAnswer } from "../../segments/preview/use-answer.ts";
import { useScoringWords } from "../scoring-words.ts";

/** Where on the page the what-if stands. */
export const WHAT_IF = "what-if";

/** On a phone, where the what-if is far below the form: its two numbers at the edge of the screen, and the way to it. */
export function Glance(props: { live: LiveAnswer<ScoringPreviewOutcome>; score: ScoreName }) {
  const { t, format } = useScoringWords();
  const { answer, isWaiting } = props.live;
  if (answer?.outcome !== "previewed") return null;
  const { rising, falling } = answer.scores[props.score];
  return (
    <a className="k-glance" href={`#${WHAT_IF}`} data-waiting={isWaiting || undefined}>
      {t("whatIf.glance", {
        rising: format.estimate(rising),
        falling: format.estimate(falling),
      })}
    </a>
  );
}
