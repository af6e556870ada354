import { Button, ButtonGroup } from "@shopify/polaris";
import type { ScoreName } from "../../../pipeline/score/scores.ts";
import { SCORES_IN_ORDER } from "../../../pipeline/shared/score-names.ts";
import { partWords } from "../part-words.ts";
import { useScoringWords } from "../scoring-words.ts";

/** Of which score the what-if is shown. */
export function ScoreChoice(props: { score: ScoreName; onChoose: (score: ScoreName) => void }) {
  const words = useScoringWords();
  return (
    <div role="group" aria-label={words.t("whatIf.choice")}>
      <ButtonGroup variant="segmented">
        {SCORES_IN_ORDER.map((name) => (
          <Button
            key={name}
            size="micro"
            pressed={name === props.score}
            onClick={() => props.onChoose(name)}
          >
            {partWords(words, name)}
          </Button>
        ))}
      </ButtonGroup>
    </div>
  );
}
