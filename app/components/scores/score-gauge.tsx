import { Text } from "@shopify/polaris";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import { useWords } from "../words/use-words.ts";

/** Half a circle of radius 50 around (60, 60), left to right, and its length. */
const ARC = "M 10 60 A 50 50 0 0 1 110 60";
const ARC_LENGTH = 50 * Math.PI;

interface Props {
  name: ScoreName;
  /** Millionths of a point; null = unknown. */
  score: number | null;
  /** Why it is unknown, in words. */
  reason: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** One score as a gauge, which is also the button that shows its ledger. Unknown has no needle at zero. */
export function ScoreGauge({ name, score, reason, isChosen, onChoose }: Props) {
  const { t, format } = useWords("scores");
  return (
    <button type="button" className="k-gauge" aria-pressed={isChosen} onClick={onChoose}>
      <svg viewBox="0 0 120 70" aria-hidden="true">
        <path className="k-gauge-track" d={ARC} data-unknown={score === null || undefined} />
        {score !== null && score > 0 ? (
          <path
            className="k-gauge-value"
            d={ARC}
            strokeDasharray={`${((ARC_LENGTH * score) / 100_000_000).toFixed(2)} 1000`}
          />
        ) : null}
        <text className="k-gauge-number" x="60" y="60" data-unknown={score === null || undefined}>
          {score === null ? t("gauge.unknown") : format.points(score, 1)}
        </text>
      </svg>
      <Text as="span" variant="headingSm">
        {t(`common:score.${name}`)}
      </Text>
      <Text as="span" visuallyHidden>
        {score === null ? t("gauge.isUnknown") : t("gauge.of", { points: format.points(score, 1) })}
      </Text>
      {score === null ? (
        <Text as="span" variant="bodySm" tone="subdued">
          {reason}
        </Text>
      ) : null}
    </button>
  );
}
