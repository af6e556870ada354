import type { ScoreName } from "../../../../pipeline/score/scores.ts";
import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { NumberField } from "../number-field.tsx";
import { comparisonOptions, INEQUALITIES, optionsOf } from "../option-words.ts";
import type { RowProps } from "./row-props.ts";

const SCORES = ["behavior", "intent", "engagement", "value"] as const satisfies ScoreName[];

export function ScoreRow({ atom, onChange }: RowProps<"score">) {
  const words = useWords("editor");
  const { t } = words;
  return (
    <>
      <Choice
        label={t("field.score")}
        value={atom.score}
        options={optionsOf(SCORES, (score) => t(`common:score.${score}`))}
        onChange={(score) => onChange({ ...atom, score })}
      />
      <Choice
        label={t("field.comparison")}
        value={atom.comparison}
        options={comparisonOptions(words, INEQUALITIES)}
        onChange={(comparison) => onChange({ ...atom, comparison })}
      />
      <NumberField
        label={t("field.points")}
        suffix={t("field.pointsUnit")}
        value={atom.points}
        least={0}
        most={100}
        onChange={(points) => onChange({ ...atom, points })}
      />
    </>
  );
}
